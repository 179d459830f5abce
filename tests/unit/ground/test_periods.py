"""Days, weeks and months, and the keys that name them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.ground.periods import Period, key_of, parse_key, span


@pytest.mark.parametrize(
    ("day", "period", "key", "first", "last"),
    [
        (date(2015, 7, 28), "week", "2015-w31", date(2015, 7, 27), date(2015, 8, 2)),
        (date(2016, 1, 1), "week", "2015-w53", date(2015, 12, 28), date(2016, 1, 3)),
        (date(2016, 2, 5), "month", "2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        (date(2016, 2, 5), "day", "2016-02-05", date(2016, 2, 5), date(2016, 2, 5)),
    ],
)
def test_a_day_belongs_to_one_period(day: date, period: Period, key: str, first: date, last: date) -> None:
    assert span(day, period) == (first, last)
    assert key_of(day, period) == key


@given(st.dates(date(1001, 1, 1), date(9998, 12, 31)), st.sampled_from(["day", "week", "month"]))
def test_a_key_names_its_period(day: date, period: Period) -> None:
    first, last = span(day, period)
    assert first <= day <= last
    assert key_of(first, period) == key_of(day, period) == key_of(last, period)
    assert parse_key(key_of(day, period), period) == first


@pytest.mark.parametrize(
    ("key", "period"),
    [
        ("2014-w53", "week"),
        ("2015-W31", "week"),
        ("2015-w00", "week"),
        ("2015-13", "month"),
        ("2015-07", "day"),
        ("2015-02-29", "day"),
        ("0999-01-01", "day"),
        ("\u0662\u0660\u0661\u0665-07", "month"),
        ("2015-w31", "none"),
    ],
)
def test_any_other_key_names_none(key: str, period: Period) -> None:
    assert parse_key(key, period) is None
