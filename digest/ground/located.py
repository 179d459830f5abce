"""Located YAML: a document as nodes that know their line and column, and keep every scalar as it was written.

The only module that reads YAML. Nothing is typed here: `no`, `1.10`, `12:30:00` and `2015-13-28` stay text, and
`digest.ground.schema` decides what they mean. The nodes are built from the event stream of libyaml (of pure PyYAML where
libyaml is missing), which neither recurses nor expands aliases, so that a hostile file costs no more than its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from digest.ground.diagnostics import Diagnostic, Place, error
from digest.ground.yaml_hints import Complaint, explain
from digest.ground.yaml_text import quote

if TYPE_CHECKING:
    import yaml

__all__ = ["Mapping", "Node", "Scalar", "Sequence", "parse", "quote"]

_DEEPEST = 64
_ODD_BREAKS = "\x85\u2028\u2029"
_PRIVATE = range(0xE000, 0xF900)
_BREAK = re.compile(r"\r\n|\r|\n")
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HALF = re.compile("[\ud800-\udfff]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Scalar(msgspec.Struct, frozen=True):
    """A text as written (quotes and escapes undone); `plain` where it stands without quotes."""

    value: str
    plain: bool
    place: Place


class Sequence(msgspec.Struct, frozen=True):
    """A list."""

    items: tuple[Node, ...]
    place: Place


class Mapping(msgspec.Struct, frozen=True):
    """Keys and values in the order of the file; no key twice."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place


Node = Scalar | Sequence | Mapping


def parse(data: bytes | str, file: str, *, first_line: int = 1) -> tuple[Node | None, list[Diagnostic]]:
    """The one document in `data`, and what is wrong with it; never raises.

    `file` names it in messages; `first_line` is the line of `file` on which `data` begins (front matter begins on the
    second). A document without content is an empty Mapping. The node is None where the text can't be read as YAML; with
    smaller errors (a key twice, an alias, a tag, a second document) the rest of the document is still there.
    """
    text, problem = _decode(data, file, first_line)
    if problem is not None:
        return None, [problem]
    lines = _BREAK.split(text)
    odd = _UNPRINTABLE.search(text)
    if odd is not None:
        return None, [_unprintable(text, odd, lines, file, first_line)]
    there, back = _disguise(text)
    return _Builder(lines, file, first_line, back).build(text.translate(there))


def _decode(data: bytes | str, file: str, first_line: int) -> tuple[str, Diagnostic | None]:
    if isinstance(data, str):
        return data.removeprefix("\ufeff"), None
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as problem:
        good = data[: problem.start].decode("utf-8-sig", "replace")
        lines = _BREAK.split(data.decode("utf-8-sig", "replace"))
        before = _BREAK.split(good)
        place = Place(
            file=file, line=first_line + len(before) - 1, column=len(before[-1]) + 1, source=lines[len(before) - 1]
        )
        name = "UTF-16" if data.startswith(_UTF16) else "not UTF-8"
        message = f"the file is {name}" if name == "UTF-16" else "the file is not UTF-8 text"
        return "", error(
            "yaml-encoding", message, place, note="not a UTF-8 character", hint="save the file with the encoding UTF-8"
        )


def _unprintable(text: str, odd: re.Match[str], lines: list[str], file: str, first_line: int) -> Diagnostic:
    before = _BREAK.split(text[: odd.start()])
    line = len(before) - 1
    place = Place(file=file, line=first_line + line, column=len(before[-1]) + 1, source=lines[line])
    return error(
        "yaml-character",
        f"the character U+{ord(odd[0]):04X} can't stand in YAML",
        place,
        note="an invisible character",
        hint="remove it, or write it as an escape in double quotes",
    )


def _disguise(text: str) -> tuple[dict[int, int], dict[int, int]]:
    """Tables that hide U+0085, U+2028 and U+2029 behind unused private characters, and bring them back.

    YAML 1.1, which libyaml reads, takes them for line ends; YAML 1.2 and every editor take them for characters.
    """
    present = [ord(c) for c in _ODD_BREAKS if c in text]
    if not present:
        return {}, {}
    used = set(text)
    free = (code for code in _PRIVATE if chr(code) not in used)
    there = dict(zip(present, free, strict=False))
    return there, {mask: code for code, mask in there.items()}


class _Open:
    """A collection whose end has not come yet; `key` is the mapping's key that waits for its value."""

    __slots__ = ("entries", "items", "key", "mapping", "start")

    def __init__(self, start: Any, *, mapping: bool) -> None:
        self.start = start
        self.mapping = mapping
        self.items: list[Node] = []
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.key: Node | None = None


class _Builder:
    """Makes nodes of one document's events."""

    def __init__(self, lines: list[str], file: str, first_line: int, back: dict[int, int]) -> None:
        self.lines = lines
        self.file = file
        self.first_line = first_line
        self.back = back
        self.root: Node | None = None
        self.documents = 0
        self.open: list[_Open] = []
        self.found: list[Diagnostic] = []

    def build(self, text: str) -> tuple[Node | None, list[Diagnostic]]:
        """The document's node and all findings."""
        import yaml  # noqa: PLC0415 - only a command that reads YAML pays for it

        try:
            for event in _events(text):
                if not self._take(event):
                    break
        except yaml.MarkedYAMLError as problem:
            self.found.append(explain(_complaint(problem), self.lines, self.file, self.first_line))
            return None, self.found
        except (yaml.YAMLError, ValueError) as problem:
            self.found.append(error("yaml-syntax", f"the YAML can't be read: {problem}", self._at(0, 0, 1)))
            return None, self.found
        if any(finding.code == "yaml-depth" for finding in self.found):
            return None, self.found
        if self.root is None or _is_nothing(self.root):
            self.root = Mapping((), self._at(0, 0, 1))
        return self.root, self.found

    def _take(self, event: yaml.Event) -> bool:
        """Adds one event; False when the rest need not be read."""
        kind = type(event).__name__
        if kind == "ScalarEvent":
            if event.tag is not None or event.anchor is not None:  # type: ignore[attr-defined]
                self._refuse_tag_and_anchor(event)
            value: str = event.value  # type: ignore[attr-defined]
            if self.back:
                value = value.translate(self.back)
            plain = not event.style  # type: ignore[attr-defined]
            if not plain and not value.isascii():
                value = self._whole(value, event)
            self._add(Scalar(value, plain, self._place(event.start_mark, event.end_mark)))
        elif kind in {"MappingStartEvent", "SequenceStartEvent"}:
            self._refuse_tag_and_anchor(event)
            if len(self.open) >= _DEEPEST:
                place = self._place(event.start_mark, event.end_mark)
                self.found.append(
                    error("yaml-depth", f"lists and mappings lie more than {_DEEPEST} deep in one another", place)
                )
                return False
            self.open.append(_Open(event.start_mark, mapping=kind == "MappingStartEvent"))
        elif kind in {"MappingEndEvent", "SequenceEndEvent"}:
            self._close(event)
        elif kind == "AliasEvent":
            self._alias(event)
        elif kind == "DocumentStartEvent":
            self.documents += 1
            if self.documents > 1:
                self.found.append(
                    error(
                        "yaml-documents",
                        "the file holds more than one YAML document",
                        self._place(event.start_mark, event.end_mark),
                        note="a second document begins here",
                        hint="remove the line `---`",
                    )
                )
                return False
        return True

    def _whole(self, value: str, event: yaml.Event) -> str:
        """`value` without halves of characters, which PyYAML's own reader lets an escape stand for (libyaml refuses them)."""
        half = _HALF.search(value)
        if half is None:
            return value
        message = f"the escape for U+{ord(half[0]):04X} stands for no character"
        place = self._place(event.start_mark, event.end_mark)
        self.found.append(error("yaml-character", message, place, hint="write the character itself"))
        return _HALF.sub("\ufffd", value)

    def _close(self, event: yaml.Event) -> None:
        ended = self.open.pop()
        place = self._place(ended.start, event.end_mark)
        if ended.mapping:
            self._add(Mapping(tuple(ended.entries.values()), place))
        else:
            self._add(Sequence(tuple(ended.items), place))

    def _add(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        into = self.open[-1]
        if not into.mapping:
            into.items.append(node)
        elif into.key is None:
            into.key = node
        else:
            key, into.key = into.key, None
            self._enter(into, key, node)

    def _enter(self, into: _Open, key: Node, node: Node) -> None:
        if not isinstance(key, Scalar):
            self.found.append(
                error(
                    "yaml-key",
                    "a key must be a single text",
                    key.place,
                    hint="a text that begins with [ or { needs quotes",
                )
            )
            return
        first = into.entries.setdefault(key.value, (key, node))[0]
        if first is not key:
            self.found.append(
                error(
                    "duplicate-key",
                    f"`{key.value}` stands here twice",
                    key.place,
                    note=f"first on line {first.place.line}, column {first.place.column}",
                    hint="keep one of the two",
                )
            )

    def _alias(self, event: yaml.Event) -> None:
        place = self._place(event.start_mark, event.end_mark)
        name: str = event.anchor  # type: ignore[attr-defined]
        self.found.append(
            error(
                "yaml-alias",
                f"`*{name}` is a YAML alias, which is not allowed here",
                place,
                hint="write the value out; a text that begins with * needs quotes",
            )
        )
        self._add(Scalar(f"*{name}", False, place))

    def _refuse_tag_and_anchor(self, event: yaml.Event) -> None:
        tag: str | None = event.tag  # type: ignore[attr-defined]
        anchor: str | None = event.anchor  # type: ignore[attr-defined]
        if tag is None and anchor is None:
            return
        place = self._place(event.start_mark, event.end_mark)
        if tag is not None:
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            self.found.append(
                error(
                    "yaml-tag",
                    f"`{shown}` is a YAML tag, which is not allowed here",
                    place,
                    hint="remove it; a text that begins with ! needs quotes",
                )
            )
        if anchor is not None:
            self.found.append(
                error(
                    "yaml-alias",
                    f"`&{anchor}` is a YAML anchor, which is not allowed here",
                    place,
                    hint="remove it; a text that begins with & needs quotes",
                )
            )

    def _place(self, start: Any, end: Any) -> Place:
        line, column = start.line, start.column
        source = self.lines[line] if line < len(self.lines) else ""
        length = (end.column if end.line == line else len(source.rstrip())) - column
        first = self.first_line + line
        return Place(file=self.file, line=first, column=column + 1, length=max(1, length), source=source)

    def _at(self, line: int, column: int, length: int) -> Place:
        source = self.lines[line] if line < len(self.lines) else ""
        return Place(file=self.file, line=self.first_line + line, column=column + 1, length=length, source=source)


def _complaint(problem: yaml.MarkedYAMLError) -> Complaint:
    at, began = problem.problem_mark, problem.context_mark
    return Complaint(
        problem.problem or "",
        problem.context or "",
        None if at is None else (at.line, at.column),
        None if began is None else (began.line, began.column),
    )


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and not node.value


def _events(text: str) -> Iterator[Any]:
    import yaml  # noqa: PLC0415

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        event = loader.get_event()
        while not isinstance(event, yaml.StreamEndEvent):
            yield event
            event = loader.get_event()
    finally:
        loader.dispose()
