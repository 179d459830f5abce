"""What a build adds to its memory, on disk as it comes: a file beside the cache that may take its place.

Its name is fixed and it has a lock, which ends with its holder: a build that is killed leaves no more than one such file, and
the next one that needs it begins it anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import BinaryIO

from digest.engine import rows
from digest.engine.rows import Row
from digest.ground.lock import held


class Spool:
    """A file that grows answer by answer; `offset` is where the next one goes."""

    def __init__(self, path: Path, stream: BinaryIO, both: ExitStack, offset: int):
        self.stream = stream
        self.offset = offset
        self._path = path
        self._both = both
        self._moved = False

    def add(self, answers: Iterable[bytes]) -> list[Row]:
        """Writes answers, and says where each of them is. Raises OSError; what was added before is still there then."""
        self.stream.seek(self.offset)
        added = rows.write(self.stream, answers, self.offset)
        if added:
            self.offset = added[-1].offset + added[-1].length
        return added

    def get(self, row: Row) -> bytes | None:
        """An answer that was added, None where it can't be read."""
        return rows.read(self.stream, row)

    def become(self, path: Path) -> None:
        """Moves the file to `path`, in the place of what is there. Raises OSError."""
        self.stream.close()
        self._path.replace(path)
        self._moved = True
        self._both.close()

    def discard(self) -> None:
        """Removes the file, if it hasn't become another."""
        self.stream.close()
        if not self._moved:
            with suppress(OSError):  # it is begun anew when it is needed again
                self._path.unlink()
        self._both.close()


def beside(cache: Path) -> Path:
    """Where the spool of a cache stands."""
    return cache.with_name(f"{cache.name}.new")


def lock_of(cache: Path) -> Path:
    """The lock of a cache and its spool."""
    return cache.with_name(f"{cache.name}.lock")


def begin(cache: Path, header: int) -> Spool | None:
    """An empty spool for a cache, with room for a header; None where there is no folder for it, or another build has one."""
    both = ExitStack()  # the lock and the file
    try:
        there = bool(cache.name) and cache.parent.is_dir()
        if not there or both.enter_context(held(lock_of(cache), patience=0)) != "held":
            both.close()
            return None
        stream = both.enter_context(beside(cache).open("w+b", buffering=0))
        stream.write(bytes(header))
    except OSError:
        both.close()
        return None
    return Spool(beside(cache), stream, both, header)
