"""Convert: the names that are known beforehand: a site's own vocabulary, organisations, places.

They stand in `data/vocabulary.txt`, `data/gazetteer.txt` and `data/gazetteer.<language>.txt`, for people to read and change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import Literal

import msgspec

from digest.convert import tables
from digest.model import Struct

Kind = Literal["own", "body", "country", "people", "place", "region", "none"]
"""Site's vocabulary, organisation, country, what a country's people are called, place, continent and the like, never a tag."""

_TOKEN = re.compile(
    r"[^\W_]{2,}+(?!\.)(?:['.&-][^\W_]+)*"  # most words: none of the abbreviations below
    r"|(?:[^\W\d_]\.){2,}|\b(?:St|Mt|Ft|Dr|Mr|Mrs|Ms|Gen|Sen|Gov|Lt|Col|Sgt|Capt|Rep|Prof|Rev)\."
    r"|\b[^\W\d_]\.(?=\s?[^\W\d_])|[^\W_]+(?:['.&-][^\W_]+)*|[^\s\w]+"
)
_ELISION = re.compile(
    r"\b(d|l|j|m|n|s|t|c|qu|dell|nell|all|sull|dall|un|jusqu|lorsqu|puisqu)'(?=\w)|(?:^|(?<=[.!?»:] ))(D|L|J|M|N|S|C|Qu|Un)'(?=\w)"
)
_BENDING = frozenset({"ar", "de"})
_ELIDING = frozenset({"fr", "it", "ca"})
_COUNTRY = re.compile(r"(?P<code>[A-Z]{2,3}|-) (?P<names>[^:~]+)(?:~(?P<people>[^:]+))?(?::(?P<places>.*))?")
_ANY_OTHER = "mul"
"""Stands for all languages that have no names of their own."""

_DOUBT = "?"
_NO_PLURAL = ("ch", "ese", "ish", "man", "s", "x", "z")


class KnownName(Struct, kw_only=True):
    """A known name: its label, what it is, the country that it lies in; `doubtful` names need another one of their country."""

    label: str
    kind: Kind
    country: str = ""
    doubtful: bool = False


_Table = Mapping[str, Sequence[tuple[tuple[str, ...], KnownName]]]
"""Known names by their first word: what follows it and what it is, longest first."""


class Index(Struct, kw_only=True, dict=True):
    """Known names in one table for each way to write them.

    `exact` has names as they are written, `capitals` the same in capitals for lines that have nothing else, `any_case` those
    of a site's vocabulary that are written small.
    """

    exact: _Table
    any_case: _Table

    @cached_property
    def capitals(self) -> _Table:
        """Made when first needed: few texts have such a line."""
        found: dict[str, dict[tuple[str, ...], KnownName]] = {}
        for first, known in self.exact.items():
            for following, entry in known:
                if len(first) > 2 or not first.isupper():
                    found.setdefault(first.upper(), {}).setdefault(tuple(word.upper() for word in following), entry)
        return _longest_first(found)


def tokens(text: str, language: str) -> list[str]:
    """Words and runs of punctuation, in order; elided articles (`l'`) and abbreviations (`U.S.`, `St.`) are words of their own."""
    text = text.replace("’", "'")
    if language in _ELIDING:
        text = _ELISION.sub(r"\g<0> ", text)
    return _TOKEN.findall(text)


def find(
    words: Sequence[str], at: int, language: str, index: Index, *, capitals: bool = False
) -> tuple[KnownName, int] | None:
    """The longest known name that begins at `words[at]`, and of how many words it is; None where there is none.

    `capitals` says that the line has no small letters. A possessive ending and the letters that Arabic joins to a word are
    looked through.
    """
    table = index.capitals if capitals else index.exact
    for form in _forms(words[at], language):
        found = _longest(words, at, table[form]) if form in table else None
        if found is None and index.any_case and form.lower() in index.any_case:
            found = _longest([word.lower() for word in words], at, index.any_case[form.lower()])
        if found is not None:
            return found
    return None


def _longest(
    words: Sequence[str], at: int, known: Sequence[tuple[tuple[str, ...], KnownName]]
) -> tuple[KnownName, int] | None:
    for tail, entry in known:
        if not tail:
            return entry, 1
        following = tuple(words[at + 1 : at + 1 + len(tail)])
        if following == tail or (following and (*following[:-1], bare(following[-1], "")) == tail):
            return entry, 1 + len(tail)
    return None


def bare(word: str, language: str) -> str:
    """A word without a possessive ending (`Seoul's`, `Paris'`) or, in Turkish, without its case ending (`Ankara'da`)."""
    if "'" not in word:
        return word
    if language == "tr":
        return word.partition("'")[0]
    return word[:-2] if word.endswith(("'s", "'S")) else word


def _forms(word: str, language: str) -> Iterable[str]:
    """The word itself, then what it may be underneath."""
    if "'" not in word and language not in _BENDING:
        return (word,)
    return _bent_forms(word, language)


def _bent_forms(word: str, language: str) -> Iterator[str]:
    yield word
    plain = bare(word, language)
    if plain != word:
        yield plain
    if language == "ar":
        for letters in (1, 2):
            if word[0] in "وفبلك" and len(word) - letters > 2:
                yield "ال" + word[letters + 1 :] if word.startswith("لل", letters - 1) else word[letters:]
    elif language == "de" and word.endswith("s") and len(word) > 4:
        yield word[:-1]


def load(language: str, vocabulary: tuple[str, ...]) -> Index:
    """The names known in a language, those of the site's `vocabulary` first; of two that are written alike the first holds.

    Organisations that have no section of their own in a language, and places that have no name of their own, are known by
    their English names.
    """
    return _load(language if _has_names(language) else _ANY_OTHER, vocabulary)


@cache
def _has_names(language: str) -> bool:
    """Whether a language has names of its own, or parts them in a way of its own; all others know the same names."""
    return (
        language in {"en", *_ELIDING}
        or language in tables.sections("vocabulary.txt")
        or bool(tables.rows(f"gazetteer.{language}.txt"))
    )


@lru_cache(maxsize=32)
def _load(language: str, vocabulary: tuple[str, ...]) -> Index:
    exact: dict[str, dict[tuple[str, ...], KnownName]] = {}
    any_case: dict[str, dict[tuple[str, ...], KnownName]] = {}
    for name, entry in _every(language, vocabulary):
        first, *tail = [name] if name.isalpha() else tokens(name, language) or [name]
        own_small = entry.kind == "own" and name == name.lower()
        if own_small:
            any_case.setdefault(first.lower(), {}).setdefault(tuple(word.lower() for word in tail), entry)
        else:
            exact.setdefault(first, {}).setdefault(tuple(tail), entry)
    return Index(exact=_longest_first(exact), any_case=_longest_first(any_case))


def _longest_first(table: Mapping[str, Mapping[tuple[str, ...], KnownName]]) -> _Table:
    return {
        first: tuple(sorted(known.items(), key=lambda item: -len(item[0])) if len(known) > 1 else known.items())
        for first, known in table.items()
    }


def _every(language: str, vocabulary: tuple[str, ...]) -> Iterator[tuple[str, KnownName]]:
    for line in vocabulary:
        names = _names(line)
        yield from ((name, KnownName(label=names[0], kind="own")) for name in names)
    sections = tables.sections("vocabulary.txt")
    for line in sections.get(language, sections["en"]):
        names = _names(line.removeprefix("- "))
        kind: Kind = "none" if line.startswith("- ") else "body"
        yield from ((name, KnownName(label=names[0], kind=kind)) for name in names)
    yield from _places(language)


def _names(line: str) -> list[str]:
    return [name.strip().replace("’", "'") for name in line.split("|") if name.strip()]


def _places(language: str) -> Iterator[tuple[str, KnownName]]:
    """Every name of every place in a language; names of peoples are known in English alone, with their plurals."""
    own = _own_names(language)
    for line in tables.rows("gazetteer.txt"):
        match = _COUNTRY.fullmatch(line)
        if match is None:
            continue
        kind: Kind = "region" if match["code"] == "-" else "country"
        spellings = _names(match["names"])
        spellings = own.get(match["code"], own.get(_plain(spellings[0]), spellings))
        country = KnownName(
            label=_plain(spellings[0]), kind=kind, country="" if kind == "region" else _plain(spellings[0])
        )
        yield from (_spelt(name, country) for name in spellings)
        if language == "en":
            for people in _names(match["people"] or ""):
                known = _spelt(people, msgspec.structs.replace(country, kind="people" if kind == "country" else kind))
                yield known
                if not known[0].endswith(_NO_PLURAL):
                    yield known[0] + "s", known[1]
        for place in (match["places"] or "").split(","):
            spellings = [name.strip() for name in place.split("=") if name.strip()]
            spellings = own.get(_plain(spellings[0]), spellings) if spellings else []
            for name in spellings:
                yield _spelt(name, KnownName(label=_plain(spellings[0]), kind="place", country=country.country))


def _plain(name: str) -> str:
    return name.rstrip(_DOUBT)


def _spelt(name: str, entry: KnownName) -> tuple[str, KnownName]:
    return _plain(name), msgspec.structs.replace(entry, doubtful=True) if name.endswith(_DOUBT) else entry


def place_of(dateline: str, language: str) -> KnownName | None:
    """The known place that a dateline names, in small letters or capitals; what stands behind a comma tells the country.

    `STAMFORD, Conn.` is no place of the tables, but it lies in the United States.
    """
    index = load(language, ())
    city, _, rest = dateline.partition(",")
    for part in (rest, city):
        words = tokens(part, language)
        if words and words[0] in _abbreviations():
            country = _abbreviations()[words[0]]
            return KnownName(label=country, kind="country", country=country)
        for capitals in (False, True):
            found = find(words, 0, language, index, capitals=capitals) if words else None
            if found is not None and found[0].kind in {"place", "country"}:
                return found[0]
    return None


@cache
def _abbreviations() -> Mapping[str, str]:
    """States and provinces as English datelines shorten them, and the English label of the country in which they lie."""
    lines = [match for line in tables.rows("gazetteer.txt") if (match := _COUNTRY.fullmatch(line)) is not None]
    labels = {match["code"]: _names(match["names"])[0] for match in lines}
    found = (line[2:].partition(":") for line in tables.rows("gazetteer.txt") if line.startswith("+ "))
    return {short.strip(): labels[code.strip()] for code, _, shorts in found for short in shorts.split(",")}


@cache
def _own_names(language: str) -> Mapping[str, list[str]]:
    """What places are called in a language, by ISO code or English label."""
    own: dict[str, list[str]] = {}
    if language != "en":
        for line in tables.rows(f"gazetteer.{language}.txt"):
            key, _, rest = line.partition(":") if ":" in line else line.partition(" ")
            own[key.strip()] = _names(rest)
    return own
