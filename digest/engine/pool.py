"""Shares out the calls of a pure function: here and now for little work, by an executor for much.

Any `concurrent.futures.Executor` will do: processes on this machine (`engine.processes`), threads, or a cluster's. The
answers are the same whoever computes them, in the order of the items.
"""

from __future__ import annotations

import functools
import itertools
import pickle
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec

from digest.engine.interrupts import put_off

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

Tick = Callable[[int, int], None]

ALONE = 0.3
"""Seconds of work below which calling for help gains little: it takes up to 0.2 s until two processes have begun."""

_TRIAL = 0.02  # seconds of work by which the rest is judged
_BLINK = 0.1  # seconds after which an interrupt is felt
_LARGEST = 128  # items in a chunk
_SHARES = 64  # chunks to make of the work, so that everyone is busy until the end
_AHEAD = 24  # chunks that are out at the same time: what is under way fits into memory, and feeds a dozen workers
_BUGS = (pickle.PicklingError, TypeError, AttributeError)  # how Python says that a value can't be pickled


class CallFailed(Exception):  # noqa: N818 - not an error of the site but a bug of ours
    """The function raised. Names the item; the exception is its cause, or with the worker's traceback its note."""


class _Raised(msgspec.Struct, frozen=True):
    """What went wrong in a worker: at which item of the chunk, and the traceback."""

    position: int
    what: str
    trace: str


def _silent(done: int, total: int) -> None:
    """The tick of whoever doesn't watch."""


def _unheard(problem: Exception, count: int) -> None:
    """The ear of whoever doesn't mind that help was lost."""


def map_values(
    function: Callable[[S, T], R],
    items: Sequence[T],
    *,
    shared: S,
    executor: Executor | None = None,
    chunk: int = 0,
    alone: float = ALONE,
    name: Callable[[T], str] = str,
    tick: Tick = _silent,
    lost: Callable[[Exception, int], None] = _unheard,
) -> list[R]:
    """`function(shared, item)` for each item, in their order.

    With an executor, `function` is pure and stands in a module, and `shared`, items and answers can be pickled; `shared` is
    unpacked once by each worker. Without one, or when the first items tell that all take less than `alone` seconds (0 asks
    for help at once), the work is done here. `chunk` items go out together; 0 chooses.

    `tick` is told (done, total). `lost` is told when the executor failed (a worker died, a connection was cut) and how many
    items were therefore done here. What the function raises arrives as CallFailed with the item's `name`.
    """
    means = {"executor": executor, "chunk": chunk, "alone": alone, "name": name, "tick": tick, "lost": lost}
    return list(map_stream(function, items, len(items), shared=shared, **means))  # type: ignore[arg-type]


def map_stream(
    function: Callable[[S, T], R],
    items: Iterable[T],
    total: int,
    *,
    shared: S,
    executor: Executor | None = None,
    chunk: int = 0,
    alone: float = ALONE,
    name: Callable[[T], str] = str,
    tick: Tick = _silent,
    lost: Callable[[Exception, int], None] = _unheard,
) -> Iterator[R]:
    """The same for more than memory should hold: answers come as they are asked for, and items are taken as they are needed.

    A few thousand items are under way at most. `total` is how many there will be, or more.
    """
    work = _Work(function, shared, total, name, tick)
    rest = iter(items)
    if executor is None:
        yield from map(work.do, rest)
        return
    for item in rest:
        if work.takes_longer(alone):
            yield from work.send_out(itertools.chain([item], rest), executor, chunk, lost)
            return
        yield work.do(item)


class _Work(Generic[S, T, R]):
    """One call of `map_stream`: what is to be done with each item, how many are done, and how long it took."""

    def __init__(self, function: Callable[[S, T], R], shared: S, total: int, name: Callable[[T], str], tick: Tick):
        self._function = function
        self._shared = shared
        self._total = total
        self._name = name
        self._tick = tick
        self._done = 0
        self._spent = 0.0

    def do(self, item: T) -> R:
        """Does one item here."""
        begun = time.perf_counter()
        try:
            answer = self._function(self._shared, item)
        except Exception as problem:
            raise self._failure(item, repr(problem)) from problem
        if self._done:  # the first item pays for imports, and tells nothing of the others
            self._spent += time.perf_counter() - begun
        self._count(1)
        return answer

    def takes_longer(self, patience: float) -> bool:
        """Whether the rest seems to take longer than `patience` seconds."""
        return _takes_longer(patience, self._spent, self._done, self._total - self._done)

    def send_out(
        self, items: Iterator[T], executor: Executor, chunk: int, lost: Callable[[Exception, int], None]
    ) -> Iterator[R]:
        """Has all that is left done by `executor`, and here what it fails on; tells `lost` of that."""
        size = chunk or max(1, min(_LARGEST, -(-(self._total - self._done) // _SHARES)))
        packed = pickle.dumps((self._function, self._shared), protocol=5)
        out: deque[tuple[Future[list[R] | _Raised] | None, list[T]]] = deque()
        problem: Exception | None = None
        count = 0
        try:
            while True:
                while len(out) < _AHEAD and (part := list(itertools.islice(items, size))):
                    future, refused = (None, problem) if problem else _submit(executor, packed, part)
                    problem = problem or refused
                    out.append((future, part))
                if not out:
                    break
                future, part = out[0]
                answers: list[R] | _Raised | None = None
                if future is not None:
                    answers, failed = _answers(future)
                    problem = problem or failed
                out.popleft()
                if answers is not None:
                    yield from self._taken(part, answers)
                else:
                    count += len(part)
                    yield from map(self.do, part)
        finally:
            with put_off():
                for future, _ in out:
                    if future is not None:
                        future.cancel()
        if problem is not None:
            lost(problem, count)

    def _taken(self, part: Sequence[T], answers: list[R] | _Raised) -> list[R]:
        if isinstance(answers, _Raised):
            failure = self._failure(part[answers.position], answers.what)
            failure.add_note(f"in a worker:\n{answers.trace}")
            raise failure
        self._count(len(part))
        return answers

    def _count(self, more: int) -> None:
        self._done += more
        self._tick(self._done, max(self._done, self._total))

    def _failure(self, item: T, what: str) -> CallFailed:
        return CallFailed(f"{self._name(item)}: {what}")


def _submit(
    executor: Executor, packed: bytes, part: list[T]
) -> tuple[Future[list[Any] | _Raised] | None, Exception | None]:
    try:
        with put_off():
            return executor.submit(_run, packed, part), None
    except _BUGS:
        raise
    except Exception as refused:  # noqa: BLE001 - each executor has its own; the work is done here
        return None, refused


def _answers(future: Future[list[Any] | _Raised]) -> tuple[list[Any] | _Raised | None, Exception | None]:
    """What has come back, or why nothing has. Waits for it, but so that an interrupt does no harm."""
    from concurrent.futures import wait  # noqa: PLC0415 - only shared work pays for it

    done = False
    while not done:
        with put_off():
            done = bool(wait([future], timeout=_BLINK).done)
    try:
        return future.result(), None
    except _BUGS:
        raise
    except Exception as failed:  # noqa: BLE001 - as above: what the function raises is not among them
        return None, failed


def _takes_longer(patience: float, spent: float, done: int, left: int) -> bool:
    if not patience:
        return True
    if done < 2:
        return False
    return spent >= _TRIAL and spent / (done - 1) * left > patience


# --- in a worker ------------------------------------------------------------------------------------------------------


def _run(packed: bytes, items: Sequence[Any]) -> list[Any] | _Raised:
    function, shared = _unpacked(packed)
    answers = []
    for position, item in enumerate(items):
        try:
            answers.append(function(shared, item))
        except Exception as problem:  # noqa: BLE001 - the parent raises it; not every exception survives pickling
            return _Raised(position, repr(problem), traceback.format_exc())
    return answers


@functools.lru_cache(maxsize=1)
def _unpacked(packed: bytes) -> tuple[Callable[[Any, Any], Any], Any]:
    """The function and the shared value, made once in a process.

    Each chunk brings them along as bytes, since not every executor has initialisers.
    """
    function, shared = pickle.loads(packed)  # noqa: S301 - from our own parent
    return function, shared
