"""Stage 1, convert: the tags that the articles have, as an editor looks at them: how often, how they are spelt, which may be one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from digest.convert import alike
from digest.convert.alike import Pair
from digest.convert.vocabulary import spellings
from digest.ground import header_edits
from digest.ground.files import walk
from digest.ground.header_edits import Unreadable
from digest.ground.text import fold
from digest.model import Struct

_OTHERS = ("pages/", "editions/")
"""Folders of content files that are no articles, and have no tags."""


class Use(Struct, kw_only=True):
    """A tag in use: the spelling that is shown, on how many articles, and its other spellings in the files."""

    label: str
    count: int
    spelt: tuple[str, ...] = ()


class Survey(Struct, kw_only=True):
    """All tags in use, the most used first; the pairs of them that may be one; of how many articles."""

    uses: tuple[Use, ...] = ()
    alike: tuple[Pair, ...] = ()
    articles: int = 0


def articles(content: Path) -> Iterator[tuple[str, bytes]]:
    """The files of all articles below the folder, by their paths there; those that can't be read are left out."""
    for path in walk(content):
        if path.endswith(".md") and not path.startswith(_OTHERS):
            try:
                yield path, (content / path).read_bytes()
            except OSError:
                continue


def tags_by_path(content: Path) -> dict[str, tuple[str, ...]]:
    """The tags of each article that has a readable header, as they are written."""
    found: dict[str, tuple[str, ...]] = {}
    for path, data in articles(content):
        try:
            found[path] = header_edits.items(data.decode(), "tags")
        except (Unreadable, UnicodeDecodeError):
            continue
    return found


def survey(tags: Mapping[str, Sequence[str]], vocabulary: Sequence[str]) -> Survey:
    """What the articles' `tags` (by path) come to, where the vocabulary decides which are one and how it is spelt."""
    preferred = {fold(name): known[0] for line in reversed(vocabulary) for known in [spellings(line)] for name in known}
    counts: Counter[str] = Counter()
    written: dict[str, Counter[str]] = {}
    for path in sorted(tags):
        keys = {_key(label, preferred): label for label in reversed(tags[path])}
        counts.update(keys.keys())
        for key, label in keys.items():
            written.setdefault(key, Counter())[label] += 1
    shown = {key: preferred.get(key) or written[key].most_common(1)[0][0] for key in counts}
    ranked = sorted(counts, key=lambda key: (-counts[key], fold(shown[key]), shown[key]))
    uses = [
        Use(label=shown[key], count=counts[key], spelt=tuple(sorted(set(written[key]) - {shown[key]})))
        for key in ranked
    ]
    pairs = alike.pairs({use.label: use.count for use in uses})
    return Survey(uses=tuple(uses), alike=tuple(pairs), articles=len(tags))


def _key(label: str, preferred: Mapping[str, str]) -> str:
    key = fold(label) or label
    return fold(preferred[key]) if key in preferred else key
