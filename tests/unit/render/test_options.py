"""A site's choices against what its theme declares."""

from __future__ import annotations

from typing import Any

import pytest

from digest.config import Topic
from digest.ground import located
from digest.ground.diagnostics import Diagnostic
from digest.render import options
from digest.render.colors import Color, Surfaces
from digest.render.manifest import Manifest, Option, entries
from tests.unit.render.samples import SURFACES

RED = {"red": Color(light="#9e1b32", dark="#ff8a94")}


def settled(option: Option, written: str | None, value: Any = None) -> tuple[Any, list[Diagnostic]]:
    """The option's value where `config.yaml` has the text `written` for it."""
    manifest = Manifest(name="tiny", options={"key": option}, palette=RED, surfaces=SURFACES)
    nodes = {}
    if written is not None:
        nodes = entries(located.parse(f"key: {written}\n", "config.yaml")[0])
        value = written if value is None else value
    values, found = options.settle(manifest, {}, {} if written is None else {"key": value}, nodes)
    return values.get("key"), found


@pytest.mark.parametrize(
    ("option", "written", "value"),
    [
        (Option(type="text"), "Hello", "Hello"),
        (Option(type="text"), "1.10", "1.10"),
        (Option(type="text", default="x"), None, "x"),
        (Option(type="text"), None, ""),
        (Option(type="bool"), "true", True),
        (Option(type="bool", default="false"), None, False),
        (Option(type="number"), "12", 12),
        (Option(type="number"), "1.5", 1.5),
        (Option(type="number"), "1" + "0" * 30, 1e30),
        (Option(type="number"), None, None),
        (Option(type="choice", choices=("a", "b")), "b", "b"),
        (Option(type="color"), "red", "red"),
        (Option(type="color"), "'#0b4f8a'", "#0b4f8a"),
        (Option(type="color"), None, ""),
    ],
)
def test_an_option_has_the_type_that_the_theme_declares(option: Option, written: str | None, value: Any) -> None:
    found_value, found = settled(option, written)
    assert found == []
    assert found_value == value
    assert type(found_value) is type(value)


@pytest.mark.parametrize(
    ("option", "written", "code", "told"),
    [
        (Option(type="bool"), "yes", "option-invalid", "`true` or `false`, not `yes`"),
        (Option(type="number"), "many", "option-invalid", "a number, not `many`"),
        (Option(type="number"), "nan", "option-invalid", "a number, not `nan`"),
        (Option(type="choice", choices=("serif", "system")), "sytem", "option-invalid", "can't be `sytem`"),
        (Option(type="color"), "rad", "color-unknown", "is `rad`"),
        (Option(type="color"), "'#ffff00'", "color-contrast", "is `#ffff00`: its contrast on #f6f5f1 is 1.0"),
        (Option(type="text"), "[a]", "option-invalid", "takes a single value"),
    ],
)
def test_a_wrong_value_is_told_with_its_place(option: Option, written: str, code: str, told: str) -> None:
    value = ["a"] if written.startswith("[") else None
    _, [finding] = settled(option, written, value)
    assert finding.code == code
    assert told in finding.message
    assert finding.place is not None
    assert (finding.place.file, finding.place.line, finding.place.column) == ("config.yaml", 1, 6)


def test_an_asset_is_a_file_that_is_there() -> None:
    manifest = Manifest(name="tiny", options={"logo": Option(type="asset")}, surfaces=SURFACES)

    def chosen(name: str) -> tuple[Any, list[Diagnostic]]:
        nodes = entries(located.parse(f"logo: {name}\n", "config.yaml")[0])
        values, found = options.settle(manifest, {}, {"logo": name}, nodes, {"ours.svg", "icon.png"})
        return values["logo"], found

    assert options.settle(manifest, {}, {}, {}, ()) == ({"logo": ""}, [])
    assert chosen("ours.svg") == ("ours.svg", [])
    _, [slip] = chosen("our.svg")
    assert (slip.code, slip.hint) == ("option-invalid", "did you mean `ours.svg`?")
    _, [missing] = chosen("masthead.webp")
    assert missing.hint == "put it into the overrides: `overrides/masthead.webp`"
    for outside in ("../x", "a/../../x", "/x"):
        assert "it can't lead out of that folder" in chosen(outside)[1][0].hint


def test_a_slip_in_a_choice_is_met_with_the_nearest() -> None:
    _, [finding] = settled(Option(type="choice", choices=("serif", "system")), "sytem")
    assert finding.hint == "did you mean `system`?"


def test_an_unknown_option_is_met_with_the_nearest() -> None:
    manifest = Manifest(name="tiny", options={"fonts": Option(type="text")})
    nodes = entries(located.parse("font: x\n", "config.yaml")[0])
    _, [finding] = options.settle(manifest, {}, {"font": "x"}, nodes)
    assert (finding.code, finding.hint) == ("option-unknown", "did you mean `fonts`?")
    assert finding.place == nodes["font"].place


def topic(color: str) -> Topic:
    return Topic(slug="world", name="World", color=color)


@pytest.mark.parametrize("color", ["red", "#9e1b32", "#767676"])
def test_a_topic_has_a_palette_colour_or_one_that_can_be_read(color: str) -> None:
    manifest = Manifest(name="tiny", palette=RED, surfaces=Surfaces(light=("#ffffff",), dark=("#000000",)))
    assert options.check_topics((topic(color),), manifest, None) == []


def test_a_faint_colour_of_a_topic_is_told_with_its_ratio_and_place() -> None:
    settings, _ = located.parse("topics:\n  - slug: world\n    color: '#767676'\n", "config.yaml")
    [finding] = options.check_topics((topic("#767676"),), Manifest(name="tiny", surfaces=SURFACES), settings)
    assert finding.code == "color-contrast"
    assert finding.message == (
        "the colour of the topic `world` is `#767676`: its contrast on #f6f5f1 is 4.16:1, text needs 4.5:1"
    )
    assert finding.place is not None
    assert (finding.place.line, finding.place.column) == (3, 12)


def test_a_ratio_just_below_the_limit_is_never_shown_as_the_limit() -> None:
    [finding] = options.too_faint("#777777", "it", None, ("#fefefe", "#ffffff"))
    assert "is 4.4" in finding.message


def test_the_palette_of_a_theme_must_be_readable_on_light_and_dark_paper() -> None:
    manifest = Manifest(name="tiny", palette={"red": Color(light="#ff8a94", dark="#9e1b32")}, surfaces=SURFACES)
    assert [finding.code for finding in options.check_palette(manifest, {})] == ["color-contrast"] * 2
