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
Recall = Callable[[Entry], str]


def match(paths: Sequence[str], entries: Sequence[Entry], read: Read, recall: Recall) -> dict[str, Entry]:
    """The entry that each of `paths` continues, if any; each at most once. The likest come first, then the same number, then order."""
    if not paths or not entries:
        return {}
    if len(paths) * len(entries) > _MOST:
        by_name = {entry.seed: entry for entry in entries}
        return {path: by_name[path] for path in paths if path in by_name}
    words = [read(path) for path in paths]
    known = [_words(recall(entry)) for entry in entries]
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
    """The entry whose text each of `paths` says again, but for a word here and there; each at most once, the likest of them."""
    if len(paths) * len(entries) > _MOST:
        return {}
    texts = [recall(entry) for entry in entries]
    found: dict[str, Entry] = {}
    left = list(range(len(entries)))
    for path in paths:
        words = read(path)
        asked = sorted(words, key=lambda word: (-len(word), word))
        known = {there: _words(texts[there]) for there in left if _may_have(asked, texts[there])}
        shares = {there: _share(words, known[there]) for there in known if _repeats(words, known[there])}
        if shares:
            best = max(shares, key=lambda there: (shares[there], -there))
            found[path] = entries[best]
            left.remove(best)
    return found


def _may_have(words: Sequence[str], text: str) -> bool:
    """Whether nearly all of the words may be in a text. Soon told where they aren't, and then it need not be cut into words."""
    missing = int(len(words) * (1 - _AGAIN))
    for word in words:
        if word not in text:
            missing -= 1
            if missing < 0:
                return False
    return True


def _repeats(words: Words, known: Words) -> bool:
    """Whether nearly all words were there before, and most that were there still are; records have words of their own besides."""
    common = len(words & known)
    return common >= _AGAIN * max(1, len(words)) and common >= _STILL * len(known)


def reader(root: Path, folder: str) -> Read:
    """What tells the words of the seed at a path; none for one that can't be read."""

    def read(path: str) -> Words:
        seed = seeds.read(root, folder, path, split=True)
        return frozenset() if isinstance(seed, Refused) else _words(seed.data.decode("utf-8", "replace").casefold())

    return read


def recaller(root: Path, content: str) -> Recall:
    """What tells the text from which an article was made, all letters small; none where its record can't be read."""

    def recall(entry: Entry) -> str:
        whole = record.read(root, content, entry.id)
        if isinstance(whole, Diagnostic):
            return ""
        return "\n".join((*whole.generated, *(removed.text for removed in whole.removed))).casefold()

    return recall


def _words(text: str) -> Words:
    return frozenset(_WORD.findall(text))


def _share(one: Words, other: Words) -> float:
    """Jaccard's: the words that both have among those that either has."""
    return len(one & other) / max(1, len(one | other))
