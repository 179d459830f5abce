"""Which file of the output folder answers an address: as GitHub Pages does it, and nothing outside that folder."""

from __future__ import annotations

import os
import stat
from pathlib import Path

INDEX = "index.html"
NOT_FOUND = "404.html"


def candidates(way: str) -> list[str]:
    """The files that may answer, the best first. `way` is the decoded path below the site's root; none for a way that is unsafe.

    No step may begin with a dot, so that `..` and hidden files are out of reach.
    """
    steps = way.split("/")
    if any(step.startswith(".") or "\\" in step or "\0" in step for step in steps) or "" in steps[:-1]:
        return []
    if not steps[-1]:
        return [way + INDEX]
    return [way, f"{way}.html"]


def folder_index(way: str) -> str:
    """The file that would answer `way` with a slash at its end: then a server leads there."""
    return f"{way}/{INDEX}"


def read(folder: Path, path: str) -> bytes | None:
    """The bytes of a file of `folder`; None where it isn't a plain file, or lies behind a link."""
    steps = path.split("/")
    at = str(folder)
    try:
        for step in steps:
            at = os.path.join(at, step)  # noqa: PTH118 - a path is followed step by step
            facts = os.lstat(at)
            if stat.S_ISLNK(facts.st_mode):
                return None
        if not stat.S_ISREG(facts.st_mode):
            return None
        return Path(at).read_bytes()
    except (OSError, ValueError):
        return None
