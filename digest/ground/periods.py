"""Periods of the calendar: days, weeks (ISO 8601) and months, and the keys that name them in addresses and file names."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

Period = Literal["day", "week", "month", "none"]
"""How long one lasts; `none` where time isn't divided."""

_KEYS = {"day": r"(\d{4})-(\d{2})-(\d{2})", "week": r"(\d{4})-w(\d{2})", "month": r"(\d{4})-(\d{2})"}
_FIRST_YEAR = 1000


def span(day: date, period: Period) -> tuple[date, date]:
    """The first and the last day of the period that `day` belongs to."""
    if period == "week":
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=6)
    if period == "month":
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    return day, day


def key_of(day: date, period: Period) -> str:
    """The key of the period that `day` belongs to.

    `2015-07-28`, `2015-w31` (the week of ISO 8601, with its own year) or `2015-07`.
    """
    if period == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04}-w{week:02}"
    return day.isoformat()[:7] if period == "month" else day.isoformat()


def parse_key(key: str, period: Period) -> date | None:
    """The first day of the period that `key` names, in the years from 1000 on; None where it names none."""
    match = re.fullmatch(_KEYS.get(period, r"(?!)"), key, re.ASCII)
    if match is None:
        return None
    numbers = [int(part) for part in match.groups()]
    try:
        if period == "week":
            first = date.fromisocalendar(numbers[0], numbers[1], 1)
        else:
            first = date(numbers[0], numbers[1], numbers[2] if period == "day" else 1)
    except ValueError:
        return None
    return first if numbers[0] >= _FIRST_YEAR else None
