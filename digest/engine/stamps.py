"""Which files changed, by what the file system says of them; their bytes are read only where that leaves a doubt.

A stamp is a file's digest with its size, times and inode. Where all four are as remembered the digest holds; where any
differs (an edit, a fresh clone, a restored cache) the file is hashed, and the digest decides. One doubt remains: a file
changed twice within one tick of the clock, before and after it was read, looks the same. So a stamp of a file that was
as young as the clock when it was read fits nothing, and the file is hashed once more next time (git calls this racy:
https://git-scm.com/docs/racy-git).
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec

from digest.ground.files import writing

_TICK = 20_000_000  # ns; kernels tick each 1 to 16 ms
_COARSE_TICK = 2_000_000_000  # FAT counts in steps of two seconds, HFS+ of one
_SECOND = 1_000_000_000
_CHUNK = 1 << 20
_INODE = 0xFFFF_FFFF_FFFF_FFFF  # ReFS has 128 bits, msgpack 64


class Stamp(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """SHA-256 of a file (64 hexadecimal digits), and what the file system said of it then; a negative size fits no file."""

    digest: str
    size: int
    modified: int
    changed: int
    inode: int


S = TypeVar("S", bound=Stamp)
Facts = tuple[int, int, int, int]
"""When a file and when its bytes were changed last, its inode and its size: what a look without reading tells."""
Table = dict[str, Stamp]
"""Stamps by path: POSIX, relative to a folder that the caller knows."""

_DECODER = msgspec.msgpack.Decoder(Table)


def encode(table: Table) -> bytes:
    """A table as bytes."""
    return msgspec.msgpack.encode(table)


def decode(data: bytes | None) -> Table:
    """The table that `encode` made bytes of; an empty one for None and for what isn't one."""
    try:
        return _DECODER.decode(data) if data is not None else {}
    except msgspec.MsgspecError:
        return {}


def clock(folder: Path) -> int:
    """What time it is (ns) for the file system of `folder`, which need not agree with the machine; makes the folder.

    0 where nothing can be written: then every file is too young to be trusted.
    """
    probe = folder / f".clock-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        now = probe.stat().st_mtime_ns
        probe.unlink()
    except OSError:
        return 0
    return now


# --- inputs -----------------------------------------------------------------------------------------------------------


def digests(
    root: Path, paths: Iterable[str], remembered: Mapping[str, Stamp], *, now: int
) -> tuple[dict[str, str], int, Table]:
    """The digest of each file, how many had to be read for it, and the table to remember.

    `paths` are relative to `root`; `now` is `clock()` from before this call. Files that can't be read are left out. Links
    are followed. A file may change after this call: who reads one takes the digest of what was read (`read`) as its key.
    """
    certain, doubtful = compare(root, paths, remembered)
    found = {path: remembered[path].digest for path in certain}
    table = {path: remembered[path] for path in certain}
    fresh: Table = {}
    for path in doubtful:
        stamp = _hashed(root / path)
        if stamp is not None:
            fresh[path] = stamp
            found[path] = stamp.digest
    table.update(settle(fresh, now))
    return found, len(fresh), table


def compare(root: Path, paths: Iterable[str], remembered: Mapping[str, Stamp]) -> tuple[list[str], list[str]]:
    """The paths of the files that are as remembered, and of all the others. Reads no file."""
    every = list(paths)
    known = {path: stamp for path in every if (stamp := remembered.get(path)) is not None}
    changed = frozenset(_changed(root, known, os.stat))
    certain = [path for path in every if path in known and path not in changed]
    return certain, [path for path in every if path not in known or path in changed]


def read(path: Path) -> tuple[bytes, Stamp]:
    """The bytes of a file and their stamp, not settled yet; raises OSError. The digest is of these bytes and no others."""
    with path.open("rb", buffering=0) as stream:
        facts = os.fstat(stream.fileno())
        data = stream.readall()
    return data, stamp_of(sha256(data).hexdigest(), facts)


def settle(table: Mapping[str, S], now: int) -> dict[str, S]:
    """The same stamps, where those that were too young at `now` fit no file any more.

    `now` is `clock()` from before the files were read, or for files that we wrote from after the last was written.
    """
    return {path: stamp if _is_settled(stamp, now) else unfit(stamp) for path, stamp in table.items()}


# --- outputs ----------------------------------------------------------------------------------------------------------


def write(path: Path, data: bytes, digest: str) -> Stamp:
    """Puts `data`, whose SHA-256 is `digest`, at `path` in one step; gives its stamp, not settled yet. Raises OSError.

    Where another program has replaced or changed the file by the time that it is looked at, the stamp fits no file.
    """
    with writing(path) as stream:
        stream.write(data)
        stream.flush()
        ours = os.fstat(stream.fileno())
    return written(digest, ours, path.lstat())


def touched(folder: Path, remembered: Mapping[str, Stamp]) -> list[str]:
    """The paths of the remembered files (or folders) that don't stand in `folder` as their stamps say. Reads none, follows no link."""
    return _changed(folder, remembered, os.lstat)


def untouched(folder: Path, remembered: Mapping[str, Stamp], *, now: int) -> tuple[Table, int]:
    """Those of the remembered files that stand in `folder` with the bytes that they had, and how many had to be read.

    A link never counts as the file that it leads to. `now` is `clock()` from before this call.
    """
    base = os.path.join(folder, "")  # noqa: PTH118
    standing: Table = dict(remembered)
    count = 0
    for path in touched(folder, remembered):
        stamp = standing.pop(path)
        again = _hashed(folder / path) if _is_regular(base + path) else None
        count += again is not None
        if again is not None and again.digest == stamp.digest:
            standing[path] = again if _is_settled(again, now) else unfit(again)
    return standing, count


# --- one file ---------------------------------------------------------------------------------------------------------


def _changed(folder: Path, remembered: Mapping[str, Stamp], look: Callable[[str], os.stat_result]) -> list[str]:
    """The paths of those in `folder` of which the file system says, through `look`, something else than their stamps."""
    base = os.path.join(folder, "")  # noqa: PTH118 - ten thousand Path objects cost more than all the rest
    found: list[str] = []
    for path, stamp in remembered.items():
        try:
            facts = look(base + path)
        except OSError:
            found.append(path)
            continue
        if (
            facts.st_mtime_ns != stamp.modified
            or facts.st_size != stamp.size
            or facts.st_ctime_ns != stamp.changed
            or facts.st_ino & _INODE != stamp.inode
        ):
            found.append(path)
    return found


def facts_of(stamp: Stamp) -> Facts:
    """What the file system said when the file was looked at, whether or not the stamp fits it for good."""
    return stamp.changed, stamp.modified, stamp.inode, stamp.size if stamp.size >= 0 else ~stamp.size


def facts(told: os.stat_result) -> Facts:
    """The same of what the file system says now."""
    return told.st_ctime_ns, told.st_mtime_ns, told.st_ino & _INODE, told.st_size


def stamp_of(digest: str, facts: os.stat_result) -> Stamp:
    """The stamp of a file with the SHA-256 `digest` of which the file system says `facts`, not settled yet."""
    return Stamp(digest, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino & _INODE)


def written(digest: str, ours: os.stat_result, there: os.stat_result) -> Stamp:
    """The stamp of what stands where we have put a file: one that fits nothing unless it is that file, unchanged."""
    stamp = stamp_of(digest, there)
    before = stamp_of(digest, ours)  # moving a file changes the time of its last change of status
    same = (before.inode, before.size, before.modified) == (stamp.inode, stamp.size, stamp.modified)
    return stamp if same else unfit(stamp)


def unfit(stamp: S) -> S:
    """The same stamp so that it fits no file; the size is still to be told from it (see `facts_of`)."""
    return stamp if stamp.size < 0 else msgspec.structs.replace(stamp, size=~stamp.size)


def _is_settled(stamp: Stamp, now: int) -> bool:
    tick = _TICK if stamp.modified % _SECOND else _COARSE_TICK
    return max(stamp.modified, stamp.changed) < now - tick


def _is_regular(path: str) -> bool:
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def _hashed(path: Path) -> Stamp | None:
    """The stamp of what stands at `path`, or None when it can't be read. What the file is like is asked before its bytes."""
    digest = sha256()
    try:
        with path.open("rb", buffering=0) as stream:
            facts = os.fstat(stream.fileno())
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    except OSError:
        return None
    return stamp_of(digest.hexdigest(), facts)
