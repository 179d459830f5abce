"""Stage 1, convert: which article of a file that holds several is which of those that were converted from it before.

Their numbers tell little: articles are put in, taken out and moved about. What tells are their words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from digest.convert import record, seeds
from digest.convert.record import Entry
from digest.convert.seeds import Refused
from digest.ground.diagnostics import Diagnostic

LEAST = 0.3
"""The share of common words from which on two texts are taken for versions of one. Two reports of one outlet share half of that."""

_AGAIN, _STILL = 0.95, 0.75
"""The share of a new text's words that stood in the old one, and of the old one's (its record's own included) that still do."""

_MOST = 10_000
"""Comparisons in one file; where more would be needed, hundreds of its articles have changed at once, and the numbers decide."""

_WORD = re.compile(r"\w+")

Words = frozenset[str]
Read = Callable[[str], Words]
Recall = Callable[[Entry], Words]


def match(paths: Sequence[str], entries: Sequence[Entry], read: Read, recall: Recall) -> dict[str, Entry]:
    """The entry that each of `paths` continues, if any; each at most once. The likest come first, then the same number, then order."""
    if not paths or not entries:
        return {}
    if len(paths) * len(entries) > _MOST:
        by_name = {entry.seed: entry for entry in entries}
        return {path: by_name[path] for path in paths if path in by_name}
    words = [read(path) for path in paths]
    known = [recall(entry) for entry in entries]
    pairs = sorted(
        (-share, path != entries[there].seed, here, there)
        for here, path in enumerate(paths)
        for there in range(len(entries))
        if (share := _share(words[here], known[there])) >= LEAST
    )
    found: dict[str, Entry] = {}
    taken: set[int] = set()
    for _, _, here, there in pairs:
        if paths[here] not in found and there not in taken:
            found[paths[here]] = entries[there]
            taken.add(there)
    return found


def same(paths: Sequence[str], entries: Sequence[Entry], read: Read, recall: Recall) -> dict[str, Entry]:
    """The entry whose text each of `paths` says again, but for a word here and there; each at most once, the likest first."""
    if len(paths) * len(entries) > _MOST:
        return {}
    known = [recall(entry) for entry in entries]
    found: dict[str, Entry] = {}
    left = list(range(len(entries)))
    for path in paths:
        words = read(path)
        best = max(left, key=lambda there: (_share(words, known[there]), -there), default=None)
        if best is not None and _repeats(words, known[best]):
            found[path] = entries[best]
            left.remove(best)
    return found


def _repeats(words: Words, known: Words) -> bool:
    """Whether nearly all words were there before, and most that were there still are; records have words of their own besides."""
    common = len(words & known)
    return common >= _AGAIN * max(1, len(words)) and common >= _STILL * len(known)


def reader(root: Path, folder: str) -> Read:
    """What tells the words of the seed at a path; none for one that can't be read."""

    def read(path: str) -> Words:
        seed = seeds.read(root, folder, path, split=True)
        return frozenset() if isinstance(seed, Refused) else _words(seed.data.decode("utf-8", "replace"))

    return read


def recaller(root: Path, content: str) -> Recall:
    """What tells the words from which an article was made; none where its record can't be read."""

    def recall(entry: Entry) -> Words:
        whole = record.read(root, content, entry.id)
        if isinstance(whole, Diagnostic):
            return frozenset()
        return _words("\n".join((*whole.generated, *(removed.text for removed in whole.removed))))

    return recall


def _words(text: str) -> Words:
    return frozenset(_WORD.findall(text.casefold()))


def _share(one: Words, other: Words) -> float:
    """Jaccard's: the words that both have among those that either has."""
    return len(one & other) / max(1, len(one | other))
