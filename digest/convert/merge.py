"""Stage 1, convert: a seed changed after a person edited its article. Both changes meet here, the person's first.

A three-way merge of texts: `base` is the file as it was generated last, `mine` as a person left it, `theirs` as it would be
generated now. It goes by header field and by paragraph; whatever the seed didn't change keeps the person's bytes, comments and
spacing included. Merging twice gives what merging once gives, so that an interrupted run can be repeated.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from digest.convert.paragraphs import merge_paragraphs
from digest.convert.record import Conflict
from digest.ground import located
from digest.model import Struct

_FILE = re.compile(
    r"(?P<open>\ufeff?---[ \t]*\n)(?P<header>.*?)(?P<close>^---[ \t]*(?:\n|\Z))(?P<body>.*)", re.DOTALL | re.MULTILINE
)
_REMARK = re.compile(r"[ \t]+#[^\n]*")


class Merged(Struct, kw_only=True):
    """The file's text, and what both sides had changed, in which case the text has the person's version."""

    text: str
    conflicts: tuple[Conflict, ...] = ()


def merge(base: str | None, mine: str, theirs: str) -> Merged | None:
    """The person's file with the seed's changes, or None where the file's header can't be read.

    Without a `base` nobody knows who changed what: then every difference is a conflict, and the file stays as it is.
    """
    ends = "\r\n" if "\r\n" in mine else "\n"
    left = mine.replace("\r\n", "\n")
    if theirs in {base, left}:
        return Merged(text=mine)
    if base == left:
        return Merged(text=theirs.replace("\n", ends))
    ours, new, old = _split(left), _split(theirs), _split(base) if base is not None else None
    if ours is None or new is None or (old is None and base is not None):
        return None
    header, conflicts = _merge_header(old, ours, new)
    body, replaced = merge_paragraphs(old.body if old else None, ours.body, new.body)
    line = f"{ours.open}{header}{ours.close}".count("\n")
    conflicts += [
        Conflict(part="body", theirs=one.theirs, mine=one.mine, line=line + one.line, blind=old is None)
        for one in replaced
    ]
    text = f"{ours.open}{header}{ours.close}{body}"
    return Merged(text=text.replace("\n", ends), conflicts=tuple(conflicts))


def taken_apart(text: str) -> tuple[dict[str, object], str] | None:
    """The header of a content file as plain data, every scalar as it is written, and the body; None where it can't be read."""
    file = _split(text.replace("\r\n", "\n"))
    return None if file is None else ({name: one.value for name, one in file.fields.items()}, file.body)


class _Field(Struct, kw_only=True):
    """A header field: comment lines above it, its own lines, and its value as plain data."""

    above: str
    text: str
    value: object


class _File(Struct, kw_only=True):
    """A content file: the line that opens the header, its fields, comments below them, the line that closes it, the body."""

    open: str
    fields: dict[str, _Field]
    below: str
    close: str
    body: str


def _split(text: str) -> _File | None:
    """The parts of a content file; None where its header is missing or can't be divided into fields."""
    match = _FILE.match(text)
    if match is None:
        return None
    node, found = located.parse(match["header"], "", first_line=1)
    if not isinstance(node, located.Mapping) or found:
        return None
    lines = re.findall(r"[^\n]*\n|[^\n]+\Z", match["header"])
    starts = [key.place.line - 1 for key, _ in node.entries]
    if len(set(starts)) < len(starts) or any(key.place.column != 1 for key, _ in node.entries):
        return None
    ends = [*starts[1:], len(lines)] if starts else []
    fields: dict[str, _Field] = {}
    above = "".join(lines[: starts[0]]) if starts else "".join(lines)
    for (key, value), start, end in zip(node.entries, starts, ends, strict=True):
        last = end
        while last > start + 1 and _is_aside(lines[last - 1]):
            last -= 1
        fields[key.value] = _Field(above=above, text="".join(lines[start:last]), value=_plain(value))
        above = "".join(lines[last:end])
    return _File(open=match["open"], fields=fields, below=above, close=match["close"], body=match["body"])


def _is_aside(line: str) -> bool:
    """Whether a line is blank or a comment at the margin (an indented one may belong to a block of text)."""
    return not line.strip() or line.startswith("#")


def _plain(node: located.Node) -> object:
    if isinstance(node, located.Scalar):
        return node.value
    if isinstance(node, located.Sequence):
        return [_plain(item) for item in node.items]
    return {key.value: _plain(value) for key, value in node.entries}


def _merge_header(old: _File | None, ours: _File, new: _File) -> tuple[str, list[Conflict]]:
    """The header's text, and its conflicts with the line of the file where each is (the first where the field is gone)."""
    gave_way: dict[str, str] = {}
    stayed: dict[str, str] = {}
    kept: dict[str, tuple[str, str]] = {}
    base: Mapping[str, _Field] = {} if old is None else old.fields
    for name, mine in ours.fields.items():
        now = new.fields.get(name)
        taken = _merge_field(base.get(name), mine, now)
        if taken is None:
            gave_way[name] = now.text.strip() if now else ""
            stayed[name] = mine.text.strip()
        kept[name] = (mine.above, mine.text if taken is None else taken)
    order = list(kept)
    for name, now in new.fields.items():
        if name in kept:
            continue
        was = base.get(name)
        if was is None and old is not None:
            order.insert(_place(name, order, list(new.fields)), name)
            kept[name] = ("", now.text)
        elif was is None or was.value != now.value:
            gave_way[name] = now.text.strip()
    text, lines = ours.open, dict.fromkeys(gave_way, 1)
    for name in order:
        above, field = kept[name]
        lines[name] = (text + above).count("\n") + 1
        text += above + field
    conflicts = [
        Conflict(part=name, theirs=theirs, mine=stayed.get(name, ""), line=lines[name], blind=old is None)
        for name, theirs in gave_way.items()
    ]
    return text.removeprefix(ours.open) + ours.below, conflicts


def _merge_field(was: _Field | None, mine: _Field, now: _Field | None) -> str | None:
    """The field's lines; None where a person and the seed changed it differently, a remark on a field that is gone included."""
    before, after = was and was.value, now and now.value
    if after in (before, mine.value):
        return mine.text
    written = was.text.rstrip("\n") if was else ""
    remark = mine.text.rstrip("\n").removeprefix(written)
    untouched = was is not None and mine.text.startswith(written) and (not remark or _REMARK.fullmatch(remark))
    if not untouched and (mine.value != before or "#" in mine.text):
        return None
    if now is None:
        return None if remark else ""
    return now.text.rstrip("\n") + (remark if untouched else "") + "\n"


def _place(name: str, order: Sequence[str], known: Sequence[str]) -> int:
    """Where a new field goes: behind the nearest field before it in the usual order that is there."""
    for earlier in reversed(known[: known.index(name)]):
        if earlier in order:
            return order.index(earlier) + 1
    return 0
