"""A site's choices against what its theme declares: options in their types, colours of topics that can be read."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Any

from digest.config import Topic
from digest.ground import located
from digest.ground.diagnostics import Diagnostic, Place, error
from digest.ground.suggestions import Suggestions
from digest.ground.text import did_you_mean
from digest.render import colors
from digest.render.colors import Surfaces
from digest.render.manifest import Manifest, Option, entries

_LARGEST = 2**63  # what is remembered between builds has whole numbers of 64 bits

Value = str | bool | int | float | None
Places = Mapping[str, Place]


def settle(
    manifest: Manifest,
    places: Places,
    chosen: Mapping[str, Any],
    nodes: Mapping[str, located.Node],
    assets: Collection[str] = (),
) -> tuple[dict[str, Value], list[Diagnostic]]:
    """Every option's value: the site's own where it has chosen one, else the default.

    `places` are those of the manifest; `nodes` are the site's choices as `config.yaml` has them, for their text as written
    and their places. `assets` are the names that an option of type `asset` may have.
    """
    values: dict[str, Value] = {}
    diagnostics: list[Diagnostic] = []
    at = {name: node.place for name, node in nodes.items()}
    for name in sorted(chosen.keys() - manifest.options.keys()):
        hint = did_you_mean(name, manifest.options) if manifest.options else "the theme has no options"
        message = f"the theme `{manifest.name}` has no option `{name}`"
        diagnostics.append(error("option-unknown", message, at.get(name), hint=hint))
    for name, option in manifest.options.items():
        value, node = chosen.get(name), nodes.get(name)
        if isinstance(value, (list, dict)):
            diagnostics.append(error("option-invalid", f"the option `{name}` takes a single value", at.get(name)))
            continue
        text, place = option.default, places.get(f"options.{name}")
        if value is not None:
            text = node.value if isinstance(node, located.Scalar) else _written(value)
            place = at.get(name)
        values[name], found = _value(name, option, text, place, manifest, assets=assets)
        diagnostics += found
    return values, diagnostics


def _written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _value(
    name: str, option: Option, text: str | None, place: Place | None, manifest: Manifest, *, assets: Collection[str]
) -> tuple[Value, list[Diagnostic]]:
    if text is None:
        return ("" if option.type in {"text", "color", "asset"} else None), []
    if option.type == "text" or (option.type in {"color", "asset"} and not text):
        return text, []
    if option.type == "asset":
        if text in assets:
            return text, []
        message = f"the option `{name}` is `{text}`, and neither the theme nor the site has such a file"
        close = Suggestions(assets).nearest(text)
        hint = f"did you mean `{close}`?" if close else f"put it into the overrides: `overrides/{text}`"
        if text.startswith("/") or "\\" in text or ".." in text.split("/"):
            hint = "write its name below `overrides/`, as in `logo.svg`: it can't lead out of that folder"
        return "", [error("option-invalid", message, place, hint=hint)]
    if option.type == "color":
        return text, check_color(text, f"the option `{name}`", place, manifest)
    if option.type == "choice":
        if text in option.choices:
            return text, []
        hint = did_you_mean(text, option.choices)
        return None, [error("option-invalid", f"the option `{name}` can't be `{text}`", place, hint=hint)]
    if option.type == "bool":
        if text.lower() in {"true", "false"}:
            return text.lower() == "true", []
        return None, [error("option-invalid", f"the option `{name}` is `true` or `false`, not `{text}`", place)]
    try:
        return _number(text), []
    except ValueError:
        return None, [error("option-invalid", f"the option `{name}` is a number, not `{text}`", place)]


def _number(text: str) -> int | float:
    value = float(text)
    with suppress(ValueError):
        if abs(number := int(text)) < _LARGEST:
            return number
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def check_color(color: str, whose: str, place: Place | None, manifest: Manifest) -> list[Diagnostic]:
    """What is wrong with a colour that a site has chosen: neither a palette name nor hex, or too faint for text."""
    if color in manifest.palette:
        return []
    if not colors.is_hex(color):
        hint = did_you_mean(color, manifest.palette) if manifest.palette else ""
        return [
            error(
                "color-unknown",
                f"{whose} is `{color}`, which is neither a colour of the theme nor #rrggbb",
                place,
                hint=hint or "write #rrggbb, for example #9e1b32",
            )
        ]
    return too_faint(color, whose, place, surfaces_of(manifest).light)


def surfaces_of(manifest: Manifest) -> Surfaces:
    """The backgrounds of a theme with all that it inherits; a manifest that has none (`manifest.read` refuses it) is a ValueError."""
    if manifest.surfaces is None:
        raise ValueError(f"the theme `{manifest.name}` has no surfaces")
    return manifest.surfaces


def too_faint(color: str, whose: str, place: Place | None, surfaces: tuple[str, ...]) -> list[Diagnostic]:
    """The finding that a hex colour has too little contrast for text on one of the surfaces, or nothing."""
    ratio, surface = colors.least_contrast(color, surfaces)
    if ratio >= colors.LEAST_CONTRAST:
        return []
    shown = int(ratio * 100) / 100  # rounded down, so that 4.499 is never shown as 4.5
    message = f"{whose} is `{color}`: its contrast on {surface} is {shown}:1, text needs {colors.LEAST_CONTRAST}:1"
    return [error("color-contrast", message, place, hint="choose another shade, or a name of the theme's palette")]


def check_palette(manifest: Manifest, places: Places) -> list[Diagnostic]:
    """The colours of a theme's own palette that can't be read on its surfaces, light and dark."""
    surfaces = surfaces_of(manifest)
    found: list[Diagnostic] = []
    for name, color in manifest.palette.items():
        place = places.get(f"palette.{name}")
        found += too_faint(color.light, f"the palette's `{name}`", place, surfaces.light)
        found += too_faint(color.dark, f"the palette's dark `{name}`", place, surfaces.dark)
    return found


def check_topics(topics: tuple[Topic, ...], manifest: Manifest, settings: located.Node | None) -> list[Diagnostic]:
    """What is wrong with the topics' colours; `settings` is the parsed `config.yaml`, for places."""
    node = entries(settings).get("topics")
    at: dict[str, Place] = {}
    for item in node.items if isinstance(node, located.Sequence) else ():
        fields = entries(item)
        slug, color = fields.get("slug"), fields.get("color")
        if isinstance(slug, located.Scalar) and color is not None:
            at[slug.value] = color.place
    return [
        finding
        for topic in topics
        for finding in check_color(topic.color, f"the colour of the topic `{topic.slug}`", at.get(topic.slug), manifest)
    ]
