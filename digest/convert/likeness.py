"""Stage 1, convert: how alike two texts are: the share of their runs of three words that both have (the Jaccard index).

Scripts that put no space between words count each character for a word. Case, forms of width, accents of Arabic and Hebrew and
lengthening strokes don't tell two words apart.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from collections.abc import Mapping
from functools import lru_cache, reduce
from hashlib import blake2b
from operator import xor
from typing import NamedTuple

FEWEST = 16
"""Runs that a text needs: in less, a formula (“Markets are closed today”) is most of it, and likeness says nothing."""

MOST_WORDS = 20_000
"""Words that are compared, from the beginning: some twenty long reports."""

_BITS = 2048
_BYTES = _BITS // 8
_LAST_BIT = _BITS - 1
_ONE_BIT = tuple(1 << place for place in range(_BITS))
_WHOLE = 0xFFFF_FFFF_FFFF_FFFF
_FACTOR = 0x9E37_79B9_7F4A_7C15  # odd, its bits without a pattern: 2^64 divided by the golden ratio
_SILENT = re.compile(r"[\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
_SIGNS = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
)
_UNSPACED = re.compile(f"[{_SIGNS}]")
_WORD = re.compile(rf"[{_SIGNS}]|[^\W_{_SIGNS}]+")
"""A character of Thai, Lao, Burmese, Khmer, Japanese or Chinese; a word of any other script."""

_SPACED_WORD = re.compile(r"[^\W_]+")
"""The same in a text without such characters."""


class Sketch(NamedTuple):
    """What tells most unlike texts apart at once: the number of runs, and one bit for each (two of one place cancel out)."""

    size: int
    bits: int


def runs(text: str) -> bytes:
    """The runs of three words of `text` as they are kept: sketch and hashes; empty where there are too few to say anything."""
    folded = text.casefold() if text.isascii() else _SILENT.sub("", unicodedata.normalize("NFKC", text).casefold())
    parted = _WORD if _UNSPACED.search(folded) else _SPACED_WORD
    words = list(map(_hash, parted.findall(folded)[:MOST_WORDS]))
    found = sorted(
        {
            ((first * _FACTOR + second) * _FACTOR + third) & _WHOLE
            for first, second, third in zip(words, words[1:], words[2:], strict=False)
        }
    )
    if len(found) < FEWEST:
        return b""
    bits = reduce(xor, [_ONE_BIT[value & _LAST_BIT] for value in found])
    hashes = array("Q", found)
    if sys.byteorder == "big":
        hashes.byteswap()
    return bits.to_bytes(_BYTES, "little") + hashes.tobytes()


def sketch(kept: bytes) -> Sketch:
    """The sketch of runs that were kept."""
    return Sketch((len(kept) - _BYTES) // 8, int.from_bytes(kept[:_BYTES], "little"))


def candidates(one: Sketch, others: Mapping[str, Sketch]) -> list[str]:
    """The names of those of the others that may share half of their runs with the one; no other does.

    With an index of a half or more, two texts differ in at most a third of what both count together, and in no fewer runs than
    bits. Ten thousand are looked through in two milliseconds.
    """
    mine, bits = one
    return [name for name, (size, theirs) in others.items() if 3 * (theirs ^ bits).bit_count() <= size + mine]


def share(one: bytes, other: bytes) -> float:
    """The share of the runs of either text that both have, from 0 to 1."""
    left, right = _hashes(one), _hashes(other)
    both = len(left & right)
    return both / (len(left) + len(right) - both) if both else 0.0


def _hashes(kept: bytes) -> set[int]:
    hashes = array("Q", kept[_BYTES:])
    if sys.byteorder == "big":
        hashes.byteswap()
    return set(hashes)


@lru_cache(maxsize=65536)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
