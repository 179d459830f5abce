"""The shipped theme's style sheet: small, readable in light and dark; its palette is that of `theme.yaml`."""

from __future__ import annotations

import gzip
import re

import pytest

from digest.render import minified
from digest.render.colors import contrast
from tests.unit.theme.samples import THEME, smallest, text_of, theme

FONTS = {file.name for file in (THEME / "assets" / "fonts").glob("*.woff2")}
STYLE = (THEME / "assets" / "style.css").read_text(encoding="utf-8")
HEAD = text_of("home.html", smallest("home.html")).partition("<style>")[2].partition("</style>")[0]
COLORS = {
    name: (light, dark)
    for name, light, dark in re.findall(r"--([\w-]+): ?light-dark\((#\w{6}), ?(#\w{6})\)", HEAD + STYLE)
}
SURFACES = theme().surfaces
MODES = pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])


def _surfaces(mode: int) -> tuple[str, str]:
    return COLORS["page"][mode], COLORS["surface"][mode]


def test_the_style_sheet_is_small() -> None:
    assert len(gzip.compress((HEAD + minified.style(STYLE)).encode(), 9)) <= 6 * 1024


def test_the_style_sheet_fetches_nothing_but_the_typeface() -> None:
    assert set(re.findall(r"url\(([^)]*)\)", STYLE)) <= {f"fonts/{name}" for name in FONTS}
    assert "@import" not in STYLE


def test_there_are_two_breakpoints_and_they_follow_the_type_size() -> None:
    assert set(re.findall(r"min-width: (\S+)\)", STYLE)) == {"40em", "62em"}


def test_the_colours_of_the_manifest_stand_nowhere_else() -> None:
    manifest = (THEME / "theme.yaml").read_text(encoding="utf-8")
    written = set(re.findall(r"#[0-9a-f]{6}", manifest)) - {
        "#ff8a94"
    }  # the heat map's last step at night is a red as well
    for file in sorted((THEME / "templates").iterdir()):
        assert not set(re.findall(r"#[0-9a-f]{6}", file.read_text(encoding="utf-8"))) & written
    assert not set(re.findall(r"#[0-9a-f]{6}", STYLE)) & written


def test_the_palette_is_that_of_the_manifest() -> None:
    assert {name: COLORS[name] for name in theme().palette} == {
        name: (color.light, color.dark) for name, color in theme().palette.items()
    }


def test_every_colour_of_the_palette_has_its_class() -> None:
    assert set(re.findall(r"\.topic-(\w+)\{", HEAD)) == set(theme().palette)


def test_the_surfaces_are_those_against_which_colours_are_checked() -> None:
    assert (_surfaces(0), _surfaces(1)) == (SURFACES.light, SURFACES.dark)


@MODES
@pytest.mark.parametrize("name", ["ink", "ink-2", *sorted(theme().palette)])
def test_text_can_be_read_on_every_surface(name: str, mode: int) -> None:
    least = min(contrast(COLORS[name][mode], surface) for surface in _surfaces(mode))
    assert least >= (7 if name.startswith("ink") else 6)


@MODES
@pytest.mark.parametrize("name", ["control", "ring"])
def test_controls_and_the_focus_ring_can_be_seen(name: str, mode: int) -> None:
    assert min(contrast(COLORS[name][mode], surface) for surface in _surfaces(mode)) >= 3


@MODES
@pytest.mark.parametrize(("step", "text"), [(1, "ink"), (2, "ink"), (3, "page"), (4, "page")])
def test_the_days_of_the_heat_map_can_be_read(step: int, text: str, mode: int) -> None:
    assert contrast(COLORS[f"heat-{step}"][mode], COLORS[text][mode]) >= 4.5


@MODES
def test_the_steps_of_the_heat_map_grow_away_from_the_paper(mode: int) -> None:
    steps = [contrast(COLORS[f"heat-{step}"][mode], COLORS["page"][mode]) for step in range(1, 5)]
    assert steps == sorted(steps)


def test_a_colour_by_hand_can_be_read_on_dark_paper_even_if_it_is_black() -> None:
    four_parts_black_six_parts_white = "#" + f"{round(255 * 0.6):02x}" * 3
    assert min(contrast(four_parts_black_six_parts_white, surface) for surface in SURFACES.dark) >= 4.5


def test_every_variable_that_is_used_is_set() -> None:
    set_by_templates = {"part"}
    assert (
        set(re.findall(r"var\(--([\w-]+)\)", STYLE)) <= set(re.findall(r"--([\w-]+):", HEAD + STYLE)) | set_by_templates
    )


def test_what_readers_ask_of_the_system_is_heeded() -> None:
    for query in ("prefers-reduced-motion", "prefers-contrast", "forced-colors", "print"):
        assert f"@media ({query}" in STYLE or f"@media {query}" in STYLE


def test_the_icon_is_small_and_draws_itself() -> None:
    icon = (THEME / "assets" / "icon.svg").read_text(encoding="utf-8")
    assert len(icon) < 1000
    assert "href" not in icon
