"""One piece of work beside the rest: the answer is the same whoever does it, and nothing of it is left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest

from digest.engine.beside import Beside

FORKS = pytest.mark.skipif(sys.platform != "linux", reason="a child is made on Linux only")

PROGRAM = """
import os, sys, time
from digest.engine.beside import Beside

here = os.getpid()
text = b"x" * 3_000_000  # more than a pipe holds

def work():
    {work}

with Beside(work) as beside:
    {meanwhile}
try:
    os.waitpid(-1, os.WNOHANG)
    print("somebody is left")
except ChildProcessError:
    print("nobody is left")
"""


def run(work: str, meanwhile: str) -> list[str]:
    """What a process of its own prints, in which nothing else runs that would keep it from making a child."""
    program = PROGRAM.format(work=work, meanwhile=meanwhile)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr == ""
    return done.stdout.splitlines()


@FORKS
def test_a_child_gives_the_whole_answer_and_ends() -> None:
    lines = run(
        "return str(os.getpid()).encode() + text",
        "a = beside.answer(); print(a.endswith(text), a[:-len(text)] == str(here).encode())",
    )
    assert lines == ["True False", "nobody is left"]


@FORKS
def test_what_a_child_fails_at_is_done_here_so_that_the_error_is_seen() -> None:
    lines = run(
        "raise ValueError('in the child' if os.getpid() != here else 'here')",
        """
    try:
        beside.answer()
    except ValueError as problem:
        print(problem)""",
    )
    assert lines == ["here", "nobody is left"]


@FORKS
def test_a_child_that_is_killed_costs_only_time() -> None:
    lines = run("os.getpid() == here or os.kill(os.getpid(), 9); return b'answer'", "print(beside.answer())")
    assert lines == ["b'answer'", "nobody is left"]


@FORKS
def test_half_an_answer_is_none() -> None:
    work = "os.getpid() == here or os.write(beside_pipe(), b'\\x01half') and os._exit(0); return b'whole'"
    find = (
        "beside_pipe = lambda: max(int(n) for n in os.listdir('/proc/self/fd') if os.path.exists(f'/proc/self/fd/{n}'))"
    )
    lines = run(f"{find}; {work}", "print(beside.answer())")
    assert lines == ["b'whole'", "nobody is left"]


@FORKS
def test_an_answer_that_nobody_asks_for_keeps_nobody_waiting() -> None:
    lines = run("time.sleep(600); return b''", "print('something else')")
    assert lines == ["something else", "nobody is left"]


@FORKS
def test_a_child_says_nothing_of_what_waits_to_be_printed_and_cleans_up_nothing() -> None:
    program = (
        "import atexit, sys; from digest.engine.beside import Beside; atexit.register(print, 'cleaned up');"
        "sys.stdout.write('once ');\nwith Beside(lambda: b'') as beside: beside.answer()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["once", "cleaned", "up"]


def test_where_another_thread_runs_the_work_is_done_here() -> None:
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    try:
        with Beside(lambda: str(os.getpid()).encode()) as beside:
            assert beside.answer() == str(os.getpid()).encode()
    finally:
        over.set()
        thread.join()


def test_work_that_pays_no_child_is_done_here_and_not_before_it_is_asked_for() -> None:
    done: list[int] = []

    def work() -> bytes:
        done.append(os.getpid())
        return b"answer"

    with Beside(work, wanted=False) as beside:
        assert done == []
        assert beside.answer() == b"answer"
    assert done == [os.getpid()]
