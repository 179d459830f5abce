"""How like one another stories are, and the few that each is most like.

Two stories are as like as the cosine of their terms, each weighed by how rare it is, less with every year between them. How
rare is told in powers of two: so one story more seldom changes how like others are. `likest` works everything out;
`updated` gives the same from what was worked out before, and looks only at what a change can reach.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

from digest.model import Struct
from digest.relate.terms import Terms

Likest = dict[str, tuple[tuple[str, float], ...]]
"""By the name of each story, those that it is most like, with how much; the most like first, equals by their names."""

_LEAST = 0.16
_COMMON = 64  # a term of more stories tells little of any, and would take long
_TELLING = 12  # so many terms make a story's profile
_YEAR = 365.0


class Subject(Struct, kw_only=True, array_like=True):
    """What is compared: a story's day (as a number) and its terms."""

    day: int
    terms: Terms


def likest(subjects: Mapping[str, Subject], most: int) -> Likest:
    """For each of the subjects the `most` that it is most like."""
    scale = _Scale(subjects)
    return {name: _best(scale.compared(name).items(), most) for name in subjects}


def updated(before: Mapping[str, Subject], then: Likest, now: Mapping[str, Subject], most: int) -> Likest:
    """`likest(now, most)`, where `then` was `likest(before, most)`."""
    old, new = _Scale(before), _Scale(now)
    if old.size != new.size:
        return likest(now, most)
    gone = before.keys() - now.keys()
    moved = {term for term in old.counts.keys() | new.counts.keys() if old.rarity(term) != new.rarity(term)}
    dirty = {name for name, each in now.items() if before.get(name) != each or not moved.isdisjoint(each.terms)}
    nearer: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    found: Likest = {}
    for name in dirty:
        compared = new.compared(name)
        found[name] = _best(compared.items(), most)
        for other, score in compared.items():
            nearer[other].append((name, score))
    left = dirty | gone
    for name in now.keys() - dirty:
        known = then[name]
        if any(other in left for other, _ in known):
            found[name] = _best(new.compared(name).items(), most)
        elif name in nearer:
            found[name] = _best((*known, *nearer[name]), most)
        else:
            found[name] = known
    return found


class _Scale:
    """All subjects with what it takes to compare one with the others."""

    def __init__(self, subjects: Mapping[str, Subject]) -> None:
        self.size = len(subjects).bit_length()
        self.counts = Counter(term for each in subjects.values() for term in each.terms)
        self._subjects = subjects
        self._rare: dict[str, int] = {}
        self._profiles: dict[str, dict[str, float]] = {}
        self._having: dict[str, list[tuple[str, float]]] | None = None

    def rarity(self, term: str) -> int:
        """How much sharing a term says: nothing where nobody shares it, half of all stories have it, or too many."""
        rare = self._rare.get(term)
        if rare is None:
            count = self.counts[term]
            rare = max(0, self.size - 1 - (count - 1).bit_length()) if 1 < count <= _COMMON else 0
            self._rare[term] = rare
        return rare

    def compared(self, name: str) -> dict[str, float]:
        """Every other subject that is like this one at all, and how much."""
        products: defaultdict[str, float] = defaultdict(float)
        having = self._index()
        for term, weight in self.profile(name).items():  # in a settled order, so that sums of floats come out the same
            for other, theirs in having[term]:
                products[other] += weight * theirs
        products.pop(name, None)
        day, subjects = self._subjects[name].day, self._subjects
        found = {}
        for other, product in products.items():
            if product >= _LEAST:
                score = product / (1 + abs(day - subjects[other].day) / _YEAR)
                if score >= _LEAST:
                    found[other] = score
        return found

    def profile(self, name: str) -> dict[str, float]:
        """The terms that tell most of a subject with their weights, the squares of which add up to one."""
        made = self._profiles.get(name)
        if made is None:
            weighed = [(weight * self.rarity(term), term) for term, weight in self._subjects[name].terms.items()]
            best = sorted([each for each in weighed if each[0]], key=lambda each: (-each[0], each[1]))[:_TELLING]
            length = sqrt(sum(weight * weight for weight, _ in best))
            made = {term: weight / length for weight, term in sorted(best, key=lambda each: each[1])}
            self._profiles[name] = made
        return made

    def _index(self) -> dict[str, list[tuple[str, float]]]:
        if self._having is None:
            having: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
            for name in self._subjects:
                for term, weight in self.profile(name).items():
                    having[term].append((name, weight))
            self._having = dict(having)
        return self._having


def _best(scores: Iterable[tuple[str, float]], most: int) -> tuple[tuple[str, float], ...]:
    ranked: Sequence[tuple[str, float]] = sorted(scores, key=lambda each: (-each[1], each[0]))
    return tuple(ranked[:most])
