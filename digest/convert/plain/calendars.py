"""Dates in other calendars than the Gregorian one by which newspapers date: the Persian solar year and the Buddhist era."""

from __future__ import annotations

import re
from datetime import date, timedelta

from digest.convert.plain import trade
from digest.ground import text

_DAY = r"(?<!\d)(?P<day>\d{1,2})"
_ARABIC = r"[\u0620-\u064a\u066e-\u06d3]"
_THAI = re.compile(
    rf"{_DAY} ?(?P<month>[\u0e00-\u0e7f]+(?:\.[\u0e00-\u0e7f]+)?)\.? ?(?:พ\.ศ\. ?)?(?P<year>(?:19|20|25)\d\d)(?!\d)"
)
_PERSIAN = re.compile(rf"{_DAY} (?P<month>{_ARABIC}+)(?: ماه)?[,،]? ?(?P<year>1[34]\d\d)(?!\d)")
_PERSIAN_NUMERIC = re.compile(
    r"(?<![\d./-])(?P<year>1[34]\d\d)(?P<sep>[/-])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)"
)
_BUDDHIST_ERA, _BUDDHIST = 543, 2400
_NEW_YEAR, _FIRST_YEAR = date(1921, 3, 21), 1300
_LEAP_REMAINDERS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
"""The leap years of the 33-year cycle, right for 1178 to 1633 (https://en.wikipedia.org/wiki/Solar_Hijri_calendar)."""


def find_days(plain: str) -> list[tuple[date, int, int]]:
    """The days in a text with plain digits that have Persian months and years, or Thai months, and their columns.

    Years of Thai dates may be those of the Buddhist era.
    """
    days = [
        (
            match,
            from_persian(
                int(match["year"]), trade.persian_months().get(text.fold(match["month"]), 0), int(match["day"])
            ),
        )
        for match in _PERSIAN.finditer(plain)
    ]
    days += [
        (match, from_persian(int(match["year"]), int(match["month"]), int(match["day"])))
        for match in _PERSIAN_NUMERIC.finditer(plain)
    ]
    days += [(match, _thai(match)) for match in _THAI.finditer(plain)]
    return [(day, match.start(), match.end()) for match, day in days if day is not None]


def _thai(match: re.Match[str]) -> date | None:
    numbers, year = trade.months().get(text.fold(match["month"]), frozenset()), int(match["year"])
    if len(numbers) != 1:
        return None
    try:
        return date(year - _BUDDHIST_ERA if year > _BUDDHIST else year, next(iter(numbers)), int(match["day"]))
    except ValueError:
        return None


def from_persian(year: int, month: int, day: int) -> date | None:
    """The Gregorian date of a day in the Persian solar calendar, from 1300 to 1499; None where there is no such day."""
    if not (_FIRST_YEAR <= year < _FIRST_YEAR + 200 and 1 <= month <= 12 and 1 <= day <= _length(year, month)):
        return None
    years = sum(365 + _is_leap(each) for each in range(_FIRST_YEAR, year))
    months = sum(_length(year, each) for each in range(1, month))
    return _NEW_YEAR + timedelta(days=years + months + day - 1)


def _is_leap(year: int) -> bool:
    return year % 33 in _LEAP_REMAINDERS


def _length(year: int, month: int) -> int:
    return 31 if month < 7 else 30 if month < 12 or _is_leap(year) else 29
