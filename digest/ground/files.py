"""Files: walking, reading and writing so that a crash leaves every file whole."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_CHUNK = 1 << 20


def is_hidden(name: str) -> bool:
    """Whether a file or folder of this name is not shown in a list of files."""
    return name.startswith(".")


def walk(
    root: Path,
    *,
    unreadable: list[tuple[str, str]] | None = None,
    passed_over: Callable[[str], bool] = is_hidden,
) -> Iterator[str]:
    """The files below `root` as POSIX paths relative to it, sorted, but for those whose names are `passed_over`.

    A link to a folder is not followed (so that a cycle ends); a link to a file counts as a file. What can't be listed (a
    folder without permission or behind a link, a link that leads nowhere, a pipe or device, a name that is not UTF-8) is added
    to `unreadable` as (path, reason).
    Names are as the file system gives them, composed or decomposed. A missing `root` has no files.
    """
    refused = unreadable if unreadable is not None else []
    found: list[str] = []
    base = os.path.join(root, "")  # noqa: PTH118 - a Path for each folder takes as long as listing it
    stack = [""]
    while stack:
        folder = stack.pop()
        try:
            entries = list(os.scandir(base + folder))
        except FileNotFoundError:
            continue
        except OSError as problem:
            refused.append((folder, problem.strerror or str(problem)))
            continue
        below = f"{folder}/" if folder else ""
        for entry in entries:
            name = entry.name
            if passed_over(name):
                continue
            path = below + name
            if entry.is_file(follow_symlinks=False) and name.isascii():  # as nearly all are
                found.append(path)
                continue
            kind = _kind(entry)
            if kind == "folder":
                stack.append(path)
            elif kind == "file":
                found.append(path)
            else:
                refused.append((path.encode("utf-8", "backslashreplace").decode("utf-8"), kind))
    yield from sorted(found)


def _kind(entry: os.DirEntry[str]) -> str:
    """`file`, `folder`, or the reason why the entry can't be read."""
    if not _is_utf8(entry.name):
        return "its name is not UTF-8"
    try:
        if entry.is_dir(follow_symlinks=False):
            return "folder"
        if entry.is_file():
            return "file"
        if entry.is_dir():
            return "a link to a folder is not followed"
        if entry.is_symlink() and not Path(entry.path).exists():
            return "the link leads nowhere"
    except OSError as problem:
        return problem.strerror or str(problem)
    return "not a regular file"


def _is_utf8(name: str) -> bool:
    """Whether a name is text at all; Python gives undecodable bytes as lone surrogates (PEP 383)."""
    return name.isascii() or not any("\ud800" <= c <= "\udfff" for c in name)


@contextmanager
def writing(path: Path, *, mode: int = 0o644, new: bool = False) -> Iterator[BinaryIO]:
    """A stream whose bytes stand at `path` in one step when the block ends well, and nowhere when it doesn't.

    With `new` nothing that stands there is replaced: FileExistsError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".writing-", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        beside.chmod(mode)
        if new:
            _claim(path, beside)
        else:
            beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _claim(path: Path, beside: Path) -> None:
    """Moves a file to a path where nothing stands: a second name for it fails where a rename would overwrite."""
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        path.open("xb").close()
        beside.replace(path)
    else:
        beside.unlink()


def write_atomically(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Puts `data` at `path` in one step: whoever reads sees the old bytes or the new ones, never a part."""
    with writing(path, mode=mode) as stream:
        stream.write(data)


def write_together(files: Mapping[Path, bytes]) -> None:
    """Puts each of the bytes at its path, where a file stands that keeps its permissions: all of them, or none with an OSError.

    All are written beside their places first. Whoever is killed in the middle leaves every file whole, some old and some new.
    """
    beside: dict[Path, Path] = {}
    before: dict[Path, bytes] = {}
    moved: list[Path] = []
    try:
        for path, data in files.items():
            before[path] = path.read_bytes()
            handle, name = tempfile.mkstemp(prefix=".writing-", dir=path.parent)
            beside[path] = Path(name)
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            beside[path].chmod(stat.S_IMODE(path.stat().st_mode))
        for path, new in beside.items():
            new.replace(path)
            moved.append(path)
    except BaseException:
        for path in moved:
            write_atomically(path, before[path], mode=stat.S_IMODE(path.stat().st_mode))
        raise
    finally:
        for new in beside.values():
            new.unlink(missing_ok=True)


def create(path: Path, data: bytes) -> bool:
    """Puts `data` at `path` in one step unless anything stands there, a link that leads nowhere too; says whether it did."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with writing(path, new=True) as stream:
            stream.write(data)
    except FileExistsError:
        return False
    return True


def write_if_changed(path: Path, data: bytes) -> bool:
    """Writes `data` at `path` unless a regular file there holds it already; says whether it wrote. A link is replaced."""
    if _size(path) == len(data) and _reads(path, data):
        return False
    write_atomically(path, data)
    return True


def copy_if_changed(source: Path, path: Path) -> bool:
    """The same with the bytes of the file `source`, which are never held in memory all at once."""
    with source.open("rb") as stream:
        if _size(path) == os.fstat(stream.fileno()).st_size and _same(path, stream):
            return False
        stream.seek(0)
        with writing(path) as copy:
            shutil.copyfileobj(stream, copy, _CHUNK)
    return True


def _size(path: Path) -> int | None:
    """The size of a regular file, None for anything else: a link never counts as the file that it leads to."""
    try:
        facts = path.lstat()
    except OSError:
        return None
    return facts.st_size if stat.S_ISREG(facts.st_mode) else None


def _reads(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:  # no right to read it: it is replaced
        return False


def _same(path: Path, stream: BinaryIO) -> bool:
    try:
        with path.open("rb") as other:
            while chunk := stream.read(_CHUNK):
                if chunk != other.read(_CHUNK):
                    return False
    except OSError:
        return False
    return True
