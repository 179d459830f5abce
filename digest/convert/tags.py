"""Convert: which tags a story gets: names of the site's vocabulary, organisations, places, and people, best first."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

import msgspec

from digest.config import Tags
from digest.convert import fullnames, gazetteer, mentions
from digest.convert.fullnames import Candidate, Sighting, Where
from digest.convert.gazetteer import Index, KnownName
from digest.ground.text import fold

_LEAD_PARAGRAPHS = 2
_READ = 12_000
_FEW = 4
_TITLE, _SUMMARY, _LEAD, _EARLY, _OWN = 3.0, 1.5, 1.0, 0.5, 2.0
_MENTIONED_TWICE = math.log2(3)
_ENOUGH = {"own": 0.0, "region": 3.5}
_IMPLIED, _FROM = 0.5, 1.2
_SIDE = r"([^\W\d_][\w'.-]*(?: [^\W\d_][\w'.-]*){0,2}) (\d{1,2})\b"
_SECOND_SIDE = re.compile(rf" \d{{1,2}}\b(?:\s?[,;–-])?\s{_SIDE}")  # begins with a figure, so it is looked for quickly
_SCORE = re.compile(rf"\b{_SIDE}(?:\s?[,;–-])?\s{_SIDE}")
_INFLECTED = frozenset("ru uk be bg mk sr hr sl pl cs sk hu fi et lv lt el is sq ka hy kk ky az eu vi".split())
_UNCASED = frozenset("ar fa ur ckb ps ug sd he yi hi mr ne zh ja ko th ka bn ta te am".split())


def propose(
    title: str,
    summary: str,
    paragraphs: Sequence[str],
    tags: Tags,
    language: str,
    *,
    dateline: str | None = None,
    people: Sequence[str] = (),
) -> tuple[str, ...]:
    """At most `tags.max` labels, best first, no two that fold to the same.

    Evidence counts in this order: the headline, the standfirst, frequency, an early place. A name of the site's vocabulary
    needs one mention, any other more, unless the story has few. A place speaks for its country too, a dateline for its own.
    People are found by their capitals, where the script has them; `people` (those who wrote the story) and `tags.ignore`
    are never proposed.
    """
    index = gazetteer.load(language, tags.vocabulary)
    parts = _parts(title, summary, paragraphs, language)
    every = frozenset[str]().union(*(words for _, words in parts))
    small = frozenset(word for word in every if word[0].islower())
    small |= fullnames.nouns([words for _, words in parts], language)
    seen = list(_sightings(parts, language, index, small))
    named = [] if language in _UNCASED else fullnames.gather(seen, " ".join(paragraphs)[:_READ], small, language)
    known = _without_surnames(_known(seen, gazetteer.place_of(dateline or "", language)), named)
    known = _without_words(known, parts)
    heading = frozenset(fold(word) for word in gazetteer.tokens(title, language))
    chosen: dict[str, str] = {}
    taken = {fold(label) for label in (*tags.ignore, *people)}
    if any(candidate.words and candidate.words[-1][0].isdigit() for candidate in named):
        taken |= {fold(label) for label in _scores("\n".join((title, summary, *paragraphs))[:_READ])}
    taken |= {fold(person.split()[-1]) for person in people if person.split()}
    ranked = sorted((*known, *named), key=lambda each: (-_evidence(each, heading), each.at, each.label))
    enough = [candidate for candidate in ranked if _is_enough(candidate, heading, language)]
    likely = [candidate for candidate in ranked if _is_likely(candidate, language)]
    for candidates, most in ((enough, tags.max), (likely, min(_FEW, tags.max))):
        for candidate in candidates:
            if len(chosen) < most and fold(candidate.label) not in taken:
                chosen.setdefault(fold(candidate.label), candidate.label)
    return tuple(chosen.values())


def _parts(title: str, summary: str, paragraphs: Sequence[str], language: str) -> list[tuple[Where, list[str]]]:
    """The article's parts as tokens."""
    parts: list[tuple[Where, str]] = [("title", title), ("summary", summary)]
    length = 0
    for number, paragraph in enumerate(paragraphs):
        parts.append(("lead" if number < _LEAD_PARAGRAPHS else "body", paragraph[:_READ]))
        length += len(paragraph)
        if length > _READ:
            break
    return [(where, gazetteer.tokens(text, language)) for where, text in parts if text]


def _sightings(
    parts: Sequence[tuple[Where, list[str]]], language: str, index: Index, small: frozenset[str]
) -> Iterator[Sighting]:
    at = 0
    for where, words in parts:
        for mention in mentions.find(words, language, index, small):
            yield Sighting(mention=mention, where=where, at=at)
            at += 1


def _known(seen: Sequence[Sighting], dateline: KnownName | None) -> list[Candidate]:
    """The candidates among known names; doubtful ones only beside a sure one of the same country."""
    found: dict[str, Candidate] = {}

    def add(label: str, kind: str, count: float, parts: frozenset[Where], at: int) -> None:
        known = found.get(label, Candidate(label=label, kind=kind, count=0.0, parts=frozenset(), at=at))
        found[label] = msgspec.structs.replace(known, count=known.count + count, parts=known.parts | parts)

    entries = [(each, each.mention, entry) for each in seen if (entry := each.mention.entry) and entry.kind != "none"]
    sure = {entry.country for _, _, entry in entries if not entry.doubtful} | (
        {dateline.country} if dateline else set()
    )
    for sighting, mention, entry in entries:
        if mention.weight and (not entry.doubtful or entry.country in sure):
            whole: frozenset[Where] = frozenset({sighting.where}) if mention.weight == 1 else frozenset()
            add(entry.label, "country" if entry.kind == "people" else entry.kind, mention.weight, whole, sighting.at)
            if entry.kind == "place" and entry.country:
                add(entry.country, "country", _IMPLIED * mention.weight, frozenset(), sighting.at)
    if dateline is not None and dateline.country:
        add(dateline.country, "country", _FROM, frozenset({"dateline"}), len(seen))
    return list(found.values())


def _without_surnames(known: Sequence[Candidate], named: Sequence[Candidate]) -> list[Candidate]:
    """Places that are the surname of somebody in the story fall out: Michael Jordan's story isn't about Jordan."""
    surnames = {fold(candidate.words[-1]) for candidate in named if len(candidate.words) == 2}
    return [each for each in known if each.kind not in {"country", "place"} or fold(each.label) not in surnames]


def _without_words(known: Sequence[Candidate], parts: Sequence[tuple[Where, list[str]]]) -> list[Candidate]:
    """Places whose names are words of the story fall out, where it writes them small as often: turkeys are not Turkey."""
    counts = Counter(chain.from_iterable(words for _, words in parts))
    found: list[Candidate] = []
    for each in known:
        small = each.label.lower()
        often = counts[small] + counts[f"{small}s"]
        cased = small != each.label and each.kind in {"country", "place"}
        if not cased or not often or often < counts[each.label]:
            found.append(each)
    return found


def _scores(text: str) -> Iterator[str]:
    """What reads like a name with a number, and is a side with its score: `Ashby 2 Denton 1`."""
    for match in _SCORE.finditer(text) if _SECOND_SIDE.search(text) else ():
        for name, number in (match.group(1, 2), match.group(3, 4)):
            words = name.split()
            yield from (f"{' '.join(words[at:])} {number}" for at in range(len(words)))


def _is_enough(candidate: Candidate, heading: frozenset[str], language: str) -> bool:
    """Whether a candidate's evidence makes it a tag. Names that no table knows need more than the others."""
    if candidate.kind != "name":
        return _evidence(candidate, heading) >= _ENOUGH.get(candidate.kind, _MENTIONED_TWICE)
    several, number = len(candidate.words) > 1, candidate.words[-1][0].isdigit()
    if language in fullnames.CAPITALISED_NOUNS or language in _INFLECTED:
        return several and not number and candidate.full + candidate.surnames >= 2
    if several:
        return candidate.count >= 2 or (not number and not candidate.parts.isdisjoint({"title", "summary"}))
    return candidate.inside >= 1 and candidate.count >= (2 if _is_in(candidate, heading) else 3)


def _is_likely(candidate: Candidate, language: str) -> bool:
    """Whether a candidate may join a story that has few tags: known names, and full names in mid-sentence."""
    if candidate.kind != "name":
        return candidate.kind != "region" and bool(candidate.parts)
    full = 2 <= len(candidate.words) <= 3 and not candidate.words[-1][0].isdigit()
    return full and candidate.inside >= 1 and language not in fullnames.CAPITALISED_NOUNS | _INFLECTED


def _is_in(candidate: Candidate, heading: frozenset[str]) -> bool:
    return bool(candidate.words) and fold(candidate.words[-1]) in heading


def _evidence(candidate: Candidate, heading: frozenset[str]) -> float:
    parts = candidate.parts
    return (
        (_TITLE if "title" in parts or _is_in(candidate, heading) else 0.0)
        + (_SUMMARY if "summary" in parts else 0.0)
        + (_LEAD if "lead" in parts or "dateline" in parts else 0.0)
        + (_OWN if candidate.kind == "own" else 0.0)
        + math.log2(1 + candidate.count)
        + _EARLY / (1 + candidate.at / 8)
    )
