"""What a story is about, in words that others may share: its tags, the words of its headline and standfirst, those its text opens with.

News is told from the top: who and what stand in the first sentences, so that the rest of a text need not be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from digest.ground.text import fold

Terms = dict[str, int]
"""Words in their folded forms with their weights; tags begin with `#`."""

_TAG, _HEAD, _TEXT = 3, 2, 1
_OPENING = 600  # characters, some hundred words
_WORD = re.compile(r"[^\W\d_]{4,}")
_ASCII_WORD = re.compile(r"[a-z]{4,}")  # the same in less time
_fold = fold.__wrapped__  # no two texts open alike: to remember them would only take memory
_STEM = 6  # letters that inflected forms share
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")


def terms(title: str, summary: str, tags: Iterable[str], text: str) -> Terms:
    """The terms of one story, in a settled order. Where a script has no spaces between words, pairs of its characters are words."""
    found: Terms = {}
    for said, weight in ((text[:_OPENING], _TEXT), (f"{title} {summary}", _HEAD)):
        for word in _words(_fold(said)):
            found[word] = weight
    for tag in tags:
        found[f"#{fold(tag)}"] = _TAG
    return dict(sorted(found.items()))


def _words(folded: str) -> set[str]:
    if folded.isascii():
        return {word[:_STEM] for word in _ASCII_WORD.findall(folded)}
    found = {word[:_STEM] for word in _WORD.findall(folded)}
    pairs = {run[at : at + 2] for run in _UNSPACED.findall(folded) for at in range(len(run) - 1)}
    return {word for word in found if not _UNSPACED.match(word)} | pairs
