"""The tool's own check has nothing to say about the demonstration, at the root of a host and below a path. It needs no browser."""

from __future__ import annotations

import subprocess
import sys
from typing import Any


def test_the_check_finds_nothing(built: Any) -> None:
    command = [
        sys.executable,
        "-m",
        "digest",
        "check",
        "--strict",
        "--site",
        str(built.folder.parent),
        "--url",
        built.url,
    ]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("nothing is wrong with the ")


def test_the_check_bites(built: Any) -> None:
    """A page is spoilt for a moment: it is told as changed, and what it lacks is told too."""
    page = built.folder / "404.html"
    good = page.read_bytes()
    page.write_bytes(good.replace(b"<h1", b"<h2", 1))
    try:
        command = [sys.executable, "-m", "digest", "check", "--site", str(built.folder.parent), "--url", built.url]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    finally:
        page.write_bytes(good)
    assert done.returncode == 1
    assert "error[page-heading]" in done.stderr
    assert "warning[output-changed]" in done.stderr
