"""One piece of work beside the rest, for an answer that is wanted later: done by a child of this process, where that is safe.

For work that is short and only looks at things: at files by the ten thousand, say. A child made by `fork` has at once all that
this process has loaded, where processes of a pool need longer to begin than such work takes. It runs nothing but `work`,
sends the answer through a pipe and ends without cleaning up. A copy of a process with several threads may find a lock that
nobody will ever release; so where there is more than one, and where `fork` can't be relied on, the work is done here, when the
answer is asked for.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType

_DONE = b"\x01"
_CHUNK = 1 << 20


class Beside:
    """The answer of `work`, which begins at once where `wanted`; used in a `with` block, at whose end nothing of it is left.

    `work` is a function of values: whether a child has done it makes no difference but in time.
    """

    def __init__(self, work: Callable[[], bytes], *, wanted: bool = True) -> None:
        self._work = work
        self._child, self._pipe = _begun(work) if wanted and _can_fork() else (0, -1)

    def __enter__(self) -> Beside:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._child:
            _ended(self._child, self._pipe)
        self._child = 0

    def answer(self) -> bytes:
        """The answer; may be asked for once. Raises whatever the work raises: a child's failure is looked into here."""
        if self._child:
            data = _all(self._pipe)
            _ended(self._child, self._pipe)
            self._child = 0
            if data[:1] == _DONE and data[-1:] == _DONE:
                return data[1:-1]
        return self._work()


def _can_fork() -> bool:
    """Whether a child may be made: on Linux, where no other thread runs, also none that `threading` doesn't know of."""
    return sys.platform == "linux" and len(sys._current_frames()) == 1  # noqa: SLF001 - documented in `sys`


def _begun(work: Callable[[], bytes]) -> tuple[int, int]:
    """A child at work, and the pipe through which it answers; 0 where none can be had."""
    try:
        ours, theirs = os.pipe()
    except OSError:
        return 0, -1
    try:
        child = os.fork()
    except OSError:
        os.close(ours)
        os.close(theirs)
        return 0, -1
    if not child:
        _answer(work, theirs)
    os.close(theirs)
    return child, ours


def _answer(work: Callable[[], bytes], pipe: int) -> None:
    """The whole life of the child. The mark at the end tells an answer from the half of one."""
    try:
        gc.disable()  # it would touch, and so copy, all that is loaded
        view = memoryview(b"".join((_DONE, work(), _DONE)))
        while view:
            view = view[os.write(pipe, view) :]
    except BaseException:  # noqa: BLE001 - whatever it is: the answer lacks, and nothing of the parent's may be cleaned up here
        os._exit(1)
    os._exit(0)


def _all(pipe: int) -> bytes:
    parts = []
    while part := os.read(pipe, _CHUNK):
        parts.append(part)
    return b"".join(parts)


def _ended(child: int, pipe: int) -> None:
    """Sees the child off; one that is still at work is stopped, since nobody waits for what it finds."""
    os.close(pipe)
    with suppress(OSError):
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
