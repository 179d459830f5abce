"""Convert: tags that may be one: the same but for plural or punctuation, a short form and its long form, one slip apart.

Each way of being alike gives a tag one or several keys, and tags that share a key are compared. So the time grows with the
number of tags and not with that of pairs.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

from digest.convert import gazetteer
from digest.ground.text import fold
from digest.model import Struct

Likeness = Literal["spelling", "plural", "names", "order", "acronym", "surname", "slip"]
"""What tells them apart: punctuation, plural, two names of one place or body, the words' order, a short form, one letter."""

_SEPARATE = re.compile(r"[^\w\s]+")
_SMALL_WORDS = frozenset("the a an of and for in on de du des la le les el los of und der die das y e".split())
_PLURALS = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("s", ""))
_SHORTEST_PLURAL = 5
_SHORTEST_SLIP = 6
_MOST_IN_ONE = 40
_SHORTEST_NAME = 4


class Pair(Struct, kw_only=True):
    """Two tags that may be one, and in which way they are alike; `more` is the one that should stay.

    That is the one that is used more often, and of a name the whole name.
    """

    less: str
    more: str
    likeness: Likeness


def pairs(counts: Mapping[str, int]) -> list[Pair]:
    """The pairs of alike tags among those that are used so often, each pair once; the most used first.

    Among many tags that share one key none is compared: the key says too little.
    """
    found: dict[tuple[str, str], Likeness] = {}
    ways: tuple[tuple[Likeness, Callable[[str], Iterable[str]], Callable[[str, str], bool]], ...] = (
        ("spelling", lambda label: [_bare(label)], _always),
        ("plural", lambda label: [_singular(label)], _always),
        ("names", _known_name, _always),
        ("order", lambda label: [" ".join(sorted(_bare(label).split()))], _always),
        ("acronym", _initials, _is_acronym),
        ("surname", _surname, _is_surname),
        ("slip", _with_a_gap, _is_a_slip),
    )
    for likeness, keys, fits in ways:
        for one, other in _sharing(counts, keys):
            if fits(one, other) and (one, other) not in found:
                found[one, other] = likeness
    made = (_pair(one, other, likeness, counts) for (one, other), likeness in found.items())
    return sorted(made, key=lambda pair: (-counts[pair.more] - counts[pair.less], pair.more, pair.less))


def _pair(one: str, other: str, likeness: Likeness, counts: Mapping[str, int]) -> Pair:
    by_use = sorted((one, other), key=lambda label: (counts[label], len(label), label))
    less, more = sorted((one, other), key=len) if likeness == "surname" else by_use
    return Pair(less=less, more=more, likeness=likeness)


def _sharing(labels: Iterable[str], keys: Callable[[str], Iterable[str]]) -> Iterator[tuple[str, str]]:
    """Every two labels that share a key, in the order of the alphabet."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for label in sorted(labels):
        for key in {key for key in keys(label) if key}:
            groups[key].append(label)
    for group in groups.values():
        if 1 < len(group) <= _MOST_IN_ONE:
            yield from itertools.combinations(group, 2)


def _always(_one: str, _other: str) -> bool:
    return True


def _bare(label: str) -> str:
    """A label without case, accents, punctuation and articles."""
    words = _SEPARATE.sub("", fold(label)).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words)


def _singular(label: str) -> str:
    words = _bare(label).split()
    return " ".join([*words[:-1], _one(words[-1])]) if words else ""


def _one(word: str) -> str:
    if len(word) >= _SHORTEST_PLURAL and not word.endswith(("ss", "us", "is")):
        for ending, instead in _PLURALS:
            if word.endswith(ending):
                return word.removesuffix(ending) + instead
    return word


def _known_name(label: str) -> list[str]:
    """What the gazetteer calls a place or body of this name."""
    words = gazetteer.tokens(label, "en")
    found = gazetteer.find(words, 0, "en", gazetteer.load("en", ())) if words else None
    if found is None or found[1] < len(words) or found[0].kind not in {"body", "country", "place"} or found[0].doubtful:
        return []
    return [fold(found[0].label)]


def _initials(label: str) -> list[str]:
    """The letters that an acronym of the label has, and the label itself where it may be one."""
    strong = [word for word in _bare(label).split() if word not in _SMALL_WORDS]
    plain = _bare(label).replace(" ", "")
    made = ["".join(word[0] for word in strong)] if len(strong) > 1 else []
    return made + ([plain] if _looks_short(label) else [])


def _looks_short(label: str) -> bool:
    letters = label.replace(".", "").replace(" ", "")
    return 1 < len(letters) < 8 and letters.isupper() and letters.isalpha()


def _is_acronym(one: str, other: str) -> bool:
    return _looks_short(one) != _looks_short(other)


def _surname(label: str) -> list[str]:
    """The last word of a name, which is a name of its own elsewhere."""
    words = _bare(label).split()
    return [words[-1]] if words and len(words[-1]) >= _SHORTEST_NAME and words[-1].isalpha() else []


def _is_surname(one: str, other: str) -> bool:
    """Whether the one is the last word of the other; `Times` is not of `New York Times` only."""
    short, long = sorted((_bare(one).split(), _bare(other).split()), key=len)
    return len(short) == 1 and 2 <= len(long) <= 3 and long[-1:] == short and not _is_place(" ".join(long))


def _is_place(label: str) -> bool:
    return bool(_known_name(label.title()))


def _with_a_gap(label: str) -> list[str]:
    """The label with any one of its letters missing, and whole: two labels that are a slip apart share one of these."""
    bare = _bare(label)
    if len(bare) < _SHORTEST_SLIP:
        return []
    return [bare, *(bare[:at] + bare[at + 1 :] for at in range(len(bare)))]


def _is_a_slip(one: str, other: str) -> bool:
    """Whether one letter is missing, too many, another one, or two are swapped; numbers and first letters tell things apart."""
    left, right = sorted((_bare(one), _bare(other)), key=lambda text: (len(text), text))
    if left[:1] != right[:1] or any(character.isdigit() for character in left + right):
        return False
    at = next((at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), len(left))
    if len(left) < len(right):
        return left[at:] == right[at + 1 :]
    swapped = left[at : at + 2] == right[at : at + 2][::-1] and left[at + 2 :] == right[at + 2 :]
    return swapped or left[at + 1 :] == right[at + 1 :]
