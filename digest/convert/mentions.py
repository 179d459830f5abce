"""Convert: which names a stretch of text mentions: those that are known beforehand, and runs of words with capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from digest.convert import gazetteer, tables
from digest.convert.gazetteer import Index, KnownName
from digest.convert.language import common_words
from digest.model import Struct

_ENDS = re.compile(r"[.!?:…;\"“”„«»()\[\]–—]|^-+$")
_ADVERB = re.compile(r"(?:ly|ing|ed)$")
_MOST_WORDS = 5
_TITLE_CASE = 0.6
_PERHAPS = 0.5
_ARTICLES = frozenset({"the", "a", "an", "le", "la", "les", "l'", "der", "die", "das", "el", "los", "las", "il", "i"})
_NEVER_LAST = _ARTICLES | {"republican", "republicans", "democrat", "democrats", "time"}
_AND = frozenset({"for", "and", "e", "y"})
_TAILS = frozenset(
    "based led born backed style owned made free powered run brokered controlled bound wide speaking only like sponsored funded"
    " registered listed held trained educated level era type friendly related affiliated linked occupied allied trained".split()
)
MONTHS_TOO = frozenset({"may", "march", "mars", "mai", "mayo", "marzo", "maggio"})
"""Months that are surnames, places or planets too."""


class Mention(Struct, kw_only=True):
    """One mention: the words of a name (without titles), or the known name that it is.

    `opens` says that it stands at the beginning of a sentence, where every word has a capital; `weight` is less than one
    for a place that is part of another name.
    """

    words: tuple[str, ...] = ()
    entry: KnownName | None = None
    opens: bool = False
    weight: float = 1.0


class Titles(Struct, kw_only=True):
    """The words of `data/titles.txt`, which says what each set is."""

    ranks: frozenset[str]
    portfolios: frozenset[str]
    breaks: frozenset[str]
    common: frozenset[str]
    joints: frozenset[str]
    bodies: frozenset[str]
    tails: frozenset[str]
    things: frozenset[str]
    firstnames: frozenset[str]


class _Piece(Struct, kw_only=True):
    """A word with a capital, a small word between such, or a known name; `last` where a run ends behind it (`Seoul's`).

    `plain` is the text in small letters, without full stops at its end.
    """

    kind: Literal["word", "joint", "number", "known", "break"]
    text: str = ""
    plain: str = ""
    entry: KnownName | None = None
    opens: bool = False
    last: bool = False


_BREAK = _Piece(kind="break")


def find(words: Sequence[str], language: str, index: Index, small: frozenset[str]) -> list[Mention]:
    """The names mentioned in a text whose tokens are `words`, in order.

    `small` are the words that the article writes without a capital: such a word at the beginning of a sentence is no name.
    Where all words have capitals (some headlines) only known names are found.
    """
    found: list[Mention] = []
    run: list[_Piece] = []
    for piece in (*_pieces(words, language, index), _BREAK):
        joins = piece.kind != "break" and (piece.entry is None or piece.entry.kind in {"country", "place", "region"})
        if joins and (run or piece.kind in {"word", "known"}):
            run.append(piece)
        if run and (piece.last or not joins):
            found += _read_run(run, language, small)
            run = []
        if piece.entry is not None and not joins:
            found.append(Mention(entry=piece.entry))
    return found


def is_headline_case(words: Sequence[str]) -> bool:
    """Whether most words have a capital, as English papers write headlines, and no full stop ends them."""
    if len(words) < 3 or words[-1].startswith("."):
        return False
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(long) > 2 and sum(word[0].isupper() for word in long) > _TITLE_CASE * len(long)


@cache
def titles() -> Titles:
    """The sets of `data/titles.txt`."""
    sections = tables.sections("titles.txt")
    return Titles(
        **{name: frozenset(word for row in found for word in row.split()) for name, found in sections.items()}
    )


def _pieces(words: Sequence[str], language: str, index: Index) -> Iterator[_Piece]:
    """The words as pieces of names; what is no piece breaks a run. Of breaks that follow each other one is told."""
    known_only = is_headline_case(words)
    capitals = known_only and not any(word[0].isalpha() and word != word.upper() for word in words)
    around = titles()
    behind, fresh, named = 0, True, False
    exact, any_case, joints = index.exact, index.any_case, around.joints
    for at, word in enumerate(words):
        if at < behind:
            continue
        if word.islower() and word not in exact and not any_case:  # most words; so this is for speed
            fresh = False
            if named:
                named = word in joints
                yield _Piece(kind="joint", text=word, plain=word) if named else _BREAK
            continue
        if not word[0].isalnum():
            piece = _Piece(kind="joint", text=word, plain=word) if named and word == "&" else _BREAK
        elif "-" in word and word.rpartition("-")[2] in _TAILS:
            piece = _adjective(word, language, index, opens=fresh)
        elif (known := gazetteer.find(words, at, language, index, capitals=capitals)) is not None:
            entry, length = known
            behind = at + length
            piece = _known(words[at : at + length], entry, language, opens=fresh, alone=known_only)
        elif known_only:
            piece = _BREAK
        else:
            piece = _piece(word, language, around, opens=fresh, named=named)
        if named or piece is not _BREAK:
            yield piece
        named = piece.kind != "break" and not piece.last
        fresh = not word[0].isalnum() and (fresh or _ENDS.search(word) is not None)


def _adjective(word: str, language: str, index: Index, *, opens: bool) -> _Piece:
    """`Seoul-based` speaks for Seoul, and is part of no name."""
    head = word.rpartition("-")[0]
    known = gazetteer.find([head], 0, language, index)
    if known is None:
        return _BREAK
    return _Piece(kind="known", text=head, plain=_small(head), entry=known[0], opens=opens, last=True)


def _known(words: Sequence[str], entry: KnownName, language: str, *, opens: bool, alone: bool) -> _Piece:
    """A known name; `alone` where it can be part of no other. `US Banks` are banks of the US, `Seoul's Kim` is two names."""
    short = entry.kind == "country" and words[0].isupper()
    text = gazetteer.bare(" ".join(words), language)
    before_noun = language == "de" and entry.kind == "country"
    last = alone or short or before_noun or words[-1].endswith(("'s", "'S", "s'"))
    return _Piece(kind="known", text=text, plain=_small(text), entry=entry, opens=opens, last=last)


def _piece(word: str, language: str, around: Titles, *, opens: bool, named: bool) -> _Piece:
    """One word that is no known name; `named` says that a run goes on."""
    text = gazetteer.bare(word, language)
    lower = text.lower()
    plain = lower.rstrip(".")
    if plain in around.breaks:
        return _BREAK
    if word[0].isupper() or (word[0].islower() and _starts_small(text)):
        return _Piece(kind="word", text=text, plain=plain, opens=opens, last=text != word)
    if named and lower in around.joints:
        return _Piece(kind="joint", text=text, plain=plain)
    if named and word[0].isdigit() and len(word) < 5:
        return _Piece(kind="number", text=text, plain=plain, last=True)
    return _BREAK


def _starts_small(text: str) -> bool:
    """Names that begin with a small letter: `al-Assad`, `iPhone`, `eBay`."""
    return (text[:3] in {"al-", "el-", "an-", "as-"} and text[3:4].isupper()) or (
        len(text) > 2 and text[0] in "ei" and text[1].isupper()
    )


def _read_run(run: Sequence[_Piece], language: str, small: frozenset[str]) -> list[Mention]:
    """The mentions in a run of pieces: titles split it, and what only begins a sentence falls off."""
    around = titles()
    if len(run) == 1 and run[0].kind == "word":  # most runs
        return _read_word(run[0], language, small, around)
    cut = _behind_titles(run, around, language)
    if cut is not None:
        before, after = cut
        return _read_run(before, language, small) + _read_run(after, language, small)
    pieces = _trimmed(run, language, small, around)
    places = [piece for piece in pieces if piece.entry is not None]
    if len(pieces) == len(places):
        return [Mention(entry=piece.entry) for piece in pieces]
    parts = _split_at_joints(pieces, around)
    if len(parts) > 1:
        return [mention for part in parts for mention in _read_run(part, language, small)]
    if pieces[-1].kind == "number" and pieces[0].plain in MONTHS_TOO:
        return []
    found = [Mention(entry=piece.entry, weight=_PERHAPS if piece is pieces[0] else 0.0) for piece in places]
    text = " ".join(piece.text for piece in pieces).replace("' ", "'")
    if len(pieces) <= _MOST_WORDS:
        found.append(Mention(words=tuple(text.split(" ")), opens=pieces[0].opens))
    return found


def _read_word(piece: _Piece, language: str, small: frozenset[str], around: Titles) -> list[Mention]:
    """The same for a run of one word."""
    if piece.plain in around.ranks or piece.plain in _NEVER_LAST or _only_opens(piece, language, small, around):
        return []
    return [Mention(words=(piece.text,), opens=piece.opens)]


def _behind_titles(
    run: Sequence[_Piece], around: Titles, language: str
) -> tuple[Sequence[_Piece], Sequence[_Piece]] | None:
    """What stands before the titles of a run and what behind them; None for a run without."""
    ranks = [
        at
        for at, piece in enumerate(run)
        if piece.kind == "word" and (piece.plain in around.ranks or _says_who(run, at, around, language))
    ]
    if not ranks or (len(run) == 1 and not ranks):
        return None
    first, behind = ranks[0], ranks[-1] + 1
    while first and (run[first - 1].plain in around.portfolios or run[first - 1].kind == "joint"):
        first -= 1
    if behind + 1 < len(run) and run[behind].kind == "joint" and run[behind].plain in {"of", "for", "de", "du"}:
        behind += 1 if run[behind + 1].entry is not None else 2
    while behind < len(run) and (run[behind].plain in around.portfolios or run[behind].kind == "joint"):
        behind += 1
    return run[:first], run[behind:]


def _says_who(run: Sequence[_Piece], at: int, around: Titles, language: str) -> bool:
    """Whether a German compound before a name says what its bearer is: `Regierungssprecher Weber`, `USA-Kenner Thomas Weber`."""
    if language != "de" or at + 1 >= len(run) or run[at + 1].kind not in {"word", "known"}:
        return False
    head, hyphen, _ = run[at].text.partition("-")
    return (bool(hyphen) and len(head) > 1 and head.isupper()) or run[at].plain.endswith(tuple(around.tails))


def _trimmed(run: Sequence[_Piece], language: str, small: frozenset[str], around: Titles) -> list[_Piece]:
    """A run without joints at its ends and without a first word that has its capital from the sentence alone."""
    pieces = list(run)
    while (
        pieces
        and pieces[0].kind != "known"
        and (pieces[0].kind != "word" or _only_opens(pieces[0], language, small, around))
    ):
        del pieces[0]
    if len(pieces) > 2 and pieces[0].plain in around.portfolios and pieces[1].kind == "word":
        del pieces[0]
    while pieces and (pieces[-1].kind == "joint" or pieces[-1].plain in _NEVER_LAST):
        del pieces[-1]
    return pieces


def _only_opens(piece: _Piece, language: str, small: frozenset[str], around: Titles) -> bool:
    lower = piece.plain
    if lower in _ARTICLES:
        return True
    known = lower in common_words(language) or lower in small or lower in around.common
    return piece.opens and (known or _ADVERB.search(lower) is not None)


def _split_at_joints(pieces: Sequence[_Piece], around: Titles) -> list[Sequence[_Piece]]:
    """The names in a run: `Bank of England` is one, `Merkel and Hollande` are two."""
    parts: list[Sequence[_Piece]] = []
    start = 0
    for at, piece in enumerate(pieces):
        if piece.kind == "joint" and not _holds(pieces[start:at], piece, pieces[at + 1 : at + 2], around):
            parts.append(pieces[start:at])
            start = at + 1
    return [part for part in (*parts, pieces[start:]) if part]


def _holds(before: Sequence[_Piece], joint: _Piece, behind: Sequence[_Piece], around: Titles) -> bool:
    """Whether a small word joins two parts of one name; that of a body (Bank of, Ministry for) it does, others depend on it."""
    body = [piece.plain in around.bodies for piece in before]
    place_behind = any(piece.entry is not None for piece in behind)
    if joint.plain in _AND:
        return any(body) and not place_behind
    if joint.plain == "of":
        return body[-1:] == [True]
    return any(body) or not place_behind


def _small(text: str) -> str:
    return text.lower().rstrip(".")
