"""Contrast as WCAG 2.2 computes it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.render.colors import LEAST_CONTRAST, contrast, is_hex, least_contrast
from digest.render.manifest import read

DEFAULT = Path(__file__).parents[3] / "themes" / "default"


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


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_a_colour_of_the_sites_own_can_be_read_on_the_default_themes_dark_paper(color: tuple[int, int, int]) -> None:
    """The theme lightens it, as `color-mix(in srgb, …)` does."""
    mixing = re.search(r"color-mix\(in srgb,{{ color }} (\d+)%,#fff\)", (DEFAULT / "templates/_topic.html").read_text())
    assert mixing is not None
    part = int(mixing[1]) / 100
    mixed = "#" + "".join(f"{round(channel * part + 255 * (1 - part)):02x}" for channel in color)
    manifest, _, _ = read((DEFAULT / "theme.yaml").read_bytes(), "theme.yaml")
    assert manifest is not None
    assert manifest.surfaces is not None
    assert least_contrast(mixed, manifest.surfaces.dark)[0] >= LEAST_CONTRAST
