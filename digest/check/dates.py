"""Check: whether a text is a date as a format for machines writes it."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)", re.ASCII)
_W3C = re.compile(r"\d{4}-\d\d(?:-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?", re.ASCII)
_RFC822 = re.compile(
    r"(?:(?P<name>Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (?:\d{4}|\d\d)"
    r" \d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|UT|GMT|[ECMP][SD]T|Z)",
    re.ASCII,
)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def is_rfc3339(text: str) -> bool:
    """An instant of RFC 3339: `2015-07-28T14:05:00+01:00`."""
    return bool(_RFC3339.fullmatch(text)) and _exists(text)


def is_rfc822(text: str) -> bool:
    """A date of RFC 822 with its years of two or four digits, on the day of the week that it names."""
    match = _RFC822.fullmatch(text)
    if match is None:
        return False
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return False
    return match["name"] is None or _DAYS[moment.weekday()] == match["name"]


def is_w3c(text: str) -> bool:
    """A day, a month or an instant as sitemaps have them (https://www.w3.org/TR/NOTE-datetime)."""
    if len(text) == len("2015-07-28"):
        try:
            return bool(date.fromisoformat(text))
        except ValueError:
            return False
    if len(text) == len("2015"):
        return text.isdigit()
    return bool(_W3C.fullmatch(text)) and _exists(text if "T" in text else f"{text}-01")


def _exists(text: str) -> bool:
    try:
        return bool(datetime.fromisoformat(text))
    except ValueError:
        return False
