"""Functions for workers: they stand in a module that a process of its own can import."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

from digest.engine import pool

LOCK = threading.Lock()


def times(shared: int, item: int) -> tuple[int, list[str]]:
    return shared * item, [f"{item} was multiplied"] if item % 2 else []


def whoami(shared: object, item: int) -> tuple[int, int]:  # noqa: ARG001
    """Who worked with which shared value: the process, and the object's identity there."""
    return os.getpid(), id(shared)


def parentage(shared: str, item: int) -> tuple[int, bool]:  # noqa: ARG001
    """Whose child works, and whether the module `shared` was loaded for it."""
    return os.getppid(), shared in sys.modules


def divide(shared: int, item: int) -> float:
    return shared / item


class Unpicklable(Exception):  # noqa: N818
    def __init__(self, item: int, extra: str):
        super().__init__(f"{extra} {item}")
        self.hold = lambda: item


def fail(shared: int, item: int) -> int:
    if item == shared:
        raise Unpicklable(item, "no good:")
    return item


def die_once(shared: str, item: int) -> int:
    """The first process that comes by kills itself at item 13, as the machine does when memory runs out."""
    if item == 13:
        try:
            Path(shared).touch(exist_ok=False)
        except FileExistsError:
            return item
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def unanswerable(shared: int, item: int) -> object:
    return lambda: shared + item


def slowly(shared: str, item: int) -> int:
    """Says who works, and takes its time."""
    (Path(shared) / str(os.getpid())).touch()
    time.sleep(0.1)
    return item


def noted(shared: str, item: int) -> int:
    """Says who works at what, and takes its time."""
    (Path(shared) / f"{os.getpid()}-{item}").touch()
    time.sleep(0.1)
    return item


def held(shared: str, item: int) -> int:
    """Says who works, and does not end before there is a file `go` there, or a minute has passed."""
    (Path(shared) / str(os.getpid())).touch()
    end = time.monotonic() + 60
    while not (Path(shared) / "go").exists() and time.monotonic() < end:
        time.sleep(0.01)
    return item


def together(shared: tuple[str, int], item: int) -> int:  # noqa: ARG001
    """Who works: told once so many processes are at it, or a minute has passed."""
    place, many = Path(shared[0]), shared[1]
    (place / str(os.getpid())).touch()
    end = time.monotonic() + 60
    while len(list(place.iterdir())) < many and time.monotonic() < end:
        time.sleep(0.01)
    return os.getpid()


def lock(shared: int, item: int) -> int:
    with LOCK:
        return shared + item


def undisturbed(shared: int, item: int) -> bool:  # noqa: ARG001
    """Whether nobody else was at this place in the same process."""
    if not LOCK.acquire(blocking=False):
        return False
    try:
        time.sleep(0.02)
    finally:
        LOCK.release()
    return True


def handed() -> int:
    """How many shared values this process was handed."""
    return pool._unpacked.cache_info().misses
