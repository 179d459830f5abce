"""What templates can do with values: the filters and functions of every theme, and the language that they write in.

Dates, spans and numbers are written in the site's language, or in the one that is given: `{{ date | date("short", "fr") }}`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from digest.ground import dates
from digest.ground.languages import Direction
from digest.ground.moment import Moment
from digest.model import Struct
from digest.pages import EditionRef, When
from digest.render import minified


class House(Struct, kw_only=True):
    """The site's own language, which is the same on all of its pages."""

    language: str
    """`site.language`."""
    direction: Direction
    """Which way that language is written."""
    locale: str = ""
    """That language with the country in which it is most likely spoken, `fr_FR`, as Open Graph wants it; empty where none is known."""


def filters(language: str) -> dict[str, Callable[..., Any]]:
    """The filters by name, for a site in `language`."""

    def write_date(value: When | Moment | str, style: str = "long", in_language: str = "") -> str:
        """A date in words; `style` is one of `dates.STYLES`."""
        if style not in dates.STYLES:
            raise ValueError(f"`date` knows no style `{style}`; it has {', '.join(dates.STYLES)}")
        return dates.write_date(_iso(value), style, in_language or language)

    def write_range(edition: EditionRef, in_language: str = "") -> str:
        """The days of an edition: `Tuesday 28 July 2015`, `14–20 December 2015`, `July 2015`."""
        spoken = in_language or language
        if edition.kind in {"day", "month"}:
            style = "weekday" if edition.kind == "day" else "month-year"
            return dates.write_date(edition.first.iso, style, spoken)
        return dates.write_span(edition.first.iso, edition.last.iso, spoken)

    def write_number(value: float, in_language: str = "") -> str:
        """A number with its thousands grouped."""
        return dates.write_number(value, in_language or language)

    return {"date": write_date, "range": write_range, "number": write_number, "plural": plural, "script": script}


def functions(language: str) -> dict[str, Callable[..., Any]]:
    """The functions by name, for a site in `language`."""

    def weekdays(width: dates.Width = "short", in_language: str = "") -> tuple[str, ...]:
        """The names of the days of the week, Monday first; `width` is wide, abbreviated, short or narrow."""
        return dates.weekdays(width, in_language or language)

    return {"weekdays": weekdays}


def plural(count: int, one: str, many: str) -> str:
    """`one` for a count of 1, else `many`: the word alone, without the number."""
    return one if count == 1 else many


@lru_cache(maxsize=64)
def script(text: str) -> str:
    """A script within a page without what only people read: comments, white space."""
    return minified.script(text)


def _iso(value: When | Moment | str) -> str:
    if isinstance(value, When):
        return value.iso
    return value.text if isinstance(value, Moment) else value
