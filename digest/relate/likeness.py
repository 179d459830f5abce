"""How like one another stories are, and the few that each is most like.

Two stories are as like as the cosine of their terms, each weighed by how rare it is, less with every year between them. How
rare is told in powers of two: so one story more seldom changes how like others are. One term in common, a country or a turn
of phrase, makes no two stories alike, however rare it is. `likest` works everything out; `updated` gives the same from what
was worked out before, and looks only at what a change can reach.

What is kept between builds is made of numbers in bytes, of which an update decodes the few that it looks at.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import sqrt

import msgspec

from digest.model import Struct
from digest.relate.terms import Terms

_LEAST = 0.16
_SHARED = 2  # so many telling terms in common at least
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
    """What is compared: a story's day (as a number) and its terms, in the order of their letters."""

    day: int
    terms: Terms


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
    for name, scores in scale.compared(dirty):
        found[name] = _others(_first(scores, most))
        for other, score in scores:
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
    for name, scores in scale.compared(doubtful):
        found[name] = _others(_first(scores, most))
    return Basis(numbers=scale.numbers, counts=scale.counts.tobytes(), subjects=scale.subjects, likest=found)


class _Scale:
    """All subjects with what it takes to compare one with the others; `dirty` are those whose profile may be another than before."""

    def __init__(self, before: Basis, fresh: Mapping[str, Subject], gone: Collection[str]) -> None:
        self.numbers = dict(before.numbers)
        self.counts = array(_NUMBERS, before.counts)
        self.subjects = {name: each for name, each in before.subjects.items() if name not in gone}
        was: dict[int, int] = {}
        for name in {*gone, *fresh} & before.subjects.keys():
            self._count(array(_NUMBERS, before.subjects[name].terms), -1, was)
        for name, subject in fresh.items():
            self.subjects[name] = self._placed(subject, was)
        size = len(self.subjects).bit_length()
        self._rare = [_rarity(count, size) for count in range(_COMMON + 1)]
        if size != len(before.subjects).bit_length():
            self.dirty: Collection[str] = self.subjects.keys()
        else:
            moved = {number for number, count in was.items() if self._weigh(count) != self._weigh(self.counts[number])}
            self.dirty = set(fresh) | self._having_any(moved)
        for name in self.dirty:
            self.subjects[name] = self._profiled(self.subjects[name])

    def compared(self, names: Collection[str]) -> Iterable[tuple[str, list[tuple[str, float]]]]:
        """Each of the subjects with every other that is like it at all, and how much."""
        having = self._index(names)
        subjects = self.subjects
        for name in names:
            each = subjects[name]
            products: defaultdict[str, float] = defaultdict(float)
            for number, share in _profile(each):  # in a settled order, so that sums of floats come out the same
                for other, theirs in having[number]:
                    products[other] += share * theirs
            products.pop(name, None)
            scores = []
            own = set(array(_NUMBERS, each.telling))
            for other, product in products.items():
                if product >= _LEAST and len(own.intersection(array(_NUMBERS, subjects[other].telling))) >= _SHARED:
                    score = product / (1 + abs(each.day - subjects[other].day) / _YEAR)
                    if score >= _LEAST:
                        scores.append((other, score))
            yield name, scores

    def _placed(self, subject: Subject, was: dict[int, int]) -> Placed:
        """A new subject, its terms counted."""
        numbers = array(_NUMBERS, [self.numbers.setdefault(term, len(self.numbers)) for term in subject.terms])
        self.counts.extend([0] * (len(self.numbers) - len(self.counts)))
        self._count(numbers, 1, was)
        return Placed(day=subject.day, terms=numbers.tobytes(), weights=bytes(subject.terms.values()))

    def _count(self, numbers: Iterable[int], more: int, was: dict[int, int]) -> None:
        for number in numbers:
            was.setdefault(number, self.counts[number])
            self.counts[number] += more

    def _weigh(self, count: int) -> int:
        return self._rare[count] if count <= _COMMON else 0

    def _having_any(self, moved: Collection[int]) -> set[str]:
        """The subjects that have one of these terms, and perhaps a few others."""
        patterns = [array(_NUMBERS, [number]).tobytes() for number in moved]
        return {name for pattern in patterns for name, each in self.subjects.items() if pattern in each.terms}

    def _profiled(self, subject: Placed) -> Placed:
        """The subject with the terms that tell most of it: those that weigh most, equals by their letters."""
        numbers, counts, rare = array(_NUMBERS, subject.terms), self.counts, self._rare
        weighed = [
            (-weight * rare[count], place)
            for place, (number, weight) in enumerate(zip(numbers, subject.weights, strict=True))
            if (count := counts[number]) <= _COMMON and rare[count]
        ]
        weighed.sort()
        best = sorted([(place, -weight) for weight, place in weighed[:_TELLING]])
        length = sqrt(sum([weight * weight for _, weight in best]))
        return Placed(
            day=subject.day,
            terms=subject.terms,
            weights=subject.weights,
            telling=array(_NUMBERS, [numbers[place] for place, _ in best]).tobytes(),
            shares=array(_SHARES, [weight / length for _, weight in best]).tobytes(),
        )

    def _index(self, names: Collection[str]) -> Mapping[int, list[tuple[str, float]]]:
        """By each term that tells of one of these subjects all those that it tells of, and how much."""
        having: dict[int, list[tuple[str, float]]] = {
            number: [] for name in names for number in array(_NUMBERS, self.subjects[name].telling)
        }
        if having:
            for name, each in self.subjects.items():
                for number, share in _profile(each):
                    if number in having:
                        having[number].append((name, share))
        return having


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
