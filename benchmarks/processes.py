"""Runs a command and says what it cost: seconds on the clock, seconds of all processors, and the memory of all its processes.

Time and memory are taken in separate runs, since looking at memory costs time.

Memory is the peak of the sum of all processes' *proportional set size* (`Pss` in `/proc/PID/smaps_rollup`, Linux): each page of memory
counts once, shared out among those that have it mapped, so that forked or threaded workers are not counted double. It is sampled every ten
milliseconds over the processes of the command's session. Files written to a RAM disk aren't part of it.
"""

from __future__ import annotations

import ctypes
import os
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_INTERVAL = 0.01
_SUBREAPER = 36
"""`PR_SET_CHILD_SUBREAPER` of prctl(2): processes that a command leaves behind become ours to wait for."""


class CommandFailedError(Exception):
    """A command ended with another status than 0."""


@dataclass(frozen=True)
class Spent:
    """What a run took: `seconds` from its start to its end, `cpu` seconds of it and all that it started, waited for or not."""

    seconds: float
    cpu: float


def timed(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Spent:
    """Runs it to its end; raises `CommandFailedError`, with its last words."""
    begin = time.perf_counter()
    with _started(command, folder, environment) as (process, output):
        _, status, usage = os.wait4(process.pid, 0)
        end = time.perf_counter()
        _check(process, status, output)
        cpu = usage.ru_utime + usage.ru_stime + sum(_left_behind(process.pid))
    return Spent(end - begin, cpu)


def weighed(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> int:
    """The peak of its memory in bytes; raises `CommandFailedError`."""
    peak = 0
    with _started(command, folder, environment) as (process, output):
        while True:
            ended, status, _ = os.wait4(process.pid, os.WNOHANG)
            if ended:
                break
            peak = max(peak, sum(map(_proportional, _session(process.pid))))
            time.sleep(_INTERVAL)
        _check(process, status, output)
    return peak


def said(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> str:
    """Runs it and gives what it printed; raises `CommandFailedError`."""
    with _started(command, folder, environment) as (process, output):
        _, status, _ = os.wait4(process.pid, 0)
        _check(process, status, output)
        output.seek(0)
        return output.read().decode(errors="replace")


def _left_behind(group: int) -> Iterator[float]:
    """Waits for what a command left running in its process group, and gives the processor seconds of each."""
    while True:
        try:
            _, _, usage = os.wait4(-group, 0)
        except ChildProcessError:
            return
        yield usage.ru_utime + usage.ru_stime


@contextmanager
def _started(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes]]]:
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(  # noqa: S603 - commands of our own
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            yield process, output
        finally:
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            for _ in _left_behind(process.pid):  # nothing of it runs beside the next one
                pass


def _check(process: subprocess.Popen[bytes], status: int, output: IO[bytes]) -> None:
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        output.seek(0)
        words = output.read().decode(errors="replace").strip()[-2000:]
        raise CommandFailedError(f"{process.args!r} ended with status {process.returncode}\n{words}")


def _session(leader: int) -> Iterator[int]:
    for entry in os.scandir("/proc"):
        if not entry.name.isdecimal():
            continue
        try:
            status = Path(entry.path, "stat").read_text("utf-8", "replace")
        except OSError:  # it ended in the meantime
            continue
        if int(status.rpartition(") ")[2].split()[3]) == leader:
            yield int(entry.name)


def _proportional(pid: int) -> int:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8")
    except OSError:
        return 0
    found = re.search(r"^Pss: +(\d+) kB$", rollup, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0
