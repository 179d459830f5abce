"""A lock between processes that ends with its holder: however a program dies, nothing stale stays behind."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":  # pragma: no cover - the other branch is the one that is tested
    import msvcrt

    def _try(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_PAUSE = 0.05


@contextmanager
def held(path: Path, *, patience: float) -> Iterator[bool]:
    """Holds the lock that the file `path` stands for, waiting up to `patience` seconds; says whether it got it.

    The file is made where it is missing, and stays: removing it would let two holders in. Raises OSError where it can't be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        yield _wait(handle, time.monotonic() + patience)
    finally:
        os.close(handle)


def _wait(handle: int, until: float) -> bool:
    while True:
        try:
            _try(handle)
        except OSError:
            if time.monotonic() >= until:
                return False
            time.sleep(_PAUSE)
        else:
            return True
