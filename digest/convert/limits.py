"""Stage 1, convert: what no article's text has, and what would take the stages too long. It is refused before anything reads it."""

from __future__ import annotations

import re
import unicodedata

from msgspec.structs import replace

from digest.convert.markup import to_plain
from digest.ground.diagnostics import Diagnostic, Place, error

LONGEST_LINE = 50_000
"""Characters that a line may have: three times the longest paragraph of a thousand news texts, while Markdown's time grows
with the square of a paragraph's length."""

MOST_LINES = 200_000
"""Lines that a seed may have: a hundred times a long article; each costs a tenth of a millisecond."""

MOST_MARKS = 100
"""Combining marks that may follow one another. Normalising takes time that grows with the square of their number; the Unicode
standard holds 30 for more than any language needs (UAX #15, Stream-Safe Text Format)."""


def refusals(text: str, place: Place, *, numbered: bool = True) -> list[Diagnostic]:
    """The errors that make a seed's `text` unfit for converting, each at its line; takes time linear in the text's length.

    The lines of `text` are not those of the file where they are not `numbered`.
    """
    if (count := text.count("\n") + 1) > MOST_LINES:
        message = f"this seed has {count:,} lines; at most {MOST_LINES:,} are read"
        return [error("seed-too-many-lines", message, place, hint="a seed is an article or a few of them")]
    found: list[Diagnostic] = []
    marks = "".join(sorted(character for character in set(text) if _is_mark(character)))
    piled = re.compile(f"[{re.escape(marks)}]{{{MOST_MARKS + 1}}}") if marks else None
    for number, line in enumerate(text.split("\n"), 1):
        too_long, too_high = len(line) > LONGEST_LINE, piled is not None and piled.search(line) is not None
        if not too_long and not too_high:
            continue
        at = replace(place, line=number) if numbered else place
        if too_long:
            message = f"line {number} has {len(line):,} characters; at most {LONGEST_LINE:,} are read"
            hint = "an article has paragraphs: break the line where they begin"
            found.append(error("seed-line-too-long", message, at, hint=hint))
        if too_high:
            message = (
                f"line {number} piles more than {MOST_MARKS} accents and other marks on one letter; that is not text"
            )
            found.append(error("seed-marks-piled", message, at, hint="take the marks out of this line"))
    return found


def is_blank(text: str) -> bool:
    """Whether a reader sees nothing of `text`: white space and invisible characters alone."""
    return all(character.isspace() or unicodedata.category(character) in {"Cc", "Cf"} for character in text)


def joined_too_long(body: str, place: Place) -> list[Diagnostic]:
    """The same error for a paragraph of the draft's `body`, where hard-wrapped lines were joined to one that is too long."""
    longest = max((len(to_plain(line)) for line in body.split("\n") if len(line) > LONGEST_LINE), default=0)
    if longest <= LONGEST_LINE:
        return []
    message = f"lines of this seed make one paragraph of {longest:,} characters; at most {LONGEST_LINE:,} are read"
    return [error("seed-line-too-long", message, place, hint="put an empty line between two paragraphs")]


def _is_mark(character: str) -> bool:
    """Whether normalising may have to sort the character among its neighbours (a non-starter, or what decomposes into some)."""
    return not character.isascii() and unicodedata.combining(unicodedata.normalize("NFKD", character)[0]) > 0
