"""Stage 3: the English words and dates that stand in page titles, crumbs and link texts. All of them are here."""

from __future__ import annotations

from datetime import date

LATEST = "Latest"
HOME = "Home"
TOPICS = "Topics"
TAGS = "Tags"
ARCHIVE = "Archive"
EDITIONS = "Editions"
NOT_FOUND = "Page not found"
OTHER = "Other"
FEEDS = "All feeds"
ATOM_FEED = "Atom feed"
OTHER_LETTERS = "#"
DIGITS = "0–9"
FEED_KINDS = {"atom": "Atom", "rss": "RSS", "json": "JSON"}

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(value: date) -> str:
    """`28 July 2015`."""
    return f"{value.day} {month(value)}"


def month(value: date) -> str:
    """`July 2015`."""
    return f"{_MONTHS[value.month - 1]} {value.year}"


def span(first: date, last: date) -> str:
    """`14–20 December 2015`, `30 November – 6 December 2015`, `28 December 2015 – 3 January 2016`."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    start = f"{first.day} {_MONTHS[first.month - 1]}" if first.year == last.year else day(first)
    return f"{start} – {day(last)}"


def edition(kind: str, first: date, last: date, number: int | None) -> str:
    """`Week 51, 14–20 December 2015`, `December 2015`, `28 July 2015`."""
    if kind == "week":
        return f"Week {number}, {span(first, last)}"
    return month(first) if kind == "month" else day(first)


def title(own: str, site: str) -> str:
    """What stands in a browser's tab: `Headline – Site`."""
    return f"{own} – {site}"


def numbered(name: str, number: int) -> str:
    """The title of a further page of a long list."""
    return f"{name}, page {number}"


def tagged(label: str) -> str:
    """The title of a tag's page."""
    return f"Stories tagged {label}"


def stories_of(name: str) -> str:
    """A listing's description: the stories of a topic, a tag, a year, a month or a day."""
    return f"Stories: {name}"


def feed(site: str, name: str | None) -> str:
    """The title of a feed, distinct for each: `Site`, `Site: World`."""
    return f"{site}: {name}" if name else site


def feed_link(title: str, kind: str) -> str:
    """The title of a feed where several formats stand side by side: `Site: World (Atom)`."""
    return f"{title} ({FEED_KINDS[kind]})"
