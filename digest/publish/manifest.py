"""What the last build published, and what of it still stands: the stamp of every file with its key, and of every folder.

A file is compared by what the file system says of it, and read only where that leaves a doubt (`digest.engine.stamps`). A folder's
own time changes when something in it comes, goes or is renamed, so that one that is as it was left need not be listed. What a
killed build has written fits no stamp.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from digest.engine import decoding, stamps
from digest.engine.stamps import Stamp, Table
from digest.engine.work import Work
from digest.model import Struct

MANIFEST = "manifest"
"""The table of the memory in which it is kept."""

LEFT_ALONE = frozenset({".git"})
"""What may stand at the top of the output folder and is nobody's business here: a deployment branch keeps its repository there.

Where there is a search, its index stands there too, which another stage makes and takes away."""

_OUTPUT = "output"


class Row(Stamp, frozen=True, array_like=True, gc=False):
    """A published file: its stamp, and the key under which it was made."""

    key: str


class Manifest(Struct, kw_only=True):
    """The published files, and the folders that hold nothing else; POSIX paths, `""` for the output folder itself.

    There are no folders where publishing went wrong.
    """

    files: dict[str, Row] = msgspec.field(default_factory=dict)
    folders: Table = msgspec.field(default_factory=dict)


_DECODER = msgspec.msgpack.Decoder(Manifest)


class Standing(NamedTuple):
    """What stands in the output folder as the last build left it.

    `rows` are the files, `keys` the keys under which they were made, `folders` those in which nothing else is. `published` are all
    paths that were published, and `whole` tells that all of them stand, and nothing else.
    """

    keys: Mapping[str, str]
    rows: Mapping[str, Row]
    folders: Table
    published: AbstractSet[str]
    whole: bool


NOTHING = Standing(keys={}, rows={}, folders={}, published=frozenset(), whole=False)
"""What is known of a folder that nobody has looked at."""


class Touched(NamedTuple):
    """The paths of the published files, and of the folders that held them, that aren't as they were left."""

    files: list[str]
    folders: list[str]


def remembered(work: Work) -> bytes | None:
    """The manifest of the last build as `decode` reads it."""
    return work.cache.get(MANIFEST, _OUTPUT)


def recalled(data: bytes | None, work: Work) -> Manifest:
    """As `decode`, for what `remembered` gave."""
    return Manifest() if data is None else decoding.of(work.cache, MANIFEST, _OUTPUT, data, decode)


def touched(folder: Path, before: Manifest) -> Touched:
    """What of it isn't as it was left in `folder`. Reads no file and lists no folder."""
    return Touched(stamps.touched(folder, before.files), stamps.touched(folder, before.folders))


def standing_of(folder: Path, before: Manifest, seen: Touched, work: Work, apart: AbstractSet[str]) -> Standing:
    """What stands in `folder`, `apart` from names at its top that are left alone, where all but what was `seen` to be touched is as it was left.

    Where only stamps have changed (a fresh clone, say), those of now are remembered.
    """
    if not before.files:
        return NOTHING
    folders = _folders(folder, before, seen.folders, work.clock, apart)
    files: Mapping[str, Row] = before.files
    lost = tuple(f"{path}/" for path in before.folders if path not in folders and not is_folder(_at(folder, path)))
    if lost:  # what stands behind a link, where a folder was, is not ours
        files = {path: row for path, row in files.items() if not path.startswith(lost)}
        folders = {path: stamp for path, stamp in folders.items() if not path.startswith(lost)}
    rows = _files(folder, files, seen.files, work)
    whole = len(rows) == len(before.files) and len(folders) == len(before.folders) > 0
    if whole and not (rows is before.files and folders is before.folders):
        remember(Manifest(files=dict(rows), folders=folders), work)
    keys = {path: row.key for path, row in rows.items()}
    return Standing(keys=keys, rows=rows, folders=folders, published=before.files.keys(), whole=whole)


def remember(manifest: Manifest, work: Work) -> None:
    """Keeps a manifest for the next build."""
    decoding.put(work.cache, MANIFEST, _OUTPUT, manifest, msgspec.msgpack.encode)


def row_of(stamp: Stamp, key: str) -> Row:
    """The row of a file with this stamp that was made under `key`."""
    return Row(stamp.digest, stamp.size, stamp.modified, stamp.changed, stamp.inode, key)


def is_folder(path: str) -> bool:
    """Whether a folder, and no link to one, stands at `path`."""
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except OSError:
        return False


def decode(data: bytes | None) -> Manifest:
    """The manifest that `remember` made bytes of; an empty one for None and for what isn't one."""
    try:
        return Manifest() if data is None else _DECODER.decode(data)
    except msgspec.MsgspecError:
        return Manifest()


def _at(folder: Path, path: str) -> str:
    return os.path.join(folder, path)  # noqa: PTH118 - asked for ten thousand folders


def _files(folder: Path, files: Mapping[str, Row], touched: list[str], work: Work) -> Mapping[str, Row]:
    """Those of the files that have the bytes that they had: the very same mapping where none had to be read."""
    doubtful = [path for path in touched if path in files]
    if not doubtful:
        return files
    again, read = stamps.untouched(folder, {path: files[path] for path in doubtful}, now=work.clock)
    if read:
        work.tally["hashed"] += read
    rows = dict(files)
    for path in doubtful:
        row = rows.pop(path)
        if path in again:
            rows[path] = row_of(again[path], row.key)
    return rows


def _folders(folder: Path, before: Manifest, doubtful: list[str], now: int, apart: AbstractSet[str]) -> Table:
    """The folders that hold what was published and nothing else: the very same table where none had to be listed."""
    if not doubtful:
        return before.folders
    folders = dict(before.folders)
    fresh: Table = {}
    for path in doubtful:
        del folders[path]
        inside, elsewhere = (f"{path}/", frozenset()) if path else ("", apart)
        with suppress(OSError):
            stamp, names = listed(_at(folder, path))
            ours = (inside + name for name in names - elsewhere)  # what is missing was looked for by its own name
            if all(each in before.files or each in before.folders for each in ours):
                fresh[path] = stamp
    return folders | stamps.settle(fresh, now)


def listed(path: str) -> tuple[Stamp, set[str]]:
    """A folder's stamp, and the names of what is in it. It is stamped before it is listed. Raises OSError."""
    facts = os.lstat(path)
    if not stat.S_ISDIR(facts.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), path)
    return stamps.stamp_of("", facts), set(os.listdir(path))  # noqa: PTH208 - names, not Path objects
