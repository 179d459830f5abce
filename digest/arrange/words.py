"""Stage 3: the words that stand in page titles, crumbs and link texts, all of them: in English, dates in the site's language."""

from __future__ import annotations

from datetime import date

from digest.ground import dates

LATEST = "Latest"
HOME = "Home"
TOPICS = "Topics"
TAGS = "Tags"
ARCHIVE = "Archive"
EDITIONS = "Editions"
NOT_FOUND = "Page not found"
FEEDS = "All feeds"
ATOM_FEED = "Atom feed"
OTHER_LETTERS = "#"
DIGITS = "0–9"
FEED_KINDS = {"atom": "Atom", "rss": "RSS", "json": "JSON"}


def day(value: date, language: str) -> str:
    """`28 July 2015`."""
    return dates.write_date(value.isoformat(), "long", language)


def month(value: date, language: str) -> str:
    """`July 2015`."""
    return dates.write_date(value.isoformat(), "month-year", language)


def edition(kind: str, first: date, last: date, number: int | None, language: str) -> str:
    """`Week 51, 14–20 December 2015`, `December 2015`, `28 July 2015`."""
    if kind == "week":
        return f"Week {number}, {dates.write_span(first.isoformat(), last.isoformat(), language)}"
    return month(first, language) if kind == "month" else day(first, language)


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
