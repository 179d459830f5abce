"""What the figures were taken on, and how steadily it runs."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks.contestants import PEERS, hugo_binary


def description() -> dict[str, str]:
    """Processor, cores, memory, kernel, Python: by name."""
    cpu = re.search(r"^model name\s*: (.+)$", _read("/proc/cpuinfo"), re.MULTILINE)
    memory = re.search(r"^MemTotal: +(\d+) kB$", _read("/proc/meminfo"), re.MULTILINE)
    return {
        "processor": cpu[1] if cpu else platform.machine(),
        "cores": str(os.cpu_count()),
        "memory": f"{int(memory[1]) / 2**20:.0f} GiB" if memory else "unknown",
        "system": f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}",
        "python": platform.python_version(),
    }


def versions(digest: Iterable[str], environment: dict[str, str]) -> dict[str, str]:
    """The versions of all contestants, each asked for its own; `digest` is the command without its subcommand."""
    hugo = _said([str(hugo_binary()), "version"])
    return {
        "digest": _said([*digest, "--version"], environment).split()[-1],
        "hugo": hugo.split()[1].lstrip("v").split("-")[0].split("+")[0],
        "pelican": _said([str(PEERS / "bin" / "pelican"), "--version"]),
    }


def pulse() -> float:
    """The seconds that a fixed piece of work takes: the same each time on a quiet machine."""
    begin = time.perf_counter()
    data = bytes(1 << 20)
    for _ in range(50):
        data = hashlib.sha256(data).digest() * (1 << 15)
    sum(number * number % 7 for number in range(1_000_000))
    return time.perf_counter() - begin


def is_ram_disk(folder: Path) -> bool:
    """Whether a folder lies on a file system in memory (`tmpfs`), as Linux tells it."""
    mounts = [line.split() for line in _read("/proc/self/mounts").splitlines()]
    places = {Path(place): kind for _, place, kind, *_ in mounts}
    above = (place for place in (folder.resolve(), *folder.resolve().parents) if place in places)
    return places[next(above)] in {"tmpfs", "ramfs"} if places else False


def install_peers() -> None:
    """Puts the other generators into a virtual environment of their own, once for each version of their list."""
    wanted, stamp = (PEERS.parent / "requirements.txt").read_text("utf-8"), PEERS / ".installed"
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return
    sys.stdout.write(f"installing the other generators into {PEERS} …\n")
    subprocess.run([sys.executable, "-m", "venv", "--clear", PEERS], check=True)  # noqa: S603
    pip: list[str | Path] = [PEERS / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--requirement", PEERS.parent / "requirements.txt"], check=True)  # noqa: S603
    stamp.write_text(wanted, encoding="utf-8")


def _said(command: list[str], environment: dict[str, str] | None = None) -> str:
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)  # noqa: S603
    return run.stdout.strip()


def _read(file: str) -> str:
    return Path(file).read_text("utf-8", "replace") if Path(file).exists() else ""
