"""A cluster's workers give the same answers as anyone; what happens to them costs only time."""

from __future__ import annotations

import gc
import subprocess
import threading
from collections.abc import Iterator
from concurrent.futures import wait
from pathlib import Path

import pytest

from digest.engine.cluster import Cluster, Lost
from digest.engine.pool import CallFailed, map_values
from tests.unit.engine import samples
from tests.unit.engine.clusters import PATIENCE, Local, altered, until

MANY = 600
"""Pieces of work that keep two workers busy for half a minute."""


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    """A cluster of two workers, for tests that do it no harm."""
    with Local(tmp_path_factory.mktemp("cluster")) as cluster:
        cluster.workers(2)
        yield cluster


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Local]:
    """A scheduler without workers, for tests that kill."""
    with Local(tmp_path) as cluster:
        yield cluster


def kill_when_at_work(programs: list[subprocess.Popen[bytes]], folder: Path, workers: int) -> threading.Thread:
    """Kills the programs as soon as so many workers have said in `folder` that they are at work, which ends after that."""

    def kill() -> None:
        until(lambda: len(list(folder.iterdir())) >= workers)
        for program in programs:
            program.kill()
        for program in programs:
            program.wait()
        (folder / "go").touch()

    thread = threading.Thread(target=kill)
    thread.start()
    return thread


# --- answers ----------------------------------------------------------------------------------------------------------


def test_the_answers_are_the_same_as_those_of_nobodys_help(local: Local) -> None:
    with Cluster(local.address) as executor:
        helped = map_values(samples.times, range(1000), shared=7, executor=executor, alone=0)
    assert helped == map_values(samples.times, range(1000), shared=7)


def test_each_worker_works_and_unpacks_the_shared_value_once(local: Local) -> None:
    with Cluster(local.address) as executor:
        seen = map_values(samples.whoami, range(200), shared={"a": 1}, executor=executor, chunk=1, alone=0)
    assert len({pid for pid, _ in seen}) == len(set(seen))


def test_one_call_at_a_time_runs_in_a_worker_however_many_threads_it_has(own: Local) -> None:
    own.worker(threads=4)
    own.wait_for(1)
    with Cluster(own.address) as executor:
        assert all(map_values(samples.undisturbed, range(20), shared=0, executor=executor, chunk=1, alone=0))


def test_what_the_function_raises_comes_back(local: Local) -> None:
    with Cluster(local.address) as executor, pytest.raises(CallFailed, match="no good: 9"):
        map_values(samples.fail, range(20), shared=9, executor=executor, alone=0)


def test_what_cannot_be_pickled_is_not_taken_for_a_lost_worker(local: Local) -> None:
    with Cluster(local.address) as executor, pytest.raises((AttributeError, TypeError)):
        map_values(samples.unanswerable, range(20), shared=9, executor=executor, alone=0)


def test_leaving_by_an_exception_takes_back_what_nobody_has_begun(local: Local, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), Cluster(local.address) as executor:  # noqa: PT012 - the block is the subject
        for item in range(MANY):
            executor.submit(samples.noted, str(tmp_path), item)
        assert until(lambda: len({path.name.partition("-")[0] for path in tmp_path.iterdir()}) == 2)
        raise KeyboardInterrupt
    with Cluster(local.address) as executor:
        assert executor.submit(pow, 2, 3).result(PATIENCE) == 8
    assert len(list(tmp_path.iterdir())) < MANY


def test_calls_that_are_cancelled_keep_nobody_busy(local: Local, tmp_path: Path) -> None:
    with Cluster(local.address) as executor:
        calls = [executor.submit(samples.noted, str(tmp_path), item) for item in range(MANY)]
        kept = [call.result(PATIENCE) for call in reversed(calls) if not call.cancel()]
        assert len(kept) < MANY
        assert executor.submit(pow, 2, 3).result(PATIENCE) == 8
    assert len(list(tmp_path.iterdir())) < MANY


def test_answers_do_not_pile_up_in_the_workers_memory(local: Local) -> None:
    """Not even where nobody looks for circles of objects, as in a build."""
    gc.disable()
    try:
        with Cluster(local.address) as executor, local.client() as client:
            map_values(samples.times, range(100), shared=7, executor=executor, alone=0)
            assert until(lambda: not any(client.has_what().values()))
    finally:
        gc.enable()


# --- who is lost ------------------------------------------------------------------------------------------------------


def test_a_worker_that_dies_costs_only_time(own: Local, tmp_path: Path) -> None:
    own.workers(2)
    with Cluster(own.address) as executor:
        mark = str(tmp_path / "died")
        answers = map_values(samples.die_once, range(200), shared=mark, executor=executor, chunk=3, alone=0)
        assert executor.lost == ""
    assert answers == list(range(200))
    assert Path(mark).exists()


@pytest.mark.parametrize(("who", "why"), [("workers", "no worker is left"), ("scheduler", "")])
def test_the_work_is_done_here_when_all_are_gone(own: Local, tmp_path: Path, who: str, why: str) -> None:
    workers = own.workers(2)
    (tmp_path / "who").mkdir()
    losses: list[Exception] = []
    with Cluster(own.address) as executor:
        killer = kill_when_at_work(workers if who == "workers" else [own.scheduler], tmp_path / "who", 2)
        answers = map_values(
            samples.held,
            range(20),
            shared=str(tmp_path / "who"),
            executor=executor,
            chunk=1,
            alone=0,
            lost=lambda problem, _: losses.append(problem),
        )
        killer.join()
        assert answers == list(range(20))
        assert len(losses) == 1
        assert isinstance(losses[0], Lost)
        assert until(lambda: executor.lost != "")
        assert why in executor.lost
        with pytest.raises(Lost):
            executor.submit(pow, 2, 3)


def test_a_cluster_that_cannot_be_reached_is_lost_from_the_beginning() -> None:
    with Cluster("nonsense://127.0.0.1:1") as executor:
        assert "nonsense" in executor.lost
        with pytest.raises(Lost):
            executor.submit(pow, 2, 3)


def test_a_cluster_without_workers_is_lost_from_the_beginning(own: Local) -> None:
    with Cluster(own.address) as executor:
        assert executor.lost == "it has no worker"


# --- who must not help ------------------------------------------------------------------------------------------------


def test_a_worker_with_other_code_is_never_used(own: Local, tmp_path: Path) -> None:
    own.workers(1)
    own.worker(path=altered(tmp_path / "other"))
    own.wait_for(2)
    with Cluster(own.address) as executor:
        seen = map_values(samples.whoami, range(50), shared=0, executor=executor, chunk=1, alone=0)
        assert len({pid for pid, _ in seen}) == 1
        assert list(executor.strangers.values()) == ["another version of digest"]


def test_a_worker_with_another_library_is_never_used(own: Local, tmp_path: Path) -> None:
    told = tmp_path / "other" / "Markdown-0.1.dist-info" / "METADATA"
    told.parent.mkdir(parents=True)
    told.write_text("Metadata-Version: 2.1\nName: Markdown\nVersion: 0.1\n", encoding="utf-8")
    own.worker(path=tmp_path / "other")
    own.wait_for(1)
    with Cluster(own.address, ["Markdown", "nh3"]) as executor:
        assert executor.lost == "no worker runs the same code"
        (reason,) = executor.strangers.values()
    assert reason.startswith("Markdown 0.1, not ")


def test_a_worker_without_this_package_is_never_used(own: Local, tmp_path: Path) -> None:
    (tmp_path / "other" / "digest").mkdir(parents=True)
    (tmp_path / "other" / "digest" / "__init__.py").touch()
    own.worker(path=tmp_path / "other")
    own.wait_for(1)
    with Cluster(own.address) as executor:
        (reason,) = executor.strangers.values()
    assert reason.startswith("it can't tell what code it runs")
    assert "digest.engine" in reason


def test_a_worker_that_joins_later_helps_when_it_has_the_same_code(own: Local, tmp_path: Path) -> None:
    own.workers(1)
    with Cluster(own.address) as executor:
        own.worker()
        own.worker(path=altered(tmp_path / "other"))
        pids: set[int] = set()

        def two() -> bool:
            wait(calls := [executor.submit(samples.whoami, 0, 0) for _ in range(4)])
            pids.update(call.result()[0] for call in calls)
            return len(pids) == 2

        assert until(two)
        assert until(lambda: len(executor.strangers) == 1)
