"""The memory between builds: answers as bytes, in named tables, under the fingerprint of all that they depend on.

One file, made of three parts:

    header   64 bytes: the line `digest-cache 1`, then where the index stands, its length and its SHA-256
    bodies   the answers, end to end, with what earlier saves left behind between them
    index    msgpack: table → key → (offset, length, CRC-32) of a body

Loading decodes the index alone; a body is read and checked when it is asked for. Saving appends the new bodies and a new
index, then points the header at it: whoever is killed before leaves the old index valid, and whoever reads meanwhile
keeps what the old one points at. The file is written anew beside its place and moved there when more than half of it is
dead, when another build has moved one there, and when a build has added more than memory should hold: such answers
go to that new file at once (`engine.spool`). Nothing is trusted: what doesn't fit its checksum isn't there.
"""

from __future__ import annotations

import itertools
import os
import struct
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import msgspec

from digest.engine import rows, spool
from digest.engine.kept import Index, Kept
from digest.engine.rows import Row
from digest.engine.spool import Spool
from digest.ground.diagnostics import Diagnostic, Place
from digest.ground.files import writing
from digest.ground.lock import held

FORMAT = 1
"""Grows when the file's form changes; a file of another format is discarded."""

_NAME = b"digest-cache "
_HEADER = struct.Struct("<16sQQ32s")
_PATIENCE = 1.0  # seconds to wait for another build's save; without the lock the file is written anew, which is as safe
_ROOM = 32 << 20  # bytes of new answers in memory: an edit of a large site fits in, a first build does not
_PART = 256  # answers that are moved at a time
_SLACK = 1 << 20  # a file this much larger than twice its living bytes is written anew

_DECODER = msgspec.msgpack.Decoder(Index)


class _Unfit(Exception):  # noqa: N818 - never leaves this module
    """Why a file can't be used."""


class Cache:
    """What earlier builds found out, and what this one adds; made by `load`, written by `save`.

    Tables and keys are texts, answers are bytes. An answer that is neither asked for nor put during a build is forgotten
    when it is saved. `hits` and `misses` count the questions by table; `findings` has a note when an answer was damaged.
    New answers of more than `room` bytes leave memory for a file beside `path`; without a place to write they stay. For one
    thread. Closing releases the files; `save` does it too. `kept` is what this process has decoded before.
    """

    def __init__(
        self,
        path: Path,
        stream: BinaryIO | None = None,
        index: Index | None = None,
        *,
        room: int = _ROOM,
        kept: Kept | None = None,
    ):
        self.hits: Counter[str] = Counter()
        self.misses: Counter[str] = Counter()
        self.findings: list[Diagnostic] = []
        self._path = path
        self._stream = stream
        self._there: Index = index or {}
        self._used: dict[str, set[str]] = {}
        self._added: dict[str, dict[str, bytes | Row]] = {}
        self.kept = kept
        self._room = self._left = room
        self._spool: Spool | None = None

    def __enter__(self) -> Cache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the files; what was remembered can't be asked for any longer."""
        if self._stream is not None:
            self._stream.close()
        if self._spool is not None:
            self._spool.discard()
        self._stream, self._spool, self._there, self._added = None, None, {}, {}

    def get(self, table: str, key: str) -> bytes | None:
        """The answer remembered under `key`, exactly as it was put, or None."""
        answer = self._new(table, key)
        if answer is None:
            row = self._there.get(table, {}).get(key)
            if row is not None and self._stream is not None:
                answer = rows.read(self._stream, row)
                if answer is None:
                    self._damaged(table, key)
                else:
                    self._used.setdefault(table, set()).add(key)
        self._count(table, 0 if answer is None else 1, 1)
        return answer

    def several(self, table: str, keys: Iterable[str]) -> dict[str, bytes]:
        """Those of `keys` that have an answer, with their answers: as `get` of each, and much faster."""
        wanted = dict.fromkeys(keys)
        there, added = self._there.get(table, {}), self._added.get(table, {})
        found = {key: answer for key in added if key in wanted and (answer := self._new(table, key)) is not None}
        old = [(key, row) for key in wanted if (row := there.get(key)) is not None and key not in added]
        if self._stream is not None:
            found |= rows.read_all(self._stream, old)
        self._used.setdefault(table, set()).update(found)
        for key, _ in old:
            if key not in found:
                self._damaged(table, key)
        self._count(table, len(found), len(wanted))
        return found

    def has(self, table: str, key: str) -> bool:
        """Whether there is an answer under `key`, which then stays remembered; its bytes are neither read nor checked."""
        return bool(self.keep(table, (key,)))

    def keep(self, table: str, keys: Iterable[str]) -> set[str]:
        """Those of `keys` that have an answer, which then stay remembered: as `has` of each, and much faster."""
        wanted = set(keys)
        there = wanted.intersection(self._there.get(table, ()))
        self._used.setdefault(table, set()).update(there)
        there.update(wanted.intersection(self._added.get(table, ())))
        self._count(table, len(there), len(wanted))
        return there

    def put(self, table: str, key: str, answer: bytes) -> None:
        """Remember `answer` under `key`, in place of what was there."""
        self._added.setdefault(table, {})[key] = answer
        self._left -= len(answer)
        if self._left < 0:
            self._make_room()

    def tables(self) -> frozenset[str]:
        """The names of all tables."""
        return frozenset(self._there) | frozenset(self._added)

    def keys(self, table: str) -> frozenset[str]:
        """All keys of a table; asking for them uses none."""
        return frozenset(self._there.get(table, ())) | frozenset(self._added.get(table, ()))

    def save(self, *, keep_unused: bool = False) -> list[Diagnostic]:
        """Write what is to be remembered and close; a note when it can't be written, which costs the next build time.

        `keep_unused` is for a build that stopped early: what it didn't ask for stays.
        """
        try:
            index = self._kept(keep_unused)
            if self._added or any(len(index.get(name, ())) < len(there) for name, there in self._there.items()):
                self._write(index)
        except OSError as problem:
            return [_note("cache-not-saved", f"the next build computes all anew: {_why(problem)}", self._path)]
        finally:
            self.close()
        return []

    # --- what is asked for and added ----------------------------------------------------------------------------------

    def _count(self, table: str, found: int, asked: int) -> None:
        if found:
            self.hits[table] += found
        if asked > found:
            self.misses[table] += asked - found

    def _new(self, table: str, key: str) -> bytes | None:
        answer = self._added.get(table, {}).get(key)
        if isinstance(answer, Row):
            return self._spool.get(answer) if self._spool else None
        return answer

    def _damaged(self, table: str, key: str) -> None:
        del self._there[table][key]
        if not self.findings:
            self.findings.append(
                _note("cache-discarded", "an answer in it is damaged; it is computed anew", self._path)
            )

    def _make_room(self) -> None:
        """Moves the new answers that are in memory to the spool, where there can be one. Otherwise they stay."""
        self._left = self._room
        if self._spool is None:
            self._spool = spool.begin(self._path, _HEADER.size)
        if self._spool is None:
            return
        for answers in self._added.values():
            inside = {key: answer for key, answer in answers.items() if isinstance(answer, bytes)}
            try:
                answers.update(zip(inside, self._spool.add(inside.values()), strict=True))
            except OSError:  # the disk is full, perhaps not for long
                return

    # --- writing ------------------------------------------------------------------------------------------------------

    def _kept(self, keep_unused: bool) -> Index:
        """What is kept of what was there; without the answers that new ones replace."""
        kept: Index = {}
        for name, there in self._there.items():
            used, added = self._used.get(name, set()), self._added.get(name, {})
            kept[name] = {key: row for key, row in there.items() if key not in added and (keep_unused or key in used)}
        return kept

    def _write(self, index: Index) -> None:
        if self._spool is not None:
            self._rewrite(self._spool.stream, self._spool.offset, index)
            self._spool.become(self._path)
            return
        living = sum([row.length for there in index.values() for row in there.values()])
        living += sum(
            [len(new) for answers in self._added.values() for new in answers.values() if isinstance(new, bytes)]
        )
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with held(spool.lock_of(self._path), patience=_PATIENCE) as mine:
            if mine == "held":
                spool.beside(self._path).unlink(missing_ok=True)  # a killed build's
                if self._is_ours() and self._path.stat().st_size <= 2 * living + _SLACK:
                    self._append(index)
                    return
            with writing(self._path) as stream:
                stream.write(bytes(_HEADER.size))
                self._rewrite(stream, _HEADER.size, index)

    def _is_ours(self) -> bool:
        """Whether the file is the one that was loaded; what others have appended to it since does no harm."""
        if self._stream is None:
            return False
        try:
            return os.path.samestat(os.fstat(self._stream.fileno()), self._path.stat())
        except OSError:
            return False

    def _append(self, index: Index) -> None:
        with self._path.open("r+b") as stream:
            header = self._finish(stream, stream.seek(0, os.SEEK_END), index)
            stream.flush()  # the header must not point at what isn't written
            stream.seek(0)
            stream.write(header)

    def _rewrite(self, stream: BinaryIO, offset: int, index: Index) -> None:
        """Completes a new file: the old answers that are kept, the new ones, index and header."""
        stream.seek(offset)
        moved: Index = {}
        for name, there in index.items():
            waiting = iter(there.items())
            while part := list(itertools.islice(waiting, _PART)):
                old = rows.read_all(self._stream, part) if self._stream else {}
                placed = rows.write(stream, old.values(), offset)
                moved.setdefault(name, {}).update(zip(old, placed, strict=True))
                offset = placed[-1].offset + placed[-1].length if placed else offset
        header = self._finish(stream, offset, moved)
        stream.seek(0)
        rows.pour(stream, header)
        if self._stream is not None:
            self._stream.close()  # Windows replaces no open file

    def _finish(self, stream: BinaryIO, offset: int, index: Index) -> bytes:
        """Write the new answers and the index where the stream stands; gives the header that points at it."""
        whole: Index = {name: dict(there) for name, there in index.items() if there}
        for name, answers in self._added.items():
            inside = {key: answer for key, answer in answers.items() if isinstance(answer, bytes)}
            placed = rows.write(stream, inside.values(), offset)
            offset = placed[-1].offset + placed[-1].length if placed else offset
            spooled = {key: answer for key, answer in answers.items() if isinstance(answer, Row)}
            whole.setdefault(name, {}).update({**spooled, **dict(zip(inside, placed, strict=True))})
        packed = msgspec.msgpack.encode(whole)
        rows.pour(stream, packed)
        header = _HEADER.pack(_first_line(), offset, len(packed), sha256(packed).digest())
        if self.kept is not None:
            self.kept.header, self.kept.index = header, whole
        return header


def load(path: Path, *, room: int = _ROOM, kept: Kept | None = None) -> tuple[Cache, list[Diagnostic]]:
    """The cache that stands at `path`. A missing one is empty, and so is one that doesn't fit, with a note that says why."""
    if kept is not None:
        kept.turn()
    try:
        stream = path.open("rb", buffering=0)
    except FileNotFoundError:
        return Cache(path, room=room, kept=kept), []
    except OSError as problem:
        return Cache(path, room=room, kept=kept), [_discarded(_why(problem), path)]
    try:
        return Cache(path, stream, _index(stream, kept), room=room, kept=kept), []
    except (_Unfit, OSError) as problem:
        stream.close()
        return Cache(path, room=room, kept=kept), [_discarded(_why(problem), path)]


def _first_line() -> bytes:
    return (_NAME + b"%d\n" % FORMAT).ljust(16, b"\0")


def _index(stream: BinaryIO, kept: Kept | None) -> Index:
    header = stream.read(_HEADER.size)
    if not header.startswith(_NAME):
        raise _Unfit("it is no cache of digest" if header else "it is empty")
    if not header.startswith(_first_line()):
        raise _Unfit("it is of another version, or damaged")
    size = os.fstat(stream.fileno()).st_size
    if len(header) < _HEADER.size:
        raise _Unfit("it is cut off")
    _, offset, length, digest = _HEADER.unpack(header)
    if offset + length > size:
        raise _Unfit("it is cut off")
    if kept is not None and kept.header == header:  # which holds the fingerprint of the index
        return kept.index
    stream.seek(offset)
    packed = stream.read(length)
    if sha256(packed).digest() != digest:
        raise _Unfit("it is damaged")
    try:
        index = _DECODER.decode(packed)
    except msgspec.MsgspecError as problem:
        raise _Unfit("it is damaged") from problem
    if kept is not None:
        kept.header, kept.index = header, index
    return index


def _discarded(why: str, path: Path) -> Diagnostic:
    return _note("cache-discarded", f"all is computed anew: {why}", path)


def _note(code: str, message: str, path: Path) -> Diagnostic:
    file = f"{path.parent.name}/{path.name}"
    hint = "nothing is lost but time; deleting the file is always safe"
    return Diagnostic(code=code, message=f"the cache: {message}", severity="note", place=Place(file=file), hint=hint)


def _why(problem: Exception) -> str:
    return (problem.strerror if isinstance(problem, OSError) else None) or str(problem)
