"""Stage 1, convert: what lies in `seeds/`. A file that can't be a seed is a finding; it never stops the others.

The bytes of a seed that an earlier run has taken for one are not looked at again while the file system says that they are the
same. What was refused is looked at by every run, so that it is told of again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from digest.engine import stamps
from digest.engine.stamps import Stamp, Table
from digest.engine.work import Work
from digest.ground.characters import printable
from digest.ground.diagnostics import Diagnostic, Place, error, warning
from digest.ground.files import walk
from digest.model import Seed, Struct

LARGEST = 20 * 1024 * 1024
"""Bytes that a seed may have: some 400 times a long article."""

TABLE = "seeds"
"""The table of the cache that remembers the stamps of all seeds."""

_CONTROL_SHARE = 0.05
_CONTROL = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32)) + b"\x7f"
_UNICODE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


class Refused(Struct, kw_only=True):
    """A file or folder in `seeds/` that gives no seed, by its path there, and why."""

    path: str
    finding: Diagnostic


class Found(Struct, kw_only=True):
    """What lies in `seeds/`: the SHA-256 of each seed by its path, in the order of the paths, and all that is none."""

    digests: dict[str, str]
    refused: tuple[Refused, ...] = ()


def scan(root: Path, folder: str, extensions: Collection[str], work: Work) -> Found:
    """The seeds below `root/folder`, sub-folders included, hidden files passed over. Holds one of them in memory at a time.

    A file's name must end in one of `extensions`, in letters of either case.
    """
    unreadable: list[tuple[str, str]] = []
    named: list[str] = []
    refused: list[Refused] = []
    for path in walk(root / folder, unreadable=unreadable):
        finding = _misnamed(folder, path, extensions)
        if finding is None:
            named.append(path)
        else:
            refused.append(Refused(path=path, finding=finding))
    for path, reason in unreadable:
        message = f"this can't be read: {reason}"
        refused.append(Refused(path=path, finding=error("seed-unreadable", message, place_of(folder, path))))
    remembered = stamps.decode(work.cache.get(TABLE, work.code))
    certain, doubtful = stamps.compare(root / folder, named, remembered)
    fresh: Table = {}
    for path in doubtful:
        seen = _look(root, folder, path)
        if isinstance(seen, Refused):
            refused.append(seen)
        else:
            fresh[path] = seen[1]
    work.tally["seeds hashed"] += len(doubtful)
    if fresh or len(certain) < len(remembered):
        table = {path: remembered[path] for path in certain} | stamps.settle(fresh, work.clock)
        work.cache.put(TABLE, work.code, stamps.encode(table))
    return Found(digests=dict(_digests(named, remembered, fresh, set(doubtful))), refused=tuple(refused))


def read(root: Path, folder: str, path: str) -> Seed | Refused:
    """The seed at `path` below `root/folder` as it is now, which need not be as `scan` found it."""
    seen = _look(root, folder, path)
    if isinstance(seen, Refused):
        return seen
    data, stamp = seen
    return Seed(path=path, data=data, digest=stamp.digest)


def empty(where: Place) -> Diagnostic:
    """The finding for a seed without a single word."""
    return error("seed-empty", "this seed is empty", where, hint="paste the article into it, or delete it")


def shown(path: str) -> str:
    """A path as it can be printed: what is no character, or would break the line, as an escape."""
    return printable(path)


def place_of(folder: str, path: str) -> Place:
    """Where a seed stands, for findings; `folder` is that of all seeds, relative to the site's."""
    return Place(file=f"{folder}/{shown(path)}" if path else folder)


def ending(path: str) -> str:
    """The ending by which a seed's format is told, in lower case and with its dot: `.txt`; empty where there is none."""
    name = path[path.rfind("/") + 1 :]
    dot = name.rfind(".")
    return name[dot:].lower() if 0 < dot < len(name) - 1 else ""


def _misnamed(folder: str, path: str, extensions: Collection[str]) -> Diagnostic | None:
    if shown(path) != path:
        message = "this file's name holds a character that can't be written down"
        return error("seed-name", message, place_of(folder, path), hint="rename the file")
    suffix = ending(path)
    if suffix in extensions:
        return None
    known = ", ".join(f"`{extension}`" for extension in sorted(extensions))
    message = f"files ending in `{suffix}` are not converted" if suffix else "files without an ending are not converted"
    return warning("seed-format", message, place_of(folder, path), hint=f"known: {known}")


def _look(root: Path, folder: str, path: str) -> tuple[bytes, Stamp] | Refused:
    """The bytes of a seed with their stamp, or why they are none."""
    where = place_of(folder, path)
    file = root / folder / path
    try:
        if (size := file.stat().st_size) > LARGEST:
            message = (
                f"this seed is too large: {size / 1024 / 1024:.0f} MB, at most {LARGEST // 1024 // 1024} MB are read"
            )
            finding = error("seed-too-large", message, where, hint="a seed is one article of plain text")
            return Refused(path=path, finding=finding)
        data, stamp = stamps.read(file)
    except OSError as problem:
        message = f"this seed can't be read: {problem.strerror or type(problem).__name__}"
        return Refused(path=path, finding=error("seed-unreadable", message, where))
    if not data or data.isspace():
        return Refused(path=path, finding=empty(where))
    if _is_binary(data):
        hint = "save the article as plain text (UTF-8)"
        return Refused(path=path, finding=error("seed-binary", "this seed is not text", where, hint=hint))
    return data, stamp


def _digests(
    paths: Collection[str], remembered: Table, fresh: Table, doubtful: Collection[str]
) -> Iterator[tuple[str, str]]:
    for path in paths:
        stamp = fresh.get(path) if path in doubtful else remembered[path]
        if stamp is not None:
            yield path, stamp.digest


def _is_binary(data: bytes) -> bool:
    if data.startswith(_UNICODE_MARKS):
        return False
    head = data[:65536]
    return b"\0" in data or len(head) - len(head.translate(None, _CONTROL)) > _CONTROL_SHARE * len(head)
