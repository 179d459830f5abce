"""Check: the addresses in a style sheet: `url(…)` and `@import`, by CSS Syntax (https://www.w3.org/TR/css-syntax-3/)."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r"/\*.*?(?:\*/|\Z)"
    r"|url\(\s*(?:\"(?P<double>[^\"\n]*)\"|'(?P<single>[^'\n]*)'|(?P<bare>(?:[^\s\"'()\\]|\\.)*))\s*\)"
    r"|@import\s+(?:\"(?P<quoted>[^\"\n]*)\"|'(?P<ticked>[^'\n]*)')"
    r"|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'",
    re.DOTALL | re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)


def addresses(sheet: str) -> Iterator[str]:
    """Each address, in order; comments and strings have none."""
    if "url(" not in sheet.lower() and "@import" not in sheet.lower():
        return
    for match in _TOKEN.finditer(sheet):
        address = next((text for text in match.groups() if text), None)
        if address:
            yield _ESCAPE.sub(_unescaped, address)


def _unescaped(match: re.Match[str]) -> str:
    if not match[1]:
        return match[2]
    number = int(match[1], 16)
    return chr(number) if 0 < number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else "\ufffd"
