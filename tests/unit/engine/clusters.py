"""A real Dask cluster on this machine, made of processes that a test may kill."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from distributed import Client

ROOT = Path(__file__).parents[3]
PATIENCE = 120
"""Seconds after which a test gives up, on a busy machine too."""


def until(condition: Callable[[], bool]) -> bool:
    """Whether `condition` came true before patience ended."""
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def altered(folder: Path) -> Path:
    """A copy of this package in which one comment is another."""
    shutil.copytree(ROOT / "digest", folder / "digest", ignore=shutil.ignore_patterns("__pycache__"))
    with (folder / "digest/engine/pool.py").open("a", encoding="utf-8") as file:
        file.write("# another version\n")
    return folder


class Local:
    """A scheduler and workers, each a process with a TCP port of 127.0.0.1; all are gone at the end of the block.

    Where the tests themselves are killed, the scheduler ends when nobody has asked it for long, and so do its workers.
    """

    def __init__(self, folder: Path):
        self._folder = folder
        self._programs: list[subprocess.Popen[bytes]] = []
        self.address = ""

    def __enter__(self) -> Local:
        file = self._folder / "scheduler.json"
        options = ["--port", "0", "--scheduler-file", str(file), "--idle-timeout", f"{10 * PATIENCE} seconds"]
        self.scheduler = self._start("scheduler", *options)
        try:
            assert until(lambda: file.exists() and file.read_text().endswith("}"))
        except BaseException:
            self.end()  # nobody leaves a block that was not entered
            raise
        self.address = str(json.loads(file.read_text())["address"])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """Kills them all."""
        for program in self._programs:
            program.kill()
        for program in self._programs:
            program.wait()

    def worker(self, *, threads: int = 1, path: Path = ROOT, **environment: str) -> subprocess.Popen[bytes]:
        """A new worker, which looks for modules in `path` first."""
        options = ["--nthreads", str(threads), "--no-nanny", "--death-timeout", str(PATIENCE)]
        where = os.pathsep.join([str(path), str(ROOT)])
        return self._start("worker", self.address, *options, PYTHONPATH=where, **environment)

    def workers(self, count: int) -> list[subprocess.Popen[bytes]]:
        """As many new workers, once they have joined; no two have the same hash seed or time zone."""
        zones = ("Asia/Tokyo", "America/New_York")
        started = [self.worker(PYTHONHASHSEED=str(number), TZ=zones[number % 2]) for number in range(count)]
        self.wait_for(count)
        return started

    def wait_for(self, count: int) -> None:
        """Until there are as many workers."""
        with self.client() as client:
            client.wait_for_workers(count, timeout=PATIENCE)

    def client(self) -> Client:
        """A client of the scheduler, tried again where Dask stumbles over a worker that joins in the same moment."""
        for _ in range(9):
            with suppress(AssertionError):
                return Client(self.address, set_as_default=False)
        return Client(self.address, set_as_default=False)

    def _start(self, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        program = subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments, "--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0"],
            cwd=self._folder,
            env={**os.environ, "DASK_TEMPORARY_DIRECTORY": str(self._folder), **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._programs.append(program)
        return program
