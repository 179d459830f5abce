"""Dates, spans and numbers in words, in the language of the site: in page titles and in what templates write. The door of Babel.

Patterns and names come from Unicode CLDR, by language tag alone: no locale, zone or clock of the machine takes part.
Plain `en` is written the British way (`28 July 2015, 14:05`), `en-US` the American one. A language that CLDR doesn't know is
written as its parent, at last as English.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from babel import Locale

STYLES = ("long", "short", "day-month", "month-year", "month", "weekday", "day", "time", "iso")
"""How the `date` filter can write a date."""

Width = Literal["wide", "abbreviated", "short", "narrow"]
"""How long the name of a weekday is."""

_BRITISH = "en_GB"
_WEEKDAY_FIRST = {_BRITISH: "EEEE d MMMM y"}  # newspapers set no comma here, CLDR does


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 (heavy: only when a site is made)

    parts = language.replace("_", "-").split("-")
    while parts and parts != ["en"]:
        try:
            return Locale.parse("-".join(parts), sep="-")
        except (UnknownLocaleError, ValueError):
            parts.pop()
    return Locale.parse(_BRITISH)


@lru_cache(maxsize=65536)
def write_date(iso: str, style: str, language: str) -> str:
    """A day or an instant (ISO 8601) in words; `style` is one of STYLES.

    `long` writes the time and its distance from UTC too, where there is a time; the other styles write the day alone.
    """
    if style == "iso":
        return iso
    day = date.fromisoformat(iso[:10])
    if len(iso) == 10 or style not in {"long", "time"}:
        return "" if style == "time" else _day(day, style, _locale(language))
    moment = datetime.fromisoformat(iso)
    return _time(moment, _locale(language)) if style == "time" else _moment(moment, _locale(language))


def _day(day: date, style: str, locale: Locale) -> str:
    from babel import dates  # noqa: PLC0415

    if style == "weekday":
        return dates.format_date(day, _WEEKDAY_FIRST.get(str(locale), "full"), locale=locale)
    skeleton = {"short": "MMMd", "day-month": "MMMMd", "month-year": "yMMMM", "month": "LLLL", "day": "d"}.get(style)
    if skeleton is None:
        return dates.format_date(day, "long", locale=locale)
    if style in {"month", "day"}:
        return dates.format_date(day, skeleton, locale=locale)
    return dates.format_skeleton(skeleton, day, locale=locale)


def _moment(moment: datetime, locale: Locale) -> str:
    from babel import dates  # noqa: PLC0415

    glue = str(dates.get_datetime_format("medium", locale=locale))
    return (
        glue.replace("'", "").replace("{1}", _day(moment.date(), "long", locale)).replace("{0}", _time(moment, locale))
    )


def _time(moment: datetime, locale: Locale) -> str:
    from babel import dates  # noqa: PLC0415

    clock = dates.format_time(moment.replace(tzinfo=None), "short", locale=locale)
    offset = moment.utcoffset()
    return clock if offset is None else f"{clock} {_from_utc(offset)}"


def _from_utc(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


@lru_cache(maxsize=4096)
def write_span(first: str, last: str, language: str) -> str:
    """Two days (ISO 8601) as a span that says once what they share: `14–20 December 2015`."""
    from babel import dates  # noqa: PLC0415

    locale = _locale(language)
    start, end = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
    if start == end:
        return _day(start, "long", locale)
    differs = "y" if start.year != end.year else "M" if start.month != end.month else "d"
    parts = locale.interval_formats.get("yMMMd", {}).get(differs)
    if not parts:
        return f"{_day(start, 'long', locale)} – {_day(end, 'long', locale)}"
    whole: Callable[[str], str] = lambda pattern: pattern.replace("MMM", "MMMM").replace("LLL", "LLLL")  # noqa: E731
    return "".join(
        dates.format_date(day, whole(pattern), locale=locale) for day, pattern in zip((start, end), parts, strict=False)
    )


@lru_cache(maxsize=64)
def weekdays(width: Width, language: str) -> tuple[str, ...]:
    """The names of the days of the week, Monday first; `width` is `wide`, `abbreviated`, `short` or `narrow`."""
    from babel import dates  # noqa: PLC0415

    names = dates.get_day_names(width, context="stand-alone", locale=_locale(language))
    return tuple(names[day] for day in range(7))


@lru_cache(maxsize=4096)
def write_number(number: float, language: str) -> str:
    """A number with its thousands grouped: `1,234` in English, `1 234` in French."""
    from babel import numbers  # noqa: PLC0415

    return numbers.format_decimal(number, locale=_locale(language))
