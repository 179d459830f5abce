"""What kinds of phrases of a page a line says: `page.txt` looked up word by word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from digest.convert import tables
from digest.ground import text
from digest.model import Struct

_WORD = re.compile(r"\w+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_WHOLE = frozenset({"label"})
_FIRST = frozenset({"opening"})


class _Phrases(Struct, kw_only=True):
    """`spaced` has the sections of each phrase by its words; `unspaced` are the phrases of scripts that set no spaces.

    `lengths` says how many words the phrases have that begin with a word, the most first.
    """

    spaced: Mapping[tuple[str, ...], frozenset[str]]
    lengths: Mapping[str, tuple[int, ...]]
    unspaced: tuple[tuple[str, str], ...]


def kinds_said(folded: str) -> Mapping[str, int]:
    """How many phrases of each section of `page.txt` stand in a line that is folded as `text.fold` does, or in lower case.

    Of phrases that begin with the same word the longest counts. Those of `label` count only where the line is nothing else but
    a number, those of `opening` only where the line begins with one.
    """
    phrases = _phrases()
    words, lengths = _WORD.findall(folded), phrases.lengths
    said: list[str] = []
    begins = [] if lengths.keys().isdisjoint(words) else [at for at, word in enumerate(words) if word in lengths]
    for start in begins:
        for length in lengths[words[start]]:
            sections = phrases.spaced.get(tuple(words[start : start + length]))
            if sections is None:
                continue
            alone = start == 0 and length >= sum(not each.isdigit() for each in words)
            said += _counting(sections, first=start == 0, alone=alone)
            break
    if not folded.isascii() and _UNSPACED.search(folded):
        for phrase, section in phrases.unspaced:
            if phrase in folded:
                said += _counting({section}, first=folded.startswith(phrase), alone=folded == phrase)
    return {section: said.count(section) for section in said}


def _counting(sections: frozenset[str] | set[str], *, first: bool, alone: bool) -> list[str]:
    return [each for each in sections if (each not in _WHOLE or alone) and (each not in _FIRST or first)]


@cache
def _phrases() -> _Phrases:
    spaced: dict[tuple[str, ...], frozenset[str]] = {}
    lengths: dict[str, set[int]] = {}
    unspaced: list[tuple[str, str]] = []
    for section, rows in tables.sections("page.txt").items():
        spelt = (both for row in rows for both in zip(text.fold(row).split("|"), row.lower().split("|"), strict=True))
        for phrase in (phrase for folded, lower in spelt for phrase in dict.fromkeys((folded.strip(), lower))):
            words = tuple(_WORD.findall(phrase))
            if _UNSPACED.search(phrase):
                unspaced.append((phrase, section))
            elif words:
                spaced[words] = spaced.get(words, frozenset()) | {section}
                lengths.setdefault(words[0], set()).add(len(words))
    return _Phrases(
        spaced=spaced,
        lengths={word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()},
        unspaced=tuple(unspaced),
    )
