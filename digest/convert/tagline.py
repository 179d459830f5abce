"""Stage 1, convert: the tags that the header of a content file has, read and rewritten; all other bytes of the file stay as they are."""

from __future__ import annotations

import re
from collections.abc import Callable

from digest.ground import located
from digest.ground.text import fold, squeeze
from digest.model import Struct

_HEADER = re.compile(
    r"\A\ufeff?---[^\S\r\n]*(?:\r\n|\r|\n)(?P<header>.*?)(?<=[\r\n])---[^\S\r\n]*(?:\r\n|\r|\n|\Z)", re.DOTALL
)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_KEY = re.compile(r"""(?P<quote>["']?)tags(?P=quote)[ \t]*:""")
_GOES_ON = re.compile(r"[ \t#\-\]\r\n]")
_COMMA_BEHIND, _COMMA_BEFORE = re.compile(r"[ \t]*,[ \t]*"), re.compile(r"[ \t]*,[ \t]*\Z")
_ITEM = re.compile(r"[ \t]*-[ \t]+\Z")


class Unreadable(Exception):  # noqa: N818 - says what is the matter with a file, and is caught by whoever asked
    """The tags of a file can't be told, since its header is broken or they are no list."""


class _Field(Struct, kw_only=True):
    """The lines of the header from `tags:` on to the next field, where they stand in the text, and the items of the list."""

    text: str
    start: int
    items: tuple[located.Scalar, ...]


def read(text: str) -> tuple[str, ...]:
    """The tags of a content file as they are written, in order. Raises Unreadable."""
    field = _field(text)
    return tuple(squeeze(item.value) for item in field.items) if field is not None else ()


def rewrite(text: str, becomes: Callable[[str], str]) -> str:
    """The file with each tag replaced by what it `becomes`; of two that are then one the first stays. Raises Unreadable.

    Of the list only the items concerned change, wherever it is written in one of the usual ways; else it is written anew.
    """
    field = _field(text)
    if field is None:
        return text
    wanted = list(dict.fromkeys(map(becomes, read(text))))
    wanted = list({fold(label) or label: label for label in reversed(wanted)}.values())[::-1]
    if wanted == list(read(text)):
        return text
    new = _edited(field, becomes)
    if new is None or _items(new) != wanted:
        end = _LINE.findall(field.text)[0][len(_LINE.findall(field.text)[0].rstrip("\r\n")) :] or "\n"
        new = f"tags: [{', '.join(located.quote(label) for label in wanted)}]{end}"
    return text[: field.start] + new + text[field.start + len(field.text) :]


def _field(text: str) -> _Field | None:
    match = _HEADER.match(text)
    if match is None:
        raise Unreadable
    lines = _LINE.findall(match["header"])
    first = next((number for number, line in enumerate(lines) if _KEY.match(line)), None)
    if first is None:
        return None
    last = first + 1
    while last < len(lines) and _GOES_ON.match(lines[last]):
        last += 1
    while last > first + 1 and (not lines[last - 1].strip() or lines[last - 1].startswith("#")):
        last -= 1
    written = "".join(lines[first:last])
    return _Field(text=written, start=match.start("header") + sum(map(len, lines[:first])), items=_parsed(written))


def _parsed(written: str) -> tuple[located.Scalar, ...]:
    node, found = located.parse(written, "")
    if found or not isinstance(node, located.Mapping) or len(node.entries) != 1:
        raise Unreadable
    value = node.entries[0][1]
    if isinstance(value, located.Scalar) and value.plain and not value.value:
        return ()
    items = value.items if isinstance(value, located.Sequence) else ()
    scalars = tuple(item for item in items if isinstance(item, located.Scalar))
    if not isinstance(value, located.Sequence) or len(scalars) < len(items):
        raise Unreadable
    return scalars


def _items(written: str) -> list[str] | None:
    try:
        return [squeeze(item.value) for item in _parsed(written)]
    except Unreadable:
        return None


def _edited(field: _Field, becomes: Callable[[str], str]) -> str | None:
    """The field with its items replaced one by one from the last to the first; None where their places can't be told."""
    lines = _LINE.findall(field.text)
    text = field.text
    starts = [sum(map(len, lines[: item.place.line - 1])) + item.place.column - 1 for item in field.items]
    labels = [squeeze(item.value) for item in field.items]
    seen: set[str] = set()
    kept: list[bool] = []
    for label in map(becomes, labels):
        kept.append((fold(label) or label) not in seen)
        seen.add(fold(label) or label)
    for number in reversed(range(len(labels))):
        start, end = starts[number], starts[number] + field.items[number].place.length
        if not kept[number]:
            shorter = cut(text, start, end)
            if shorter is None:
                return None
            text = shorter
        elif becomes(labels[number]) != labels[number]:
            flow = not _ITEM.search(_line_before(text, start))
            text = text[:start] + located.quote(becomes(labels[number]), flow=flow) + text[end:]
    return text


def _line_before(text: str, at: int) -> str:
    return text[max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1 : at]


def cut(text: str, start: int, end: int) -> str | None:
    """The text without the item of a YAML list from `start` to `end`: with its line where it has one of its own, else with a comma beside it; None where it has none."""
    before = _line_before(text, start)
    if _ITEM.search(before):
        rest = _LINE.match(text, end)
        return text[: start - len(before)] + (text[rest.end() :] if rest else "")
    comma = _COMMA_BEHIND.match(text, end)
    if comma is not None:
        return text[:start] + text[comma.end() :]
    comma = _COMMA_BEFORE.search(text[:start])
    return text[: comma.start()] + text[end:] if comma is not None else None
