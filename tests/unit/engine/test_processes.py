"""Worker processes begin late, end early, and never outlive their parent."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from digest.engine.pool import map_values
from digest.engine.processes import Processes, available
from tests.unit.engine import samples

ROOT = Path(__file__).parents[3]
PATIENCE = 120  # on a busy machine too
MANY = 600
"""Pieces of work that keep a worker busy for a minute."""

BUILD = """
import sys, threading, time
from digest.engine.pool import map_values
from digest.engine.processes import Processes
from tests.unit.engine import samples
if __name__ == "__main__":
    for _ in range(int(sys.argv[2])):
        threading.Thread(target=time.sleep, args=(3600,), daemon=True).start()
    with Processes(2) as executor:
        map_values(samples.slowly, range(100_000), shared=sys.argv[1], executor=executor, chunk=1, alone=0)
"""


def until(condition: Callable[[], bool]) -> bool:
    """Whether `condition` came true before patience ended."""
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return not Path("/proc").exists() or Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):  # the latter when it ends between the two questions
        return False


def said_by(program: str) -> tuple[str, str]:
    """What a program of its own prints, and what it complains of, warnings being errors."""
    command = [sys.executable, "-W", "error", "-c", program]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    return ran.stdout, ran.stderr


def test_no_process_starts_before_there_is_work() -> None:
    before = set(multiprocessing.active_children())
    with Processes(2):
        assert set(multiprocessing.active_children()) == before


def test_the_workers_are_gone_after_the_work() -> None:
    with Processes(2) as executor:
        pids = {pid for pid, _ in map_values(samples.whoami, range(50), shared=0, executor=executor, chunk=1, alone=0)}
    assert until(lambda: not any(lives(pid) for pid in pids))


def interrupted(folder: Path, jobs: int) -> None:
    """A build that has handed out much work when it is interrupted."""
    with Processes(jobs) as executor:
        for item in range(MANY * jobs):
            executor.submit(samples.noted, str(folder), item)
        assert until(lambda: len(workers(folder)) == jobs)
        raise KeyboardInterrupt


def workers(folder: Path) -> set[int]:
    """Who has noted there that work was begun."""
    return {int(path.name.partition("-")[0]) for path in folder.iterdir()}


def test_leaving_by_an_exception_waits_for_nobody(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupted(tmp_path, 2)
    assert until(lambda: not any(lives(pid) for pid in workers(tmp_path)))
    assert len(list(tmp_path.iterdir())) < 2 * MANY


def test_other_children_of_the_program_are_left_alone(tmp_path: Path) -> None:
    other = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(60,))
    other.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            interrupted(tmp_path, 1)
        assert other.is_alive()
    finally:
        other.kill()
        other.join()
        other.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("others", [0, 1])
def test_no_worker_outlives_its_parent(tmp_path: Path, how: signal.Signals, others: int) -> None:
    """Interrupted from the keyboard (the whole group is told), or killed without a chance to clean up.

    With and without `others`, threads that work beside: workers begin in another way then.
    """
    build = subprocess.Popen(
        [sys.executable, "-c", BUILD, str(tmp_path), str(others)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert until(lambda: len(list(tmp_path.iterdir())) == 2)
    pids = [int(path.name) for path in tmp_path.iterdir()]
    (os.killpg if how == signal.SIGINT else os.kill)(build.pid, how)
    _, said = build.communicate(timeout=PATIENCE)
    assert until(lambda: not any(lives(pid) for pid in pids))
    if how == signal.SIGINT:
        assert said.count("Traceback") == 1  # the parent's own
        assert said.rstrip().endswith("KeyboardInterrupt")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_the_keyboard_interrupts_the_parent_and_no_worker(tmp_path: Path) -> None:
    """The terminal tells the whole group; what a worker has in hand is not lost by it."""
    losses: list[int] = []

    def interrupt() -> None:
        assert until(lambda: any(tmp_path.iterdir()))
        for path in tmp_path.iterdir():
            os.kill(int(path.name), signal.SIGINT)
        (tmp_path / "go").touch()

    thread = threading.Thread(target=interrupt)
    thread.start()
    with Processes(1) as executor:
        answers = map_values(
            samples.held,
            [1, 2, 3, 4],
            shared=str(tmp_path),
            executor=executor,
            alone=0,
            lost=lambda _, count: losses.append(count),
        )
    thread.join()
    assert (answers, losses) == ([1, 2, 3, 4], [])


COPIED = """
import os
from digest.engine.pool import map_values
from digest.engine.processes import Processes
from tests.unit.engine import samples
if __name__ == "__main__":
    with Processes(2, preload=["colorsys"]) as executor:
        found = map_values(samples.parentage, range(9), shared="colorsys", executor=executor, chunk=1, alone=0)
    print({parent == os.getpid() for parent, _ in found}, {there for _, there in found})
"""


@pytest.mark.skipif(sys.platform != "linux", reason="a process can't be copied, or not safely")
def test_a_process_with_one_thread_is_copied() -> None:
    """Which is the quickest way to begin, also on Pythons that warn of it where there are more threads."""
    assert said_by(COPIED) == ("{True} {True}\n", "")


CRAMPED = """
import multiprocessing, os, resource
from concurrent.futures import process
from multiprocessing import popen_fork, queues, synchronize
from digest.engine.pool import map_values
from digest.engine.processes import Processes
from tests.unit.engine import samples
if __name__ == "__main__":
    open_ones, lost = len(os.listdir("/proc/self/fd")), []
    resource.setrlimit(resource.RLIMIT_NOFILE, (open_ones + 12, open_ones + 12))
    with Processes(8) as executor:
        answers = map_values(
            samples.times, range(9), shared=2, executor=executor, alone=0, lost=lambda _, count: lost.append(count)
        )
    print(len(answers), lost)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere workers begin one by one")
def test_where_only_some_workers_can_begin_none_is_left_waiting() -> None:
    """Too few files may be open for all eight: the work is done here, and the program ends."""
    assert said_by(CRAMPED) == ("9 [9]\n", "")


LOCKED = """
import threading
from digest.engine.pool import map_values
from digest.engine.processes import Processes
from tests.unit.engine import samples
if __name__ == "__main__":
    held, done = threading.Event(), threading.Event()
    def hold():
        with samples.LOCK:
            held.set()
            done.wait()
    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    with Processes(2) as executor:
        print(map_values(samples.lock, [1, 2, 3], shared=0, executor=executor, chunk=1, alone=0))
    done.set()
    thread.join()
"""


def test_a_lock_that_another_thread_holds_is_not_inherited() -> None:
    """What hangs for ever after a plain fork, and warns on newer Pythons: workers begin while another thread works."""
    assert said_by(LOCKED) == ("[1, 2, 3]\n", "")


def test_there_is_a_processor_and_no_more_than_the_machine_has() -> None:
    assert 1 <= available() <= (os.cpu_count() or 1)
