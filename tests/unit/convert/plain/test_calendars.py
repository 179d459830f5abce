"""Persian and Buddhist years as newspapers print them."""

from __future__ import annotations

from datetime import date

import pytest

from digest.convert.plain import calendars


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [
        (1398, 10, 19, date(2020, 1, 9)),
        (1403, 1, 1, date(2024, 3, 20)),
        (1404, 1, 1, date(2025, 3, 21)),
        (1357, 11, 22, date(1979, 2, 11)),
        (1399, 12, 30, date(2021, 3, 20)),
    ],
)
def test_a_persian_day_is_the_gregorian_one(year: int, month: int, day: int, expected: date) -> None:
    assert calendars.from_persian(year, month, day) == expected


@pytest.mark.parametrize(("year", "month", "day"), [(1400, 12, 30), (1400, 7, 31), (1400, 0, 1), (1200, 1, 1)])
def test_a_persian_day_that_never_was_is_none(year: int, month: int, day: int) -> None:
    assert calendars.from_persian(year, month, day) is None


@pytest.mark.parametrize(
    "line",
    ["19 دی 1398 - 17:12", "1398/10/19", "9 ม.ค. 2563 17:12 น.", "9 มกราคม 2563", "9 มกราคม 2020"],
)
def test_days_of_both_calendars_are_found_in_a_line(line: str) -> None:
    assert [day for day, _, _ in calendars.find_days(line)] == [date(2020, 1, 9)]


def test_a_thai_day_that_never_was_is_none() -> None:
    assert calendars.find_days("31 กุมภาพันธ์ 2563") == []
