"""Calendars: weeks from Monday, every day counted."""

from __future__ import annotations

from datetime import date

import pytest

from digest.arrange.calendars import level, month_view


@pytest.mark.parametrize(
    ("count", "step"), [(0, 0), (1, 1), (3, 1), (4, 2), (7, 2), (8, 3), (11, 3), (12, 4), (500, 4)]
)
def test_the_heat_map_has_four_steps(count: int, step: int) -> None:
    assert level(count) == step


def test_a_month_is_rows_of_seven_from_monday() -> None:
    view = month_view(
        date(2015, 2, 1), {date(2015, 2, 1): 4, date(2015, 3, 1): 9}, "/2015/02/", lambda day: f"/{day.day}/"
    )
    assert [len(row) for row in view.weeks] == [7] * 5
    assert view.weeks[0][:6] == (None,) * 6
    sunday, monday = view.weeks[0][6], view.weeks[1][0]
    assert sunday is not None
    assert monday is not None
    assert (sunday.day.iso, sunday.count, sunday.href, sunday.level) == ("2015-02-01", 4, "/1/", 2)
    assert (monday.day.iso, monday.count, monday.href, monday.level) == ("2015-02-02", 0, None, 0)
    assert view.count == 4
