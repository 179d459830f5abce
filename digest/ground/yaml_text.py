"""YAML text: a string as a one-line scalar that every YAML reader takes for that string."""

from __future__ import annotations

import re

_OPENING = re.compile(r"[^\W\d_]|[(“„‘«¿¡]")
_COUNTED = re.compile(r"[0-9][^:]* [^\W\d_]{2,}")
_UNSAFE = re.compile(r": |:$|\s#|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]|\s$")
_UNSAFE_IN_FLOW = re.compile(r"[\[\]{},:?#]")
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf", "infinity"})
_ESCAPES = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}


def quote(text: str, *, flow: bool = True) -> str:
    r"""`text` as a YAML scalar on one line: as it is where that is safe, else in double quotes with escapes.

    Readers of YAML 1.1 and 1.2 both take it for a string, never for a number, date, truth value or null. With `flow` it may also
    stand within `[…]` and `{…}`; without, a value of its own line keeps commas and colons without quotes (`key: a, b`).
    A lone surrogate, which no YAML can hold, becomes U+FFFD.
    """
    if _plain(text) and not (flow and _UNSAFE_IN_FLOW.search(text)):
        return text
    return f'"{_ESCAPES.sub(_escape, text)}"'


def _plain(text: str) -> bool:
    if _UNSAFE.search(text) or text.casefold() in _WORDS:
        return False
    return _OPENING.match(text) is not None or _COUNTED.match(text) is not None


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return _SHORT.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")
