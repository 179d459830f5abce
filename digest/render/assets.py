"""A theme's assets as they go out: under names that change with their content, style sheets and scripts made small.

A browser may keep such a file for as long as it likes: a page that wants other bytes asks for another name. The name of a style
sheet changes with every asset of the theme, since it may speak of any of them: what it says in `url(…)` and `@import` of an
asset, relative to itself, becomes the name under which that one goes out.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

from digest.ground import fingerprint

_DIGITS = 10  # of the fingerprint; a theme has a few dozen assets at most
_URL = re.compile(
    r"""(?P<before>\burl\(\s*|@import\s+)(?P<quote>["']?)(?P<address>[^"'()\s;#?]+)(?P<after>[^"'()\s;]*)(?P=quote)""",
    re.IGNORECASE,
)
_STYLES, _SCRIPTS = (".css",), (".js", ".mjs")


def named(digests: Mapping[str, str]) -> dict[str, str]:
    """The names under which assets go out, by their own: `style.css` → `style.0a1b2c3d4e.css`. `digests` are of their bytes."""
    every = fingerprint.of_value(sorted(digests.items()))
    return {name: _with(name, every if name.endswith(_STYLES) else digest) for name, digest in digests.items()}


def _with(name: str, digest: str) -> str:
    stem, ending = posixpath.splitext(name)
    return f"{stem}.{digest[:_DIGITS]}{ending}"


def key(name: str, outside: str, digest: str, code: str) -> str:
    """What the bytes of an asset that go out depend on: it goes out as `outside`, its own bytes have the `digest`."""
    return fingerprint.of_value([outside, digest, code]) if name.endswith((*_STYLES, *_SCRIPTS)) else digest


def finished(name: str, data: bytes, names: Mapping[str, str]) -> bytes:
    """The bytes of an asset as they go out; `names` is what `named` gave. What is no UTF-8 goes out as it is."""
    if not name.endswith((*_STYLES, *_SCRIPTS)):
        return data
    from digest.render import minified  # noqa: PLC0415 - loaded when an asset is new, not by every build

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data
    if name.endswith(_SCRIPTS):
        return minified.script(text).encode("utf-8")
    return minified.style(_renamed(name, text, names)).encode("utf-8")


def _renamed(name: str, text: str, names: Mapping[str, str]) -> str:
    """A style sheet with the names under which other assets go out."""
    folder = posixpath.dirname(name)

    def outside(found: re.Match[str]) -> str:
        asset = posixpath.normpath(posixpath.join(folder, unquote(found["address"])))
        if asset not in names or (found["before"].startswith("@") and not found["quote"]):
            return found[0]
        address = quote(posixpath.relpath(names[asset], folder or "."))
        return f"{found['before']}{found['quote']}{address}{found['after']}{found['quote']}"

    return _URL.sub(outside, text)
