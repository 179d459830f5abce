"""Whoever is chosen to help begins when there is work, and when help fails the work is done here."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from digest.engine.executors import chosen
from digest.engine.pool import ALONE, map_values
from digest.engine.processes import Processes, available
from tests.unit.engine import samples
from tests.unit.engine.clusters import ROOT, Local, altered, until

NOWHERE = "tcp://127.0.0.1:1"


@pytest.fixture
def local(tmp_path: Path) -> Iterator[Local]:
    with Local(tmp_path) as cluster:
        yield cluster


def helped(executor: Executor | None, *, many: int = 1) -> set[int]:
    """The processes that did a hundred pieces of work; nobody's is done before so many of them are at it."""
    with TemporaryDirectory() as place:
        seen = map_values(samples.together, range(100), shared=(place, many), executor=executor, chunk=1, alone=0)
    assert len(seen) == 100
    return set(seen)


@pytest.mark.parametrize("kind", ["processes", "dask"])
def test_with_one_job_nobody_helps(kind: str) -> None:
    with chosen("dask" if kind == "dask" else "processes", jobs=1, scheduler=NOWHERE) as helpers:
        assert helpers.executor is None
        assert helped(helpers.executor) == {os.getpid()}
    assert helpers.findings == []


def test_processes_of_this_machine_help_by_default() -> None:
    with chosen(jobs=2) as helpers:
        assert isinstance(helpers.executor, Processes)
        assert helpers.alone == ALONE
        assert len(helped(helpers.executor, many=2) - {os.getpid()}) == 2


def test_there_are_as_many_helpers_as_processors_by_default() -> None:
    with chosen() as helpers:
        assert (helpers.executor is None) == (available() == 1)


def test_the_workers_of_a_cluster_help_where_one_is_named(local: Local) -> None:
    pids = {worker.pid for worker in local.workers(2)}
    with chosen("dask", scheduler=local.address, libraries=["Markdown"]) as helpers:
        assert helpers.alone > ALONE
        assert helped(helpers.executor, many=2) == pids
    assert helpers.findings == []


def test_no_cluster_is_called_before_there_is_work() -> None:
    """Neither is the library loaded, nor is anyone asked: that nobody is there isn't noticed."""
    program = (
        "import sys; from digest.engine.executors import chosen\n"
        f"with chosen('dask', scheduler='{NOWHERE}') as helpers: pass\n"
        "print(helpers.findings, 'distributed' in sys.modules, 'multiprocessing' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[] False False\n"


def test_processes_help_and_a_warning_says_what_to_install_where_dask_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)  # how Python says that there is no such module
    with chosen("dask", jobs=2, scheduler=NOWHERE) as helpers:
        assert isinstance(helpers.executor, Processes)
    (finding,) = helpers.findings
    assert (finding.code, finding.severity) == ("dask-missing", "warning")
    assert "pip install 'digest-news[dask]'" in finding.hint


def test_processes_help_and_a_note_tells_it_where_no_scheduler_is_reached() -> None:
    with chosen("dask", jobs=2, scheduler=NOWHERE) as helpers:
        assert len(helped(helpers.executor, many=2) - {os.getpid()}) == 2
    (finding,) = helpers.findings
    assert (finding.code, finding.severity) == ("cluster-lost", "note")
    assert finding.message.startswith(f"the cluster at {NOWHERE} can't be used: ")


def test_processes_help_once_the_cluster_is_lost(local: Local) -> None:
    workers = local.workers(1)
    with chosen("dask", jobs=2, scheduler=local.address) as helpers:
        assert helped(helpers.executor) == {workers[0].pid}
        local.scheduler.kill()
        assert until(lambda: helped(helpers.executor).isdisjoint({os.getpid(), workers[0].pid}))
    assert [finding.code for finding in helpers.findings] == ["cluster-lost"]


def test_a_warning_names_the_workers_with_other_code_and_what_differs(local: Local, tmp_path: Path) -> None:
    (good,) = local.workers(1)
    other = altered(tmp_path / "other")
    local.worker(path=other)
    local.worker(path=other)
    local.wait_for(3)
    with chosen("dask", scheduler=local.address) as helpers:
        assert helped(helpers.executor) == {good.pid}
    (finding,) = helpers.findings
    assert (finding.code, finding.severity) == ("worker-differs", "warning")
    assert finding.message == (
        "2 workers of the cluster are not used, because the answers might differ: another version of digest"
    )
    assert finding.note.count("tcp://127.0.0.1:") == 2
