"""The words of page titles."""

from __future__ import annotations

from datetime import date

import pytest

from digest.arrange import words


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2015, 12, 14), date(2015, 12, 20), "14–20 December 2015"),
        (date(2015, 11, 30), date(2015, 12, 6), "30 November – 6 December 2015"),
        (date(2015, 12, 28), date(2016, 1, 3), "28 December 2015 – 3 January 2016"),
        (date(2015, 7, 28), date(2015, 7, 28), "28 July 2015"),
    ],
)
def test_a_span_of_days_repeats_nothing(first: date, last: date, text: str) -> None:
    assert words.span(first, last) == text


def test_editions_are_named_by_their_kind() -> None:
    first, last = date(2015, 12, 14), date(2015, 12, 20)
    assert words.edition("week", first, last, 51) == "Week 51, 14–20 December 2015"
    assert words.edition("month", first.replace(day=1), last, None) == "December 2015"
    assert words.edition("day", first, first, None) == "14 December 2015"
