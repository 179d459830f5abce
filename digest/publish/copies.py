"""Files that are copied as they are: one that was copied before is read again only when its stamp, or its copy's, has changed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from digest.engine import stamps
from digest.engine.stamps import Stamp, Table
from digest.engine.work import Work
from digest.model import Copy
from digest.publish.manifest import MANIFEST, Row, row_of
from digest.publish.placing import Placing

_SOURCES = "sources"
_CHUNK = 1 << 20


def known(copies: Sequence[Copy], root: Path, work: Work) -> Table:
    """The stamps of those files to be copied that are as the last build found them, by their paths below the site's folder."""
    before = copied(work)
    certain, _ = stamps.compare(root, [copy.source for copy in copies], before)
    return {path: before[path] for path in certain}


def copied(work: Work) -> Table:
    """The stamps of all files that the last build copied, with the digests of what it copied, whether or not they still fit."""
    return stamps.decode(work.cache.get(MANIFEST, _SOURCES))


def is_source(row: Row, source: Stamp | None) -> bool:
    """Whether a published file holds what the file with the stamp `source` holds, as far as that is known."""
    return source is not None and row.digest == source.digest


def remember(sources: Table, fresh: Table, work: Work) -> None:
    """Keeps the stamps of files as they were, and of those that were read in this build."""
    if fresh:
        work.cache.put(MANIFEST, _SOURCES, stamps.encode(sources | stamps.settle(fresh, work.clock)))


def place(copy: Copy, root: Path, row: Row | None, placing: Placing) -> tuple[Row, Stamp, bool]:
    """Makes `copy.path` hold what its source holds, and keeps it in memory no more than a piece at a time. Raises OSError.

    `row` is what stands there as far as that is known. Gives what stands there now, the source's stamp, and whether it was written.
    """
    with (root / copy.source).open("rb", buffering=0) as stream:
        facts = os.fstat(stream.fileno())
        if placing.holds(copy.path, facts.st_size):
            there = row or placing.seen(copy.path)
            digest = _digest(stream)
            if there is not None and there.digest == digest:
                return row_of(there, digest), stamps.stamp_of(digest, facts), False
            stream.seek(0)
        stamp = placing.put(copy.path, _chunks(stream))
    return row_of(stamp, stamp.digest), stamps.stamp_of(stamp.digest, facts), True


def _digest(stream: BinaryIO) -> str:
    digest = sha256()
    for chunk in _chunks(stream):
        digest.update(chunk)
    return digest.hexdigest()


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk
