"""Files: walking, reading and writing so that a crash leaves every file whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def walk(root: Path, *, unreadable: list[tuple[str, str]] | None = None) -> Iterator[str]:
    """The files below `root` as POSIX paths relative to it, sorted; hidden files and folders are passed over.

    A link to a folder is not followed (so that a cycle ends); a link to a file counts as a file. What can't be listed (a
    folder without permission, a link that leads nowhere, a name that is not UTF-8) is added to `unreadable` as (path, reason).
    Names are as the file system gives them, composed or decomposed. A missing `root` has no files.
    """
    refused = unreadable if unreadable is not None else []
    found: list[str] = []
    stack = [""]
    while stack:
        folder = stack.pop()
        try:
            entries = list(os.scandir(root / folder))
        except FileNotFoundError:
            continue
        except OSError as problem:
            refused.append((folder, problem.strerror or str(problem)))
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = f"{folder}/{entry.name}" if folder else entry.name
            kind = _kind(entry)
            if kind == "folder":
                stack.append(path)
            elif kind == "file":
                found.append(path)
            elif kind:
                refused.append((path.encode("utf-8", "backslashreplace").decode("utf-8"), kind))
    yield from sorted(found)


def _kind(entry: os.DirEntry[str]) -> str:
    """`file`, `folder`, empty for what is passed over, or the reason why the entry can't be read."""
    if not _is_utf8(entry.name):
        return "its name is not UTF-8"
    try:
        if entry.is_dir(follow_symlinks=False):
            return "folder"
        if entry.is_file():
            return "file"
        if entry.is_symlink() and not Path(entry.path).exists():
            return "the link leads nowhere"
    except OSError as problem:
        return problem.strerror or str(problem)
    return ""


def _is_utf8(name: str) -> bool:
    """Whether a name is text at all; Python gives undecodable bytes as lone surrogates (PEP 383)."""
    return not any("\ud800" <= c <= "\udfff" for c in name)


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes stand at `path` in one step when the block ends well, and nowhere when it doesn't."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".writing-", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        beside.chmod(0o644)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def write_atomically(path: Path, data: bytes) -> None:
    """Puts `data` at `path` in one step: whoever reads sees the old bytes or the new ones, never a part."""
    with writing(path) as stream:
        stream.write(data)


def write_if_changed(path: Path, data: bytes) -> bool:
    """Writes `data` at `path` unless it stands there already; says whether it wrote."""
    try:
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    except OSError:
        pass
    write_atomically(path, data)
    return True
