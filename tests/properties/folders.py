"""What stands in a folder, as a value that tests can compare, put back and reckon with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

Tree = dict[str, bytes | str | None]
"""What stands in a folder by its path: the bytes of a file, where a link leads, None for a folder (with a slash)."""

Facts = dict[str, tuple[int, ...]]
"""What the file system says of files, by their paths: size, times (ns), number."""


def tree(folder: Path) -> Tree:
    """Everything in `folder`; nothing when there is none."""
    found: Tree = {}
    for path, entry in _entries(folder):
        if entry.is_symlink():
            found[path] = os.readlink(entry)  # noqa: PTH115 - as it is written, which Path would tidy
        elif entry.is_dir():
            found[f"{path}/"] = None
        else:
            found[path] = Path(entry).read_bytes()
    return found


def facts(folder: Path) -> Facts:
    """What the file system says of each file in `folder`, links followed as far as they lead to one."""
    found: Facts = {}
    for path, entry in _entries(folder):
        with suppress(OSError):  # links that lead to each other
            seen = os.stat(entry)  # noqa: PTH116
            if S_ISREG(seen.st_mode):
                found[path] = (seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino)
    return found


def _entries(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Whatever stands in a folder or below, by its path."""
    waiting = [""] if folder.is_dir() else []
    while waiting:
        above = waiting.pop()
        with os.scandir(os.path.join(folder, above)) as entries:  # noqa: PTH118 - Path objects would take most of the time
            for entry in entries:
                yield above + entry.name, entry
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{above}{entry.name}/")


def place(folder: Path, files: Mapping[str, bytes | str | None]) -> None:
    """Puts what `tree` found into `folder`."""
    for key, data in files.items():
        path = folder / key
        path.parent.mkdir(parents=True, exist_ok=True)
        if data is None:
            path.mkdir(exist_ok=True)
        elif isinstance(data, str):
            path.symlink_to(data)
        else:
            path.write_bytes(data)


def remove(path: Path) -> None:
    """Removes a file, a link, or a folder with all that is in it; nothing when there is none."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def changed(before: Tree, now: Tree) -> set[str]:
    """The paths at which something is new, gone or otherwise."""
    return {path for path in {*before, *now} if path not in before or path not in now or before[path] != now[path]}


def differing(one: Tree, other: Tree) -> list[str]:
    """The paths at which two folders differ, each with the beginning of the difference."""
    return [f"{path}: {_difference(one, other, path)}" for path in sorted(changed(one, other))]


def _difference(one: Tree, other: Tree, path: str) -> str:
    if path not in one:
        return "is missing"
    if path not in other:
        return "should not be there"
    here, there = one[path], other[path]
    if not isinstance(here, bytes) or not isinstance(there, bytes):
        return f"is {here!r:.80}, not {there!r:.80}"
    at = next((at for at, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), min(len(here), len(there)))
    start = max(0, at - 60)
    return f"has {here[start : at + 60]!r}, not {there[start : at + 60]!r}"
