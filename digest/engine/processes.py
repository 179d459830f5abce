"""Worker processes on this machine, as an executor that starts them when the first work comes.

They are forked from a fresh, single-threaded process that has imported what they need (`forkserver`), or where there is no
such thing (Windows) started anew. Plain `fork` begins sooner but copies a process in which other threads, the
progress bar's for one, may hold a lock for ever.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
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
        if self._pool is None:
            self._pool = self._start()
        return self._pool.submit(fn, *args, **kwargs)

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
            import multiprocessing  # noqa: PLC0415 - as below

            for child in multiprocessing.active_children():
                if child.pid not in self._others:
                    child.kill()
            raise

    def _start(self) -> ProcessPoolExecutor:
        import multiprocessing  # noqa: PLC0415 - only shared work pays for it
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

        self._others = {child.pid for child in multiprocessing.active_children()}
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        context = multiprocessing.get_context(method)
        if method == "forkserver":
            context.set_forkserver_preload([__name__, *self._preload])
        return ProcessPoolExecutor(self._jobs, mp_context=context, initializer=_begin)


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
