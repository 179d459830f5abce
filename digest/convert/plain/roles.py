"""Which part each paragraph of a pasted text plays, as far as it tells by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from digest.convert.plain import buttons, bylines, datelines, furniture, names, photo_credits, stamps
from digest.convert.plain.lines import Line, Paragraph
from digest.model import Struct

Role = Literal["text", "stamp", "byline", "credit", "outlet", "furniture", "end"]

_ENDS = tuple(".!?…。！？؟۔")
_CLOSING = "\"'”’»)]"
"""What ends a sentence, and what may stand behind that."""

_ITEM = re.compile(r"(?:[*+•‣▪●-]|\d{1,3}[.)]|#+|>)\s+\S")
"""How an item of a list begins, or a line that Markdown would take for something: such a line is part of the story."""

_JOINED = re.compile(r"\s[-–—|&]\s|[,/]|\s[^\W\d_]{1,3}\s")
_INNER_STOP = re.compile(r"[.!?…]\s")
_CLOCK = re.compile(r"\W*\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\.?)?(?:\s?(?:[A-Z]{2,5}|Uhr|uhr|hrs|h))?\W*")
_NOTE = re.compile(r"\[\d{1,3}\]|[¹²³†‡]|\*\s?[^\W\d_]")
"""How a note to a story begins."""

_TRAIL_MARK = re.compile(r"[»›>→/|]")
_TRAIL = re.compile(r"\s*[»›>→]\s*|\s+[/|]\s+|\s+[/|]$")
_QUESTION = re.compile(r"[?!؟？！][\"'”’»)\]]*$")

_PROSE, _SHORT_PROSE, _TWO_SHORT = 120, 70, 40


class Part(Struct, kw_only=True):
    """A paragraph and the role that it plays; the fields of the other roles are None. `rule` names the furniture."""

    paragraph: Paragraph
    role: Role = "text"
    rule: str = ""
    stamp: stamps.StampLine | None = None
    byline: bylines.Byline | None = None
    credit: photo_credits.Credit | None = None

    @property
    def text(self) -> str:
        """The paragraph's text."""
        return self.paragraph.text

    @property
    def number(self) -> int:
        """The number of its first line."""
        return self.paragraph.number


def role_of_line(line: Line, order: stamps.Order | None) -> Role:
    """The role of a line before lines are joined: what isn't text stands alone."""
    return part_of(Paragraph(lines=(line,), text=line.text), order).role


def part_of(paragraph: Paragraph, order: stamps.Order | None) -> Part:
    """The role that a paragraph plays whatever stands around it."""
    said = paragraph.text
    if paragraph.table or len(said) > 200:
        return Part(paragraph=paragraph)
    rule = furniture.read_furniture(said)
    if rule == "end":
        return Part(paragraph=paragraph, role="end", rule="end-mark")
    figures = stamps.has_figures(said)
    stamp = stamps.read_stamps(said, order) if figures else None
    if rule != "ornament" and stamp is None and _ITEM.match(said):
        return Part(paragraph=paragraph)
    if rule is not None:
        return Part(paragraph=paragraph, role="furniture", rule=rule)
    credit = photo_credits.read_credit(said)
    if credit is not None:
        return Part(paragraph=paragraph, role="credit", credit=credit)
    if stamp is not None and _NOTE.match(said) is None and (not stamp.rest or _goes_with_a_stamp(stamp.rest)):
        return Part(paragraph=paragraph, role="stamp", stamp=stamp, byline=_signed(stamp.asides))
    if stamp is None and figures:
        beside = stamps.read_time(said)
        if beside is not None and (not beside or _signed((beside,)) is not None):
            return Part(paragraph=paragraph, role="stamp", byline=_signed((beside,)))
    byline = bylines.read_byline(said)
    if byline is not None or bylines.is_label(said):
        return Part(paragraph=paragraph, role="byline", byline=byline)
    bare = bylines.read_bare_byline(said) if _JOINED.search(said) else None
    if bare is not None and bare.outlet is not None:
        return Part(paragraph=paragraph, role="byline", byline=bare)
    named = (len(said.split()) > 1 and not said[0].islower()) or names.is_agency(said)
    if (
        named
        and not ends_sentence(said)
        and names.is_outlet(said)
        and not is_trail(said)
        and not buttons.is_of_the_page(said)
    ):
        if names.is_role(said) and not names.is_agency(said):
            return Part(paragraph=paragraph, role="byline", byline=bylines.Byline(authors=(), marked=False))
        return Part(paragraph=paragraph, role="outlet")
    return Part(paragraph=paragraph)


def _signed(asides: Sequence[str]) -> bylines.Byline | None:
    """The byline among what a line says besides its dates."""
    found = (bylines.read_byline(aside) or bylines.read_bare_byline(aside) for aside in asides if aside)
    return next((byline for byline in found if byline is not None), None)


def _goes_with_a_stamp(rest: str) -> bool:
    """What may stand beside a date in a line that is no sentence: a byline, an outlet, a place, a section."""
    if bylines.read_byline(rest) is not None or names.is_outlet(rest):
        return True
    words = [word for word in rest.split() if word[:1].isalpha()]
    small = [word for word in words if word[:1].islower()]
    if ends_sentence(rest) or (len(words) > 2 and len(small) * 2 >= len(words)):
        return False
    return len(rest.split()) <= (5 if small else 7)


def is_line_of_text(part: Part) -> bool:
    """Whether a part is text in no columns, and no entry of a chronicle."""
    return part.role == "text" and not part.rule and not part.paragraph.table


def tells_a_story(part: Part) -> bool:
    """Whether a part is running text, or two short sentences, `Good morning. Here is the news.`, that say nothing of a page."""
    if part.role != "text" or part.paragraph.table:
        return False
    sentences = ends_sentence(part.text) and _INNER_STOP.search(part.text) is not None and len(part.text) >= _TWO_SHORT
    return is_prose(part) or (sentences and not buttons.is_of_the_page(part.text))


def tells_a_clock(part: Part) -> bool:
    """Whether a part tells a time of day and nothing else, `09:40 Uhr`."""
    return _CLOCK.fullmatch(part.text) is not None


def is_trail(said: str) -> bool:
    """Whether a line is the trail of sections that leads to a page: `Home » World » Asia`, `News / Sport / Football`."""
    if _TRAIL_MARK.search(said) is None:  # most lines
        return False
    parts = [part.strip() for part in _TRAIL.split(said)]
    if not any(parts) or any(len(part.split()) > 3 for part in parts) or ends_sentence(said):
        return False
    return len(parts) > 2 or (len(parts) == 2 and re.search("[»›>→]", said) is not None)


def ends_sentence(said: str) -> bool:
    """Whether a text ends as a sentence does."""
    return said.rstrip(_CLOSING).endswith(_ENDS)


def is_prose(part: Part) -> bool:
    """Whether a part is running text: long, or not so long but a whole sentence; a single question may be a headline."""
    if part.role != "text" or part.paragraph.table:
        return False
    said = part.text
    if len(said) >= _PROSE or len(said) < _SHORT_PROSE:
        return len(said) >= _PROSE
    asks = _QUESTION.search(said) is not None and not _INNER_STOP.search(said)
    return not asks and ends_sentence(said)


def opens_with_dateline(part: Part, order: stamps.Order | None) -> bool:
    """Whether a part is the report's first paragraph by its dateline."""
    return part.role == "text" and datelines.read_dateline(part.text, order) is not None
