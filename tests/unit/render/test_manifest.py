"""`theme.yaml`: what it may say, and what is told of it when it is wrong."""

from __future__ import annotations

from digest.render.colors import Color, Surfaces
from digest.render.manifest import Option, read

WHOLE = b"""\
name: Evening
extends: default
description: Warm paper.
options:
  fonts: {type: choice, choices: [serif, system], default: serif, description: The face.}
palette:
  red: {light: "#9e1b32", dark: "#ff8a94"}
surfaces: {light: ["#fff"], dark: ["#000"]}
"""


def test_a_manifest_declares_options_palette_and_surfaces() -> None:
    manifest, places, found = read(WHOLE, "themes/evening/theme.yaml")
    assert found == []
    assert manifest is not None
    assert (manifest.name, manifest.extends) == ("Evening", "default")
    assert manifest.options == {
        "fonts": Option(type="choice", choices=("serif", "system"), default="serif", description="The face.")
    }
    assert manifest.palette == {"red": Color(light="#9e1b32", dark="#ff8a94")}
    assert manifest.surfaces == Surfaces(light=("#fff",), dark=("#000",))
    assert (places["extends"].line, places["extends"].column) == (2, 10)


def test_the_default_of_an_option_is_kept_as_written() -> None:
    manifest, _, _ = read(b"name: A\nextends: b\noptions:\n  n: {type: text, default: 1.10}\n", "theme.yaml")
    assert manifest is not None
    assert manifest.options["n"].default == "1.10"


def test_all_that_is_wrong_is_told_at_once_with_its_place() -> None:
    text = b"nam: A\nname: B\noptions:\n  a: {type: colour}\n  b: {}\npalette: {red: blue}\n"
    manifest, _, found = read(text, "theme.yaml")
    assert manifest is None
    assert [(finding.code, finding.place.line if finding.place else 0) for finding in found] == [
        ("key-unknown", 1),
        ("value-unknown", 4),
        ("key-missing", 5),
        ("value-type", 6),
    ]


def test_a_palette_of_names_is_refused() -> None:
    manifest, _, [finding] = read(
        b"name: A\nextends: b\npalette: {red: {light: darkred, dark: '#ff8a94'}}\n", "theme.yaml"
    )
    assert manifest is None
    assert finding.code == "color-unknown"
    assert finding.place is not None
    assert (finding.place.line, finding.place.column) == (3, 24)


def test_a_theme_that_extends_none_must_name_its_backgrounds() -> None:
    manifest, _, [finding] = read(b"name: A\n", "themes/a/theme.yaml")
    assert manifest is None
    assert (finding.code, finding.message) == ("key-missing", "`surfaces` is missing in a theme that extends no other")
    assert finding.place is not None
    assert finding.place.file == "themes/a/theme.yaml"
    assert read(b"name: A\nextends: b\n", "themes/a/theme.yaml")[2] == []


def test_a_theme_needs_a_background_of_each_kind() -> None:
    _, _, found = read(b"name: A\nsurfaces: {light: [], dark: []}\n", "theme.yaml")
    assert [(finding.code, finding.message) for finding in found] == [
        ("value-empty", "`surfaces.light` names no colour"),
        ("value-empty", "`surfaces.dark` names no colour"),
    ]


def test_the_name_of_a_colour_can_stand_in_a_style_sheet() -> None:
    text = "name: A\nextends: b\npalette:\n  '</style>': {light: '#9e1b32', dark: '#ff8a94'}\n"
    _, _, [finding] = read(text.encode(), "theme.yaml")
    assert finding.code == "palette-name"
    assert finding.place is not None
    assert finding.place.line == 4


def test_a_manifest_that_is_no_yaml_is_an_error_of_its_own() -> None:
    manifest, _, found = read(b"name: [", "theme.yaml")
    assert manifest is None
    assert [finding.code for finding in found] == ["yaml-syntax"]
