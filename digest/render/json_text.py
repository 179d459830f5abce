"""JSON as text: indented, UTF-8 as it is, without lone surrogates (which UTF-8 can't hold)."""

from __future__ import annotations

import json
import re
from typing import Any

_SURROGATES = re.compile("[\ud800-\udfff]")


def write(value: Any) -> str:
    """`value` as JSON with a line end behind it."""
    return _SURROGATES.sub("", json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)) + "\n"


def for_script(value: Any) -> str:
    """`value` as JSON on one line that can stand within an HTML script element: `<`, `>` and `&` as escapes."""
    text = _SURROGATES.sub("", json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
