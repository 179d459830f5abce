"""Convert: which of the site's topics a story belongs to, with the words that speak for it.

The words of each IPTC Media Topic stand in `data/topics.<language>.txt`, for people to read and change; a site adds its own
in `topics: [{words: …}]`, and takes away what it writes there with a hyphen before it. Names of sections, which decide where a
text names one itself, stand in `data/sections.txt`. Nothing is learned here: the same text and words give the same topics. What the site's own archive says of them, `digest.convert.opinions` adds.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import repeat

import msgspec
from msgspec.structs import replace

from digest.config import Topic
from digest.convert import tables
from digest.ground.diagnostics import Diagnostic, Place, warning
from digest.ground.text import fold
from digest.model import RunnerUp, Struct

OTHER = "other"
"""The slug of the topic for what fits no other."""

NAMED, LEXICON = "topic-named", "lexicon"
"""The rules that propose topics here: the seed names one, or words speak for one."""

UNSURE = 0.35
"""A proposal of less confidence is one that a person should look at."""

_TOKEN = re.compile(r"[^\W_]++(?:['.&-][^\W_]++)*+|[$€£]\s?\d[\d.,]*[^\W_]++(?:['.&-][^\W_]++)*+|[$€£%]")
_ARABIC_PREFIX = re.compile(r"(?:[وف]?(?:[بك]?ال|لل)|[وف])(?=\w{3})")
_WORTH = {1: 0.6, 2: 2.0, 3: 4.0}
_OWN_WORD = 6.0
_NOT = "-"
_TITLE, _SUMMARY, _LEAD, _BODY = 3.0, 2.0, 1.5, 1.0
_LEAD_PARAGRAPHS = 2
_READ = 6000
_SATURATION = 2.0
_HINT = 12.0
_ENOUGH = 8.0
_CLOSE = 0.66
_SEVERAL = 4
_PREFIX_FROM = 3
_SURE = 0.9


class TopicProposal(Struct, kw_only=True):
    """The topics proposed, main one first, at least one; how sure (0 to 1); the words for them; what came next.

    `rule` says what decided. `runners_up` are the topics that were not chosen, best first, with their shares of all the
    evidence. `shares` are the shares of every topic, together the less the less evidence there is; none where the seed names one.
    """

    topics: tuple[str, ...]
    confidence: float
    rule: str = LEXICON
    words: tuple[str, ...] = ()
    runners_up: tuple[RunnerUp, ...] = ()
    shares: dict[str, float] = msgspec.field(default_factory=dict)


def doubts(chosen: Sequence[str], confidence: float, runners_up: Sequence[RunnerUp], place: Place) -> list[Diagnostic]:
    """The finding for a seed whose topic is uncertain, with the topic that came next; none where it is certain enough."""
    if confidence >= UNSURE or not chosen:
        return []
    why = (
        f"`{runners_up[0].topic}` comes close"
        if runners_up
        else f"nothing in it speaks for {'any' if chosen[0] == OTHER else f'`{chosen[0]}`'}"
    )
    return [
        warning(
            "topic-uncertain",
            f"the topic is uncertain: {why}",
            place,
            hint="set `topics` in the article's front matter",
        )
    ]


class _Section(Struct, kw_only=True):
    """Some words of the lexicon: the codes that they speak for, the code above those, and what each word is worth."""

    codes: tuple[str, ...]
    parent: str
    words: tuple[tuple[str, float], ...]


class _Term(Struct, kw_only=True):
    """A word or phrase: what follows its first token, and how much it says for which topics."""

    label: str
    tail: tuple[str, ...]
    worth: dict[str, float]


class _Index(Struct, kw_only=True):
    """Terms by their first token, longest first; `stems` has those that end in `*` by the first three letters, longest first too."""

    terms: Mapping[str, Sequence[_Term]]
    stems: Mapping[str, Sequence[tuple[str, _Term]]]


def propose(
    title: str,
    summary: str,
    paragraphs: Sequence[str],
    topics: tuple[Topic, ...],
    language: str,
    *,
    hints: Sequence[str] = (),
) -> TopicProposal:
    """The topics of a story among the site's `topics`, by the words of its `language` (a primary tag).

    `hints` are what the seed itself says of its topic (a header, a section, a kicker): one that names a topic decides, any
    other counts as much as words of the title. A second topic joins where its evidence comes close to the first's. A story
    with little evidence is `other` where the site has that topic, else the best guess, of low confidence.
    """
    named = _named(hints, topics)
    found = _evidence(title, summary, paragraphs, _index(topics, language), language, hints=hints)
    shown = [topic.slug for topic in topics]
    scores = {slug: sum(found.get(slug, {}).values()) for slug in shown}
    ranked = sorted(shown, key=lambda slug: (slug not in named, named.get(slug, 0), -scores[slug], shown.index(slug)))
    if not ranked:
        return TopicProposal(topics=(), confidence=0.0)
    total = sum(scores.values()) or 1.0
    best = scores[ranked[0]]
    if not named and best < _ENOUGH and OTHER in shown:
        ranked = [OTHER, *(slug for slug in ranked if slug != OTHER)]
    chosen = ranked[:1] + [slug for slug in ranked[1:3] if slug in named or _joins(slug, scores, best, found)]
    rest = [slug for slug in ranked if slug not in chosen and scores[slug] > 0]
    return TopicProposal(
        topics=tuple(chosen),
        confidence=_SURE if named else _confidence(scores, ranked, chosen),
        rule=NAMED if named else LEXICON,
        words=tuple(dict.fromkeys(word for slug in chosen for word in _reasons(found.get(slug, {})))),
        runners_up=tuple(
            RunnerUp(topic=slug, share=round(scores[slug] / total, 3), words=_reasons(found[slug]))
            for slug in sorted(rest, key=lambda slug: (-scores[slug], shown.index(slug)))[:3]
        ),
        shares={} if named else _shares(scores, ranked[0]),
    )


def _shares(scores: Mapping[str, float], first: str) -> dict[str, float]:
    """What each topic has of all the evidence, where there is much of it; where there is little, `other` has what is missing."""
    total = sum(scores.values())
    whole = total + _ENOUGH
    shares = {slug: round(score / whole, 4) for slug, score in scores.items()}
    if first == OTHER:
        shares[OTHER] = round(shares[OTHER] + _ENOUGH / whole, 4)
    return shares


def _joins(slug: str, scores: Mapping[str, float], best: float, found: Mapping[str, Mapping[str, float]]) -> bool:
    """Whether a topic comes close to the first, and by more than a word or two."""
    enough = scores[slug] >= max(_ENOUGH, _CLOSE * best)
    return slug != OTHER and enough and len(found[slug]) >= _SEVERAL


def _confidence(scores: Mapping[str, float], ranked: Sequence[str], chosen: Sequence[str]) -> float:
    """How far the first topic is ahead of the best that was not chosen, less where there is little evidence at all."""
    best = scores[ranked[0]]
    second = max((scores[slug] for slug in ranked if slug not in chosen), default=0.0)
    if best <= 0:
        return 0.0
    margin = max(0.0, (best - second) / (best + second))
    return round(math.sqrt(margin) * best / (best + _ENOUGH), 3)


def _reasons(words: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-words[word], word))[:6])


def _named(hints: Sequence[str], topics: tuple[Topic, ...]) -> dict[str, int]:
    """The topics that the hints name by slug, name or a section's name, with the order in which they do."""
    known = known_names(topics)
    named: dict[str, int] = {}
    for hint in hints:
        for part in (hint, *re.split(r"[,;|/>]", hint)):
            slug = known.get(fold(part))
            if slug is not None:
                named.setdefault(slug, len(named))
    return named


@lru_cache(maxsize=64)
def known_names(topics: tuple[Topic, ...]) -> dict[str, str]:
    """The topic's slug for each folded name that stands for it: those of the sections of papers, and before them the site's own."""
    found: dict[str, str] = {}
    for heading, rows in tables.sections("sections.txt").items():
        slug = next((topic.slug for topic in topics if heading in topic.iptc), None)
        if slug is not None:
            found |= {fold(name): slug for row in rows for name in row.split(",")}
    return found | {fold(name): topic.slug for topic in reversed(topics) for name in (topic.name, topic.slug)}


def _evidence(
    title: str, summary: str, paragraphs: Sequence[str], index: _Index, language: str, *, hints: Sequence[str]
) -> dict[str, dict[str, float]]:
    """For each topic the words that speak for it and how much each says."""
    lead, body = " ".join(paragraphs[:_LEAD_PARAGRAPHS]), " ".join(paragraphs[_LEAD_PARAGRAPHS:])[:_READ]
    seen: dict[str, tuple[_Term, float]] = {}
    for text, weight in (
        (title, _TITLE),
        (summary, _SUMMARY),
        (lead, _LEAD),
        (body, _BODY),
        (" ; ".join(hints), _HINT),
    ):
        for term in _terms(text, language, index):
            seen[term.label] = (term, seen.get(term.label, (term, 0.0))[1] + weight)
    found: dict[str, dict[str, float]] = {}
    for label, (term, weight) in seen.items():
        for slug, worth in term.worth.items():
            found.setdefault(slug, {})[label] = worth * weight * (1 + _SATURATION) / (weight + _SATURATION)
    return found


def _terms(text: str, language: str, index: _Index) -> Iterator[_Term]:
    """Each term that occurs in the text, as often as it occurs; the longest of those that begin at one place."""
    tokens, terms, stems = _tokens(text, language, index), index.terms, index.stems
    begins = [at for at, token in enumerate(tokens) if token in terms or token[:_PREFIX_FROM] in stems]
    behind = 0
    for position in begins:
        if position < behind:
            continue
        token = tokens[position]
        for term in terms.get(token, ()):
            if not term.tail or tuple(tokens[position + 1 : position + 1 + len(term.tail)]) == term.tail:
                yield term
                behind = position + 1 + len(term.tail)
                break
        else:
            for stem, term in stems.get(token[:_PREFIX_FROM], ()):
                if token.startswith(stem):
                    yield term
                    break


def _tokens(text: str, language: str, index: _Index) -> list[str]:
    """The words of a text in their basic form; a hyphenated word that the index doesn't know falls into its parts."""
    found = _TOKEN.findall(text.replace("’", "'"))
    tokens = list(map(_base, found, repeat(language)))
    unknown = [at for at, token in enumerate(tokens) if "-" in token or token[0].isdigit()]
    for at in reversed(unknown):
        token = tokens[at]
        if token in index.terms:
            continue
        if "-" in token:
            tokens[at : at + 1] = [_base(part, language) for part in found[at].split("-")]
        else:
            tokens[at] = token.lstrip("0123456789.") or token
    return tokens


@lru_cache(maxsize=20_000)
def _base(word: str, language: str) -> str:
    """A word without case, possessive and (English) plural ending, elided article (French) or prefixed article (Arabic)."""
    lower = word.lower() if word.isascii() else unicodedata.normalize("NFC", word.replace("İ", "i").lower())
    if language == "en" and lower.endswith("s"):
        lower = lower.removesuffix("'s")
        if lower.endswith("ies") and len(lower) > 4:
            return lower[:-3] + "y"
        if lower.endswith(("sses", "xes", "ches", "shes")):
            return lower[:-2]
        if lower.endswith("s") and not lower.endswith(("ss", "us", "is")) and len(lower) > 3:
            return lower[:-1]
    elif language in ("fr", "it", "ca"):
        head, mark, tail = lower.partition("'")
        if mark and len(head) <= 4:
            return tail
    elif language == "tr":
        return lower.partition("'")[0]
    elif language == "ar":
        return _ARABIC_PREFIX.sub("", lower, count=1)
    return lower


@lru_cache(maxsize=64)
def _index(topics: tuple[Topic, ...], language: str) -> _Index:
    """The lexicon of a language turned round for a site's topics: what each word says for which of them."""
    worth: dict[str, dict[str, float]] = {}
    for section in _lexicon(language):
        claims = _claims(section, topics)
        for word, value in section.words:
            for slug in claims:
                known = worth.setdefault(word, {})
                known[slug] = max(value, known.get(slug, 0.0))
    for topic in topics:
        for word in topic.words:
            if word.startswith(_NOT):
                worth.get(word.removeprefix(_NOT).strip(), {}).pop(topic.slug, None)
            else:
                worth.setdefault(word, {})[topic.slug] = _OWN_WORD
    terms: dict[str, list[_Term]] = {}
    stems: dict[str, _Term] = {}
    for word, values in worth.items():
        if word.endswith("*"):
            stem = unicodedata.normalize("NFC", word[:-1].lower())
            stems[stem] = _Term(label=word, tail=(), worth=values)
            continue
        first, *tail = _phrase(word, language) or [word]
        terms.setdefault(first, []).append(_Term(label=word, tail=tuple(tail), worth=values))
    for found in terms.values():
        found.sort(key=lambda term: (-len(term.tail), term.label))
    by_letters: dict[str, list[tuple[str, _Term]]] = {}
    for stem in sorted((stem for stem in stems if len(stem) >= _PREFIX_FROM), key=lambda stem: (-len(stem), stem)):
        by_letters.setdefault(stem[:_PREFIX_FROM], []).append((stem, stems[stem]))
    return _Index(terms=terms, stems=by_letters)


def _phrase(word: str, language: str) -> list[str]:
    return [_base(raw, language) for raw in _TOKEN.findall(word.replace("’", "'"))]


def _claims(section: _Section, topics: tuple[Topic, ...]) -> tuple[str, ...]:
    """The topics that get a section's words: those that name its first code, else another of its codes, else its parent, else `other`."""
    for codes in (section.codes[:1], section.codes[1:], (section.parent,)):
        claims = tuple(topic.slug for topic in topics if not set(codes).isdisjoint(topic.iptc))
        if claims:
            return claims
    return tuple(topic.slug for topic in topics if topic.slug == OTHER)


@cache
def _lexicon(language: str) -> tuple[_Section, ...]:
    """The sections of `data/topics.<language>.txt`; none for a language that has no such file.

    Which codes a section shares with others, and what stands above them, the English file says for all.
    """
    places = {} if language == "en" else {section.codes[0]: section for section in _lexicon("en")}
    sections: list[_Section] = []
    for heading, rows in tables.sections(f"topics.{language}.txt").items():
        codes, _, parent = (part.strip() for part in heading.partition("<"))
        own = _Section(codes=tuple(codes.split()), parent=parent or codes.split()[0], words=_words(rows))
        shared = places.get(own.codes[0], own)
        sections.append(replace(own, codes=shared.codes, parent=shared.parent))
    return tuple(sections)


def _words(rows: Sequence[str]) -> tuple[tuple[str, float], ...]:
    """The words of `N: word, word` rows, each with what it is worth."""
    parted = ((_WORTH[int(value)], rest) for value, _, rest in (row.partition(":") for row in rows))
    return tuple((word.strip(), worth) for worth, rest in parted for word in rest.split(",") if word.strip())
