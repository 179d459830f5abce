"""How like one another stories are, and the few that each is most like.

Two stories are as like as the cosine of their terms, each weighed by how rare it is, less with every year between them. How
rare is told in powers of two: so one story more seldom changes how like others are. One term in common, a country or a turn
of phrase, makes no two stories alike, however rare it is. `likest` works everything out; `updated` gives the same from what
was worked out before, and looks only at what a change can reach.

What is kept between builds is made of numbers in bytes, of which an update decodes the few that it looks at.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, count
from math import sqrt

import msgspec

from digest.model import Struct
from digest.relate.terms import Terms

_LEAST = 0.16
_COMMON = 64  # a term of more stories tells little of any, and would take long
_TELLING = 12  # so many terms make a story's profile
_YEAR = 365.0
_NUMBERS, _SHARES = "I", "d"


class Others(Struct, kw_only=True, array_like=True, gc=False):
    """Those that a story is most like, the most like first, equals by their names; and how much, as numbers."""

    names: tuple[str, ...] = ()
    scores: bytes = b""

    def pairs(self) -> list[tuple[str, float]]:
        """Each name with its score."""
        return list(zip(self.names, array(_SHARES, self.scores), strict=True))


Likest = dict[str, Others]
"""For each story, by its name, the others that it is most like."""


class Subject(Struct, kw_only=True, array_like=True):
    """What is compared: a story's day (as a number) and its terms, in the order of their letters, with their weights, a byte each.

    The terms are one text, a line each: of ten thousand stories dictionaries would fill ten times the memory.
    """

    day: int
    lines: str = ""
    weights: bytes = b""

    @classmethod
    def of(cls, day: int, terms: Terms) -> Subject:
        """A story of that day with these terms, which are in order."""
        return cls(day=day, lines="\n".join(terms), weights=bytes(terms.values()))

    def terms(self) -> list[str]:
        """The terms without their weights."""
        return self.lines.split("\n") if self.lines else []


class Placed(Struct, kw_only=True, array_like=True, gc=False):
    """A subject among the others: the numbers of its terms in their order, and their weights, a byte each.

    `telling` are the numbers of those that tell most of it, in the same order; the squares of their `shares` add up to one.
    """

    day: int
    terms: bytes
    weights: bytes
    telling: bytes = b""
    shares: bytes = b""


class Basis(Struct, kw_only=True, array_like=True):
    """All that was worked out: the numbers of terms, how many subjects have each, the subjects by name, and the answer."""

    numbers: dict[str, int] = msgspec.field(default_factory=dict)
    counts: bytes = b""
    subjects: dict[str, Placed] = msgspec.field(default_factory=dict)
    likest: Likest = msgspec.field(default_factory=dict)


def likest(subjects: Mapping[str, Subject], most: int) -> Basis:
    """For each of the subjects the `most` that it is most like."""
    return updated(Basis(), subjects, (), most)


def updated(before: Basis, fresh: Mapping[str, Subject], gone: Collection[str], most: int) -> Basis:
    """What `likest` gives of the subjects of `before` without those that are `gone` and with the `fresh` ones in their places.

    `before` was worked out with the same `most`.
    """
    scale = _Scale(before, fresh, gone)
    dirty = scale.dirty
    found: Likest = {}
    nearer: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for name, scores in scale.compared(dirty).items():
        found[name] = _others(_first(scores, most))
        for other, score in scores:
            if other not in dirty:
                nearer[other].append((name, score))
    doubtful = []
    moved = {*dirty, *gone}
    for name, known in before.likest.items():
        if name in moved:
            continue
        if name not in nearer and moved.isdisjoint(known.names):
            found[name] = known
            continue
        ranked = known.pairs()
        left = [each for each in ranked if each[0] not in moved]
        best = _first((*left, *nearer.get(name, ())), most)
        if len(ranked) < most or (len(best) == most and _rank(best[-1]) <= _rank(ranked[-1])):
            found[name] = _others(best)
        else:  # one that was not among the first may be now
            doubtful.append(name)
    for name, scores in scale.compared(doubtful).items():
        found[name] = _others(_first(scores, most))
    return Basis(numbers=scale.numbers, counts=scale.counts.tobytes(), subjects=scale.subjects, likest=found)


class _Scale:
    """All subjects with what it takes to compare one with the others; `dirty` are those whose profile may be another than before."""

    def __init__(self, before: Basis, fresh: Mapping[str, Subject], gone: Collection[str]) -> None:
        self.subjects = {name: each for name, each in before.subjects.items() if name not in gone}
        less = Counter(_terms_of(before.subjects, {*gone, *fresh}))
        numbers = defaultdict(count(len(before.numbers)).__next__, before.numbers)
        for name, subject in fresh.items():
            terms = array(_NUMBERS, map(numbers.__getitem__, subject.terms()))
            self.subjects[name] = Placed(day=subject.day, terms=terms.tobytes(), weights=subject.weights)
        more = Counter(_terms_of(self.subjects, fresh))
        self.numbers = dict(numbers)
        self.counts = array(_NUMBERS, before.counts)
        self.counts.extend([0] * (len(numbers) - len(self.counts)))
        size = len(self.subjects).bit_length()
        self._rare = [_rarity(having, size) for having in range(_COMMON + 1)]
        moved = set()
        for number in less.keys() | more.keys():
            was = self.counts[number]
            self.counts[number] = now = was + more[number] - less[number]
            if self._weigh(was) != self._weigh(now):
                moved.add(number)
        if size != len(before.subjects).bit_length():
            self.dirty: Collection[str] = self.subjects.keys()
        else:
            self.dirty = set(fresh) | self._having_any(moved)
        for name in self.dirty:
            self.subjects[name] = self._profiled(self.subjects[name])

    def compared(self, names: Iterable[str]) -> dict[str, list[tuple[str, float]]]:
        """For each of the subjects all others that are like it at all, and how much, in no order.

        One term in common makes nobody alike, so whoever is met by one alone isn't looked at. Each pair is compared once.
        """
        found: dict[str, list[tuple[str, float]]] = {name: [] for name in names}
        having = self._index(found)
        for name, scores in found.items():
            each = self.subjects[name]
            own = dict(_profile(each))
            met: set[str] = set()
            again: set[str] = set()
            for number in own:
                again.update(met.intersection(having[number]))
                met.update(having[number])
            for other in again:
                score = _score(own, each.day, self.subjects[other])
                if score >= _LEAST:
                    scores.append((other, score))
                    if other in found:
                        found[other].append((name, score))
            for number in own:
                having[number].append(name)
        return found

    def _weigh(self, count: int) -> int:
        return self._rare[count] if count <= _COMMON else 0

    def _having_any(self, moved: Collection[int]) -> set[str]:
        """The subjects that have one of these terms, and perhaps a few others."""
        patterns = [array(_NUMBERS, [number]).tobytes() for number in moved]
        return {name for pattern in patterns for name, each in self.subjects.items() if pattern in each.terms}

    def _profiled(self, subject: Placed) -> Placed:
        """The subject with the terms that tell most of it: those that weigh most, equals by their letters."""
        numbers, counts, rare = array(_NUMBERS, subject.terms), self.counts, self._rare
        scores = [
            weight * rare[having] if (having := counts[number]) <= _COMMON else 0
            for number, weight in zip(numbers, subject.weights, strict=True)
        ]
        order = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)  # equals stay as they are
        best = sorted([place for place in order[:_TELLING] if scores[place]])
        length = sqrt(sum([scores[place] ** 2 for place in best]))
        return Placed(
            day=subject.day,
            terms=subject.terms,
            weights=subject.weights,
            telling=array(_NUMBERS, [numbers[place] for place in best]).tobytes(),
            shares=array(_SHARES, [scores[place] / length for place in best]).tobytes(),
        )

    def _index(self, names: Collection[str]) -> Mapping[int, list[str]]:
        """By each term that tells of one of these subjects all others that it tells of."""
        having: dict[int, list[str]] = {
            number: [] for name in names for number in array(_NUMBERS, self.subjects[name].telling)
        }
        for name, each in self.subjects.items():
            if name not in names:
                for number in having.keys() & array(_NUMBERS, each.telling):
                    having[number].append(name)
        return having


def _terms_of(subjects: Mapping[str, Placed], names: Iterable[str]) -> Iterable[int]:
    """The numbers of all terms of those of the subjects that have these names."""
    return chain.from_iterable([array(_NUMBERS, subjects[name].terms) for name in names if name in subjects])


def _score(own: Mapping[int, float], day: int, other: Placed) -> float:
    """How like another subject is to the one of that day with these telling terms and shares; the same from either side."""
    product = 0.0
    for number, share in _profile(other):  # in a settled order, so that sums of floats come out the same
        if number in own:
            product += share * own[number]
    return product / (1 + abs(day - other.day) / _YEAR)


def _rarity(count: int, size: int) -> int:
    """How much sharing a term says: nothing where nobody shares it, half of all stories have it, or too many."""
    return max(0, size - 1 - (count - 1).bit_length()) if 1 < count <= _COMMON else 0


def _profile(subject: Placed) -> Iterable[tuple[int, float]]:
    return zip(array(_NUMBERS, subject.telling), array(_SHARES, subject.shares), strict=True)


def _rank(scored: tuple[str, float]) -> tuple[float, str]:
    return -scored[1], scored[0]


def _first(scores: Iterable[tuple[str, float]], most: int) -> list[tuple[str, float]]:
    return sorted(scores, key=_rank)[:most]


def _others(best: Sequence[tuple[str, float]]) -> Others:
    names, scores = zip(*best, strict=True) if best else ((), ())
    return Others(names=names, scores=array(_SHARES, scores).tobytes())
