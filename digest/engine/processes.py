"""Worker processes on this machine, as an executor that starts them when the first work comes.

On Linux they are copies of this process (`fork`), which begin within some milliseconds. That is safe only while it has a single
thread: in a copy, a lock that another one held (the progress bar's, a preview's) is held for ever. Otherwise they are
forked from a fresh process that has imported what they need (`forkserver`), or where there is no such thing (Windows) started
anew; that takes a sixth of a second.
"""

from __future__ import annotations

import gc
import importlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

P = ParamSpec("P")
R = TypeVar("R")

_MOST = 61  # more than that Windows can't wait for


def available() -> int:
    """How many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Processes(Executor):
    """Up to `jobs` workers; `preload` names modules that they import before the first work comes, where that is possible.

    Leaving it as a context waits for all that was submitted; leaving it by an exception (an interrupt, say) for no more than
    the calls in hand, and not even for those when it is interrupted again. Workers ignore the keyboard, and end by
    themselves when their parent is gone, however it died.
    """

    def __init__(self, jobs: int, *, preload: Sequence[str] = ()):
        self._jobs = max(1, min(jobs, _MOST))
        self._preload = list(preload)
        self._pool: ProcessPoolExecutor | None = None
        self._others: set[int | None] = set()

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """As every executor's; starts the workers."""
        if self._pool is not None:
            return self._pool.submit(fn, *args, **kwargs)
        pool = self._start()
        try:
            future = pool.submit(fn, *args, **kwargs)
        except BaseException:  # some workers may have begun, and nobody would ever tell them to end
            self._kill()
            raise
        self._pool = pool
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As every executor's."""
        if self._pool is not None:
            self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.shutdown(cancel_futures=kind is not None)
        except KeyboardInterrupt:
            self._kill()
            raise

    def _kill(self) -> None:
        import multiprocessing  # noqa: PLC0415 - as below

        for child in multiprocessing.active_children():
            if child.pid not in self._others:
                child.kill()

    def _start(self) -> ProcessPoolExecutor:
        import multiprocessing  # noqa: PLC0415 - only shared work pays for it
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

        self._others = {child.pid for child in multiprocessing.active_children()}
        if _threads() == 1:
            for module in self._preload:  # before it is decided: who knows what a library begins
                importlib.import_module(module)
        context = multiprocessing.get_context(_method(multiprocessing.get_all_start_methods()))
        if context.get_start_method() == "forkserver":
            context.set_forkserver_preload([__name__, *self._preload])
        return ProcessPoolExecutor(self._jobs, mp_context=context, initializer=_begin)


def _method(offered: Sequence[str]) -> str:
    """The quickest way of those `offered` to begin a worker that can hold no lock of ours."""
    if _threads() == 1:
        return "fork"
    return "forkserver" if "forkserver" in offered else "spawn"


def _threads() -> int | None:
    """How many threads this process has, those of native libraries included; None where that can't be told (not Linux).

    macOS could tell too, but its own libraries begin threads, and break in a forked process.
    """
    try:
        return sum(1 for _ in Path("/proc/self/task").iterdir())
    except OSError:
        return None


def _begin() -> None:
    """What a worker does first."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what was loaded before stays, and need not be looked through
    gc.set_threshold(
        50_000, 20, 100
    )  # answers have hardly a circle; looking for them as often as usual costs a thirtieth
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    import multiprocessing  # noqa: PLC0415 - it is there already

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
