"""Convert: the mentions of names that no table knows become candidates for tags: short forms join their full names."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from functools import lru_cache
from typing import Literal

from digest.convert import mentions
from digest.convert.mentions import Mention
from digest.ground.text import fold
from digest.model import Struct

Where = Literal["title", "summary", "lead", "body", "dateline"]

CAPITALISED_NOUNS = frozenset({"de", "lb"})
"""Languages in which a capital says little, since every noun has one."""

_ARTICLES = frozenset(
    "der die das dem den des ein eine einen einem einer eines im am zum zur vom beim kein keine ihre seine ihr".split()
)
_GERMAN_PARTICLES = frozenset({"von", "van", "de", "der", "al", "bin"})
_ACRONYM = re.compile(r"\(([A-Z][A-Za-z]*[A-Z])s?\)")
_LONG_FORM = 120
_BENT = ("e", "er", "en", "es", "em")
_GENITIVE_S = frozenset({"de", "da", "nb", "nn", "no", "sv"})
_TWO_SURNAMES = frozenset({"es", "pt", "ca", "gl"})

_Key = tuple[str, ...]


class Sighting(Struct, kw_only=True):
    """A mention and where it stands: in which part of the article, at which place among all mentions."""

    mention: Mention
    where: Where
    at: int


class Candidate(Struct, kw_only=True):
    """A possible tag with its evidence: how often it is mentioned, in which parts, and where first.

    Of names that no table knows also: their `words`, how many mentions stand inside a sentence, are of the full name, or of
    its last word alone.
    """

    label: str
    kind: str
    count: float
    parts: frozenset[Where]
    at: int
    words: tuple[str, ...] = ()
    inside: int = 0
    full: int = 0
    surnames: int = 0


def gather(seen: Sequence[Sighting], text: str, small: frozenset[str], language: str) -> list[Candidate]:
    """The names among the sightings, each with all its forms counted together and labelled as it is written most often.

    `text` is the article's, for acronyms behind their long forms; `small` are words that it writes without a capital, which
    alone are no names. A single word that is mentioned once is left out: nothing makes a tag of it.
    """
    groups: dict[_Key, list[Sighting]] = {}
    for sighting in seen:
        if sighting.mention.words:
            groups.setdefault(tuple(map(_folded, sighting.mention.words)), []).append(sighting)
    homes = _homes(groups, text, language)
    merged: dict[_Key, list[Sighting]] = {}
    for key, group in groups.items():
        if homes.get(key, key):
            merged.setdefault(homes.get(key, key), []).extend(group)
    found = (_candidate(groups[key], group) for key, group in merged.items() if len(key) > 1 or len(group) > 1)
    named = [candidate for candidate in found if _is_name(candidate, small, language)]
    last = {candidate.words[-1] for candidate in named}
    return [each for each in named if language not in CAPITALISED_NOUNS or not _is_genitive(each.words, last)]


def _is_genitive(words: Sequence[str], names: Container[str]) -> bool:
    """`Webers Rede`, where somebody in the story is called Weber."""
    return len(words) > 1 and words[0].endswith("s") and words[0][:-1] in names


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    return fold(word)


def nouns(parts: Sequence[Sequence[str]], language: str) -> frozenset[str]:
    """In German: the words that stand behind an article, in small letters; elsewhere none."""
    if language not in CAPITALISED_NOUNS:
        return frozenset()
    return frozenset(
        word.lower() for words in parts for before, word in itertools.pairwise(words) if before.lower() in _ARTICLES
    )


def _candidate(same: Sequence[Sighting], group: Sequence[Sighting]) -> Candidate:
    """`group` has all mentions, `same` those of the full name."""
    if len(group) == len(same) == 1 and group[0] is same[0]:
        only, mention = group[0], group[0].mention
        return Candidate(
            label=" ".join(mention.words),
            kind="name",
            count=1,
            parts=frozenset({only.where}),
            at=only.at,
            words=mention.words,
            inside=int(not mention.opens),
            full=1,
            surnames=int(len(mention.words) == 1),
        )
    spelt = Counter(sighting.mention.words for sighting in same)
    words = min(spelt, key=lambda name: (-spelt[name], name))
    return Candidate(
        label=" ".join(words),
        kind="name",
        count=len(group),
        parts=frozenset(sighting.where for sighting in group),
        at=min(sighting.at for sighting in group),
        words=words,
        inside=sum(not sighting.mention.opens for sighting in group),
        full=len(same),
        surnames=sum(sighting.mention.words == words[-1:] for sighting in group),
    )


def _is_name(candidate: Candidate, small: frozenset[str], language: str) -> bool:
    words = candidate.words
    if len(words) == 1:
        lower = words[0].lower()
        month = lower in mentions.MONTHS_TOO and (lower != "mars" or language == "fr")
        known = month or lower in small or lower in mentions.titles().common
        return len(lower) > 2 and not known and language not in CAPITALISED_NOUNS
    if all(word.isupper() for word in words):  # the head of a column
        return False
    return language not in CAPITALISED_NOUNS or _is_name_among_nouns(candidate, small)


def _is_name_among_nouns(candidate: Candidate, small: frozenset[str]) -> bool:
    """Whether words that have their capitals as nouns, or from the sentence, are a name nevertheless."""
    words, around = candidate.words, mentions.titles()
    inner = {word for word in words if word[0].islower()}
    first, strong = words[0].lower(), [word.lower() for word in words if word not in inner]
    if not _GERMAN_PARTICLES.issuperset(inner) or not small.isdisjoint(strong):
        return False
    things = any(word.endswith(tuple(around.things)) for word in strong)
    bent = first in around.common or (first.endswith(_BENT) and first not in around.firstnames)
    return candidate.inside > 0 and not things and (candidate.full > 1 or not bent)


def _homes(groups: Mapping[_Key, Sequence[Sighting]], text: str, language: str) -> dict[_Key, _Key]:
    """For each form that is not the full name the full name that it stands for; empty for one that stands for no name."""
    heads = {} if language in _TWO_SURNAMES else _heads_dropped(groups)
    genitives = _genitives(groups) if language in _GENITIVE_S else {}
    homes = {**heads, **genitives, **_acronyms(groups, text)}
    full = sorted(
        (key for key in groups if len(key) > 1 and key not in homes), key=lambda key: (-len(groups[key]), key)
    )
    parts = _parts_of(full)
    for key, group in groups.items():
        if key not in homes:
            fuller = [name for name in parts.get(key, ()) if _stands_for(key, name, len(group), len(groups[name]))]
            if len(fuller) == 1 or (fuller and len(groups[fuller[0]]) > len(groups[fuller[1]])):
                homes[key] = fuller[0]
    for key, home in homes.items():
        homes[key] = homes.get(home, home)
    return homes


def _parts_of(names: Sequence[_Key]) -> dict[_Key, list[_Key]]:
    """For each beginning and each end of the names, in fewer words, those that have it, in their order."""
    found: dict[_Key, list[_Key]] = {}
    for name in names:
        ends = {part for at in range(1, len(name)) for part in (name[:at], name[at:])}
        for part in ends:
            found.setdefault(part, []).append(name)
    return found


def _stands_for(short: _Key, full: _Key, count: int, full_count: int) -> bool:
    """Whether `short` is the end of a full name (a surname), or its beginning where the full name is as usual."""
    if full[-len(short) :] == short:
        return len(full) < 4 or full_count > 1
    return full[: len(short)] == short and (2 * full_count >= count or full_count > 2)


def _genitives(groups: Mapping[_Key, Sequence[Sighting]]) -> dict[_Key, _Key]:
    """`Webers` is Weber where the story has both; these languages set no apostrophe."""
    bases = {key: (*key[:-1], key[-1][:-1]) for key in groups if key[-1].endswith("s")}
    return {key: base for key, base in bases.items() if base in groups}


def _heads_dropped(groups: Mapping[_Key, Sequence[Sighting]]) -> dict[_Key, _Key]:
    """`Pole Agnieszka Radwanska` is Agnieszka Radwanska where the story names her so as often."""
    return {
        key: key[1:] for key, group in groups.items() if len(key) > 2 and len(groups.get(key[1:], ())) >= len(group)
    }


def _acronyms(groups: Mapping[_Key, Sequence[Sighting]], text: str) -> dict[_Key, _Key]:
    """For each `(ABC)` behind its long form the name that this is; empty where the long form is no name."""
    joints = mentions.titles().joints
    found: dict[_Key, _Key] = {}
    for match in _ACRONYM.finditer(text):
        letters = match[1].upper()
        before = re.findall(r"[^\W_]+", text[max(0, match.start() - _LONG_FORM) : match.start()])
        strong = [at for at, word in enumerate(before) if word.lower() not in joints][-len(letters) :]
        if "".join(before[at][0] for at in strong).upper() == letters:
            long = tuple(_folded(word) for word in before[strong[0] :])
            found[(fold(letters),)] = long if long in groups else ()
    return found
