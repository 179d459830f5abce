"""Datelines: the place, day and agency with which a report opens, `SEOUL, May 18 (Reuters) -`."""

from __future__ import annotations

import re

from digest.convert.plain import names, stamps, trade
from digest.ground import text
from digest.model import Struct

_DASH = re.compile(r"\s*(?:\u2014|\u2013|--)\s*|\s+-(?:\s+|$)|\s*\.\s*-\s+")
_DASHES = "-\u2013\u2014"
_AGENCY = re.compile(r"\s*\((?P<agency>[^()]{2,40})\)\s*$")
_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}(?:-(?:TV|FM|AM))?")
"""How broadcasters of the United States are called."""

_CAPITAL_LETTER = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ſΑ-ΩА-ЯЀ-Џ]")
_LONGEST = 90
_SMALL = frozenset("de del da di la le les los and of the upon am an der den bei sur en".split())


class Dateline(Struct, kw_only=True):
    """What a paragraph opens with: `end` is the column behind the dash; the date is there only with its year."""

    place: str | None
    agency: str | None
    dated: stamps.Dated | None
    end: int


def read_dateline(paragraph: str, order: stamps.Order | None) -> Dateline | None:
    """The dateline of a paragraph, or None. One with a day may be the whole paragraph, as above a table.

    A place counts when its first word stands in capitals, or when a day or an agency in brackets stands behind it, or, in
    scripts without capitals, when it is short and an em dash or an agency follows it.
    """
    opening = paragraph[: _LONGEST + 4]
    if not any(mark in opening for mark in _DASHES):  # most paragraphs
        return None
    for dash in _DASH.finditer(opening):
        if dash.start() == 0 or paragraph[dash.end() : dash.end() + 1].islower():
            continue
        if dash.end() == len(paragraph) and not any(character.isdigit() for character in paragraph):
            continue
        found = _opening(paragraph[: dash.start()], paragraph[dash.start() : dash.end()], order)
        if found is not None:
            place, agency, dated = found
            return Dateline(place=place, agency=agency, dated=dated, end=dash.end())
    return None


def _opening(
    head: str, dash: str, order: stamps.Order | None
) -> tuple[str | None, str | None, stamps.Dated | None] | None:
    agency = _AGENCY.search(head)
    named = agency["agency"].strip() if agency else None
    if named is not None and not (names.is_outlet(named) or names.is_agency(named) or _CALL_SIGN.fullmatch(named)):
        agency, named = None, None
    before = (head[: agency.start()] if agency else head).strip(" ,")
    dated = next(iter(stamps.find_dates(before, order)), None)
    place, day = (before[: dated.start].strip(" ,"), True) if dated else _without_day(before)
    if not place:
        return (None, named, dated) if dated is not None or named is not None else None
    if not _is_place(place, sure=day or named is not None, strong_dash="\u2014" in dash):
        return None
    return as_written(place), named, dated


def _without_day(before: str) -> tuple[str, bool]:
    """`SEOUL, May 18` without its day: a day without a year says where the place ends, and is no evidence of a date."""
    parts = [part.strip() for part in before.split(",")]
    for index in range(1, len(parts)):
        words = re.findall(r"[^\W\d_]+|\d+", text.fold(", ".join(parts[index:])))
        if words and all(_tells_a_day(word) for word in words):
            return ", ".join(parts[:index]), True
    return before, False


def _tells_a_day(word: str) -> bool:
    """Whether a word is part of a day; what days are shortened to with two letters are states too (`Pa.`, `Mo.`)."""
    return word.isdigit() or word in trade.months() or (word in trade.days() and len(word) > 2)


def _is_place(place: str, *, sure: bool, strong_dash: bool) -> bool:
    words = place.replace(",", " ").replace("(", " ").replace(")", " ").split()
    if not 1 <= len(words) <= 6 or len(place) > 50 or re.search(r"[\d:;!?\"“”«»]", place):
        return False
    if not _CAPITAL_LETTER.search(place):
        caseless = not any(character.lower() != character.upper() for character in place)
        return caseless and len(words) <= 3 and (sure or strong_dash)
    first = re.sub(r"[^\w]", "", words[0])
    if len(first) > 1 and first.isupper() and not (len(words) == 1 and len(first) < 4 and not sure):
        return sure or strong_dash or place.split(",", maxsplit=1)[0].isupper()
    return sure and all(word[:1].isupper() or text.fold(word) in _SMALL for word in words)


def is_capital_place(phrase: str) -> bool:
    """Whether `phrase` is a place by its capitals alone: `BEIJING`, `NEW YORK`."""
    return phrase.isupper() and _is_place(phrase, sure=True, strong_dash=False)


def as_written(place: str) -> str:
    """A place in capitals in the usual case: `NEW YORK` is New York; mixed case stays as it is."""
    return " ".join(_usual_case(word, first=index == 0) for index, word in enumerate(place.split(" ")))


def _usual_case(word: str, *, first: bool) -> str:
    letters = re.sub(r"[^\w]", "", word)
    if not letters.isupper() or len(letters) < 2 or "." in word[:-1]:
        return word
    if not first and letters.casefold() in _SMALL:
        return word.lower()
    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", lambda match: match[0][0] + match[0][1:].lower(), word)
