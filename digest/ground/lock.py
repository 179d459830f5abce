"""A lock between processes that ends with its holder: however a program dies, nothing stale stays behind.

Workers that the holder has forked hold it too, so that nobody begins while one of a killed run is still at work.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

if sys.platform == "win32":  # pragma: no cover - the other branch is the one that is tested
    import msvcrt

    def _try(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_PAUSE = 0.05
_TAKEN = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK, errno.EWOULDBLOCK})


@contextmanager
def held(path: Path, *, patience: float) -> Iterator[Literal["held", "busy"] | OSError]:
    """Holds the lock that the file `path` stands for, waiting up to `patience` seconds for another holder to end.

    Says `held` or `busy`, or gives the reason why there can be no lock in this place. The file is made where it is missing, and
    stays: removing it would let two holders in.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as problem:
        yield problem
        return
    try:
        yield _wait(handle, time.monotonic() + patience)
    finally:
        os.close(handle)


def _wait(handle: int, until: float) -> Literal["held", "busy"] | OSError:
    while True:
        try:
            _try(handle)
        except OSError as problem:
            if problem.errno not in _TAKEN:
                return problem
            if time.monotonic() >= until:
                return "busy"
            time.sleep(_PAUSE)
        else:
            return "held"
