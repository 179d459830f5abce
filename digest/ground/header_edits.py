"""Changes to the header of a Markdown file: one key of the YAML between the two lines of `---`, every other byte as it was.

Comments, order, quotes, indents and line ends stay. `put`, `add` and `drop` read the whole header; what is written in a way that
can't be changed in place gives None: whoever asked says so, and nothing is guessed. The values given to them are YAML already (see
`digest.ground.located.quote`). `items` and `respell` look at the lines of one list alone, whatever is wrong with the others, so that
ten thousand headers are soon gone through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from digest.ground.diagnostics import Place
from digest.ground.located import Mapping, Node, Scalar, Sequence, parse, quote
from digest.ground.text import fold, squeeze

_FILE = re.compile(
    r"(?P<opening>\A\ufeff?---[^\S\r\n]*(?P<end>\r\n|\r|\n))(?P<header>.*?)(?P<closing>(?<=[\r\n])---[^\S\r\n]*(?:\r\n|\r|\n|\Z))",
    re.DOTALL,
)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_ITEM = re.compile(r"[ \t]*-[ \t]+")
_GOES_ON = re.compile(r"[ \t#\-\]\r\n]")
_COMMA_BEHIND, _COMMA_BEFORE = re.compile(r"[ \t]*,[ \t]*"), re.compile(r"[ \t]*,[ \t]*\Z")


class Unreadable(Exception):  # noqa: N818 - says what is the matter with a file, and is caught by whoever asked
    """The items of a list can't be told, since the header is broken or they are no list of values."""


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
    if len(out) == len(node.items):
        return _without(header, key, node)
    lines = "".join(header.lines)
    for start, end in reversed(_spans(lines, out)):
        shorter = cut(lines, start, end)
        lines = shorter if shorter is not None else lines[:start] + lines[end:]
    return header.before + lines + header.after


# --- lists ------------------------------------------------------------------------------------------------------------


def items(text: str, key: str) -> tuple[str, ...]:
    """The items of the list `key` as they are written, in order; none where there is no such key. Raises Unreadable."""
    field = _field(text, key)
    return _values(field.items) if field is not None else ()


def respell(text: str, key: str, becomes: Callable[[str], str]) -> str:
    """The file with each item of the list `key` replaced by what it `becomes`; of two that are then one the first stays.

    Of the list only the items concerned change, wherever it is written in one of the usual ways; else it is written anew. Raises
    Unreadable.
    """
    field = _field(text, key)
    if field is None:
        return text
    labels = _values(field.items)
    wanted = [label for label in _respelt(labels, becomes) if label is not None]
    if wanted == list(labels):
        return text
    new = _edited(field, becomes)
    if new is None or not _says(new, wanted):
        first = _LINE.findall(field.text)[0]
        end = first[len(first.rstrip("\r\n")) :] or "\n"
        new = f"{key}: [{', '.join(map(quote, wanted))}]{end}"
    return text[: field.start] + new + text[field.start + len(field.text) :]


def cut(text: str, start: int, end: int) -> str | None:
    """The text without the item of a YAML list from `start` to `end`: with its line where it has one of its own, else with a comma beside it; None where it has none."""
    before = _before(text, start)
    if _ITEM.fullmatch(before):
        rest = _LINE.match(text, end)
        return text[: start - len(before)] + (text[rest.end() :] if rest else "")
    comma = _COMMA_BEHIND.match(text, end)
    if comma is not None:
        return text[:start] + text[comma.end() :]
    comma = _COMMA_BEFORE.search(text[:start])
    return text[: comma.start()] + text[end:] if comma is not None else None


class _Field(NamedTuple):
    """The lines of the header from a key on to the next, where they stand in the text, and the items of the list."""

    text: str
    start: int
    items: tuple[Scalar, ...]


@cache
def _key(name: str) -> re.Pattern[str]:
    return re.compile(rf"""(?P<quote>["']?){re.escape(name)}(?P=quote)[ \t]*:""")


def _field(text: str, key: str) -> _Field | None:
    match = _FILE.match(text)
    if match is None:
        raise Unreadable
    lines = _LINE.findall(match["header"])
    first = next((number for number, line in enumerate(lines) if _key(key).match(line)), None)
    if first is None:
        return None
    last = first + 1
    while last < len(lines) and _GOES_ON.match(lines[last]):
        last += 1
    while last > first + 1 and (not lines[last - 1].strip() or lines[last - 1].startswith("#")):
        last -= 1
    written = "".join(lines[first:last])
    return _Field(written, match.start("header") + sum(map(len, lines[:first])), _parsed(written))


def _parsed(written: str) -> tuple[Scalar, ...]:
    node, found = parse(written, "")
    if found or not isinstance(node, Mapping) or len(node.entries) != 1:
        raise Unreadable
    value = node.entries[0][1]
    if isinstance(value, Scalar) and _is_missing(value):
        return ()
    scalars = tuple(item for item in value.items if isinstance(item, Scalar)) if isinstance(value, Sequence) else ()
    if not isinstance(value, Sequence) or len(scalars) < len(value.items):
        raise Unreadable
    return scalars


def _values(scalars: Iterable[Scalar]) -> tuple[str, ...]:
    return tuple(squeeze(item.value) for item in scalars)


def _says(written: str, wanted: list[str]) -> bool:
    try:
        return list(_values(_parsed(written))) == wanted
    except Unreadable:
        return False


def _respelt(labels: Iterable[str], becomes: Callable[[str], str]) -> list[str | None]:
    """What each item is to be; None for one that another before it is already."""
    seen: set[str] = set()
    found: list[str | None] = []
    for label in map(becomes, labels):
        key = fold(label) or label
        found.append(None if key in seen else label)
        seen.add(key)
    return found


def _edited(field: _Field, becomes: Callable[[str], str]) -> str | None:
    """The field with its items replaced one by one from the last to the first; None where their places can't be told."""
    text, labels = field.text, _values(field.items)
    spans = _spans(text, field.items)
    for (start, end), old, new in reversed(list(zip(spans, labels, _respelt(labels, becomes), strict=True))):
        if new is None:
            shorter = cut(text, start, end)
            if shorter is None:
                return None
            text = shorter
        elif new != old:
            text = text[:start] + quote(new, flow=not _ITEM.fullmatch(_before(text, start))) + text[end:]
    return text


def _before(text: str, at: int) -> str:
    """What stands before a place in its line."""
    return text[max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1 : at]


def _spans(text: str, scalars: Iterable[Scalar]) -> list[tuple[int, int]]:
    """From where to where in the text of a header's lines its items stand."""
    starts = [0, *accumulate(map(len, _LINE.findall(text)))]
    return [
        (start := starts[item.place.line - 1] + item.place.column - 1, start + item.place.length) for item in scalars
    ]


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


def _without(header: _Header, key: str, node: Sequence) -> str | None:
    """The file without a list whose lines hold nothing else."""
    name = header.entries[key][0]
    last = node.items[-1].place
    end = header.lines[last.line - 1][last.column - 1 + last.length :].strip()
    if end.rstrip("]").rstrip().rstrip(",") or (last.line > name.place.line and end):
        return None  # a comment, or a bracket further down
    del header.lines[name.place.line - 1 : last.line]
    return header.text()
