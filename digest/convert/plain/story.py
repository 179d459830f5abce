"""The body of a story: paragraphs, sub-headings, lists and tables from what is left when the head is taken off."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.convert.body import Block
from digest.convert.plain import roles
from digest.convert.plain.roles import Part

_BULLET = re.compile(r"[•‣▪●◦∙·■]\s*")
_DASH = re.compile(r"[-–]\s+")
_ASKING = re.compile(r"[?!؟？！](?:\s|[\"'”’»)]|$)")
_INNER_STOP = re.compile(r"[^\W\d_]{3}[.!?…]\s+[^\W\d_a-z]")
_MARKUP = re.compile(r"[#>*+]\s|\d+[.)]\s")


def read_story(parts: Sequence[Part], *, wrapped: bool) -> tuple[Block, ...]:
    """The blocks that the text parts make up, in order. Whatever is not clearly something else is a paragraph."""
    blocks: list[Block] = []
    index = 0
    while index < len(parts):
        length = _list_length(parts, index)
        if length:
            blocks.append(_list(parts[index : index + length]))
            index += length
            continue
        part = parts[index]
        if part.paragraph.table:
            blocks.append(Block(kind="table", texts=_columns(part), line=part.number))
        elif not wrapped and _is_heading(parts, index):
            blocks.append(Block(kind="heading", texts=(part.text,), line=part.number))
        else:
            blocks.append(Block(kind="paragraph", texts=(part.text,), line=part.number))
        index += 1
    return tuple(blocks)


def _columns(part: Part) -> tuple[str, ...]:
    """A table's lines with the indentation that they share taken off."""
    lines = [line.raw.expandtabs(4) for line in part.paragraph.lines]
    margin = min(len(line) - len(line.lstrip()) for line in lines)
    return tuple(line[margin:].replace("\u00a0", " ") for line in lines)


def _bullet(part: Part) -> re.Match[str] | None:
    return _BULLET.match(part.text)


def _list_length(parts: Sequence[Part], start: int) -> int:
    """How many parts from `start` on are items of one list.

    A line with a bullet is an item; lines with a dash are a list when two or more follow each other with no empty line
    between them, and they are no sentences: a dash also opens speech.
    """
    end = start
    while end < len(parts) and _bullet(parts[end]):
        end += 1
    if end > start:
        return end - start
    while end < len(parts) and _DASH.match(parts[end].text) and (end == start or not parts[end].paragraph.gap):
        end += 1
    return end - start if end - start > 1 and not _is_speech(parts[start:end]) else 0


def _is_speech(parts: Sequence[Part]) -> bool:
    """Whether lines with dashes are what people say: sentences; of a list only the last item ends with a full stop."""
    asks = any(_ASKING.search(part.text) for part in parts)
    return asks or any(roles.ends_sentence(part.text) for part in parts[:-1])


def _list(parts: Sequence[Part]) -> Block:
    items = [(_BULLET if _bullet(part) else _DASH).sub("", part.text, count=1) for part in parts]
    return Block(kind="list", texts=tuple(item for item in items if item), line=parts[0].number)


def _is_heading(parts: Sequence[Part], index: int) -> bool:
    """A short line without a full stop between paragraphs, the one below it longer than itself."""
    said = parts[index].text
    if (
        len(said) > 80
        or len(said.split()) > 12
        or re.search(r"[.,;:!…،؛]$|^[\"“„«'‘(\[–—-]", said)
        or _MARKUP.match(said)
    ):
        return False
    if not any(character.isalpha() for character in said) or said[:1].islower() or _INNER_STOP.search(said):
        return False
    if index == 0 or index + 1 >= len(parts) or not parts[index].paragraph.gap:
        return False
    above, below = parts[index - 1], parts[index + 1]
    below_is_list = _list_length(parts, index + 1) > 0
    return (len(above.text) > 80 or roles.ends_sentence(above.text)) and (
        roles.is_prose(below) or len(below.text) > 60 or below_is_list
    )
