"""Dates, spans and numbers in words, in the language of the site: in page titles and in what templates write. The door of Babel.

Patterns and names come from Unicode CLDR, by language tag alone: no locale, zone or clock of the machine takes part.
Plain `en` is written the British way (`28 July 2015, 14:05`), `en-US` the American one. A language that CLDR doesn't know is
written as its parent, at last as English.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from digest.ground.languages import primary, region

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


@lru_cache(maxsize=16384)
def write_date(iso: str, style: str, language: str) -> str:
    """A day or an instant (ISO 8601) in words; `style` is one of STYLES.

    `long` writes the time and its distance from UTC too, where there is a time; the other styles write the day alone.
    """
    if style == "iso":
        return iso
    day = date.fromisoformat(iso[:10])
    if len(iso) == 10 or style not in {"long", "time"}:
        return "" if style == "time" else _day(day, style, language)
    clock = _clock(datetime.fromisoformat(iso), language)
    return (
        clock if style == "time" else _glue(language).replace("{1}", _day(day, "long", language)).replace("{0}", clock)
    )


def _day(day: date, style: str, language: str) -> str:
    return _pattern(style, language) % _Fields(day, language)


def _clock(moment: datetime, language: str) -> str:
    clock = _pattern("time", language) % _Fields(moment.time(), language)
    offset = moment.utcoffset()
    return clock if offset is None else f"{clock} {_from_utc(offset)}"


@lru_cache(maxsize=256)
def _pattern(style: str, language: str) -> str:
    """How a language writes a style, as Python's formatting has it: `%(d)s %(MMMM)s %(y)s`."""
    from babel import dates  # noqa: PLC0415

    locale = _locale(language)
    skeleton = {"short": "MMMd", "day-month": "MMMMd", "month-year": "yMMMM"}.get(style)
    if skeleton is not None:
        skeletons = locale.datetime_skeletons
        pattern = skeletons[skeleton if skeleton in skeletons else dates.match_skeleton(skeleton, skeletons)]
    elif style == "time":
        pattern = locale.time_formats["short"]
    elif style == "weekday":
        pattern = _WEEKDAY_FIRST.get(str(locale)) or locale.date_formats["full"]
    else:
        pattern = {"month": "LLLL", "day": "d"}.get(style) or locale.date_formats["long"]
    return str(dates.parse_pattern(pattern).format)


@lru_cache(maxsize=64)
def _glue(language: str) -> str:
    """How a language puts a day `{1}` and a time `{0}` together."""
    return str(_locale(language).datetime_formats["medium"]).replace("'", "")


class _Fields:
    """The fields of a day or time, by their names in CLDR (`MMMM`, `d`); each is written once for all days that share it."""

    def __init__(self, value: date | time, language: str) -> None:
        self._value = value
        self._language = language

    def __getitem__(self, name: str) -> str:
        value, kind = self._value, name[0]
        if isinstance(value, date):
            if kind == "y":
                value = value.replace(month=1, day=1)
            elif kind in "ML":
                value = value.replace(year=2000, day=1)
            elif kind == "d":
                value = value.replace(year=2000, month=1)
            elif kind in "Eec":
                value = date(2001, 1, 1 + value.weekday())  # a Monday
        elif kind in "hHkK":
            value = time(value.hour)
        elif kind == "m":
            value = time(0, value.minute)
        return _field(name, value, self._language)


@lru_cache(maxsize=4096)
def _field(name: str, value: date | time, language: str) -> str:
    from babel import dates  # noqa: PLC0415

    return str(dates.DateTimeFormat(value, _locale(language))[name])


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
        return _day(start, "long", language)
    differs = "y" if start.year != end.year else "M" if start.month != end.month else "d"
    parts = locale.interval_formats.get("yMMMd", {}).get(differs)
    if not parts:
        return f"{_day(start, 'long', language)} – {_day(end, 'long', language)}"
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


@lru_cache(maxsize=64)
def plural_forms(language: str) -> tuple[str, ...]:
    """The plural categories of a language (CLDR), `other` last: `one, other` in Turkish, six in Arabic."""
    rule = _locale(language).plural_form
    return (*(name for name in ("zero", "one", "two", "few", "many") if name in rule.tags), "other")


@lru_cache(maxsize=4096)
def plural_form(number: float, language: str) -> str:
    """The category of a number: `one` for 1 in English, for 0 too in French, `few` for 3 in Arabic."""
    return str(_locale(language).plural_form(number))


@lru_cache(maxsize=64)
def with_territory(language: str) -> str:
    """A language with the country in which it is most likely spoken, as Open Graph wants it: `fr_FR`, `pt_BR`, `en_GB`.

    A country that the tag names stays. Empty where CLDR knows of none (https://ogp.me/#optional, UTS 35 on likely subtags).
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415
    from babel.core import get_global  # noqa: PLC0415

    spoken, country = primary(language), region(language)
    if country is None and language.lower() == "en":
        return _BRITISH
    if country is None:
        likely = get_global("likely_subtags")
        try:
            written = str(Locale.parse(language, sep="-"))
        except (UnknownLocaleError, ValueError):
            written = spoken
        country = region((likely.get(written) or likely.get(spoken) or "").replace("_", "-"))
    return f"{spoken}_{country}" if country else ""
