"""Signatures: bylines that no By announces, known by where they stand: below the headline, beside a stamp, under the story.

A line of nothing but names may also be a section, a place or whoever the story is about. Beside a stamp it is a byline unless
the gazetteer knows it as a place; elsewhere it counts only when the story never says that name.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from digest.convert import gazetteer
from digest.convert.plain import buttons, bylines, lines, names, roles
from digest.convert.plain.bylines import Byline
from digest.convert.plain.roles import Part

_LANDS = frozenset({"country", "place", "region", "people"})
_TOP = 40
_NEAR = 3
_SHORT_PARAGRAPHS, _SHORT = 5, 200
_EARLY = 12
_LONGEST_SIGNATURE = 6


def sign(parts: Sequence[Part], below: int, story: int) -> tuple[tuple[Part, ...], int]:
    """The parts with what signs the story as bylines, and where its head ends: at `story`, or behind names that stand lower.

    `below` is the part below the headline. A line under the word By counts anywhere up to the story; without any By, the one
    nearest to a stamp, else the first that the story doesn't name, else one right below its last paragraph.
    """
    signed = [_unsigned(part) if index < below else part for index, part in enumerate(parts)]
    for index in range(max(1, below), min(len(parts), story + 1)):
        named = _announced(parts, index)
        if named is not None:
            signed[index] = msgspec.structs.replace(parts[index], role="byline", byline=named)
    if _is_signed(signed, story):
        return tuple(signed), story
    letters = _are_letters(parts, story)
    end = story if letters else _search_end(parts, story)
    bare = [index for index in range(below, end) if _bare(parts[index]) is not None]
    bare = [index for index in bare if not _is_reported(parts, index, story)]
    above = _beside_stamp(parts, bare) or _unmentioned(parts, bare, story) or _above_first_stamp(parts, story)
    for index in above or ([] if letters else _closing(parts, story)):
        signed[index] = msgspec.structs.replace(parts[index], role="byline", byline=_bare(parts[index]))
    if not above:
        return tuple(signed), story
    last = above[-1] + 1 if _is_stamp(parts, above[-1] + 1) else above[-1]
    return tuple(signed), max(story, last + 1)


def _is_stamp(parts: Sequence[Part], index: int) -> bool:
    return index < len(parts) and parts[index].role == "stamp"


def _unsigned(part: Part) -> Part:
    """A stamp above the headline: capitals beside it are the page's section, unless a By stands with them."""
    bare = part.role == "stamp" and part.byline is not None and not part.byline.marked
    return msgspec.structs.replace(part, byline=None) if bare else part


def _search_end(parts: Sequence[Part], story: int) -> int:
    """Where names above the story end: a standfirst of several short paragraphs may stand over them."""
    end = story
    while end < min(len(parts), story + _SHORT_PARAGRAPHS) and len(parts[end].text) <= _SHORT:
        end += 1
    return min(end, len(parts))


def _announced(parts: Sequence[Part], index: int) -> Byline | None:
    label = parts[index - 1]
    mine = parts[index]
    unnamed = mine.byline is not None and not mine.byline.authors
    if not (mine.role in {"text", "outlet"} or unnamed) or label.role != "byline" or label.byline is not None:
        return None
    return bylines.read_announced_byline(mine.text)


def _is_signed(parts: Sequence[Part], story: int) -> bool:
    """Whether people have signed already above the story."""
    return any(part.byline is not None and part.byline.authors for part in parts[:story] if part.role != "text")


def _bare(part: Part) -> Byline | None:
    """The byline that a line is when nothing speaks against it; None for other lines, places and tables."""
    agency = part.role == "outlet" and names.is_agency(part.text)
    if (
        (part.role != "text" and not agency)
        or not part.text[0].isalnum()
        or part.paragraph.table
        or lines.has_columns(part.paragraph.lines[0])
    ):
        return None
    byline = bylines.read_announced_byline(part.text) if agency else bylines.read_bare_byline(part.text)
    if byline is None or any(_is_place(author) for author in byline.authors):
        return None
    return msgspec.structs.replace(byline, marked=False)


def _is_place(phrase: str) -> bool:
    words = gazetteer.tokens(phrase, "en")
    found = gazetteer.find(words, 0, "en", gazetteer.load("en", ()), capitals=phrase.isupper()) if words else None
    return found is not None and found[1] == len(words) and found[0].kind in _LANDS


def _beside_stamp(parts: Sequence[Part], bare: Sequence[int]) -> list[int]:
    """The lines of names that stand together next above a stamp, or else next below one."""
    stamps = [index for index, part in enumerate(parts) if part.role == "stamp"]
    above = [index for index in bare if any(0 < stamp - index <= _NEAR for stamp in stamps)]
    if above:
        together = [above[-1]]
        for index in reversed(above[:-1]):
            if together[0] - index == 1:
                together.insert(0, index)
        return together
    below = [index for index in bare if any(0 < index - stamp <= _NEAR for stamp in stamps)]
    return [index for index in below if not parts[index].text.isupper()][:1]


def _unmentioned(parts: Sequence[Part], bare: Sequence[int], story: int) -> list[int]:
    """The first line of names, in a head that has more to it than a headline, that the story doesn't mention."""
    dressed = any(part.role in {"stamp", "furniture", "credit"} for part in parts[:story])
    if not dressed:
        return []
    found = (index for index in bare if not parts[index].text.isupper())
    return [index for index in found if not _is_mentioned(parts[index], parts[: story + _EARLY])][:1]


def _above_first_stamp(parts: Sequence[Part], story: int) -> list[int]:
    """Where no stamp stands above the story, names right above the first one: a summary may stand over both."""
    stamp = next((index for index, part in enumerate(parts[:_TOP]) if part.role == "stamp"), 0)
    named = stamp > story and _bare(parts[stamp - 1]) is not None and not _is_mentioned(parts[stamp - 1], parts)
    return [stamp - 1] if named else []


def _closing(parts: Sequence[Part], story: int) -> list[int]:
    """A line of names right below the last paragraph of a text that nobody signed above."""
    prose = [index for index, part in enumerate(parts) if roles.is_prose(part)]
    for index in (index + 1 for index in reversed(prose) if story <= index < len(parts) - 1):
        ends = not any(roles.is_prose(part) for part in parts[index : index + _NEAR])
        if (
            ends
            and len(parts[index].text.split()) < 4
            and not parts[index].text.isupper()
            and not buttons.is_of_the_page(parts[index].text)
            and _bare(parts[index]) is not None
            and not _is_mentioned(parts[index], parts)
        ):
            return [index]
    return []


def _are_letters(parts: Sequence[Part], story: int) -> bool:
    """Whether paragraphs are letters to a paper: names stand below two of them and more, and below every other one at least."""
    prose = [index for index in range(story, len(parts)) if roles.is_prose(parts[index])]
    signed = sum(_signs(parts, index + 1) for index in prose)
    return signed > 1 and 2 * signed >= len(prose)


def _signs(parts: Sequence[Part], index: int) -> bool:
    """Whether a line of names, with a place perhaps, stands there."""
    if index >= len(parts) or len(parts[index].text.split()) > _LONGEST_SIGNATURE:
        return False
    said = parts[index].text.partition(",")[0]
    return said[:1].isalnum() and names.is_name(said, most=4) and not roles.ends_sentence(parts[index].text)


def _is_reported(parts: Sequence[Part], index: int, story: int) -> bool:
    """Whether the story tells, in its first paragraphs, of whom a line names first."""
    name = " ".join(parts[index].text.split()[:2])
    return any(_says(part.text, name) for part in parts[story : story + _EARLY] if roles.is_prose(part))


def _is_mentioned(part: Part, parts: Sequence[Part]) -> bool:
    said = part.text
    return any(_says(other.text, said) for other in parts if other is not part and len(other.text) > len(said))


def _says(said: str, name: str) -> bool:
    return name in said or (name.isupper() and name in said.upper())
