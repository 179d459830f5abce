"""Changes to the header of a Markdown file: one key of the YAML between the two lines of `---`, every other byte as it was.

Comments, order, quotes, indents and line ends stay. What is written in a way that can't be changed in place gives None: whoever
asked says so, and nothing is guessed. The values given are YAML already (see `digest.ground.located.quote`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from digest.ground.diagnostics import Place
from digest.ground.located import Mapping, Node, Scalar, Sequence, parse

_FILE = re.compile(
    r"(?P<opening>\A\ufeff?---[^\S\r\n]*(?P<end>\r\n|\r|\n))(?P<header>.*?)(?P<closing>(?<=[\r\n])---[^\S\r\n]*(?:\r\n|\r|\n|\Z))",
    re.DOTALL,
)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_ITEM = re.compile(r"[ \t]*-[ \t]+")


class _Header(NamedTuple):
    """A file taken apart: what stands before the header, its lines, its keys with their nodes, the line end, and the rest."""

    before: str
    lines: list[str]
    entries: dict[str, tuple[Scalar, Node]]
    end: str
    after: str

    def text(self) -> str:
        return self.before + "".join(self.lines) + self.after


def put(text: str, key: str, value: str) -> str | None:
    """The file with `key: value`: in the place of the old value where that stands on one line, else as the header's last line."""
    header = _take_apart(text)
    if header is None:
        return None
    if key not in header.entries:
        header.lines.append(f"{_indent(header)}{key}: {value}{header.end}")
        return header.text()
    name, node = header.entries[key]
    if not isinstance(node, Scalar):
        return None
    return _spliced(header, _behind(name) if _is_missing(node) else node.place, value)


def add(text: str, key: str, item: str) -> str | None:
    """The file with one more item at the end of the list `key`, which begins where there is none."""
    header = _take_apart(text)
    if header is None:
        return None
    if key not in header.entries:
        return put(text, key, f"[{item}]")
    name, node = header.entries[key]
    if isinstance(node, Scalar) and _is_missing(node):
        return _spliced(header, _behind(name), f"[{item}]")
    if not isinstance(node, Sequence):
        return None
    if not node.items:
        return _spliced(header, _part(node.place, node.place.column, 1), f"[{item}")
    last = node.items[-1].place
    if not isinstance(node.items[-1], Scalar) or not _is_whole(node.items[-1], header):
        return None
    prefix = _prefix(header, last)
    if _ITEM.fullmatch(prefix):
        header.lines.insert(last.line, f"{prefix}{item}{header.end}")
        return header.text()
    return _spliced(header, _part(last, last.column + last.length, 0), f", {item}")


def drop(text: str, key: str, value: str) -> str | None:
    """The file without the items of the list `key` that say `value`; without the key where that leaves none."""
    header = _take_apart(text)
    if header is None:
        return None
    node = header.entries[key][1] if key in header.entries else None
    if not isinstance(node, Sequence):
        return text if node is None else None
    out = [item for item in node.items if isinstance(item, Scalar) and item.value == value]
    if not out:
        return text
    if not all(_is_whole(item, header) for item in node.items if isinstance(item, Scalar)):
        return None
    flow = not _ITEM.fullmatch(_prefix(header, node.items[0].place))
    if len(out) == len(node.items):
        return _without(header, key, node)
    for item in reversed(out):
        if flow:
            _cut(header, item.place)
        else:
            del header.lines[item.place.line - 1]
    return header.text()


# --- lines ------------------------------------------------------------------------------------------------------------


def _take_apart(text: str) -> _Header | None:
    match = _FILE.match(text)
    if match is None:
        return None
    node, found = parse(match["header"], "")
    if found or not isinstance(node, Mapping):
        return None
    entries = {name.value: (name, value) for name, value in node.entries}
    if any(name.place.column != _column(entries) or not _begins(name) for name, _ in entries.values()):
        return None  # in braces, or several keys on a line
    return _Header(
        match["opening"], _LINE.findall(match["header"]), entries, match["end"], text[match.start("closing") :]
    )


def _column(entries: dict[str, tuple[Scalar, Node]]) -> int:
    return next(name.place.column for name, _ in entries.values())


def _begins(name: Scalar) -> bool:
    return not name.place.source[: name.place.column - 1].strip()


def _indent(header: _Header) -> str:
    return " " * (_column(header.entries) - 1) if header.entries else ""


def _prefix(header: _Header, place: Place) -> str:
    return header.lines[place.line - 1][: place.column - 1]


def _is_missing(node: Scalar) -> bool:
    return node.plain and not node.value


def _is_whole(node: Scalar, header: _Header) -> bool:
    """Whether a value's place holds all of it: it begins and ends on one line."""
    line = header.lines[node.place.line - 1]
    shown = line[node.place.column - 1 : node.place.column - 1 + node.place.length]
    return shown == node.value if node.plain else shown[:1] in {'"', "'"} and len(shown) > 1 and shown[-1] == shown[0]


def _behind(name: Scalar) -> Place:
    """The place for the value of a key that has none: behind its colon, with a space."""
    return Place(file="", line=name.place.line, column=name.place.column + name.place.length, length=-1)


def _part(place: Place, column: int, length: int) -> Place:
    return Place(file="", line=place.line, column=column, length=length)


def _spliced(header: _Header, place: Place, new: str) -> str | None:
    """The file with `new` at a place of the header; None where what stands there goes on in another line."""
    line = header.lines[place.line - 1]
    start = place.column - 1
    if place.length < 0:
        start = line.index(":", start) + 1
        new, length = f" {new}", 0
    else:
        length = place.length
    old = next((node for _, node in header.entries.values() if node.place == place), None)
    if isinstance(old, Scalar) and not _is_whole(old, header):
        return None
    header.lines[place.line - 1] = line[:start] + new + line[start + length :]
    return header.text()


def _cut(header: _Header, place: Place) -> None:
    """Takes an item out of a list in brackets, with the comma behind it or else the one before it."""
    line = header.lines[place.line - 1]
    before, after = line[: place.column - 1], line[place.column - 1 + place.length :]
    if after.lstrip(" \t").startswith(","):
        after = after.lstrip(" \t")[1:].lstrip(" \t")
    else:
        before = before.rstrip(" \t").removesuffix(",")
    header.lines[place.line - 1] = before + after


def _without(header: _Header, key: str, node: Sequence) -> str | None:
    """The file without a list whose lines hold nothing else."""
    name = header.entries[key][0]
    last = node.items[-1].place
    end = header.lines[last.line - 1][last.column - 1 + last.length :].strip()
    if end.rstrip("]").rstrip().rstrip(",") or (last.line > name.place.line and end):
        return None  # a comment, or a bracket further down
    del header.lines[name.place.line - 1 : last.line]
    return header.text()
