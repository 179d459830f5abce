"""Puts files into the output folder, each in one step: whoever looks, or kills the build, finds the old file or the new one.

A file is written beside its place and moved there. Links in the folder are replaced, never followed or written through; a file
where a folder must be goes, and so does a folder where a file must be.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from digest.engine import stamps
from digest.engine.stamps import Stamp

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_MODE = 0o644


class Placing:
    """The output folder while files are put into it; `changed` are the folders in it in which something came, went or was replaced.

    `now` is `stamps.clock()` from before the build.
    """

    def __init__(self, folder: Path, now: int) -> None:
        self.changed: set[str] = set()
        self._folder = folder
        self._now = now
        self._base = os.path.join(folder, "")  # noqa: PTH118 - strings all through: Path objects would cost more than the writing
        self._ready: set[str] = {""}
        self._new: set[str] = set()

    def holds(self, path: str, size: int) -> bool:
        """Whether a regular file of that size stands at `path`. Folders above it are made, and what may not stand there goes."""
        head = path.rpartition("/")[0]
        self._make(head)
        if head in self._new:
            return False
        target = self._base + path
        try:
            facts = os.lstat(target)
        except FileNotFoundError:
            return False
        if stat.S_ISDIR(facts.st_mode):
            shutil.rmtree(target)
            self.changed.add(head)
        return stat.S_ISREG(facts.st_mode) and facts.st_size == size

    def seen(self, path: str) -> Stamp | None:
        """The settled stamp of the file at `path`, which is read for it; None where it can't be."""
        return stamps.digests(self._folder, [path], {}, now=self._now)[2].get(path)

    def put(self, path: str, chunks: Iterable[bytes], digest: str = "") -> Stamp:
        """Puts bytes at `path`, for which `holds` has made way; gives the stamp, not settled yet. Raises OSError.

        `digest` is their SHA-256 where it is known.
        """
        head, slash, _ = path.rpartition("/")
        target = self._base + path
        beside = f"{self._base}{head}{slash}.writing-{os.getpid()}"
        self.changed.add(head)
        handle = _opened(beside)
        try:
            try:
                digest = _write(handle, chunks, digest)
                ours = os.fstat(handle)
                if ours.st_mode & 0o777 != _MODE and hasattr(os, "fchmod"):  # the umask says otherwise
                    os.fchmod(handle, _MODE)
            finally:
                os.close(handle)
            os.replace(beside, target)  # noqa: PTH105
        except BaseException:
            with suppress(OSError):
                os.unlink(beside)  # noqa: PTH108
            raise
        return stamps.written(digest, ours, os.lstat(target))

    def _make(self, folder: str) -> None:
        if folder in self._ready:
            return
        head = folder.rpartition("/")[0]
        self._make(head)
        try:
            os.mkdir(self._base + folder)  # noqa: PTH102
        except FileExistsError:
            if not stat.S_ISDIR(os.lstat(self._base + folder).st_mode):
                os.unlink(self._base + folder)  # noqa: PTH108
                os.mkdir(self._base + folder)  # noqa: PTH102
                self._begun(folder, head)
        else:
            self._begun(folder, head)
        self._ready.add(folder)

    def _begun(self, folder: str, head: str) -> None:
        self._new.add(folder)
        self.changed.add(head)


def _opened(path: str) -> int:
    try:
        return os.open(path, _NEW, _MODE)
    except FileExistsError:  # a build of this number was killed
        os.unlink(path)  # noqa: PTH108
        return os.open(path, _NEW, _MODE)


def _write(handle: int, chunks: Iterable[bytes], digest: str) -> str:
    """Writes all chunks; gives their SHA-256, which is computed where `digest` doesn't say it."""
    hashing = None if digest else sha256()
    for chunk in chunks:
        if hashing is not None:
            hashing.update(chunk)
        rest = memoryview(chunk)
        while rest:
            rest = rest[os.write(handle, rest) :]
    return digest if hashing is None else hashing.hexdigest()
