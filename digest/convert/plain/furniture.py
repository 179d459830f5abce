"""Furniture: lines that belong to the page around a story and not to the story."""

from __future__ import annotations

import re
from functools import cache

from digest.convert.plain import trade, wording
from digest.ground import text

_WHOLE = ("share", "comments", "advertisement", "newsletter", "reading-time", "end", "section-label", "rights")
_OPENINGS = (("newsletter-start", "newsletter"), ("promo-start", "promo"))
_EDGES = " \t:;,.!|·•>»→›<«-–—…()[]©"
_NUMBERS = re.compile(r"\d+")
_ORNAMENT = re.compile(r"[\s*\-=~_·•—–#|,.…+:;/]+")
_PARTED = re.compile(r"[|·•,]")  # a stroke is folded away
_MARKUP = re.compile(r"[<{}\\`\[\]^&]")
_NUMBERED = re.compile(r"\W*\d+[.)]\s")
_LONGEST = 160
_LONGEST_CALL, _SHORT_CALL = 120, 50


def read_furniture(line: str) -> str | None:
    """The rule by which a line is furniture (`share`, `newsletter`, `promo`, `advertisement` …), or None.

    A line that is one of the trade's phrases, or a row of them, is furniture whatever stands around it. A line that opens
    with one is furniture when it reads like a pointer: `Read more: …`, or a call without an end of sentence inside.
    """
    if not line[:1].isalnum() and _ORNAMENT.fullmatch(line):
        return "ornament"
    if _MARKUP.search(line) or _NUMBERED.match(line):
        return None
    folded = text.fold(line).strip(_EDGES)
    bare = _NUMBERS.sub("", folded).strip(_EDGES)
    whole = _whole()
    if folded in whole or bare in whole:
        return min((section for said in (folded, bare) if (section := whole.get(said))), key=_WHOLE.index)
    if len(line) > _LONGEST:
        return None
    share = trade.words("share")
    parts = _PARTED.split(folded)
    if len(parts) > 1 and all(part in share for each in parts if (part := each.strip(_EDGES))):
        return "share"
    words = folded.split()
    if len(words) > 1 and share.issuperset(words):
        return "share"
    return _opening(line, folded)


@cache
def _whole() -> dict[str, str]:
    """Each phrase that is furniture when it is the whole line, and the first of the sections that have it."""
    return {phrase: section for section in reversed(_WHOLE) for phrase in trade.words(section)}


def _calls(line: str, folded: str) -> bool:
    """Whether a line that begins like a call is one: short, or no sentence, or it says what is sent."""
    if len(line) > _LONGEST_CALL:
        return False
    tells = len(line) > _SHORT_CALL and line[-1] == "." and ", " in line
    return not tells or wording.kinds_said(folded).get("newsletter", 0) > 0


def _opening(line: str, folded: str) -> str | None:
    for section, rule in _OPENINGS:
        if not folded.startswith(trade.phrases(section)):
            continue
        for phrase in trade.phrases(section):
            if not folded.startswith(phrase):
                continue
            behind = line[len(phrase) :].lstrip()
            pointer = behind[:1] in {":", "»", "›", ">", "|", "→"} or not behind
            called = (
                rule == "newsletter" and folded[len(phrase) : len(phrase) + 1] in {" ", ""} and _calls(line, folded)
            )
            if pointer or called:
                return rule
    return None
