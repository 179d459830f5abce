"""The memory between builds: answers as bytes, in named tables, under the fingerprint of all that they depend on.

One file, made of three parts:

    header   64 bytes: the line `digest-cache 1`, then where the index stands, its length and its SHA-256
    bodies   the answers, end to end, with what earlier saves left behind between them
    index    msgpack: table → key → (offset, length, CRC-32) of a body

Loading decodes the index alone; a body is read and checked when it is asked for. Saving appends the new bodies and a new
index, then points the header at it: whoever is killed before leaves the old index valid, and whoever reads meanwhile
keeps what the old one points at. When more than half of the file is dead, or another build has moved one there, the file
is written anew beside its place and moved there. Nothing is trusted: what doesn't fit its checksum isn't there.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections import Counter
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import msgspec

from digest.ground.diagnostics import Diagnostic, Place
from digest.ground.files import writing
from digest.ground.lock import held

FORMAT = 1
"""Grows when the file's form changes; a file of another format is discarded."""

_NAME = b"digest-cache "
_HEADER = struct.Struct("<16sQQ32s")
_PATIENCE = 1.0  # seconds to wait for another build's save; without the lock the file is written anew, which is as safe
_SLACK = 1 << 20  # a file this much larger than twice its living bytes is written anew


class _Body(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where an answer stands in the file, and its CRC-32."""

    offset: int
    length: int
    sum: int


_Index = dict[str, dict[str, _Body]]
_DECODER = msgspec.msgpack.Decoder(_Index)


class _Unfit(Exception):  # noqa: N818 - never leaves this module
    """Why a file can't be used."""


class Cache:
    """What earlier builds found out, and what this one adds; made by `load`, written by `save`.

    Tables and keys are texts, answers are bytes. An answer that is neither asked for nor put during a build is forgotten
    when it is saved. `hits` and `misses` count the questions by table; `findings` has a note when an answer was damaged.
    For one thread. Closing releases the file; `save` does it too.
    """

    def __init__(self, path: Path, stream: BinaryIO | None = None, index: _Index | None = None):
        self.hits: Counter[str] = Counter()
        self.misses: Counter[str] = Counter()
        self.findings: list[Diagnostic] = []
        self._path = path
        self._stream = stream
        self._there: _Index = index or {}
        self._used: dict[str, set[str]] = {}
        self._added: dict[str, dict[str, bytes]] = {}

    def __enter__(self) -> Cache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the file; what was remembered can't be asked for any longer."""
        if self._stream is not None:
            self._stream.close()
        self._stream, self._there = None, {}

    def get(self, table: str, key: str) -> bytes | None:
        """The answer remembered under `key`, exactly as it was put, or None."""
        answer = self._added.get(table, {}).get(key)
        if answer is None:
            answer = self._read(table, key)
        (self.misses if answer is None else self.hits)[table] += 1
        return answer

    def has(self, table: str, key: str) -> bool:
        """Whether there is an answer under `key`, which then stays remembered; its bytes are neither read nor checked."""
        if key in self._there.get(table, ()):
            self._used.setdefault(table, set()).add(key)
            there = True
        else:
            there = key in self._added.get(table, ())
        (self.hits if there else self.misses)[table] += 1
        return there

    def put(self, table: str, key: str, answer: bytes) -> None:
        """Remember `answer` under `key`, in place of what was there."""
        self._added.setdefault(table, {})[key] = answer

    def keys(self, table: str) -> frozenset[str]:
        """All keys of a table; asking for them uses none."""
        return frozenset(self._there.get(table, ())) | frozenset(self._added.get(table, ()))

    def save(self, *, keep_unused: bool = False) -> list[Diagnostic]:
        """Write what is to be remembered and close; a note when it can't be written, which costs the next build time.

        `keep_unused` is for a build that stopped early: what it didn't ask for stays.
        """
        try:
            index = self._kept(keep_unused)
            if self._added or any(len(index.get(name, ())) < len(rows) for name, rows in self._there.items()):
                self._write(index)
        except OSError as problem:
            return [_note("cache-not-saved", f"the next build computes all anew: {_why(problem)}", self._path)]
        finally:
            self.close()
        return []

    # --- reading ------------------------------------------------------------------------------------------------------

    def _read(self, table: str, key: str) -> bytes | None:
        rows = self._there.get(table)
        body = rows.get(key) if rows else None
        if rows is None or body is None:
            return None
        answer = self._bytes(body)
        if answer is None or zlib.crc32(answer) != body.sum:
            del rows[key]
            if not self.findings:
                self.findings.append(
                    _note("cache-discarded", "an answer in it is damaged; it is computed anew", self._path)
                )
            return None
        self._used.setdefault(table, set()).add(key)
        return answer

    def _bytes(self, body: _Body) -> bytes | None:
        if self._stream is None:
            return None
        try:
            self._stream.seek(body.offset)
            data = self._stream.read(body.length)
        except OSError:
            return None
        return data if len(data) == body.length else None

    # --- writing ------------------------------------------------------------------------------------------------------

    def _kept(self, keep_unused: bool) -> _Index:
        """What is kept of what was there; without the answers that new ones replace."""
        kept: _Index = {}
        for name, rows in self._there.items():
            used, added = self._used.get(name, set()), self._added.get(name, {})
            kept[name] = {key: row for key, row in rows.items() if key not in added and (keep_unused or key in used)}
        return kept

    def _write(self, index: _Index) -> None:
        living = sum(row.length for rows in index.values() for row in rows.values())
        living += sum(len(answer) for answers in self._added.values() for answer in answers.values())
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with held(self._path.with_name(f"{self._path.name}.lock"), patience=_PATIENCE) as mine:
            if mine and self._is_ours() and self._path.stat().st_size <= 2 * living + _SLACK:
                self._append(index)
            else:
                self._rewrite(index)

    def _is_ours(self) -> bool:
        """Whether the file is the one that was loaded; what others have appended to it since does no harm."""
        if self._stream is None:
            return False
        try:
            return os.path.samestat(os.fstat(self._stream.fileno()), self._path.stat())
        except OSError:
            return False

    def _append(self, index: _Index) -> None:
        with self._path.open("r+b") as stream:
            stream.seek(0, os.SEEK_END)
            header = self._finish(stream, index)
            stream.flush()  # the header must not point at what isn't written
            stream.seek(0)
            stream.write(header)

    def _rewrite(self, index: _Index) -> None:
        with writing(self._path) as stream:
            stream.write(bytes(_HEADER.size))
            moved: _Index = {}
            for name, rows in index.items():
                for key, row in rows.items():
                    data = self._bytes(row)
                    if data is not None:
                        place = _Body(stream.tell(), row.length, row.sum)
                        moved.setdefault(name, {})[key] = place
                        stream.write(data)
            header = self._finish(stream, moved)
            stream.seek(0)
            stream.write(header)
            self.close()  # Windows replaces no open file

    def _finish(self, stream: BinaryIO, index: _Index) -> bytes:
        """Write the added answers and the index where the stream stands; gives the header that points at it."""
        offset = stream.tell()
        whole: _Index = {name: dict(rows) for name, rows in index.items() if rows}
        for name, answers in self._added.items():
            rows = whole.setdefault(name, {})
            for key, answer in answers.items():
                rows[key] = _Body(offset, len(answer), zlib.crc32(answer))
                stream.write(answer)
                offset += len(answer)
        packed = msgspec.msgpack.encode(whole)
        stream.write(packed)
        return _HEADER.pack(_first_line(), offset, len(packed), sha256(packed).digest())


def load(path: Path) -> tuple[Cache, list[Diagnostic]]:
    """The cache that stands at `path`. A missing one is empty, and so is one that doesn't fit, with a note that says why."""
    try:
        stream = path.open("rb", buffering=0)
    except FileNotFoundError:
        return Cache(path), []
    except OSError as problem:
        return Cache(path), [_discarded(_why(problem), path)]
    try:
        return Cache(path, stream, _index(stream)), []
    except (_Unfit, OSError) as problem:
        stream.close()
        return Cache(path), [_discarded(_why(problem), path)]


def _first_line() -> bytes:
    return (_NAME + b"%d\n" % FORMAT).ljust(16, b"\0")


def _index(stream: BinaryIO) -> _Index:
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
    stream.seek(offset)
    packed = stream.read(length)
    if sha256(packed).digest() != digest:
        raise _Unfit("it is damaged")
    try:
        return _DECODER.decode(packed)
    except msgspec.MsgspecError as problem:
        raise _Unfit("it is damaged") from problem


def _discarded(why: str, path: Path) -> Diagnostic:
    return _note("cache-discarded", f"all is computed anew: {why}", path)


def _note(code: str, message: str, path: Path) -> Diagnostic:
    file = f"{path.parent.name}/{path.name}"
    hint = "nothing is lost but time; deleting the file is always safe"
    return Diagnostic(code=code, message=f"the cache: {message}", severity="note", place=Place(file=file), hint=hint)


def _why(problem: Exception) -> str:
    return (problem.strerror if isinstance(problem, OSError) else None) or str(problem)
