from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.ground.moment import Moment, parse_moment
from digest.ground.zones import zone

ISTANBUL = zone("Europe/Istanbul") or UTC
NEW_YORK = zone("America/New_York") or UTC
KIRITIMATI = zone("Pacific/Kiritimati") or UTC
OFFSETS = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda minutes: timezone(timedelta(minutes=minutes)))


def moment(text: str) -> Moment:
    made = parse_moment(text)
    assert isinstance(made, Moment), made
    return made


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("2015-07-28", "2015-07-28"),
        (" 2015-07-28 ", "2015-07-28"),
        ("2015-07-28T14:05", "2015-07-28T14:05:00"),
        ("2015-07-28 14:05:09", "2015-07-28T14:05:09"),
        ("2015-07-28t14:05:09z", "2015-07-28T14:05:09+00:00"),
        ("2015-07-28T14:05:09.25+01:00", "2015-07-28T14:05:09+01:00"),
        ("2015-07-28 14:05 -0430", "2015-07-28T14:05:00-04:30"),
        ("2015-07-28T14:05-00:00", "2015-07-28T14:05:00+00:00"),
        ("2016-02-29", "2016-02-29"),
    ],
)
def test_a_date_stays_a_date_and_a_time_keeps_its_offset(written: str, canonical: str) -> None:
    assert moment(written).text == canonical


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("2015-13-28", "there is no month 13"),
        ("2015-02-30", "there is no day 30 in that month"),
        ("2015-02-29", "there is no day 29 in that month"),
        ("2015-00-01", "there is no month 0"),
        ("0000-01-01", "there is no year 0"),
        ("2015-07-28T25:00", "there is no such time of day or offset"),
        ("2015-07-28T24:00", "there is no such time of day or offset"),
        ("2015-07-28T10:00+25:00", "there is no such time of day or offset"),
        ("2016-12-31T23:59:60Z", "there is no second 60: write a leap second as the second before it"),
        ("28/07/2015", "write YYYY-MM-DD or YYYY-MM-DDTHH:MM+HH:MM"),
        ("2015-7-8", "write YYYY-MM-DD or YYYY-MM-DDTHH:MM+HH:MM"),
        ("2015-07-28T10:00+01:75", "write YYYY-MM-DD or YYYY-MM-DDTHH:MM+HH:MM"),
        ("２０１５-07-28", "write YYYY-MM-DD or YYYY-MM-DDTHH:MM+HH:MM"),
        ("July 28, 2015", "write YYYY-MM-DD or YYYY-MM-DDTHH:MM+HH:MM"),
        ("", "write YYYY-MM-DD or YYYY-MM-DDTHH:MM+HH:MM"),
    ],
)
def test_what_is_no_date_says_why(written: str, reason: str) -> None:
    assert parse_moment(written) == reason


@given(st.text())
def test_any_text_is_a_moment_or_a_sentence(text: str) -> None:
    assert isinstance(parse_moment(text), Moment | str)


@given(st.dates())
def test_every_date_of_the_calendar_comes_back_as_it_was(day: date) -> None:
    made = moment(day.isoformat())
    assert (made.text, made.day, made.is_day) == (day.isoformat(), day, True)


@given(st.datetimes(timezones=st.none() | OFFSETS))
def test_the_canonical_text_is_its_own_canonical_text(value: datetime) -> None:
    made = moment(value.isoformat())
    assert moment(made.text) == made
    assert not made.is_day
    assert datetime.fromisoformat(made.text) == value.replace(microsecond=0)


@given(st.datetimes(timezones=st.none() | OFFSETS), st.sampled_from([UTC, ISTANBUL, NEW_YORK, KIRITIMATI]))
def test_every_moment_has_an_instant_and_a_local_day_in_every_zone(value: datetime, place: tzinfo) -> None:
    made = moment(value.isoformat())
    assert made.instant(place).tzinfo is UTC
    assert abs((made.local_day(place) - made.day).days) <= 2


@pytest.mark.parametrize("text", ["0001-01-01", "0001-01-01T00:00+14:00", "9999-12-31", "9999-12-31T23:59:59-14:00"])
def test_moments_at_the_ends_of_the_calendar_are_clamped_to_it(text: str) -> None:
    for place in (UTC, ISTANBUL, NEW_YORK, KIRITIMATI):
        made = moment(text)
        assert made.instant(place).year == made.day.year
        assert made.local_day(place).year == made.day.year


def test_a_day_begins_at_midnight_in_the_zone_of_the_site() -> None:
    assert moment("2015-07-28").instant(ISTANBUL) == datetime(2015, 7, 27, 21, tzinfo=UTC)


def test_a_time_without_offset_is_on_the_clock_of_the_site() -> None:
    assert moment("2015-07-28T01:30").instant(NEW_YORK) == datetime(2015, 7, 28, 5, 30, tzinfo=UTC)


def test_a_time_with_an_offset_belongs_to_the_day_that_the_site_has_then() -> None:
    late = moment("2015-07-28T23:30-04:00")
    assert late.day == date(2015, 7, 28)
    assert late.local_day(ISTANBUL) == date(2015, 7, 29)
    assert late.local_day(NEW_YORK) == date(2015, 7, 28)


def test_a_day_without_a_time_is_that_day_everywhere() -> None:
    assert moment("2015-07-28").local_day(KIRITIMATI) == date(2015, 7, 28)


def test_an_hour_that_the_clock_shows_twice_is_the_first_of_the_two() -> None:
    assert moment("2015-11-01T01:30").instant(NEW_YORK) == datetime(2015, 11, 1, 5, 30, tzinfo=UTC)
