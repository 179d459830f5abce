"""Stage 3: moments as pages and feeds write them, in the site's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo

from digest.ground.moment import Moment
from digest.pages import When


def of_day(day: date) -> When:
    """A day."""
    return When(iso=day.isoformat())


def when(moment: Moment, zone: tzinfo) -> When:
    """A day that stays a day, or an instant in the site's zone."""
    return When(iso=moment.text) if moment.is_day else When(iso=rfc3339(moment.instant(zone), zone))


def rfc3339(instant: datetime, zone: tzinfo) -> str:
    """`2015-07-28T14:05:00+01:00`, in the site's zone; in UTC where the zone's offset then was no whole minute."""
    local = instant.astimezone(zone)
    offset = local.utcoffset() or timedelta()
    if offset % timedelta(minutes=1):
        local = instant.astimezone(UTC)
    return local.replace(microsecond=0).isoformat()
