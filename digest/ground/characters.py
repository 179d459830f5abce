"""Characters that no text can show: controls, lone surrogates and what Unicode never assigns. The one table of them.

Tabs and line ends (line feed, carriage return) are none of them. XML 1.0 (https://www.w3.org/TR/xml/#charsets) and HTML
(https://infra.spec.whatwg.org/#control) can't hold these, or advise against it.
"""

from __future__ import annotations

import re

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
_ILLEGAL = re.compile(f"[{_CONTROLS}]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ORDINARY = bytes(range(0x20, 0x7F)) + b"\t\n\r"
_ODD = re.compile(f"[{_CONTROLS}\t\n\r\u2028\u2029]")


def legal(text: str) -> str:
    """`text` without the characters that XML and HTML can't hold."""
    return _ILLEGAL.sub("", text) if _is_illegal(text) else text


def spaced(text: str) -> str:
    """`text` with a space in the place of each character that XML and HTML can't hold: no two words grow together."""
    return _ILLEGAL.sub(" ", text) if _is_illegal(text) else text


def _is_illegal(text: str) -> bool:
    """Whether any character of `text` is illegal; several times as fast as a search of the whole text."""
    try:
        rest = text.encode("utf-8").translate(None, _ORDINARY)
    except UnicodeEncodeError:  # a lone surrogate
        return True
    return bool(rest) and _ILLEGAL.search(rest.decode("utf-8")) is not None


def straight(text: str) -> str:
    """`text` without the characters that turn the direction of what follows (https://unicode.org/reports/tr9/): embeddings, overrides, isolates.

    The marks that only say which way a neighbour runs (U+200E, U+200F, U+061C) stay.
    """
    return text if text.isascii() else _TURNS.sub("", text)


def printable(text: str) -> str:
    r"""`text` as it can be printed on one line: what is no character, or would break the line, as an escape (`\n`)."""
    return _ODD.sub(lambda odd: odd[0].encode("unicode_escape").decode(), text)
