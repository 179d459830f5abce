"""An article that is too short for Trafilatura to tell its paragraphs comes back as one; the page's own lines tell them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.convert.body import Block, BlockKind
from digest.convert.web.page import Line
from digest.ground.text import fold

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_SIGNED = ("byline", "author", "dateline", "date", "time", "publish", "updated")
_BY = re.compile(r"(?i)(?:by|von|par|por|di|door)\s+\S")
_LONGEST = 90
_ENDS = (".", "!", "?", "…", "。")


def parted(blocks: tuple[Block, ...], lines: Sequence[Line], title: str | None) -> tuple[Block, ...]:
    """The blocks, but a lone paragraph that runs through several lines of the page becomes one for each of them.

    The headline and what stands between it and the story (byline, stamp) are then not of the body.
    """
    if len(blocks) != 1 or blocks[0].kind != "paragraph" or len(blocks[0].texts) != 1:
        return blocks
    run = _run(_bare(blocks[0].texts[0]), lines)
    kept = [line for line in run if line.tag != "h1" and fold(line.text) != fold(title or "")]
    while len(kept) > 1 and _is_signature(kept[0]):
        del kept[0]
    if len(run) < 2 or not kept:
        return blocks
    return tuple(Block(kind=_kind(line.tag), texts=(line.text,), line=line.number) for line in kept)


def _run(wanted: str, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, one behind the other, that say what is `wanted`; none where no such lines do."""
    said = [_bare(line.text) for line in lines]
    for first, text in enumerate(said):
        if not wanted.startswith(text):
            continue
        at, end = 0, first
        while end < len(said) and at < len(wanted) and wanted.startswith(said[end], at):
            at += len(said[end])
            end += 1
        if at == len(wanted):
            return lines[first:end]
    return ()


def _kind(tag: str) -> BlockKind:
    return "heading" if tag in _HEADINGS else "quote" if tag == "blockquote" else "paragraph"


def _is_signature(line: Line) -> bool:
    short = len(line.text) <= _LONGEST and not line.text.endswith(_ENDS)
    return short and (any(word in line.role for word in _SIGNED) or _BY.match(line.text) is not None)


def _bare(text: str) -> str:
    return "".join(text.split())
