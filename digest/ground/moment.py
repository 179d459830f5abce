"""Moments: a date that stays a date, a time that keeps its zone.

The canonical text follows ISO 8601 as profiled by RFC 3339: `2015-07-28` or `2015-07-28T14:05:00+01:00`. A time without
an offset is a wall-clock time in the site's zone. Nothing here reads the machine's clock or zone.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, tzinfo

import msgspec

_SHAPE = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?[0-5]\d)?)?",
    re.IGNORECASE | re.ASCII,
)


class Moment(msgspec.Struct, frozen=True):
    """A day, a wall-clock time, or an instant, by its canonical text."""

    text: str

    @property
    def is_day(self) -> bool:
        """Whether only the day is known."""
        return len(self.text) == 10

    @property
    def day(self) -> date:
        """The day as written, whatever the zone."""
        return date.fromisoformat(self.text[:10])

    def instant(self, zone: tzinfo) -> datetime:
        """The instant in UTC; a day is its 00:00 in `zone`, a time without offset is a time in `zone`.

        A time that the zone's clocks skip or show twice is taken as before the change (PEP 495, fold 0). What falls out of the years
        1 to 9999 in UTC becomes the first or last instant of them.
        """
        value = datetime.combine(self.day, time()) if self.is_day else datetime.fromisoformat(self.text)
        if value.tzinfo is None:
            value = value.replace(tzinfo=zone)
        return in_zone(value, UTC)

    def local_day(self, zone: tzinfo) -> date:
        """The day on the calendar of `zone`; a day without a time is that day everywhere."""
        return self.day if self.is_day else in_zone(self.instant(zone), zone).date()


def in_zone(value: datetime, zone: tzinfo) -> datetime:
    """An instant on the clocks of `zone`; the first or last of the years 1 to 9999 where it falls out of them."""
    try:
        return value.astimezone(zone)
    except (OverflowError, ValueError):
        edge = datetime.min if value.year < 5000 else datetime.max  # noqa: DTZ901 - made aware in the next line
        return edge.replace(tzinfo=zone)


def parse_moment(text: str) -> Moment | str:
    """The moment that `text` says, or a sentence that says why it is none."""
    match = _SHAPE.fullmatch(text.strip())
    if match is None:
        return "write YYYY-MM-DD or YYYY-MM-DDTHH:MM+HH:MM"
    year, month, day, hour, minute, second, offset = match.groups()
    if not 1 <= int(month) <= 12:
        return f"there is no month {int(month)}"
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return f"there is no day {int(day)} in that month" if int(year) else "there is no year 0"
    if second == "60":
        return "there is no second 60: write a leap second as the second before it"
    if hour is None:
        return Moment(f"{year}-{month}-{day}")
    written = f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}"
    if offset is not None:
        written += "+00:00" if offset.upper() == "Z" or offset.strip("-+0:") == "" else f"{offset[:3]}:{offset[-2:]}"
    try:
        datetime.fromisoformat(written).replace(tzinfo=None)
    except ValueError:
        return "there is no such time of day or offset"
    return Moment(written)
