"""Moments in the site's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from digest.arrange import times
from digest.arrange.times import Times
from digest.ground.moment import Moment
from digest.ground.zones import zone


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2015-07-28", "2015-07-28"),
        ("2015-07-28T22:30:00+00:00", "2015-07-29T01:30:00+03:00"),
        ("2015-07-28T22:30:00", "2015-07-28T22:30:00+03:00"),
    ],
)
def test_a_day_stays_a_day_and_a_time_is_told_in_the_sites_zone(text: str, iso: str) -> None:
    istanbul = zone("Europe/Istanbul")
    assert istanbul is not None
    assert times.when(Moment(text), istanbul).iso == Times(istanbul).point(Moment(text)).iso == iso


def test_a_point_has_the_day_on_the_sites_calendar_and_is_looked_into_once() -> None:
    tokyo = zone("Asia/Tokyo")
    assert tokyo is not None
    times_there, late = Times(tokyo), Moment("2015-07-28T22:30:00+00:00")
    assert times_there.point(late).day == date(2015, 7, 29)
    assert times_there.point(late).instant == datetime(2015, 7, 28, 22, 30, tzinfo=UTC)
    assert times_there.point(late) is times_there.point(Moment(late.text))


def test_an_offset_that_rfc3339_can_not_write_becomes_utc() -> None:
    amsterdam = zone("Europe/Amsterdam")
    assert amsterdam is not None
    assert times.rfc3339(datetime(1900, 1, 1, 12, tzinfo=UTC), amsterdam) == "1900-01-01T12:00:00+00:00"
