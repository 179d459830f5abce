"""Stage 1, convert: the three-way merge of a body, paragraph by paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate, zip_longest

from digest.model import Struct

_LEADING = re.compile(r"(?:[ \t]*\n)*")
_BLANK = re.compile(r"(\n(?:[ \t]*\n)+)")


class _Piece(Struct, kw_only=True):
    """A paragraph with the line end and blank lines behind it.

    Its `words` have the white space that means something in Markdown: that in front, and two spaces or more at the end.
    """

    text: str

    @property
    def words(self) -> str:
        said = self.text.rstrip()
        return f"{said}  " if self.text.startswith("  ", len(said)) else said


class _Side(Struct, kw_only=True):
    """What one side made of the base: each paragraph's successor (None: taken out), and what it put in before each gap.

    `gaps` has one more member than `fates`: the last is the end of the text.
    """

    fates: list[_Piece | None]
    gaps: list[list[_Piece]]


class Replaced(Struct, kw_only=True):
    """A conflict: the line of the merged body (from 1) where it is, what `theirs` says there, and what stands there (`mine`).

    Either is empty where the paragraph was taken out.
    """

    line: int
    theirs: str
    mine: str = ""


def merge_paragraphs(base: str | None, mine: str, theirs: str) -> tuple[str, list[Replaced]]:
    """The merged body, and the conflicts.

    A paragraph that one side left alone becomes what the other made of it; where both changed it, `mine` stays. What either
    put in stands in the outcome, once. Without a `base` every difference is a conflict, and `mine` stays as it is.
    """
    left, right = _pieces(mine), _pieces(theirs)
    here = {piece.words for piece in left}
    if base is None:
        line = 1 + _leading(mine).count("\n")
        return mine, [Replaced(line=line, theirs=piece.words) for piece in right if piece.words not in here]
    middle = _pieces(base)
    new = here - {piece.words for piece in middle}
    ours, others = _side(middle, left), _side(middle, right)
    moved = _moved(middle, left, ours)
    merged: list[_Piece] = []
    conflicts: list[tuple[int | _Piece, str, str]] = []
    for index in range(len(middle) + 1):
        merged += ours.gaps[index]
        merged += (piece for piece in others.gaps[index] if piece.words not in new)
        if index == len(middle):
            break
        was, mine_now, theirs_now = middle[index].words, ours.fates[index], others.fates[index]
        kept = theirs_now if mine_now and mine_now.words == was and _words(theirs_now) != was else mine_now
        if kept is mine_now and _words(theirs_now) not in {was, _words(mine_now), *new}:
            stands = moved.get(was) if _words(mine_now) != was else None
            where = len(merged) if stands is None else stands
            conflicts.append((where, _words(theirs_now) or "", _words(stands or mine_now) or ""))
        if kept is not None:
            merged.append(kept)
    text, lines = _joined(mine, left, merged)
    at = {id(piece): index for index, piece in enumerate(merged)}
    told = ((where if isinstance(where, int) else at[id(where)], words, stood) for where, words, stood in conflicts)
    return text, [Replaced(line=lines[index], theirs=words, mine=stood) for index, words, stood in told]


def _moved(base: Sequence[_Piece], mine: Sequence[_Piece], side: _Side) -> dict[str, _Piece]:
    """The paragraphs that stand somewhere else now, by their words; of those that stand only once in either text."""
    once = [Counter(piece.words for piece in text) for text in (base, mine)]
    stand = [piece for gap in side.gaps for piece in gap]
    stand += [fate for fate, was in zip(side.fates, base, strict=True) if fate is not None and fate.words != was.words]
    return {piece.words: piece for piece in stand if all(count[piece.words] == 1 for count in once)}


def _words(piece: _Piece | None) -> str | None:
    return None if piece is None else piece.words


def _pieces(text: str) -> list[_Piece]:
    parts = _BLANK.split(text[len(_leading(text)) :])
    pairs = zip_longest(parts[::2], parts[1::2], fillvalue="")
    return [_Piece(text=words + blank) for words, blank in pairs if words.strip()]


def _leading(text: str) -> str:
    return text[: _LEADING.match(text).end()]  # type: ignore[union-attr]  # it matches every text


def _side(base: Sequence[_Piece], side: Sequence[_Piece]) -> _Side:
    """How `side` came from `base`; where other paragraphs came than went, they are paired in their order."""
    old, new = [piece.words for piece in base], [piece.words for piece in side]
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    middle = len(old) - tail
    fates: list[_Piece | None] = [*side[:head], *[None] * (middle - head), *side[len(new) - tail :]]
    gaps: list[list[_Piece]] = [[] for _ in range(len(base) + 1)]
    # the equal ends are left out, since the matcher takes long over many equal paragraphs
    matcher = SequenceMatcher(None, old[head:middle], new[head : len(new) - tail], autojunk=False)
    for _, start, end, first, last in matcher.get_opcodes():
        paired = min(end - start, last - first)
        fates[head + start : head + start + paired] = side[head + first : head + first + paired]
        gaps[head + end] += side[head + first + paired : head + last]
    return _Side(fates=fates, gaps=gaps)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many texts two lists have in common from their beginning."""
    return next(
        (n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )


def _joined(mine: str, left: Sequence[_Piece], merged: Sequence[_Piece]) -> tuple[str, list[int]]:
    """The paragraphs with a blank line between each two, beginning and end of file as `mine` has them; the line of each.

    The lines have one more member, the line after the last paragraph.
    """
    parts = [_leading(mine)]
    for piece in merged:
        if piece is not merged[-1]:
            parts.append(piece.text if _BLANK.search(piece.text) else piece.text.rstrip("\n") + "\n\n")
        else:
            parts.append(piece.text if left and piece is left[-1] else piece.words + "\n")
    return "".join(parts), list(accumulate((part.count("\n") for part in parts), initial=1))[1:]
