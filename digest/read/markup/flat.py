"""Stage 2: the blocks that a news text consists of, written out without a tree: paragraphs, headings, flat lists and quotes.

Their result can be told at sight when nothing is nested in them, nothing is joined to them, and their texts hold no more
than simple markup (`simple`). Whatever is more than that is left to the stock parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from digest.read.markup.blocks import is_plain

Inline = Callable[[str], str | None]
"""The HTML of a text, None where it takes a tree."""

_HEADING = re.compile(r"(#{1,6}) +([^#\s](?:[^#\n]*[^#\s])?)")
_ITEM = re.compile(r"[-*+] (?=\S)")
_QUOTED = re.compile(r"> (?=\S)")


def write(blocks: Iterable[str], inline: Inline, *, headings: bool) -> str | None:
    """The HTML of blocks between empty lines; None where one of them isn't flat. Without `headings` a heading isn't."""
    written: list[str] = []
    before = ""
    for block in blocks:
        mark = "" if is_plain(block) else "-" if block[0] in "*+" else block[0]
        if mark == "":
            text = block.lstrip()
            if not text:  # white space that is no space
                continue
            made = _paragraph(text, inline)
        elif mark == "#" and headings:
            made = _heading(block, inline)
        elif mark == "-" and before != mark:  # else the two are one list, and its items are paragraphs
            made = _list(block.split("\n"), inline)
        elif mark == ">" and before != mark:
            made = _quote(block.split("\n"), inline)
        else:
            return None
        if made is None:
            return None
        written.append(made)
        before = mark
    return "\n".join(written)


def _paragraph(text: str, inline: Inline) -> str | None:
    made = inline(text)
    return None if made is None else f"<p>{made}</p>"


def _heading(line: str, inline: Inline) -> str | None:
    match = _HEADING.fullmatch(line)
    made = inline(match[2]) if match else None
    return f"<h{len(match[1])}>{made}</h{len(match[1])}>" if match and made is not None else None


def _list(lines: list[str], inline: Inline) -> str | None:
    written = ["<ul>"]
    for line in lines:
        text = line[2:]
        made = inline(text) if _ITEM.match(line) and is_plain(text) else None
        if made is None:
            return None
        written.append(f"<li>{made}</li>")
    written.append("</ul>")
    return "\n".join(written)


def _quote(lines: list[str], inline: Inline) -> str | None:
    if not all(map(_QUOTED.match, lines)):
        return None
    text = "\n".join([line[2:] for line in lines])
    made = _paragraph(text, inline) if is_plain(text) else None
    return None if made is None else f"<blockquote>\n{made}\n</blockquote>"
