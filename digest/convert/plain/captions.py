"""Captions: lines that tell what a picture shows, known by the credit that they end with or by whom they point at."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from digest.convert.plain import names, trade
from digest.ground import text

_LAST_BRACKETS = re.compile(r"[(\[](?P<inside>[^()\[\]]{2,60})[)\]]?\s*\.?$")
_SENTENCE_AND_BRACKETS = re.compile(r"[.!?…][\"”’»]?\s*\((?P<owner>[^()]{2,70})\)$")
_SIGN = re.compile(r"©|\(c\)|(?:^|[-–—|(.]\s*)copyright\b", re.IGNORECASE)
_LABEL = re.compile(r"(?:^|[\s|(\[])(?P<label>[^\W\d_]+)\s?[:：]\s?(?=\S)")
_POINTING = re.compile(
    r"\((?:l|r|m|c|left|right|centre|center|links|rechts|mitte|stock image|file photo|archivbild|symbolbild|symbolfoto"
    r"|[^()]{0,12}(?:von links|li nach re|from left)[^()]{0,12})\.?\)|\bv\. ?l\. ?n\. ?r\b",
    re.IGNORECASE,
)
_SLASH = re.compile(r"\s*/\s*")
_LAST_WORDS = 4
_LONGEST_OVER_CREDIT = 200


@lru_cache(maxsize=256)
def is_caption(said: str) -> bool:
    """Whether a line is a picture's caption: it ends with a credit, or says who stands left and right.

    The signs are looked for only in lines that have a letter or mark of them. The parts of a converter ask for the same line.
    """
    if len(said) > 400:
        return False
    lower = said.lower()
    if ("©" in said or "(c)" in lower or "copyright" in lower) and _SIGN.search(said):
        return True
    if ("(" in said or "v." in lower) and _POINTING.search(said):
        return True
    if said[-1:] == ")" and _SENTENCE_AND_BRACKETS.search(said):
        return True
    brackets = _LAST_BRACKETS.search(said) if "(" in said or "[" in said else None
    if brackets is not None and (_is_owner(brackets["inside"]) or _labels(brackets["inside"])):
        return True
    return ((":" in said or "：" in said) and _labels(said)) or _ends_with_owner(said)


def stands_over_credit(said: str, below: str | None) -> bool:
    """Whether a line is a caption by the line `below` it, which is nothing but a credit."""
    if below is None or len(said) > _LONGEST_OVER_CREDIT or len(below) > 60:
        return False
    return is_caption(below) and (":" in below or "/" in below or "©" in below)  # `(AP)` may close a story


def _labels(said: str) -> bool:
    """Whether a word of credits with a colon stands in a line, `… Photo: Jane Doe`."""
    return any(
        _is_label(match["label"], said) and _names_someone(said[match.end() :]) for match in _LABEL.finditer(said)
    )


def _is_label(word: str, said: str) -> bool:
    """Whether a word is one of credits, and no noun within a sentence: where there are capitals, it has one."""
    folded = text.fold(word)
    known = folded in trade.words("credit") or folded in trade.words("caption-label")
    return known and (said.isupper() or not word.islower() or word.lower() == word.upper())


def _names_someone(behind: str) -> bool:
    """Whether what stands behind a label is a name and no half of a headline: few words, few of them in small letters."""
    words = [word for word in behind.split() if word[:1].isalpha()]
    small = [word for word in words if word[:1].islower()]
    few = 0 < len(words) <= 10
    return few and (len(small) * 3 <= len(words) or "/" in behind or names.is_agency(behind))


def _is_owner(said: str) -> bool:
    """Whether pictures are owed to `said`: an agency, or a name and an agency parted by a slash."""
    return any(names.is_agency(part) or _is_stock(part) for part in _SLASH.split(said))


def _is_stock(said: str) -> bool:
    return text.fold(said) in trade.words("picture-agency")


def _ends_with_owner(said: str) -> bool:
    """Whether a line's last words are an agency's name set off by a slash or a full stop: `… in Kyiv. AFP`, `Jane Doe/Getty Images`."""
    words = said.rstrip(". ").split()
    last = text.fold(words[-1].strip(names.AROUND)) if words else ""
    if last and last.split(" ")[-1] not in _last_words() and not any("/" in word for word in words[-_LAST_WORDS:]):
        return False
    for count in range(1, min(_LAST_WORDS, len(words)) + 1):
        tail = " ".join(words[-count:])
        before = words[-count - 1] if count < len(words) else ""
        owner = tail if "/" not in tail else _SLASH.split(tail)[-1] if tail[0] != "/" else tail.strip("/ ")
        known = _is_stock(owner) or (names.is_agency(owner) and owner[:1].isupper())
        if known and ("/" in tail or before.endswith((".", "|", "/", "–", "-")) or not before or _is_stock(owner)):
            return True
        if "/" in tail and _is_owner(tail.split()[0] if tail[0] != "/" else tail):
            return True
    return False


@cache
def _last_words() -> frozenset[str]:
    """The words with which the names of agencies end."""
    return frozenset(each.split(" ")[-1] for each in trade.words("agency") | trade.words("picture-agency"))
