"""Stage 2, first step: which files stand in the content folder, and what is known of their bytes. Reads only where stamps leave a doubt."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from digest.engine import decoding, stamps
from digest.engine.stamps import Facts, Table
from digest.engine.work import Work
from digest.ground import fingerprint
from digest.ground.files import walk
from digest.read.answers import TABLE, kind

_STAMPS, _CONTENT = "stamps", "content"


class Look(NamedTuple):
    """All files of a content folder, sorted, and those that can't be told with the reasons; the stamps of those whose bytes are known.

    Only files that are opened when they are read have stamps (`opened`). `hashed` are those that were, and `before` is
    how many stamps were remembered.
    """

    paths: list[str]
    unreadable: list[tuple[str, str]]
    opened: list[str]
    table: Table
    hashed: frozenset[str]
    before: int

    def digest(self) -> str | None:
        """The fingerprint of all names and bytes that reading looks at; None where some of them aren't known."""
        if self.unreadable or len(self.table) < len(self.opened):
            return None
        return fingerprint.of_value([self.paths, [self.table[path].digest for path in self.opened]])


def look(folder: Path, work: Work) -> Look:
    """What stands in `folder`, a missing one being empty. A first build, which remembers no answers, hashes no file for it."""
    unreadable: list[tuple[str, str]] = []
    paths = list(walk(folder, unreadable=unreadable))
    opened = [path for path in paths if kind(path) != "file"]
    remembered = decoding.one(work.cache, _STAMPS, _CONTENT, stamps.decode) or {}
    certain, doubtful = stamps.compare(folder, opened, remembered)
    table = remembered if len(certain) == len(remembered) else {path: remembered[path] for path in certain}
    hashed = frozenset(doubtful)
    if doubtful and work.cache.keys(TABLE):
        _, _, fresh = stamps.digests(folder, doubtful, {}, now=work.clock)
        table = table | fresh
    return Look(paths, unreadable, opened, table, hashed, len(remembered))


def known(seen: Look, folder: Path) -> Callable[[str], Facts | None]:
    """What was seen of a file that is opened; None where there was none. Of a file whose bytes aren't known it is what is seen now."""
    unknown: dict[str, Facts] = {}
    if len(seen.table) < len(seen.opened):
        for path in seen.opened:
            if path not in seen.table:
                with suppress(OSError):
                    unknown[path] = stamps.facts((folder / path).lstat())

    def of(path: str) -> Facts | None:
        stamp = seen.table.get(path)
        return unknown.get(path) if stamp is None else stamps.facts_of(stamp)

    return of


def keep(seen: Look, fresh: Table, work: Work) -> None:
    """Remembers the stamps of a look, and of the files that were read since."""
    work.tally["hashed"] += len(seen.hashed | fresh.keys())
    if seen.hashed or fresh or len(seen.table) < seen.before:
        table = seen.table | stamps.settle(fresh, work.clock)
        decoding.put(work.cache, _STAMPS, _CONTENT, table, stamps.encode)
