"""Colours of a theme: its palette, and whether text in a colour can be read.

Contrast is that of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio), success criterion 1.4.3: 4.5:1 for text.
"""

from __future__ import annotations

import re

from digest.model import Struct

LEAST_CONTRAST = 4.5
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


class Color(Struct, kw_only=True):
    """A palette colour as hex: on light paper and on dark paper."""

    light: str
    """On light paper, as `#rrggbb`."""
    dark: str
    """On dark paper, as `#rrggbb`."""


class Surfaces(Struct, kw_only=True):
    """The backgrounds on which a theme sets coloured text, as hex: the page, the surface of boxes."""

    light: tuple[str, ...]
    """The light backgrounds, that of the page first."""
    dark: tuple[str, ...]
    """The dark backgrounds, that of the page first."""


def is_hex(text: str) -> bool:
    """Whether `text` is a colour as `#rgb` or `#rrggbb`."""
    return _HEX.fullmatch(text) is not None


def luminance(color: str) -> float:
    """The relative luminance of a hex colour, 0 (black) to 1 (white)."""
    digits = color[1:]
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (_linear(int(digits[i : i + 2], 16) / 255) for i in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two hex colours, 1 to 21, whichever is the text."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(color: str, surfaces: tuple[str, ...]) -> tuple[float, str]:
    """The lowest contrast of a text colour on the surfaces, and the surface on which it is so low."""
    return min((contrast(color, surface), surface) for surface in surfaces)
