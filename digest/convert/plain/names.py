"""What looks like a person's name, an outlet or an agency."""

from __future__ import annotations

import itertools
import re
from functools import cache

from digest.convert.plain import trade
from digest.ground import text

_PARTICLES = frozenset(
    "al bin ibn ben de del della der den di da dos das du des el la le las los van von vom zu zur ter ten af av y e i und bint abu st mc o".split()
)
_JOINTS = frozenset({"avec", "with", "from"})
_WITH = frozenset("with avec mit con com met med z ze ile".split())
_CASED = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ſΑ-ΩА-ЯЀ-Џ]", re.IGNORECASE)
_NAME_WORD = re.compile(r"(?:[^\W\d_][\w'’.\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0900-\u0dff-]*)")
LONGEST = 5
"""Words that a person's name has at most."""

AROUND = " ()[]—–-.·"
"""What may stand around an agency's name."""

_WORD = re.compile(r"[^\W\d_]+")
_NOT_AN_OUTLET = re.compile(r"[\d()]")
_NOT_A_NAME = re.compile(r"[\d:;!?/\\|<>{}\[\]=+*#@\"“”„«»…]")
_SEPARATORS = re.compile(
    r"\s*(?:[,;&/|•·]|\b(?:and|und|et|y|e|en|och|og|ja|ve|и|i|with|και)\b|(?<=\s)و(?=\s))\s*", re.IGNORECASE
)


def is_name(phrase: str, *, fewest: int = 2, most: int = LONGEST) -> bool:
    """Whether `phrase` reads like a person's name: a few words, each with a capital where the script has them.

    Particles (van, bin, de la) may be small; scripts without capitals are judged by their number of words alone.
    """
    words = phrase.split()
    if not fewest <= len(words) <= most or _NOT_A_NAME.search(phrase) or len(phrase) > 50:
        return False
    if not all(_NAME_WORD.fullmatch(word) for word in words):
        return False
    if not _CASED.search(phrase):
        return True
    strong = [word for word in words if text.fold(word.rstrip(".")) not in _PARTICLES]
    return bool(strong) and words[-1] in strong and all(word[:1].isupper() or "-" in word[:4] for word in strong)


def split_names(phrase: str) -> tuple[str, ...]:
    """The parts of a list of names: `A and B`, `A, B & C`, `A und B`."""
    return tuple(part for _, part in joined_names(phrase))


def joined_names(phrase: str) -> tuple[tuple[str, str], ...]:
    """The parts of a list of names, each with what joins it to the one before, folded: (`, `, `und`, `/` …)."""
    found: list[tuple[str, str]] = []
    joint, start = "", 0
    for match in [*_SEPARATORS.finditer(phrase), None]:
        part = phrase[start : match.start() if match else None].strip(" .·")
        if part:
            found.append((joint, part))
            joint = ""
        if match is not None:
            joint, start = joint or match[0].strip(), match.end()
    return tuple(found)


def is_agency(phrase: str) -> bool:
    """Whether `phrase` is a news agency by name, in brackets or behind a dash too."""
    return text.fold(phrase.strip(AROUND)) in trade.words("agency")


def is_outlet(phrase: str) -> bool:
    """Whether `phrase` is named as newspapers and agencies are: an agency, or a short name with a word like Gazette in it."""
    bare = phrase.strip(AROUND)
    if is_agency(without_joint(bare)):
        return True
    if len(bare) > 70:
        return False
    words = _WORD.findall(text.fold(bare))
    if not 1 < len(words) <= 8:
        return False
    known = trade.words("outlet")
    named = not known.isdisjoint(words) or any(word[0] == "و" and word[1:] in known for word in words)
    if not named and known.isdisjoint(_pairs(words)):
        return False
    return _NOT_AN_OUTLET.search(bare) is None and not _starts_a_sentence(bare)


def without_joint(phrase: str) -> str:
    """The agency in `with AP`, `avec AFP`; any other phrase as it is."""
    first, _, rest = phrase.partition(" ")
    return rest if first.lower() in _WITH and is_agency(rest) else phrase


def _pairs(words: list[str]) -> list[str]:
    return [" ".join(pair) for pair in itertools.pairwise(words)]


def _starts_a_sentence(phrase: str) -> bool:
    """Most words of an outlet's name are capitalised; in a sentence they aren't."""
    if not _CASED.search(phrase):
        return False
    words = [word for word in phrase.split() if word[:1].isalpha() and len(word) > 3]
    small = [word for word in words if word[:1].islower() and not _is_joint(word)]
    return len(small) > len(words) / 3


def _is_joint(word: str) -> bool:
    """A small word that names are made with: `agencies`, `with`, `l’Écluse`."""
    folded = text.fold(word)
    return folded in _JOINTS or folded in trade.words("outlet") or "’" in word or "'" in word


@cache
def _edges_of_roles() -> tuple[frozenset[str], frozenset[str]]:
    """The words with which roles begin, and those with which they end."""
    roles = trade.words("role")
    return frozenset(each.split(" ")[0] for each in roles), frozenset(each.split(" ")[-1] for each in roles)


def is_role(phrase: str) -> bool:
    """Whether `phrase` is what a journalist is, not who: `Senior correspondent`, `Redakteurin für Reisen`."""
    words, roles = text.fold(phrase).split(" "), trade.words("role")
    first, last = _edges_of_roles()
    if len(words) > 7 or (words[0] not in first and words[-1] not in last):
        return False
    return any(" ".join(words[cut:]) in roles or " ".join(words[: cut + 1]) in roles for cut in range(len(words)))
