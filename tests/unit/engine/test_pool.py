"""Whoever does the work, the answers are the same, in the order of the items."""

from __future__ import annotations

import os
import pickle
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.engine import pool
from digest.engine.pool import CallFailed, map_stream, map_values
from digest.engine.processes import Processes
from tests.unit.engine import samples

ITEMS = list(range(1, 101))


class Cluster(Executor):
    """An executor of the plainest kind, as a cluster's is: no initialiser, all that goes there and back is pickled."""

    def __init__(self, limit: int = 1_000_000, problem: Exception | None = None):
        self.sent: list[int] = []
        self._limit = limit
        self._problem = problem or ConnectionError("the scheduler is gone")

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        task = pickle.dumps((fn, args, kwargs))
        self.sent.append(len(task))
        if len(self.sent) > self._limit:
            future.set_exception(self._problem)
            return future
        fn, args, kwargs = pickle.loads(task)  # noqa: S301
        future.set_result(pickle.loads(pickle.dumps(fn(*args, **kwargs))))  # noqa: S301
        return future


class Closed(Cluster):
    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ARG002
        raise RuntimeError("cannot schedule new futures after shutdown")


# --- the answers ------------------------------------------------------------------------------------------------------


def test_alone_in_the_order_of_the_items() -> None:
    assert map_values(samples.times, [3, 1, 2], shared=10) == [
        (30, ["3 was multiplied"]),
        (10, ["1 was multiplied"]),
        (20, []),
    ]


@settings(max_examples=60)
@given(items=st.lists(st.integers()), chunk=st.integers(0, 9), threads=st.booleans())
def test_shared_out_as_alone(items: list[int], chunk: int, threads: bool) -> None:
    alone = map_values(samples.times, items, shared=7)
    with ThreadPoolExecutor(2) if threads else Cluster() as executor:
        assert map_values(samples.times, items, shared=7, executor=executor, chunk=chunk, alone=0) == alone


def test_items_go_out_in_chunks() -> None:
    cluster = Cluster()
    map_values(samples.times, ITEMS, shared=1, executor=cluster, chunk=30, alone=0)
    assert len(cluster.sent) == 4


def test_nothing_to_do_calls_nobody() -> None:
    cluster = Cluster()
    assert map_values(samples.times, [], shared=1, executor=cluster, alone=0) == []
    assert cluster.sent == []


def test_what_takes_less_time_than_calling_for_help_is_done_alone() -> None:
    cluster = Cluster()
    assert len(map_values(samples.times, ITEMS, shared=1, executor=cluster, alone=3600)) == 100
    assert cluster.sent == []


def test_what_seems_to_take_longer_is_shared_out_after_the_first_few(tmp_path: Path) -> None:
    cluster = Cluster()
    items = [1, 2, 3, 4]
    assert map_values(samples.slowly, items, shared=str(tmp_path), executor=cluster, alone=0.05, chunk=9) == items
    assert len(cluster.sent) == 1


def test_progress_counts_to_the_end() -> None:
    for executor in (None, Cluster()):
        ticks: list[tuple[int, int]] = []
        map_values(
            samples.times,
            ITEMS,
            shared=1,
            executor=executor,
            chunk=40,
            alone=0,
            tick=lambda done, total, ticks=ticks: ticks.append((done, total)),  # type: ignore[misc]
        )
        assert ticks[-1] == (100, 100)
        assert ticks == sorted(ticks)
        assert len(ticks) == (100 if executor is None else 3)


# --- more than memory should hold -------------------------------------------------------------------------------------


def test_a_stream_takes_items_as_they_are_needed() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for item in ITEMS:
            taken.append(item)
            yield item

    alone = map_stream(samples.times, items(), 100, shared=2)
    assert taken == []
    assert next(alone) == (2, ["1 was multiplied"])
    assert taken == [1]


def test_a_stream_has_no_more_than_some_chunks_under_way() -> None:
    taken: list[int] = []
    items = (taken.append(item) or item for item in range(1_000))  # type: ignore[func-returns-value]
    answers = map_stream(samples.times, items, 1_000, shared=2, executor=Cluster(), chunk=10, alone=0)
    assert next(answers) == (0, [])
    assert len(taken) == pool._AHEAD * 10
    assert [answer for answer, _ in answers] == [2 * item for item in range(1, 1_000)]


def test_a_stream_may_have_fewer_items_than_announced() -> None:
    ticks: list[tuple[int, int]] = []
    answers = map_stream(
        samples.times, [1], 5, shared=2, executor=Cluster(), alone=0, tick=lambda *done: ticks.append(done)
    )
    assert (list(answers), ticks) == ([(2, ["1 was multiplied"])], [(1, 5)])


def test_a_stream_that_nobody_reads_to_its_end_takes_back_what_is_out() -> None:
    class Busy(Cluster):
        def __init__(self) -> None:
            super().__init__()
            self.futures: list[Future[Any]] = []

        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            self.futures.append(Future() if self.futures else super().submit(fn, *args, **kwargs))
            return self.futures[-1]

    executor = Busy()
    answers = map_stream(samples.times, ITEMS, 100, shared=1, executor=executor, chunk=50, alone=0)
    next(answers)
    answers.close()  # type: ignore[attr-defined]
    assert [future.cancelled() for future in executor.futures] == [False, True]


# --- what goes wrong --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("executor", [None, Cluster()])
def test_what_the_function_raises_names_the_item(executor: Executor | None) -> None:
    with pytest.raises(CallFailed, match=r"^page 3: .*no good: 3"):
        map_values(
            samples.fail, ITEMS, shared=3, executor=executor, chunk=10, alone=0, name=lambda item: f"page {item}"
        )


def test_the_cause_is_there_and_from_a_worker_its_traceback() -> None:
    with pytest.raises(CallFailed) as alone:
        map_values(samples.divide, [1, 0], shared=1)
    assert isinstance(alone.value.__cause__, ZeroDivisionError)
    with pytest.raises(CallFailed) as away:
        map_values(samples.divide, [1, 0], shared=1, executor=Cluster(), alone=0)
    assert "return shared / item" in away.value.__notes__[0]


def test_when_the_executor_fails_the_rest_is_done_here() -> None:
    losses: list[tuple[str, int]] = []
    answers = map_values(
        samples.times,
        ITEMS,
        shared=2,
        executor=Cluster(limit=3),
        chunk=20,
        alone=0,
        lost=lambda problem, count: losses.append((str(problem), count)),
    )
    assert answers == map_values(samples.times, ITEMS, shared=2)
    assert losses == [("the scheduler is gone", 40)]


def test_an_executor_that_takes_nothing_costs_only_time() -> None:
    losses: list[int] = []
    answers = map_values(
        samples.times, ITEMS, shared=2, executor=Closed(), alone=0, lost=lambda _, count: losses.append(count)
    )
    assert (len(answers), losses) == (100, [100])


def test_a_value_that_can_not_be_pickled_is_a_bug_and_hidden_by_nobody() -> None:
    with pytest.raises((AttributeError, pickle.PicklingError)):
        map_values(lambda _, item: item, ITEMS, shared=1, executor=Cluster(), alone=0)
    with pytest.raises(TypeError):
        map_values(samples.times, ITEMS, shared=threading.Lock(), executor=Cluster(), alone=0)  # type: ignore[arg-type]
    with pytest.raises((AttributeError, pickle.PicklingError)):
        map_values(samples.unanswerable, ITEMS, shared=1, executor=Cluster(), alone=0)


def test_an_interrupt_takes_back_what_nobody_has_begun() -> None:
    class Interrupted(Cluster):
        def __init__(self) -> None:
            super().__init__()
            self.futures: list[Future[Any]] = []

        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ARG002
            if len(self.futures) == 2:
                raise KeyboardInterrupt
            self.futures.append(Future())
            return self.futures[-1]

    executor = Interrupted()
    with pytest.raises(KeyboardInterrupt):
        map_values(samples.times, ITEMS, shared=1, executor=executor, chunk=10, alone=0)
    assert [future.cancelled() for future in executor.futures] == [True, True]


# --- the shared value -------------------------------------------------------------------------------------------------


def test_a_worker_unpacks_the_shared_value_once() -> None:
    with Processes(2) as executor:
        seen = map_values(samples.whoami, ITEMS, shared={"theme": "large"}, executor=executor, chunk=5, alone=0)
    values_by_worker = Counter(process for process, _ in set(seen))
    assert os.getpid() not in values_by_worker
    assert set(values_by_worker.values()) == {1}


def test_another_shared_value_is_not_mistaken_for_the_one_before() -> None:
    cluster = Cluster()
    for shared in (2, 3, 2):
        answers = map_values(samples.times, [5], shared=shared, executor=cluster, alone=0)
        assert answers == [(5 * shared, ["5 was multiplied"])]


# --- worker processes -------------------------------------------------------------------------------------------------


def test_processes_answer_as_one_does_alone() -> None:
    with Processes(2) as executor:
        assert map_values(samples.times, ITEMS, shared=3, executor=executor, alone=0) == map_values(
            samples.times, ITEMS, shared=3
        )
        with pytest.raises(CallFailed, match=r"^9: .*no good: 9"):
            map_values(samples.fail, ITEMS, shared=9, executor=executor, alone=0)


def test_a_worker_that_dies_costs_only_time(tmp_path: Path) -> None:
    losses: list[tuple[type[Exception], int]] = []
    with Processes(2) as executor:
        for _ in range(2):
            answers = map_values(
                samples.die_once,
                ITEMS,
                shared=str(tmp_path / "died"),
                executor=executor,
                chunk=10,
                alone=0,
                lost=lambda problem, count: losses.append((type(problem), count)),
            )
            assert answers == ITEMS
    assert len(losses) == 2
    assert all(issubclass(kind, BrokenExecutor) and count >= 10 for kind, count in losses)


def test_the_trial_is_judged_without_the_first_item() -> None:
    """The first pays for imports; a hundred items aren't shared out because of it."""
    assert not pool._takes_longer(0.5, 0.0, 1, 99)
