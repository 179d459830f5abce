"""Shares out the calls of a pure function: here and now for little work, by an executor for much.

Any `concurrent.futures.Executor` will do: processes on this machine (`engine.processes`), threads, or a cluster's. The
answers are the same whoever computes them, in the order of the items.
"""

from __future__ import annotations

import functools
import pickle
import time
import traceback
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

ALONE = 0.5
"""Seconds of work below which calling for help gains nothing: it takes some 0.2 s until two processes have begun."""

_TRIAL = 0.02  # seconds of work by which the rest is judged
_BLINK = 0.1  # seconds after which an interrupt is felt
_LARGEST = 256  # items in a chunk
_SHARES = 64  # chunks to make of the work, so that everyone is busy until the end
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
    items are therefore done here. What the function raises arrives as CallFailed with the item's `name`.
    """
    work = _Work(function, items, shared, name, tick)
    work.do_here(None if executor is None else alone)
    if executor is not None and (left := len(work.missing())):
        problem = work.send_out(executor, chunk or min(_LARGEST, -(-left // _SHARES)))
        if problem is not None:
            lost(problem, len(work.missing()))
        work.do_here(None)
    return [work.answers[position] for position in range(len(items))]


class _Work(Generic[S, T, R]):
    """One call of `map_values`: what is to be done, and the answers so far by the items' positions."""

    def __init__(
        self, function: Callable[[S, T], R], items: Sequence[T], shared: S, name: Callable[[T], str], tick: Tick
    ):
        self.answers: dict[int, R] = {}
        self._function = function
        self._items = items
        self._shared = shared
        self._name = name
        self._tick = tick

    def missing(self) -> list[int]:
        return [position for position in range(len(self._items)) if position not in self.answers]

    def do_here(self, patience: float | None) -> None:
        """Does what is missing; where there is a patience (seconds), gives up as soon as the rest seems to take longer."""
        positions = self.missing()
        begun = 0.0
        for done, position in enumerate(positions):
            if patience is not None and _takes_longer(patience, begun, done, len(positions) - done):
                return
            try:
                self.answers[position] = self._function(self._shared, self._items[position])
            except Exception as problem:
                raise self._failure(position, repr(problem)) from problem
            self._tick(len(self.answers), len(self._items))
            begun = begun or time.perf_counter()  # the first item pays for imports, and tells nothing of the others

    def send_out(self, executor: Executor, chunk: int) -> Exception | None:
        """Has what is missing done by `executor`; gives the reason when not all came back."""
        packed = pickle.dumps((self._function, self._shared), protocol=5)
        positions = self.missing()
        problem: Exception | None = None
        out: dict[Future[list[R] | _Raised], list[int]] = {}
        try:
            try:
                for start in range(0, len(positions), chunk):
                    part = positions[start : start + chunk]
                    with put_off():
                        out[executor.submit(_run, packed, [self._items[position] for position in part])] = part
            except _BUGS:
                raise
            except Exception as refused:  # noqa: BLE001 - each executor has its own; the work is done here
                problem = refused
            for future in _as_they_come(out):
                try:
                    answers = future.result()
                except _BUGS:
                    raise
                except Exception as failed:  # noqa: BLE001 - as above: what the function raises is not among them
                    problem = problem or failed
                else:
                    self._take(out[future], answers)
        finally:
            with put_off():
                for future in out:
                    future.cancel()
        return problem

    def _take(self, positions: Sequence[int], answers: list[R] | _Raised) -> None:
        if isinstance(answers, _Raised):
            failure = self._failure(positions[answers.position], answers.what)
            failure.add_note(f"in a worker:\n{answers.trace}")
            raise failure
        self.answers.update(zip(positions, answers, strict=True))
        self._tick(len(self.answers), len(self._items))

    def _failure(self, position: int, what: str) -> CallFailed:
        return CallFailed(f"{self._name(self._items[position])}: {what}")


def _as_they_come(futures: Iterable[Future[R]]) -> Iterator[Future[R]]:
    """The futures as they are done, like `concurrent.futures.as_completed`, but so that an interrupt does no harm."""
    from concurrent.futures import FIRST_COMPLETED, wait  # noqa: PLC0415 - only shared work pays for it

    waiting = set(futures)
    while waiting:
        with put_off():
            done, waiting = wait(waiting, timeout=_BLINK, return_when=FIRST_COMPLETED)
        yield from done


def _takes_longer(patience: float, begun: float, done: int, left: int) -> bool:
    if not patience:
        return True
    if done < 2:
        return False
    spent = time.perf_counter() - begun
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
