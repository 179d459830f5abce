"""What kinds of phrases of a page a line says: `page.txt` looked up word by word."""

from __future__ import annotations

import re
from collections import Counter
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

    `longest` says how many words the longest phrase has that begins with a word.
    """

    spaced: Mapping[tuple[str, ...], frozenset[str]]
    longest: Mapping[str, int]
    unspaced: tuple[tuple[str, str], ...]


def kinds_said(folded: str) -> Counter[str]:
    """How many phrases of each section of `page.txt` stand in a line that is folded as `text.fold` does, or in lower case.

    Of phrases that begin with the same word the longest counts. Those of `label` count only where the line is nothing else but
    a number, those of `opening` only where the line begins with one.
    """
    phrases = _phrases()
    words = _WORD.findall(folded)
    said: Counter[str] = Counter()
    none = phrases.longest.keys().isdisjoint(words)
    for start in () if none else [start for start, word in enumerate(words) if word in phrases.longest]:
        for length in range(min(phrases.longest[words[start]], len(words) - start), 0, -1):
            sections = phrases.spaced.get(tuple(words[start : start + length]))
            if sections is None:
                continue
            alone = start == 0 and length >= sum(not each.isdigit() for each in words)
            said.update(_counting(sections, first=start == 0, alone=alone))
            break
    if not folded.isascii() and _UNSPACED.search(folded):
        for phrase, section in phrases.unspaced:
            if phrase in folded:
                said.update(_counting({section}, first=folded.startswith(phrase), alone=folded == phrase))
    return said


def _counting(sections: frozenset[str] | set[str], *, first: bool, alone: bool) -> list[str]:
    return [each for each in sections if (each not in _WHOLE or alone) and (each not in _FIRST or first)]


@cache
def _phrases() -> _Phrases:
    spaced: dict[tuple[str, ...], frozenset[str]] = {}
    longest: dict[str, int] = {}
    unspaced: list[tuple[str, str]] = []
    for section, rows in tables.sections("page.txt").items():
        spelt = (phrase for row in rows for each in row.split("|") for phrase in {text.fold(each), each.lower()})
        for phrase in spelt:
            words = tuple(_WORD.findall(phrase))
            if _UNSPACED.search(phrase):
                unspaced.append((phrase, section))
            elif words:
                spaced[words] = spaced.get(words, frozenset()) | {section}
                longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return _Phrases(spaced=spaced, longest=longest, unspaced=tuple(unspaced))
