"""Ratios are taken round by round, and written with the digits that mean something."""

from __future__ import annotations

import pytest

from benchmarks.figures import Ratio, paired, percent, short, spread


def test_a_ratio_is_the_median_of_the_rounds_own_ratios_not_of_the_medians() -> None:
    assert paired([1.0, 2.0, 9.0], [2.0, 2.0, 3.0]) == Ratio(1.0, 0.5, 3.0)


def test_rounds_that_lack_a_partner_are_refused() -> None:
    with pytest.raises(ValueError, match="longer"):
        paired([1.0], [1.0, 2.0])


def test_spread_is_the_distance_of_the_extremes_as_a_part_of_the_median() -> None:
    assert spread([1.0, 2.0, 4.0]) == 1.5
    assert percent(spread([5.0, 5.0])) == "0 %"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (0.0041, "0.0041"),
        (0.0344, "0.034"),
        (0.0998, "0.10"),
        (0.81, "0.81"),
        (0.96, "0.96"),
        (0.999, "1.00"),
        (1.3, "1.30"),
        (4.834, "4.83"),
        (9.996, "10.0"),
        (37.21, "37.2"),
        (793.4, "793"),
        (2048, "2,048"),
    ],
)
def test_numbers_have_three_digits_and_two_below_one(value: float, text: str) -> None:
    assert short(value) == text
