"""A theme's `theme.yaml`: what it extends, the options that a site may set, the colours that a topic may choose.

name: Evening
extends: default
description: Warm paper, for readers at night.
options:
  fonts: {type: choice, choices: [serif, system], default: serif, description: The face of texts.}
palette:
  red: {light: "#9e1b32", dark: "#ff8a94"}
surfaces: {light: ["#ffffff", "#f6f5f1"], dark: ["#14161a", "#1d2026"]}
"""

from __future__ import annotations

import re
from typing import Any, Literal

import msgspec

from digest.ground import located, schema
from digest.ground.diagnostics import Diagnostic, Place, error, has_errors
from digest.model import Struct
from digest.render import colors
from digest.render.colors import Color, Surfaces

_NAME = re.compile(r"[a-z][a-z0-9-]*", re.ASCII)


class Option(Struct, kw_only=True):
    """A setting of a theme.

    `color` is a colour for text; `choice` is one of `choices`; `asset` is the name of a file of the theme's or in the overrides; a text,
    colour or asset without default is empty, the others None.
    """

    type: Literal["text", "color", "choice", "bool", "number", "asset"]
    """What a site may write."""
    default: str | None = None
    """The value of a site that writes nothing."""
    description: str = ""
    """A sentence for whoever sets it."""
    choices: tuple[str, ...] = ()
    """What an option of type `choice` may be."""


class Manifest(Struct, kw_only=True):
    """A `theme.yaml`, key by key. `name` is for people; a theme is known by the name of its folder."""

    name: str
    """The theme's name for people; in `config.yaml` a theme goes by the name of its folder."""
    extends: str | None = None
    """The folder's name of the theme that has whatever this one lacks."""
    description: str = ""
    """A sentence about it."""
    options: dict[str, Option] = msgspec.field(default_factory=dict)
    """The settings that a site may choose under `theme.options`, by name."""
    palette: dict[str, Color] = msgspec.field(default_factory=dict)
    """The colours that topics and options of type `color` may name. A child's colour replaces its parent's of that name."""
    surfaces: Surfaces | None = None
    """The backgrounds on which the theme sets coloured text, also for checking contrast. Required where `extends` is left out."""


def read(data: bytes, file: str) -> tuple[Manifest | None, dict[str, Place], list[Diagnostic]]:
    """The manifest that `data` holds, where its values stand (`options.fonts`), and what is wrong with it, all at once.

    The manifest is None where there is an error.
    """
    node, diagnostics = located.parse(data, file)
    if node is None:
        return None, {}, diagnostics
    checked = schema.check(node, Manifest, what="theme.yaml")
    diagnostics += checked.diagnostics
    if checked.value is not None:
        diagnostics += _not_hex(checked.value, checked.places)
        diagnostics += _names(checked.value, checked.places)
        diagnostics += _no_surfaces(checked.value, file, checked.places)
    return (None if has_errors(diagnostics) else checked.value), checked.places, diagnostics


def _not_hex(manifest: Manifest, places: dict[str, Place]) -> list[Diagnostic]:
    written = [
        (f"palette.{name}.{side}", value)
        for name, color in manifest.palette.items()
        for side, value in (("light", color.light), ("dark", color.dark))
    ]
    if manifest.surfaces is not None:
        written += [(f"surfaces.light.{i}", value) for i, value in enumerate(manifest.surfaces.light)]
        written += [(f"surfaces.dark.{i}", value) for i, value in enumerate(manifest.surfaces.dark)]
    return [
        error("color-unknown", f"`{value}` is not a colour", places.get(key), hint='write "#rrggbb" with its quotes')
        for key, value in written
        if not colors.is_hex(value)
    ]


def _names(manifest: Manifest, places: dict[str, Place]) -> list[Diagnostic]:
    """The colours whose names can't stand in a style sheet."""
    return [
        error(
            "palette-name",
            f"`{name}` can't be the name of a colour",
            places.get(f"palette.{name}.light"),
            hint="take small letters a to z, digits and hyphens, a letter first",
        )
        for name in manifest.palette
        if not _NAME.fullmatch(name)
    ]


def _no_surfaces(manifest: Manifest, file: str, places: dict[str, Place]) -> list[Diagnostic]:
    """What is missing of the backgrounds: all of them in a theme that inherits none, the light or the dark ones."""
    if manifest.surfaces is None:
        if manifest.extends is not None:
            return []
        message = "`surfaces` is missing in a theme that extends no other"
        return [error("key-missing", message, Place(file=file), hint='add `surfaces: {light: ["#…"], dark: ["#…"]}`')]
    sides = (("light", manifest.surfaces.light), ("dark", manifest.surfaces.dark))
    return [
        error("value-empty", f"`surfaces.{side}` names no colour", places.get(f"surfaces.{side}"), hint="name one")
        for side, colours in sides
        if not colours
    ]


def entries(node: Any, *keys: str) -> dict[str, located.Node]:
    """The entries of the mapping that `keys` lead to, in their order; none where there is no mapping."""
    for key in keys:
        node = entries(node).get(key)
    return {key.value: value for key, value in node.entries} if isinstance(node, located.Mapping) else {}
