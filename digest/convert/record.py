"""Stage 1, convert: the record of a conversion, `content/.provenance/<id>.json`.

It says where each part of an article comes from, what of the seed stands no longer in it, and how the file read as it was
generated, which is the base of the next three-way merge. It lies beside the content and is committed with it.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from digest.ground.characters import printable
from digest.ground.diagnostics import Diagnostic, Place, error, warning
from digest.model import Removed, RunnerUp, Struct

CONVERTER = 1
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
    """What a person and the seed both changed: the part of the file, and the seed's wording, which was not taken."""

    part: str
    theirs: str
    line: int = 0


class Entry(Struct, kw_only=True):
    """What pairing seeds with records needs to know of a record.

    `digest` is that of the seed's bytes, `wording` that of its text with white space folded; `path` is where the converter put
    the article under `content/`; `duplicate` is the id of an older article with the same wording.
    """

    id: str
    seed: str
    digest: str
    wording: str
    path: str
    converter: int
    duplicate: str | None = None


class Record(Entry, kw_only=True):
    """The whole record; `generated` is the content file as it was generated, line by line."""

    encoding: str
    generated: tuple[str, ...]
    fields: dict[str, Evidence] = msgspec.field(default_factory=dict)
    runners_up: tuple[RunnerUp, ...] = ()
    removed: tuple[Removed, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def text(self) -> str:
        """The content file as it was generated."""
        return "\n".join(self.generated)


_ENTRY = msgspec.json.Decoder(Entry)
_RECORD = msgspec.json.Decoder(Record)


def encode(record: Record) -> bytes:
    """JSON for people and their diffs: sorted keys, two spaces, one line for each line of the generated file."""
    return msgspec.json.format(msgspec.json.encode(record, order="sorted"), indent=2) + b"\n"


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
        found = _RECORD.decode((root / location(content, identity)).read_bytes())
    except FileNotFoundError:
        return _unknown(content, identity)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as problem:
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
    return ""


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
