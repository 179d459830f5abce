"""Stage 1, convert: a seed file that holds several articles, parted by lines of `===` or more (`convert.split`).

Its first article goes by the file's name, the second by `file.txt#2`. An article's bytes are the same wherever it stands in the
file, so that its record finds it again.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from hashlib import sha256

from digest.model import Struct

SPLIT = frozenset({".txt", ".md"})
"""The endings of files that may hold several articles."""

_NAME = re.compile(r"(.+\.[^./#]+)#([1-9][0-9]{0,8})", re.DOTALL)
_BAR = re.compile(rb"(?<![^\r\n])[ \t]*={3,}[ \t]*(?![^\r\n])")
_BLANK_LINES = re.compile(rb"(?:[ \t]*(?:\r\n|[\r\n]))+")
_LINE_END = re.compile(rb"\r\n|[\r\n]")
_WIDE_MARKS = {
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_UTF8_MARK = b"\xef\xbb\xbf"


class Part(Struct, kw_only=True):
    """One article of a file: its bytes, and the line of the file on which they begin (from 1)."""

    data: bytes
    line: int

    @property
    def digest(self) -> str:
        """SHA-256 of its bytes."""
        return sha256(self.data).hexdigest()


def file_of(path: str, extensions: Collection[str] = SPLIT) -> str:
    """The file that holds the seed at `path`: `july.txt` for `july.txt#2`."""
    match = _NAME.fullmatch(path) if "#" in path else None
    return match[1] if match is not None and match[1].lower().endswith(tuple(extensions)) else path


def number_of(path: str) -> int:
    """Which article of its file the seed at `path` is, counted from 1."""
    match = _NAME.fullmatch(path)
    return int(match[2]) if match is not None and file_of(path) != path else 1


def name(file: str, number: int) -> str:
    """The path by which the article with this number in `file` goes."""
    return file if number == 1 else f"{file}#{number}"


def split(data: bytes, file: str) -> tuple[Part, ...]:
    """The articles of a file with the bytes `data`, at least one; a file without a second one is a single part as it is.

    Blank lines around an article don't belong to it, and sections without a word are none. In Markdown (`.md`) a line of
    `===` right under a text underlines a heading, and parts nothing.
    """
    text = _narrow(data)
    marked = file.lower().endswith(".md")
    cuts = [
        (0, 0),
        *((bar.start(), bar.end()) for bar in _BAR.finditer(text) if not (marked and _underlines(text, bar))),
    ]
    found: list[Part] = []
    line, counted = 1, 0
    for (_, start), (end, _) in zip(cuts, [*cuts[1:], (len(text), 0)], strict=True):
        section = text[start:end]
        if not section.strip():
            continue
        blank = _BLANK_LINES.match(section)
        begin = start + (blank.end() if blank is not None else 0)
        line += len(_LINE_END.findall(text, counted, begin))
        counted = begin
        found.append(Part(data=text[begin:end].rstrip() + b"\n", line=line))
    return tuple(found) if len(found) > 1 else (Part(data=data, line=1),)


def _narrow(data: bytes) -> bytes:
    """The same text in an encoding in which `=` is one byte, without a byte order mark."""
    for mark, encoding in _WIDE_MARKS.items():
        if data.startswith(mark):
            try:
                return data.decode(encoding).encode()
            except ValueError:
                return data
    return data.removeprefix(_UTF8_MARK)


def _underlines(text: bytes, bar: re.Match[bytes]) -> bool:
    above = _LINE_END.split(text[max(0, bar.start() - 1000) : bar.start()])
    return len(above) > 1 and bool(above[-2].strip())
