"""Stage 1, convert: the record of a conversion, `content/.provenance/<id>.json`.

It says where each part of an article comes from, what of the seed stands no longer in it, and how the file read as it was
generated, which is the base of the next three-way merge. It lies beside the content and is committed with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from digest.ground.characters import printable
from digest.ground.diagnostics import Diagnostic, Place, error, warning
from digest.model import Origin, Removed, RunnerUp, Struct

CONVERTER = 2
"""The converter's version. A higher one converts every seed again; so it rises only when articles come out better."""

FOLDER = ".provenance"
_NAME = re.compile(r"[a-z][a-z2-7]{9,}")
_FILE = re.compile(rf"({_NAME.pattern})\.json")


class Evidence(Struct, kw_only=True):
    """A field's value as generated, and its `model.Origin`: the rule, the place in the seed, how sure, the words for it."""

    value: Any = None
    rule: str
    line: int = 0
    start: int = 0
    end: int = 0
    confidence: float = 1.0
    words: tuple[str, ...] = ()


class Conflict(Struct, kw_only=True):
    """What a person and the seed both changed: the part of the file, the seed's wording, which was not taken, and the person's.

    `blind` says that the record was missing, so that nobody knows whether a person has changed anything.
    """

    part: str
    theirs: str
    mine: str = ""
    line: int = 0
    blind: bool = False


class Entry(Struct, kw_only=True):
    """What every run needs to know of a record.

    `digest` is that of the seed's bytes, `wording` that of its text with white space folded; `path` is where the converter put
    the article under `content/`, `day` that of its date (`2015-07-28`); `duplicate` is the id of an older article with the same
    wording, `also` are those of older reports of the same story. `doubts` are what the conversion warned of, where the place's file
    is empty for the seed; `conflicts` what was left to a person; `settled` the names (`doubts.name_of`) of those that a person
    has looked at.
    """

    id: str
    seed: str
    digest: str
    wording: str
    path: str
    converter: int
    day: str = ""
    duplicate: str | None = None
    also: tuple[str, ...] = ()
    doubts: tuple[Diagnostic, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    settled: tuple[str, ...] = ()


class Record(Entry, kw_only=True):
    """The whole record; `generated` is the content file as it was generated, line by line."""

    encoding: str
    generated: tuple[str, ...]
    fields: dict[str, Evidence] = msgspec.field(default_factory=dict)
    runners_up: tuple[RunnerUp, ...] = ()
    removed: tuple[Removed, ...] = ()

    @property
    def text(self) -> str:
        """The content file as it was generated."""
        return "\n".join(self.generated)


_ENTRY = msgspec.json.Decoder(Entry)
_RECORD = msgspec.json.Decoder(Record)


def encode(record: Record) -> bytes:
    """JSON for people and their diffs: sorted keys, two spaces, one line for each line of the generated file."""
    return msgspec.json.format(msgspec.json.encode(record, order="sorted"), indent=2) + b"\n"


def told(origins: Mapping[str, Origin], values: Mapping[str, Any]) -> dict[str, Evidence]:
    """What a record says of the fields with these origins and values."""
    return {
        name: Evidence(
            value=values.get(name),
            rule=origin.rule,
            line=origin.line,
            start=origin.start,
            end=origin.end,
            confidence=origin.confidence,
            words=origin.words,
        )
        for name, origin in origins.items()
    }


def location(content: str, identity: str) -> str:
    """The record's path relative to the site's folder; `content` is that of the content folder."""
    return f"{content}/{FOLDER}/{identity}.json"


def identity_of(name: str) -> str | None:
    """The id of the record whose file is called `name`; None for what is no record's file."""
    match = _FILE.fullmatch(name)
    return match[1] if match else None


def entry(data: bytes, content: str, identity: str) -> Entry | Diagnostic:
    """What the record of `identity`, whose file holds `data`, says to pairing; or what is wrong with it."""
    try:
        found = _ENTRY.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
        return damaged(content, identity, str(problem))
    reason = _doubt(found, identity)
    return damaged(content, identity, reason) if reason else found


def entry_of(record: Record) -> Entry:
    """The part of a record that pairing needs."""
    return Entry(**{name: getattr(record, name) for name in Entry.__struct_fields__})


def read(root: Path, content: str, identity: str) -> Record | Diagnostic:
    """One whole record, or what is wrong with it."""
    if not _NAME.fullmatch(identity):
        return _unknown(content, identity)
    try:
        data = (root / location(content, identity)).read_bytes()
    except FileNotFoundError:
        return _unknown(content, identity)
    except OSError as problem:
        return damaged(content, identity, str(problem))
    return decode(data, content, identity)


def decode(data: bytes, content: str, identity: str) -> Record | Diagnostic:
    """The whole record of `identity`, whose file holds `data`, or what is wrong with it."""
    try:
        found = _RECORD.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
        return damaged(content, identity, str(problem))
    reason = _doubt(found, identity)
    return damaged(content, identity, reason) if reason else found


def _doubt(entry: Entry, identity: str) -> str:
    """Why a record is not to be trusted, empty for a good one: its name and its article's path say where files are written."""
    if entry.id != identity:
        return f"it says that its id is `{printable(entry.id)}`"
    path = PurePosixPath(entry.path)
    plain = str(path) == entry.path == printable(entry.path) and path.suffix == ".md" and "\\" not in entry.path
    if not plain or path.is_absolute() or any(part.startswith(".") for part in path.parts):
        return f"`{printable(entry.path)}` is no article's path within the content folder"
    return "" if not entry.day or _is_day(entry.day) else f"`{printable(entry.day)}` is no day"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _unknown(content: str, identity: str) -> Diagnostic:
    message = f"there is no record of an article `{printable(identity)}`"
    return error(
        "record-unknown", message, Place(file=f"{content}/{FOLDER}"), hint="the id stands in an article's header"
    )


def damaged(content: str, identity: str, reason: str) -> Diagnostic:
    """The finding for a record that can't be used."""
    message = f"this record of a conversion is damaged: {reason}"
    hint = "bring it back with git; else its article counts as edited by a person, and keeps its text"
    return warning("record-damaged", message, Place(file=location(content, identity)), hint=hint)
