"""Stage 1, convert: nothing lost. Every word of a seed is in its article or in the list of what was taken out.

The rules that take a seed apart shall see to that themselves; this is the check that holds them to it, for every seed and in
every run.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from digest.convert.frontmatter import Plain, values
from digest.convert.markup import to_plain
from digest.model import Draft, Removed

RULE = "uncovered"
"""The rule's name in the record: none of the others said what became of these words."""

_WORD = re.compile(r"[^\W_]+")
_SAID = frozenset({"title", "kicker", "summary", "authors", "dateline", "credits", "source", "image"})


def uncovered(text: str, draft: Draft, *, marked: bool = False) -> tuple[Removed, ...]:
    """The stretches of the seed's `text` whose words are neither in the article nor among what was removed.

    Words are compared without case, compatibility forms (NFKC) and stray byte order marks, each as often as it occurs. A header field counts where it
    carries the seed's words or its origin lies in the seed. Where a word is missing once and occurs twice, the line that lacks
    most of its words is taken for the one that was lost. The body of a `marked` text is its author's Markdown, not ours.
    """
    # what both write alike cancels out before words are looked for in it: whole lines, then what white space parts
    said, kept = _uneven(text.split("\n"), "\n".join(_kept(draft, marked=marked)).split("\n"))
    said, kept = _uneven("\n".join(said).split(), "\n".join(kept).split())
    missing = _count(said) - _count(kept)
    if not missing:
        return ()
    found: list[Removed] = []
    for number, line in sorted(
        enumerate(text.split("\n"), start=1), key=lambda item: (-_share(item[1], missing), item[0])
    ):
        found += (Removed(rule=RULE, text=stretch, line=number) for stretch in _stretches(line, missing))
        if not missing:
            break
    return tuple(sorted(found, key=lambda removed: removed.line))


def _kept(draft: Draft, *, marked: bool) -> Iterator[str]:
    for name, value in values(draft.front).items():
        origin = draft.origins.get(name)
        if name in _SAID or (origin is not None and origin.line):
            yield from _strings(value)
    yield draft.body if marked else to_plain(draft.body)
    for removed in draft.removed:
        yield removed.text


def _strings(value: Plain) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _strings(part)
    elif isinstance(value, str):
        yield value


def _words(text: str) -> list[str]:
    return _WORD.findall(_folded(text))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text.replace("\ufeff", "")).casefold()


def _count(texts: Iterable[str]) -> Counter[str]:
    return Counter(_words("\n".join(texts)))


def _uneven(one: Iterable[str], other: Iterable[str]) -> tuple[list[str], list[str]]:
    """What each of two texts has more often than the other, as often as it has more; in no order."""
    mine, its = Counter(one), Counter(other)
    uneven = {each for each, _ in mine.items() ^ its.items()}
    more = [each for each in uneven for _ in range(mine[each] - its[each])]
    return more, [each for each in uneven for _ in range(its[each] - mine[each])]


def _share(line: str, missing: Counter[str]) -> float:
    words = _words(line)
    return sum(word in missing for word in words) / len(words) if words else 0.0


def _stretches(line: str, missing: Counter[str]) -> list[str]:
    """The longest stretches of the line whose words are all missing, verbatim; what they explain is missing no more."""
    found: list[str] = []
    start = end = -1
    for chunk in re.finditer(r"\S+", line):
        words = _words(chunk[0])
        if words and all(missing[word] for word in words):
            _strike(words, missing)
            start, end = (chunk.start() if start < 0 else start), chunk.end()
        elif words and start >= 0:
            found.append(line[start:end])
            start = -1
    if start >= 0:
        found.append(line[start:end])
    return found


def _strike(words: Iterable[str], missing: Counter[str]) -> None:
    for word in words:
        if missing[word] > 1:
            missing[word] -= 1
        else:
            missing.pop(word, None)
