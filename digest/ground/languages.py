"""Languages: which way they are written, and what a language tag looks like (BCP 47)."""

from __future__ import annotations

import re
from typing import Literal

Direction = Literal["ltr", "rtl"]

TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
"""The shape of a BCP 47 tag as far as a web page needs it: `en`, `pt-BR`, `zh-Hant`."""

_RIGHT_TO_LEFT = frozenset(
    {
        "ar",
        "arc",
        "ckb",
        "dv",
        "fa",
        "glk",
        "he",
        "iw",
        "ji",
        "ks",
        "lrc",
        "mzn",
        "nqo",
        "pnb",
        "prs",
        "ps",
        "sd",
        "sdh",
        "syr",
    }
    | {"ug", "ur", "yi"}
)
_RTL_SCRIPTS = frozenset({"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})


def direction(tag: str) -> Direction:
    """`rtl` for languages and scripts written from right to left, else `ltr`; a script subtag outranks the language."""
    parts = tag.lower().split("-")
    for part in parts[1:]:
        if len(part) == 4 and part.isalpha():
            return "rtl" if part in _RTL_SCRIPTS else "ltr"
    return "rtl" if parts[0] in _RIGHT_TO_LEFT else "ltr"
