"""A command's cost is that of all that it starts, and a command that fails is never a measurement."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from benchmarks.processes import CommandFailedError, said, timed, weighed

LINUX = pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory is read from Linux's /proc")
ENVIRONMENT = {"PATH": os.environ["PATH"]}


def python(program: str) -> list[str]:
    return [sys.executable, "-c", program]


def test_seconds_are_counted_from_start_to_end_and_processors_with_those_of_children(tmp_path: Path) -> None:
    work = "import time\nwhile time.process_time() < 0.2: pass"
    spent = timed(
        python(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}])"), tmp_path, ENVIRONMENT
    )
    assert spent.seconds >= 0.2
    assert spent.cpu >= 0.2


@LINUX
def test_processors_are_counted_for_children_that_nobody_waits_for(tmp_path: Path) -> None:
    work = "import time\nwhile time.process_time() < 0.2: pass"
    spent = timed(
        python(f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {work!r}])"), tmp_path, ENVIRONMENT
    )
    assert spent.cpu >= 0.2


@LINUX
def test_memory_is_that_of_all_processes_together(tmp_path: Path) -> None:
    hold = "data = bytearray(b'x' * 40_000_000); print(flush=True); input()"
    two = (
        "import subprocess, sys, time\n"
        f"both = [subprocess.Popen([sys.executable, '-c', {hold!r}], stdin=-1, stdout=-1) for _ in '12']\n"
        "for each in both: each.stdout.readline()\n"
        "time.sleep(1)\n"  # both hold it now: time to be looked at, on a busy machine too
        "for each in both: each.communicate(b'end')"
    )
    assert weighed(python(two), tmp_path, ENVIRONMENT) > 80_000_000


@LINUX
def test_memory_that_processes_share_counts_once(tmp_path: Path) -> None:
    share = "import os, time; data = bytearray(b'x' * 60_000_000); os.fork(); os.fork(); time.sleep(0.4)"
    assert weighed(python(share), tmp_path, ENVIRONMENT) < 180_000_000


@pytest.mark.parametrize("measure", [timed, weighed, said])
def test_a_command_that_fails_is_an_error_with_its_last_words(measure: object, tmp_path: Path) -> None:
    assert callable(measure)
    with pytest.raises(CommandFailedError, match=r"status 3\nno theme"):
        measure(python("import sys; print('no theme'); sys.exit(3)"), tmp_path, ENVIRONMENT)


def test_what_a_command_prints_can_be_had(tmp_path: Path) -> None:
    assert said(python("print('done')"), tmp_path, ENVIRONMENT) == "done\n"


def test_a_command_sees_no_environment_but_its_own(tmp_path: Path) -> None:
    program = "import os; print(sorted(set(os.environ) - {'LC_CTYPE'}))"
    assert said(python(program), tmp_path, {"A": "1"}) == "['A']\n"
