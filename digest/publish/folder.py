"""Stage 5, publish: bytes → folder. Writes what changed, each file whole, and prunes what is not planned.

The folder carries a marker. Only a marked folder is ever pruned, so nothing that digest didn't make is lost by it. What was
published is remembered with its stamps (`digest.publish.manifest`), so that a file that stands as it was left is only looked at.
"""

from __future__ import annotations

import errno
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from digest.engine import stamps
from digest.engine.aside import Aside
from digest.engine.stamps import Table
from digest.engine.work import Work
from digest.ground import filenames, fingerprint
from digest.ground.diagnostics import Diagnostic, Place, error
from digest.ground.ticks import Tick, silent
from digest.model import Copy, Output, Published
from digest.publish import copies as copying
from digest.publish.look import standing
from digest.publish.manifest import LEFT_ALONE, NOTHING, Manifest, Row, Standing, remember, row_of
from digest.publish.placing import Placing
from digest.publish.pruning import folders_of, prune
from digest.publish.refusal import MARKER, not_written, refusal, shown

__all__ = ["MARKER", "NOTHING", "Standing", "publish", "refusal", "standing"]

_MARKER_TEXT = b"digest makes this folder: whatever else is put here is removed by the next build.\n"
_HOPELESS = frozenset({errno.ENOSPC, errno.EROFS, errno.EDQUOT})  # the next file would fail in the same way


def publish(
    outputs: Sequence[Output],
    copies: Sequence[Copy],
    root: Path,
    folder: Path,
    work: Work,
    *,
    standing: Standing = NOTHING,
    aside: Aside,
    apart: AbstractSet[str] = LEFT_ALONE,
    tick: Tick = silent,
) -> tuple[Published, list[Diagnostic]]:
    """Makes `folder` hold exactly `outputs` and `copies` (whose sources lie in `root`), touching only what differs.

    `standing` is what has been seen there, `aside` has the bytes of what was made; `apart` are names at the top of the folder that stay. Paths are POSIX, relative, each planned once; a
    caller that breaks this gets a ValueError. Links in the folder are replaced, never written through or followed. When a file
    can't be written or copied nothing is pruned. What then stands is remembered.
    """
    items: list[Output | Copy] = [*outputs, *copies]
    planned = _checked(items, standing)
    publishing = _Publishing(root, folder, work, standing, planned)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        publishing.mark()
    except OSError as problem:
        return Published(), [not_written(Place(file=shown(folder, root)), problem)]
    publishing.place(items, aside, tick)
    pruned = publishing.finish(aside.folder, apart)
    return Published(written=publishing.written, unchanged=publishing.unchanged, pruned=pruned), publishing.problems


def _checked(items: Sequence[Output | Copy], standing: Standing) -> set[str]:
    """The planned paths, the marker's among them."""
    planned = {item.path for item in items}
    new = planned - standing.rows.keys()
    bad = {path for path in new if not filenames.placeable(path)} | (planned & filenames.RESERVED)
    if len(planned) < len(items):
        bad |= {path for path, count in Counter(item.path for item in items).items() if count > 1}
    if bad:
        raise ValueError(f"not a path to publish: {min(bad)!r}")
    if lost := {item.path for item in items if isinstance(item, Output) and not item.digest} & new:
        raise ValueError(f"neither made nor there: {min(lost)!r}")
    planned.add(MARKER)
    return planned


class _Publishing:
    """One call of `publish`: what stands so far, what was counted, what went wrong."""

    def __init__(self, root: Path, folder: Path, work: Work, before: Standing, planned: set[str]) -> None:
        self.written = 0
        self.unchanged = 0
        self.problems: list[Diagnostic] = []
        self._root = root
        self._folder = folder
        self._work = work
        self._before = before
        self._planned = planned
        self._placing = Placing(folder, work.clock)
        self._rows = {path: row for path, row in before.rows.items() if path in planned}
        self._fresh: dict[str, Row] = {}
        self._sources: Table = {}

    def mark(self) -> None:
        """Puts the marker into the folder. Raises OSError."""
        digest, size = fingerprint.of_bytes(_MARKER_TEXT), len(_MARKER_TEXT)
        row = self._rows.get(MARKER)
        there = (row or self._placing.seen(MARKER)) if self._placing.holds(MARKER, size) else None
        if there is None or there.digest != digest:
            self._rows.pop(MARKER, None)
            self._fresh[MARKER] = row_of(self._placing.put(MARKER, [_MARKER_TEXT], digest), MARKER)
        elif row is None:
            self._rows[MARKER] = row_of(there, MARKER)

    def place(self, items: Sequence[Output | Copy], aside: Aside, tick: Tick) -> None:
        """Puts what isn't there into its place, as far as that can be done."""
        sources = copying.known([item for item in items if isinstance(item, Copy)], self._root, self._work)
        stale = [item for item in items if self._is_stale(item, sources)]
        self.unchanged = len(items) - len(stale)
        for done, item in enumerate(stale, start=1):
            try:
                wrote = self._put(item, aside) if isinstance(item, Output) else self._copy(item)
            except OSError as problem:
                self.problems.append(_not_placed(item, self._folder / item.path, self._root, problem))
                if problem.errno in _HOPELESS:
                    break
            else:
                self.written += wrote
                self.unchanged += not wrote
            tick(done, len(stale))
        copying.remember(sources, self._sources, self._work)

    def _is_stale(self, item: Output | Copy, sources: Table) -> bool:
        if isinstance(item, Output):
            return bool(item.digest)
        row = self._rows.get(item.path)
        return row is None or not copying.is_source(row, sources.get(item.source))

    def _put(self, output: Output, aside: Aside) -> bool:
        path = output.path
        row = self._rows.pop(path, None)
        if self._placing.holds(path, output.size):
            there = row or self._placing.seen(path)
            if there is not None and there.digest == output.digest:
                self._rows[path] = row_of(there, output.key)
                return False
        data = aside.get(output.start, output.size)
        self._fresh[path] = row_of(self._placing.put(path, [data], output.digest), output.key)
        return True

    def _copy(self, copy: Copy) -> bool:
        row, source, wrote = copying.place(copy, self._root, self._rows.pop(copy.path, None), self._placing)
        self._sources[copy.source] = source
        (self._fresh if wrote else self._rows)[copy.path] = row
        if not wrote:
            self._work.tally["hashed"] += 1
        return wrote

    # --- at the end ---

    def finish(self, state: Path, apart: AbstractSet[str]) -> int:
        """Prunes, unless something went wrong, and remembers what stands; says how many files were pruned.

        `state` is a folder in which the clock can be asked, `apart` is left alone.
        """
        before, rows = self._before, self._rows
        if self.problems:
            remember(Manifest(files=rows | self._settled(state)), self._work)
            return 0
        same = before.whole and not self._fresh and len(rows) == len(before.published)
        if same and all(row is before.rows.get(path) for path, row in rows.items()):
            return 0
        unchanged = before.whole and self._planned == before.published
        folders = before.folders.keys() if unchanged else folders_of(self._planned)
        doubtful = self._doubtful(folders)
        newest = max((row.changed for row in self._fresh.values()), default=self._work.clock)
        pruned, seen, failures = prune(self._folder, doubtful, self._planned, folders, apart)
        self.problems += [_stale(Place(file=shown(self._folder / path, self._root)), why) for path, why in failures]
        kept = {path: stamp for path, stamp in before.folders.items() if path in folders and path not in doubtful}
        remember(Manifest(files=rows | self._settled(state), folders=kept | stamps.settle(seen, newest)), self._work)
        return pruned

    def _settled(self, state: Path) -> dict[str, Row]:
        return stamps.settle(self._fresh, stamps.clock(state) if self._fresh and self._work.clock else 0)

    def _doubtful(self, folders: AbstractSet[str]) -> set[str]:
        """Those of the folders in which something may be that isn't planned."""
        found = (folders - self._before.folders.keys()) | (folders & self._placing.changed)
        for path in self._before.published - self._planned:
            head = path.rpartition("/")[0]
            while head not in folders:
                head = head.rpartition("/")[0]
            found.add(head)
        return found


# --- what went wrong --------------------------------------------------------------------------------------------------


def _not_placed(item: Output | Copy, target: Path, root: Path, problem: OSError) -> Diagnostic:
    if isinstance(item, Copy) and problem.filename == str(root / item.source):
        reason = problem.strerror or str(problem)
        return error(
            "copy-unreadable",
            f"`{item.source}` can't be copied: {reason}",
            Place(file=item.source),
            hint="check that the file exists and that you may read it",
        )
    return not_written(Place(file=shown(target, root)), problem)


def _stale(place: Place, problem: OSError) -> Diagnostic:
    return error(
        "output-not-pruned",
        f"`{place.file}` is no longer part of the site but can't be removed: {problem.strerror or problem}",
        place,
        hint="remove it by hand, or check the rights of the output folder",
    )
