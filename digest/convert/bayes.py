"""Convert: a complement naive Bayes over the words of articles: what the archive says of a story's topic.

After J. Rennie, L. Shih, J. Teevan, D. Karger, Tackling the Poor Assumptions of Naive Bayes Text Classifiers (ICML 2003): a
topic is judged by the words of all the others, which serves small topics well. A word counts once an article. All counts are
whole numbers, so that the order of the lessons doesn't matter.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from digest.model import Struct

_WORD = re.compile(r"[^\W\d_]{2,}")
_SHORTEST = 3
_UNSPACED = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_READ = 12_000
_SMOOTHING = 1.0
_SOFTENING = 20.0
_HALF_TRUSTED = 20
_MOST_TRUST = 0.8


class Lesson(Struct, kw_only=True):
    """What one article teaches: that a story with these words belongs to this topic."""

    topic: str
    words: tuple[str, ...]


class Archive(Struct, kw_only=True):
    """What all lessons teach together: for each topic how many articles it has, and in how many of them each word stands.

    `totals` are the sums of a topic's words, `known` is the number of different words of all topics.
    """

    articles: Mapping[str, int]
    words: Mapping[str, Counter[str]]
    totals: Mapping[str, int]
    known: int


def words(title: str, summary: str, body: str) -> tuple[str, ...]:
    """The words of an article, each once, in small letters and sorted; pairs of letters where a script sets no spaces."""
    text = unicodedata.normalize("NFC", f"{title}\n{summary}\n{body[:_READ]}").lower()
    found: set[str] = set()
    for word in set(_WORD.findall(text)):
        if not word.isascii() and _UNSPACED.search(word):
            found.update(word[at : at + 2] for at in range(len(word) - 1))
        elif len(word) >= _SHORTEST:
            found.add(word)
    return tuple(sorted(found))


def learn(lessons: Iterable[Lesson]) -> Archive:
    """What the lessons teach, in whatever order they come."""
    articles: Counter[str] = Counter()
    counted: dict[str, Counter[str]] = {}
    for lesson in lessons:
        articles[lesson.topic] += 1
        counted.setdefault(lesson.topic, Counter()).update(lesson.words)
    return Archive(
        articles=articles,
        words=counted,
        totals={topic: counts.total() for topic, counts in counted.items()},
        known=len(set().union(*counted.values())),
    )


def trust(archive: Archive, topics: Iterable[str]) -> float:
    """How much the archive's word weighs beside the lexicon's, from 0; it grows with the number of articles under `topics`."""
    number = sum(archive.articles.get(topic, 0) for topic in topics)
    return _MOST_TRUST * number / (number + _HALF_TRUSTED)


def likely(archive: Archive, story: Iterable[str], topics: Iterable[str]) -> dict[str, float]:
    """How likely each of those of `topics` is that the archive knows, together 1, for a story with these words.

    Empty where it knows less than two of them, and can't tell one from another.
    """
    known = {topic: archive.words[topic] for topic in topics if archive.words.get(topic)}
    if len(known) < 2:
        return {}
    every, spread = sum(archive.totals[topic] for topic in known), _SMOOTHING * archive.known
    rest = {topic: math.log(spread + every - archive.totals[topic]) for topic in known}
    scores = dict.fromkeys(known, 0.0)
    for word in story:
        seen = [counts.get(word, 0) for counts in known.values()]
        among = _SMOOTHING + sum(seen)
        if among > _SMOOTHING:
            for topic, here in zip(known, seen, strict=True):
                scores[topic] += rest[topic] - math.log(among - here)
    best = max(scores.values())
    weights = {topic: math.exp((score - best) / _SOFTENING) for topic, score in scores.items()}
    return {topic: weight / sum(weights.values()) for topic, weight in weights.items()}


def telling(archive: Archive, story: Iterable[str], topic: str, most: int) -> tuple[str, ...]:
    """The words of a story that speak most for `topic`, best first, at most so many; one needs to stand in two of its articles."""
    counts, everywhere = archive.words.get(topic, Counter()), list(archive.words.values())
    worth: dict[str, float] = {}
    for word in story:
        here = counts.get(word, 0)
        if here > 1:
            share = here / sum(other.get(word, 0) for other in everywhere)
            worth[word] = share * share * math.log2(1 + here)
    return tuple(sorted(worth, key=lambda word: (-worth[word], word))[:most])
