"""Links within the site, as they stand in an article's HTML between reading and arranging: `digest:` + target + rest.

A target is `content:` and a path below the content folder, or `site:` and a path from the site's root; the rest is a
query and a fragment. In the path `%`, `?` and `#` are percent-encoded, so that it ends where the rest begins.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

MARK = "digest:"
"""What such an address begins with."""

_KEPT = str.maketrans({"%": "%25", "?": "%3F", "#": "%23"})
_WRITTEN = re.compile(r"digest:(?P<target>(?:content|site):[^?#]*)(?P<rest>.*)", re.DOTALL)


def write(target: str, rest: str = "") -> str:
    """The address that stands for `target`; `rest` begins with `?` or `#` where it isn't empty."""
    return MARK + target.translate(_KEPT) + rest


def read(address: str) -> tuple[str, str] | None:
    """The target and the rest that `write` was given, or None for any other address."""
    match = _WRITTEN.fullmatch(address)
    return (unquote(match["target"]), match["rest"]) if match else None
