"""Lines of a pasted text, and the paragraphs that hard-wrapped lines make up."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from digest.ground import text
from digest.model import Struct

_GAP = re.compile(r"(?<=\S)[ \u00a0\t]{2,}(?=\S)")
_COLUMNS = re.compile(r"\S {2,}\S")
_NARROW, _WIDE = 40, 90
_INDENTED = 4
_FIRST_LINE, _DEEPEST, _FILLED = 3, 8, 50
_STOPS, _CLOSING = tuple(".!?…:"), "\"'”’»)]"
_SENTENCES = 0.6
_HYPHENATED = re.compile(r"[^\W\d_]-$")


class Line(Struct, kw_only=True):
    """A line with something in it: its number from 1, its text with single spaces, as it stood, and its indentation.

    `gap` says that an empty line (or nothing) stands before it.
    """

    number: int
    text: str
    raw: str
    indent: int
    gap: bool


class Paragraph(Struct, kw_only=True):
    """Lines that belong together. `table` marks lines that are set in columns."""

    lines: tuple[Line, ...]
    text: str
    table: bool = False

    @property
    def number(self) -> int:
        """The number of its first line."""
        return self.lines[0].number

    @property
    def gap(self) -> bool:
        """Whether an empty line (or nothing) stands before it."""
        return self.lines[0].gap


def split(seed: str) -> tuple[Line, ...]:
    """The lines of `seed` that are not blank."""
    lines: list[Line] = []
    gap = True
    for number, raw in enumerate(seed.splitlines(), start=1):
        squeezed = text.squeeze(raw.replace("\ufeff", ""))
        if not squeezed:
            gap = True
            continue
        lines.append(Line(number=number, text=squeezed, raw=raw.rstrip(), indent=_indent(raw), gap=gap))
        gap = False
    return tuple(lines)


def _has_wide_gap(line: Line) -> bool:
    """Whether two spaces and more stand between words of a line."""
    said = line.raw.strip()
    return "  " in said and _COLUMNS.search(said) is not None


def _indent(raw: str) -> int:
    if not raw[0].isspace():
        return 0
    expanded = raw.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


def has_columns(line: Line) -> bool:
    """Whether a line is set in columns: two wide gaps between its words, or one that is wider still."""
    said = line.raw.strip()
    if len(said) == len(line.text):
        return False  # no gap is wider than one space
    gaps = _GAP.findall(said)
    return len(gaps) > 1 or any(len(gap) > 2 or "\t" in gap for gap in gaps)


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether the text is hard-wrapped: nearly no line is wide, and most lines that are followed by another are filled.

    Where most of those end a sentence, they are paragraphs of a sentence each.
    """
    inner = [line for line, following in itertools.pairwise(lines) if not following.gap and not _has_wide_gap(line)]
    if len(inner) < 5 or sum(len(line.raw) > _WIDE for line in lines) * 20 > len(lines):
        return False
    if sum(_stops(line) for line in inner) >= _SENTENCES * len(inner):
        return False
    return sum(len(line.raw) >= _NARROW for line in inner) >= 0.6 * len(inner) or _is_indented(lines)


def _stops(line: Line) -> bool:
    """Whether a line ends with what ends a sentence or announces another one."""
    return line.text.rstrip(_CLOSING).endswith(_STOPS)


def _is_indented(lines: Sequence[Line]) -> bool:
    """Whether paragraphs begin with an indented line and go on with lines that are not."""
    pairs = [(before, line) for before, line in itertools.pairwise(lines) if not line.gap]
    goes_on = sum(
        _FIRST_LINE <= before.indent <= _DEEPEST and not line.indent and len(before.raw) >= _NARROW
        for before, line in pairs
    )
    opens = sum(_FIRST_LINE <= line.indent <= _DEEPEST for line in lines)
    return goes_on > 1 or (goes_on == 1 and opens > len(lines) // 2)


def paragraphs(lines: Sequence[Line], *, wrapped: bool, alone: Sequence[bool]) -> tuple[Paragraph, ...]:
    """Joins hard-wrapped lines; a line marked in `alone` (a stamp, a byline …) is a paragraph of its own.

    In a text that isn't wrapped every line is a paragraph, but lines that stand together indented or in columns are one
    block. In one that is, a new paragraph begins after an empty line, at a deeper indentation than the line before, at each
    indented line where paragraphs are indented, and after a line that is clearly short of the margin, unless its sentence goes
    on.
    """
    if not wrapped:
        return _unwrapped(lines)
    columns = [_has_wide_gap(line) for line in lines]
    margin = max((len(line.raw) for line in lines), default=0)
    indented = _is_indented(lines)
    groups: list[list[int]] = []
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        if (
            before is None
            or line.gap
            or alone[index]
            or alone[index - 1]
            or _is_row(columns, index) != _is_row(columns, index - 1)
        ):
            groups.append([index])
        elif _is_row(columns, index):
            groups[-1].append(index)
        elif (
            line.indent > before.indent + 1
            or (before.indent == line.indent and _is_short(before, line, margin))
            or (indented and min(line.indent, before.indent) >= _FIRST_LINE and not _goes_on(before, line))
        ):
            groups.append([index])
        else:
            groups[-1].append(index)
    return tuple(_paragraph([lines[index] for index in group], table=_is_row(columns, group[0])) for group in groups)


def _unwrapped(lines: Sequence[Line]) -> tuple[Paragraph, ...]:
    flush = sum(line.indent < _INDENTED for line in lines) * 2 > len(lines)
    found: list[Paragraph] = []
    block: list[Line] = []

    def stands_apart(line: Line) -> bool:
        in_columns = len(line.raw) <= _WIDE and has_columns(line)
        return in_columns or (flush and line.indent >= _INDENTED)

    for line, following in itertools.zip_longest(lines, lines[1:]):
        if not stands_apart(line):
            found.append(Paragraph(lines=(line,), text=line.text))
            continue
        block.append(line)
        if following is None or following.gap or not stands_apart(following):
            found.append(_paragraph(block, table=len(block) > 1))
            block = []
    return tuple(found)


def _is_row(columns: Sequence[bool], index: int) -> bool:
    """A line in columns counts as a table's row only beside another one: a double space alone makes no table."""
    return columns[index] and any(columns[near] for near in (index - 1, index + 1) if 0 <= near < len(columns))


def _is_short(line: Line, following: Line, margin: int) -> bool:
    """Whether `line` ended early although the first word of the next one had room in it, and no sentence goes on there."""
    first_word = following.text.split(" ", 1)[0]
    return len(line.raw) + len(first_word) + 8 < margin and not _goes_on(line, following)


def goes_on(line: Line, following: Line) -> bool:
    """Whether a line of a wrapped text ends amid a sentence that the `following` line goes on with."""
    if following.gap or following.indent > line.indent + 1 or _stops(line) or len(line.raw) < _NARROW:
        return False
    return following.text[0].islower() or not line.gap


def opens_paragraph(line: Line, following: Line) -> bool:
    """Whether an indented line of a wrapped text is filled, and the `following` one stands at the margin, as paragraphs begin."""
    return (
        _FIRST_LINE <= line.indent <= _DEEPEST
        and not following.indent
        and not following.gap
        and len(line.raw) >= _FILLED
    )


def _goes_on(line: Line, following: Line) -> bool:
    return following.text[:1].islower() or line.text[-1:] in {",", ";", "-"}


def _paragraph(lines: Sequence[Line], *, table: bool) -> Paragraph:
    if table:
        return Paragraph(lines=tuple(lines), text="\n".join(line.raw for line in lines), table=True)
    parts = [lines[0].text]
    for before, line in itertools.pairwise(lines):
        hyphen = before.text.endswith("-") and _HYPHENATED.search(before.text)
        broken_word = hyphen and line.text[:1].islower()
        parts.append(line.text if broken_word else f" {line.text}")
    return Paragraph(lines=tuple(lines), text="".join(parts))
