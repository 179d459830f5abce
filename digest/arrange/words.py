"""Stage 3: the words of page titles, crumbs and feeds that are more than one text of the interface: put together, in the site's language."""

from __future__ import annotations

from datetime import date

from digest.ground import dates
from digest.ground.wording import Wording

OTHER_LETTERS = "#"
DIGITS = "0–9"
FEED_KINDS = {"atom": "Atom", "rss": "RSS", "json": "JSON"}


def day(value: date, language: str) -> str:
    """`28 July 2015`."""
    return dates.write_date(value.isoformat(), "long", language)


def month(value: date, language: str) -> str:
    """`July 2015`."""
    return dates.write_date(value.isoformat(), "month-year", language)


def edition(kind: str, first: date, last: date, number: int | None, wording: Wording) -> str:
    """`Week 51, 14–20 December 2015`, `December 2015`, `28 July 2015`."""
    language = wording.language
    if kind == "week":
        days = dates.write_span(first.isoformat(), last.isoformat(), language)
        return wording.say("week-and-days", number=str(number), days=days)
    return month(first, language) if kind == "month" else day(first, language)


def title(own: str, site: str, wording: Wording) -> str:
    """What stands in a browser's tab: `Headline – Site`."""
    return wording.say("page-title", title=own, site=site)


def numbered(name: str, number: int, wording: Wording) -> str:
    """The title of a further page of a long list."""
    return wording.say("numbered-page", title=name, number=str(number))


def stories_of(name: str, wording: Wording) -> str:
    """A listing's description: the stories of a topic, a tag, a year, a month or a day."""
    return wording.say("stories-of", list=name)


def feed(site: str, name: str | None, wording: Wording) -> str:
    """The title of a feed, distinct for each: `Site`, `Site: World`."""
    return wording.say("feed-of", site=site, name=name) if name else site


def feed_link(title: str, kind: str, wording: Wording) -> str:
    """The title of a feed where several formats stand side by side: `Site: World (Atom)`."""
    return wording.say("feed-format", title=title, format=FEED_KINDS[kind])
