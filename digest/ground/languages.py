"""Languages: which way they are written, and what a language tag looks like (BCP 47)."""

from __future__ import annotations

import re
from typing import Literal

from digest.ground.diagnostics import Diagnostic, Place, error

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


def primary(tag: str) -> str:
    """The language alone, in small letters: `pt` of `pt-BR`."""
    return tag.partition("-")[0].lower()


def region(tag: str) -> str | None:
    """The country or area that a tag names, in capitals: `US` of `en-US`, `419` of `es-419` (BCP 47, 2.2.4)."""
    for part in tag.split("-")[1:]:
        if len(part) == 1:  # an extension or private use begins
            return None
        if (len(part) == 2 and part.isalpha()) or (len(part) == 3 and part.isdigit()):
            return part.upper()
    return None


def direction(tag: str) -> Direction:
    """`rtl` for languages and scripts written from right to left, else `ltr`; a script subtag outranks the language."""
    parts = tag.lower().split("-")
    for part in parts[1:]:
        if len(part) == 4 and part.isalpha():
            return "rtl" if part in _RTL_SCRIPTS else "ltr"
    return "rtl" if parts[0] in _RIGHT_TO_LEFT else "ltr"


def check(tag: str | None, place: Place | None) -> list[Diagnostic]:
    """An error for a text that has not the form of a language tag; none where there is no text."""
    if tag is None or TAG.fullmatch(tag):
        return []
    hint = "write a BCP 47 tag, for example `en`, `ar` or `pt-BR`"
    return [error("language-invalid", f"`{tag}` is not a language tag", place, hint=hint)]
