"""Takes out of the output folder what isn't planned. Only folders that may hold such a thing are listed."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from pathlib import Path

from digest.engine.stamps import Stamp, Table
from digest.ground import filenames
from digest.publish.manifest import LEFT_ALONE, is_folder, listed

_UNKNOWN = Stamp("", -1, 0, 0, 0)  # fits no folder

Failure = tuple[str, OSError]
"""What can't be removed, by its path below the output folder, and why."""


def folders_of(paths: Iterable[str]) -> set[str]:
    """All folders above the paths, `""` among them."""
    found = {""}
    for path in paths:
        head = path.rpartition("/")[0]
        while head not in found:
            found.add(head)
            head = head.rpartition("/")[0]
    return found


def prune(
    folder: Path,
    doubtful: Collection[str],
    files: AbstractSet[str],
    folders: AbstractSet[str],
    apart: AbstractSet[str] = LEFT_ALONE,
) -> tuple[int, Table, list[Failure]]:
    """Removes from each of the `doubtful` folders every file and folder that isn't planned, as `files` and `folders` are; what is `apart` stays.

    Gives how many files went, the stamps of those folders, which fit none where something went, and what can't be removed. Links are
    removed, not followed.
    """
    return _Pruning(folder, files, folders, apart).run(doubtful)


class _Pruning:
    """One round: counts what goes, and collects what doesn't."""

    def __init__(
        self, folder: Path, files: AbstractSet[str], folders: AbstractSet[str], apart: AbstractSet[str]
    ) -> None:
        self._base = os.path.join(folder, "")  # noqa: PTH118 - for thousands of folders
        self._files = files
        self._folders = folders
        self._apart = apart
        self._alike: dict[str, str] | None = None
        self._gone = 0
        self._failures: list[Failure] = []

    def run(self, doubtful: Collection[str]) -> tuple[int, Table, list[Failure]]:
        found: Table = {}
        for folder in sorted(doubtful):
            found[folder] = _UNKNOWN
            try:
                stamp, names = listed(self._base + folder)
            except FileNotFoundError:  # someone has taken it away since it was made: the next build makes it again
                continue
            except OSError as problem:
                self._failures.append((folder, problem))
                continue
            inside = f"{folder}/" if folder else ""
            kept = frozenset() if folder else self._apart
            strays = [path for name in sorted(names - kept) if not self._belongs(path := inside + name)]
            for path in strays:
                self._remove(path)
            if not strays:  # what goes changes the stamp
                found[folder] = stamp
        return self._gone, found, self._failures

    def _belongs(self, path: str) -> bool:
        """Whether `path` is planned, or is what the file system calls a planned file: `Logo.png` where it ignores case."""
        if path in self._files or path in self._folders:
            return True
        if self._alike is None:
            self._alike = {filenames.alike(planned): planned for planned in (*self._folders, *self._files)}
        alike = self._alike.get(filenames.alike(path))
        try:
            return alike is not None and os.path.samefile(self._base + path, self._base + alike)  # noqa: PTH121
        except OSError:
            return False

    def _remove(self, path: str) -> None:
        full = self._base + path
        try:
            if is_folder(full):
                for name in sorted(os.listdir(full)):  # noqa: PTH208
                    self._remove(f"{path}/{name}")
                if not os.listdir(full):  # noqa: PTH208
                    os.rmdir(full)  # noqa: PTH106
            else:
                os.unlink(full)  # noqa: PTH108
                self._gone += 1
        except OSError as problem:
            self._failures.append((path, problem))
