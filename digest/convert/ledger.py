"""Stage 1, convert: all records of a site, as a run finds them and as it leaves them.

The files in `content/.provenance` are the truth, and other programs change them: another branch is checked out, a conflict
is left in one. So what is remembered of a record counts only where its file's stamp fits.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from digest.convert import record
from digest.convert.record import Entry, Record
from digest.engine import decoding, stamps
from digest.engine.stamps import Stamp
from digest.engine.work import Work
from digest.ground import fingerprint
from digest.ground.diagnostics import Diagnostic, Place, error

TABLE = "records"
"""The table of the cache that remembers what pairing needs to know of every record."""


class _Known(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a record's file was like, and what it said."""

    stamp: Stamp
    entry: Entry


_Table = dict[str, _Known]
"""What is known of the records, by the names of their files."""

_DECODER = msgspec.msgpack.Decoder(_Table)


class Ledger:
    """The records in the content folder: `entries` by id, the ids whose record is `damaged`, and a finding for each of those.

    `closed` is the reason why nothing can be known of them, which keeps a run from converting anything. What is put is written,
    among the entries from then on, and remembered for the next run.
    """

    def __init__(self, root: Path, content: str, work: Work) -> None:
        self.findings: list[Diagnostic] = []
        self._root = root
        self._content = content
        self._work = work
        names, self.closed = _names(root, content)
        self._remembered = _remembered(work)
        self._found = self._looked_up(names)
        self._put: _Table = {}
        self.entries = {known.entry.id: known.entry for name in names if (known := self._found.get(name)) is not None}
        self.damaged = frozenset(identity for name, identity in names.items() if name not in self._found)

    def whole(self, identity: str) -> Record | Diagnostic:
        """One whole record as it is now, or what is wrong with it."""
        return record.read(self._root, self._content, identity)

    def known(self, identity: str) -> Record | None:
        """One whole record as `digest` knows it; None where there is no good one, or its file is another by now."""
        try:
            data = (self._root / record.location(self._content, identity)).read_bytes()
        except OSError:
            return None
        if fingerprint.of_bytes(data) != self.digest(identity):
            return None
        whole = record.decode(data, self._content, identity)
        return whole if isinstance(whole, Record) else None

    def put(self, made: Record) -> None:
        """Writes a record in one step, unless its file says the same already. Raises OSError."""
        data = record.encode(made)
        file = self._root / record.location(self._content, made.id)
        if not _holds(file, data):
            stamp = stamps.write(file, data, fingerprint.of_bytes(data))
            self._put[file.name] = _Known(stamp, record.entry_of(made))
        self.entries[made.id] = record.entry_of(made)

    def digest(self, identity: str) -> str | None:
        """The SHA-256 of a record's file; None where there is no good one."""
        name = f"{identity}.json"
        known = self._put.get(name) or self._found.get(name)
        return known.stamp.digest if known is not None else None

    def digests(self) -> set[str]:
        """Those of all good records."""
        return {known.stamp.digest for table in (self._found, self._put) for known in table.values()}

    def remember(self, state: Path) -> None:
        """Keeps what the records say for the next run; `state` is the state folder."""
        if self._put:
            now = stamps.clock(state) if self._work.clock else 0
            settled = stamps.settle({name: known.stamp for name, known in self._put.items()}, now)
            self._found |= {name: _Known(stamp, self._put[name].entry) for name, stamp in settled.items()}
        if self._found != self._remembered:
            decoding.put(self._work.cache, TABLE, self._work.code, self._found, msgspec.msgpack.encode)

    def _looked_up(self, names: dict[str, str]) -> _Table:
        """What is remembered of each record whose file is as it was, and what each other says now, unless it is damaged."""
        folder = self._root / self._content / record.FOLDER
        before = {name: known.stamp for name, known in self._remembered.items()}
        certain, doubtful = stamps.compare(folder, names, before)
        found = {name: self._remembered[name] for name in certain}
        fresh: dict[str, tuple[Stamp, Entry]] = {}
        for name in doubtful:
            identity = names[name]
            try:
                data, stamp = stamps.read(folder / name)
            except OSError as problem:
                self.findings.append(record.damaged(self._content, identity, str(problem)))
                continue
            entry = record.entry(data, self._content, identity)
            if isinstance(entry, Diagnostic):
                self.findings.append(entry)
            else:
                fresh[name] = (stamp, entry)
        self._work.tally["records read"] += len(doubtful)
        settled = stamps.settle({name: stamp for name, (stamp, _) in fresh.items()}, self._work.clock)
        return found | {name: _Known(stamp, fresh[name][1]) for name, stamp in settled.items()}


def _names(root: Path, content: str) -> tuple[dict[str, str], Diagnostic | None]:
    """The names of all records' files, sorted, with the ids that they stand for; and why they can't be told."""
    folder = root / content / record.FOLDER
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - ten thousand Path objects cost more than all the rest
    except FileNotFoundError:
        return {}, None
    except OSError as problem:
        message = f"the records of earlier conversions can't be listed: {problem.strerror or type(problem).__name__}"
        hint = "nothing is converted before this is mended, since edits could be lost"
        return {}, error("records-unreadable", message, Place(file=f"{content}/{record.FOLDER}"), hint=hint)
    return {name: identity for name in names if (identity := record.identity_of(name)) is not None}, None


def _holds(file: Path, data: bytes) -> bool:
    """Whether `file` is no link, and has these bytes."""
    try:
        return not file.is_symlink() and file.read_bytes() == data
    except OSError:
        return False


def _remembered(work: Work) -> _Table:
    try:
        return decoding.one(work.cache, TABLE, work.code, _DECODER.decode) or {}
    except msgspec.MsgspecError:
        return {}
