"""Stage 2, first step: the bytes of a content file → its header and its body, each knowing the line it begins on."""

from __future__ import annotations

import re

from digest.ground.characters import spaced
from digest.ground.diagnostics import Diagnostic, Place, error
from digest.model import Struct

_FENCE = "---"
_END = re.compile(r"\n---[^\S\n]*(?:\n|\Z)")
_EXAMPLE = "begin the file with a header: a line `---`, then `title: …` and `date: YYYY-MM-DD`, then another line `---`"


class Document(Struct, kw_only=True):
    """A content file taken apart; `file` is relative to the site's folder, lines count from 1 and end with a line feed.

    `header` is the text between the two `---` lines. Control characters, which no HTML or XML may hold, are spaces in `body`.
    """

    file: str
    header: str
    header_line: int
    body: str
    body_line: int


def take_apart(data: bytes, file: str) -> tuple[Document | None, list[Diagnostic]]:
    """The header and the body of a content file, or why it has none.

    A byte order mark and every kind of line end are accepted; the text must be UTF-8. The header begins on the very
    first line.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        return None, [_not_utf8(data, problem, file)]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    fence = text.partition("\n")[0]
    first = Place(file=file, line=1, column=1, length=max(1, len(fence)), source=fence)
    if fence.rstrip() != _FENCE:
        return None, [error("front-matter-missing", "the file has no front matter", first, hint=_EXAMPLE)]
    end = _END.search(text, len(fence))
    if end is not None:
        header, body = text[len(fence) + 1 : end.start()], spaced(text[end.end() :])
        body_line = text.count("\n", 0, end.start()) + 3
        return Document(file=file, header=header, header_line=2, body=body, body_line=body_line), []
    return None, [
        error(
            "front-matter-unclosed",
            "the front matter has no end",
            first,
            note="it begins here",
            hint="write a line `---` after its last key, at the left edge",
        )
    ]


def _not_utf8(data: bytes, problem: UnicodeDecodeError, file: str) -> Diagnostic:
    start = len(data) - len(problem.object) + problem.start
    before = data[:start]
    line = before.count(b"\n") + 1
    begin = before.rfind(b"\n") + 1
    end = data.find(b"\n", start)
    whole = data[begin : end if end >= 0 else len(data)]
    place = Place(
        file=file,
        line=line,
        column=len(data[begin:start].decode("utf-8")) + 1,
        source=whole.decode("utf-8", "replace").rstrip("\r"),
    )
    return error(
        "encoding-invalid",
        "the file is not UTF-8",
        place,
        note=f"the byte 0x{data[start]:02X} can't stand here",
        hint="save the file as UTF-8",
    )
