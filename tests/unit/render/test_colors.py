"""Contrast as WCAG 2.2 computes it."""

from __future__ import annotations

import pytest

from digest.render.colors import contrast, is_hex, least_contrast


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#fff", 1.0),
        ("#777777", "#ffffff", 4.48),  # the well-known grey that just fails
        ("#767676", "#ffffff", 4.54),  # and the one that just passes
        ("#9e1b32", "#ffffff", 7.9),
        ("#ff8a94", "#1d2026", 7.2),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.05)
    assert contrast(other, one) == contrast(one, other)


def test_the_lowest_contrast_names_its_surface() -> None:
    ratio, surface = least_contrast("#767676", ("#ffffff", "#f6f5f1"))
    assert surface == "#f6f5f1"
    assert ratio < 4.5


@pytest.mark.parametrize("text", ["red", "#12", "#12345", "#gggggg", "9e1b32", "#9e1b32ff", "#9e1b32 "])
def test_only_three_or_six_hexadecimal_digits_are_a_colour(text: str) -> None:
    assert not is_hex(text)
