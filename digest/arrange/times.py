"""Stage 3: moments as pages and feeds write them, in the site's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo

from digest.ground.moment import Moment, in_zone
from digest.model import Struct
from digest.pages import When

_LONGEST = len("2015-07-28T14:05:00+01:00")


class Point(Struct, kw_only=True):
    """A moment in the site's zone: its instant, its day on the zone's calendar, and how it is written."""

    instant: datetime
    day: date
    iso: str


class Times:
    """Moments in one zone, each text looked into once."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._clocks = UTC if zone.utcoffset(None) == timedelta() else zone  # the same, and much quicker
        self._points: dict[str, Point] = {}

    def point(self, moment: Moment) -> Point:
        """The instant, the day and the text of a moment."""
        known = self._points.get(moment.text)
        if known is None:
            known = self._points[moment.text] = self._point(moment)
        return known

    def _point(self, moment: Moment) -> Point:
        if self._clocks is UTC and moment.text.endswith("+00:00"):  # as most are: nothing to convert
            instant = datetime.fromisoformat(moment.text)
            return Point(instant=instant, day=instant.date(), iso=moment.text)
        instant = moment.instant(self._zone)
        if moment.is_day:
            return Point(instant=instant, day=moment.day, iso=moment.text)
        local = in_zone(instant, self._clocks)
        iso = _written(local)
        return Point(instant=instant, day=local.date(), iso=moment.text if iso == moment.text else iso)


def of_day(day: date) -> When:
    """A day."""
    return When(iso=day.isoformat())


def when(moment: Moment, zone: tzinfo) -> When:
    """A day that stays a day, or an instant in the site's zone."""
    return When(iso=moment.text) if moment.is_day else When(iso=rfc3339(moment.instant(zone), zone))


def written(iso: str) -> When:
    """A day or an instant as `Point.iso` has it."""
    return When(iso=iso)


def rfc3339(instant: datetime, zone: tzinfo) -> str:
    """`2015-07-28T14:05:00+01:00`, in the site's zone; in UTC where the zone's offset then was no whole minute."""
    return _written(in_zone(instant, zone))


def _written(local: datetime) -> str:
    text = local.isoformat(timespec="seconds")
    return text if len(text) == _LONGEST else in_zone(local, UTC).isoformat(timespec="seconds")
