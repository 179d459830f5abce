"""JSON as text: UTF-8 as it is, without lone surrogates (which UTF-8 can't hold)."""

from __future__ import annotations

import re
from typing import Any

import msgspec

_SURROGATES = re.compile("[\ud800-\udfff]")


def write(value: Any) -> bytes:
    """`value` as JSON, indented by two spaces, with a line end behind it."""
    return msgspec.json.format(_encoded(value), indent=2) + b"\n"


def for_script(value: Any) -> str:
    """`value` as JSON on one line that can stand within an HTML script element: `<`, `>` and `&` as escapes."""
    text = _encoded(value).decode("utf-8")
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _encoded(value: Any) -> bytes:
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        import json  # noqa: PLC0415 (a lone surrogate is rare)

        text = _SURROGATES.sub("", json.dumps(value, ensure_ascii=False))
        return msgspec.json.encode(json.loads(text))
