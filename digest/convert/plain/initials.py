"""Initials set apart: the ornate first letter of a story that a page gives as a word of its own (`T he bridge was closed`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from digest.convert import tables
from digest.convert.plain import trade
from digest.convert.plain.roles import Part
from digest.convert.plain.taken import NOTHING, Taken
from digest.ground import text
from digest.model import Removed

_INITIAL = re.compile(r"([\"“„«'‘»]?)([^\W\d_]) ([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile("[aeiouyаеиоуыэюяіїє]")
_SHORTEST = 25


def join(body: Sequence[Part], language: str) -> tuple[tuple[Part, ...], Taken]:
    """The story with the initials joined to their words; both pieces as they stood are in what was taken out.

    A letter is joined where the language has no such word (in those that `trade.txt` lists) and the story's first paragraph or
    several begin so, or where the rest can't be a word, or where only the whole word occurs elsewhere in the story.
    """
    known = _one_letter_words().get(language)
    apart = [number for number, part in enumerate(body) if _initial(part)]
    if known is None or not apart:
        return tuple(body), NOTHING
    ornate = len(apart) > 1 or apart == [0]
    others = frozenset(word for part in body for word in _WORD.findall(text.fold(_behind(part))))
    joined: list[Part] = []
    removed: list[Removed] = []
    for part in body:
        match = _initial(part)
        if match is None or not _apart(match[2], match[3], known, others, ornate=ornate):
            joined.append(part)
            continue
        said = f"{match[1]}{match[2]}{match[3]}{part.text[match.end() :]}"
        joined.append(msgspec.structs.replace(part, paragraph=msgspec.structs.replace(part.paragraph, text=said)))
        removed.append(Removed(rule="initial", text=f"{match[2]} {match[3]}", line=part.number))
    return tuple(joined), Taken(values={}, origins={}, removed=tuple(removed))


def _initial(part: Part) -> re.Match[str] | None:
    if part.paragraph.table or len(part.text) < _SHORTEST:
        return None
    match = _INITIAL.match(part.text)
    return match if match is not None and match[2].isupper() and match[3].islower() else None


def _behind(part: Part) -> str:
    match = _initial(part)
    return part.text[match.end() :] if match is not None else part.text


def _apart(letter: str, rest: str, known: frozenset[str], others: frozenset[str], *, ornate: bool) -> bool:
    if rest in trade.words("after-a-letter") or text.fold(rest) in others:
        return False
    if text.fold(letter + rest) in others:
        return True
    if letter.lower() in known:
        return len(rest) <= 2 and not _VOWEL.search(text.fold(rest))
    return ornate


@cache
def _one_letter_words() -> dict[str, frozenset[str]]:
    rows = (row.partition(":") for row in tables.sections("trade.txt")["one-letter-words"])
    return {language.strip(): frozenset(words.split()) for language, _, words in rows}
