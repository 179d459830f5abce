"""A Dask cluster's workers as an executor: the one door of `distributed`.

The work travels as bytes, and so do the answers: a worker needs neither the site's files nor a disk that it shares with
anyone, but the same code as the build that asks it. Each is asked what it runs before it gets work, those that join later
too; one that runs other code is never used. Whatever happens to the cluster (a worker dies, all of them do, the scheduler
is gone), no future waits for ever: it fails with `Lost`, and whoever asked can do the work.
"""

from __future__ import annotations

import functools
import logging
import pickle
import sys
import threading
import time
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Executor, Future
from concurrent.futures import wait as wait_for
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, ParamSpec, TypeVar

from distributed import Client

from digest.engine import code
from digest.ground import fingerprint

P = ParamSpec("P")
R = TypeVar("R")

Code = dict[str, str]
"""What an answer depends on beside its input: the versions of Python, of libraries and of this package, by their names."""

_PACKAGE = Path(__file__).parents[1]
_PATIENCE = 5.0  # seconds to wait for the scheduler, and for answers that may be lost with a worker
_FIRST_WORD = 10.0  # seconds to wait for the workers: they may have to load this package from a slow disk
_PAUSE = 0.5  # seconds between two looks at the workers
_FAREWELL = 2.0  # seconds that leaving may take
_LOGGERS = ("distributed", "distributed.client", "tornado", "tornado.application")  # those with a level of their own
_ONE_CALL = threading.Lock()


class Lost(Exception):  # noqa: N818 - nothing is wrong with the work
    """The cluster can't be used, or not any longer; says why."""


class Cluster(Executor):
    """The workers of the cluster whose scheduler is at `address`, connected to at once, which may take fifteen seconds.

    `libraries` are the names of distributions that answers depend on. `lost` says why the cluster can't be used, or not any
    longer, and is empty while it can; then `submit` raises Lost. `strangers` has the reason for each worker that is there but
    not used. Leaving it as a context waits for what was submitted; leaving it by an exception takes it back.
    """

    def __init__(self, address: str, libraries: Sequence[str] = ()):
        self.lost = ""
        self.strangers: dict[str, str] = {}
        self._libraries = tuple(libraries)
        self._code = code_of(self._libraries)
        self._good: set[str] = set()
        self._workers: list[str] = []
        self._open: dict[Future[Any], _Sent] = {}
        self._doubtful: list[tuple[float, Future[Any], _Sent]] = []
        self._looked = threading.Event()
        self._left = threading.Event()
        try:
            self._client = _connected(address)
        except Exception as problem:  # noqa: BLE001 - names, sockets, certificates, versions: each has its own
            self.lost = str(problem) or type(problem).__name__
            self._left.set()
            return
        self._executor = self._client.get_executor(pure=False, allow_other_workers=False)
        threading.Thread(target=self._watch, name="digest-cluster", daemon=True).start()
        if not self._looked.wait(_FIRST_WORD):
            self._lose("the workers don't answer")
        elif not self._workers:
            self._lose("no worker runs the same code" if self.strangers else "it has no worker")

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """As every executor's. `fn`, its arguments and its answer can be pickled."""
        call = pickle.dumps((fn, args, kwargs), protocol=5)
        workers = self._workers
        if self.lost or not workers:
            raise Lost(self.lost or "no worker is left")
        answer: Future[R] = Future()
        self._send(answer, call, workers)
        answer.add_done_callback(self._withdraw)
        return answer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As every executor's, but that without waiting nothing goes on; the cluster itself stays as it is."""
        if self._left.is_set():
            return
        if wait and not cancel_futures:
            wait_for(tuple(self._open))  # the answers: each comes, or fails
        self._left.set()
        self._take_back()
        with suppress(Exception):  # what goes wrong now is of no interest to anyone
            self._client.close(timeout=_FAREWELL)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shutdown(cancel_futures=kind is not None)

    # --- calls --------------------------------------------------------------------------------------------------------

    def _send(self, answer: Future[Any], call: bytes, workers: list[str]) -> None:
        future = self._executor.submit(_answer, self._code, self._libraries, call, workers=workers)
        self._open[answer] = _Sent(future, call)
        # Not a circle of objects, which nobody may be there to break: a worker keeps its answer as long as there is a future.
        future.add_done_callback(functools.partial(self._pass_on, answer))

    def _pass_on(self, answer: Future[Any], future: Future[bytes]) -> None:
        sent = self._open.get(answer)
        if sent is None or sent.future is not future:  # it was sent once more
            return
        del self._open[answer]
        if not answer.set_running_or_notify_cancel():
            return
        try:
            answer.set_result(pickle.loads(future.result()))  # noqa: S301 - the workers are trusted with much more
        except CancelledError:
            self._lose("the scheduler is gone")
            answer.set_exception(Lost(self.lost))
        except Exception as problem:  # noqa: BLE001 - as above: whoever waits is told
            answer.set_exception(problem)

    def _withdraw(self, answer: Future[Any]) -> None:
        sent = self._open.get(answer) if answer.cancelled() else None
        if sent is not None:
            sent.future.cancel()

    def _take_back(self) -> None:
        for sent in tuple(self._open.values()):
            sent.future.cancel()

    # --- the workers --------------------------------------------------------------------------------------------------

    def _watch(self) -> None:
        """Looks after the workers until the cluster is left. Only here calls are taken back, never in Dask's own thread, which would wait for itself."""
        while True:
            try:
                if not self.lost:
                    self._look()
            except Exception as problem:  # noqa: BLE001 - as above
                self._lose(str(problem) or type(problem).__name__)
            if self.lost:
                self._take_back()
            self._looked.set()
            if self._left.wait(_PAUSE):
                return

    def _look(self) -> None:
        """Sees who is there, and asks whoever is new what code it runs."""
        there = set(self._client.nthreads())
        new = list(there - self._good - self.strangers.keys())
        told = self._client.run(code_of, self._libraries, workers=new, on_error="return") if new else {}
        for worker, answer in told.items():
            if answer == self._code:
                self._good.add(worker)
            elif not isinstance(answer, OSError):  # that one is gone, or will be asked again
                self.strangers[worker] = _difference(self._code, answer)
        if not there.issuperset(self._workers):
            self._doubt()
        self._workers = sorted(there & self._good)
        if self._open and not self._workers:
            self._lose("no worker is left")
        while self._doubtful and self._doubtful[0][0] < time.monotonic():
            _, answer, sent = self._doubtful.pop(0)
            if self._workers and self._open.get(answer) is sent:
                self._send(answer, sent.call, self._workers)
                sent.future.cancel()

    def _doubt(self) -> None:
        """A worker is gone. The scheduler gives its calls to others, but may wait half a minute for answers that it had ready."""
        due = time.monotonic() + _PATIENCE
        self._doubtful += [(due, answer, sent) for answer, sent in tuple(self._open.items())]

    def _lose(self, reason: str) -> None:
        if not self._left.is_set():
            self.lost = self.lost or reason


class _Sent(NamedTuple):
    """A call on its way: what Dask says of it, and its bytes, to be sent once more."""

    future: Future[bytes]
    call: bytes


def _connected(address: str) -> Client:
    for name in _LOGGERS:  # whatever they have to say, we say it ourselves
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of other versions of Dask: what matters is whether the answers are the same
        connect = functools.partial(Client, address, timeout=_PATIENCE, set_as_default=False)
        try:
            return connect()
        except AssertionError:  # Dask's, when the scheduler tells of a new worker in the very moment in which it greets
            return connect()


def _difference(ours: Code, theirs: Code | Exception) -> str:
    if isinstance(theirs, Exception):
        return f"it can't tell what code it runs: {theirs}"
    return ", ".join(
        f"another version of {name}" if name == _PACKAGE.name else f"{name} {theirs.get(name)}, not {version}"
        for name, version in ours.items()
        if theirs.get(name) != version
    )


# --- in a worker ------------------------------------------------------------------------------------------------------


@functools.cache
def code_of(libraries: tuple[str, ...]) -> Code:
    """What code this process runs. Found out once, since a running process keeps what it has loaded, whatever is installed later."""
    _, seen = code.version(_PACKAGE, libraries, code.Remembered(), now=0)
    files = fingerprint.of_value({path: stamp.digest for path, stamp in seen.files.items()})
    python = ".".join(map(str, sys.version_info[:3]))
    return {_PACKAGE.name: files, sys.implementation.name: python, **seen.libraries}


def _answer(expected: Code, libraries: tuple[str, ...], call: bytes) -> bytes:
    """The pickled answer to a pickled call. One call at a time, as in any other worker, however many threads Dask has here."""
    with _ONE_CALL:
        if code_of(libraries) != expected:  # a worker that has taken the place of another
            raise Lost(_difference(expected, code_of(libraries)))
        function, args, kwargs = pickle.loads(call)  # noqa: S301 - who reaches a scheduler can run anything anyway
        return pickle.dumps(function(*args, **kwargs), protocol=5)
