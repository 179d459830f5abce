"""Bytes put aside until it is known whether they are wanted: on disk, since they may be more than memory should hold.

The file has no name (where the system allows that), so that a build that is killed leaves nothing behind.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from types import TracebackType
from typing import IO


class Aside:
    """Bytes by the place where they begin. The file is made in `folder` by the first `put`, and is gone when the block is left."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._stream: IO[bytes] | None = None
        self._end = 0

    def __enter__(self) -> Aside:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._stream is not None:
            self._stream.close()
        self._stream = None

    def put(self, data: bytes) -> int:
        """Puts bytes aside; gives the place where they begin. Raises OSError."""
        stream = self._stream = self._stream or self._made()
        start = self._end
        stream.seek(start)
        rest = memoryview(data)
        while rest:
            rest = rest[stream.write(rest) :]
        self._end += len(data)
        return start

    def get(self, start: int, size: int) -> bytes:
        """The `size` bytes that `put` said begin at `start`. Raises OSError."""
        if self._stream is None:
            raise ValueError("nothing was put aside")
        self._stream.seek(start)
        return self._stream.read(size)

    def _made(self) -> IO[bytes]:
        self.folder.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryFile(dir=self.folder, prefix=".aside-", buffering=0)
