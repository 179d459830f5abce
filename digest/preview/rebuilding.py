"""The thread that builds: once at the start, then whenever an input has changed since a build looked at it."""

from __future__ import annotations

import gc
import os
import shutil
import threading
import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Protocol

from digest import build as conductor
from digest.build import BuildOptions
from digest.engine import stamps
from digest.engine.kept import Kept
from digest.engine.stamps import Facts
from digest.ground.diagnostics import Diagnostic
from digest.ground.ticks import Stopped
from digest.model import Report
from digest.preview import changes
from digest.preview.standing import Standing

_GIT = 5.0  # seconds to wait for git at the most: a lock may have been left behind
_PAUSE = 0.002
_CUT = frozenset({"render", "search"})  # stages that a newer edit cuts short: what was read before is kept
_IDLE = 3.0  # seconds without an edit after which there is time to tidy up, and to make the index of the search


class Listener(Protocol):
    """Whoever is told, in the builder's thread, how builds go."""

    def published(self) -> None:
        """What was made stands in the output folder."""

    def failed(self, finding: Diagnostic) -> None:
        """A page that somebody waits for can't be made."""

    def reported(self, report: Report, seconds: float | None) -> None:
        """A build has come to its end; one for the search alone has no `seconds`."""

    def crashed(self, bug: Exception) -> None:
        """A build has come upon a bug; none follows."""


class Rebuilding:
    """Builds the site in `root` in a thread, from `start` until `stop`; `listener` is told how it goes.

    `options` says, for each build, what is asked for, with or without the search; `changed` is told what has changed on disk.
    """

    def __init__(
        self,
        root: Path,
        standing: Standing,
        options: Callable[[bool], BuildOptions],
        listener: Listener,
    ) -> None:
        self._root = root
        self._standing = standing
        self._options = options
        self._listener = listener
        self._lock = threading.Condition()
        self._paths: set[Path] = set()
        self._stopping = False
        self._content: Path | None = None
        self._seen: Callable[[str], Facts | None] = lambda _: None
        self._first = True
        self._tidy = True
        self._behind = False
        self._kept = Kept()
        self._thread = threading.Thread(target=self._run, name="digest builds", daemon=True)

    def start(self) -> None:
        """Builds from now on. Who asks for a page before the thread has its first turn waits already."""
        self._standing.begin()
        self._thread.start()

    def stop(self) -> None:
        """Builds no longer; a build under way is cut short."""
        with self._lock:
            self._stopping = True
            self._lock.notify_all()
        self._thread.join(10)

    def changed(self, paths: Collection[Path]) -> None:
        """These files have changed, come or gone."""
        with self._lock:
            self._paths.update(paths)
            self._lock.notify_all()

    # --- what a build tells ---

    def looked(self, folder: Path, seen: Callable[[str], Facts | None]) -> None:
        """The build has looked at the content folder; see `digest.run.Audience`."""
        self._content, self._seen = folder, seen

    def planned(self, paths: Collection[str]) -> None:
        """See `Standing.planned`."""
        self._standing.planned(paths)

    def asked(self) -> Sequence[str]:
        """See `Standing.asked`."""
        return self._standing.asked()

    def made(self, path: str, data: bytes) -> None:
        """See `Standing.made`."""
        self._standing.made(path, data)

    def failed(self, finding: Diagnostic) -> None:
        """A page that is waited for can't be made: the pages of before are all that there is."""
        self._standing.planned(())
        self._listener.failed(finding)

    def unsearched(self) -> None:
        """The index of the search is behind: it is made when nobody edits."""
        self._behind = True

    def published(self) -> None:
        """What was made stands in the output folder."""
        self._standing.end()
        self._listener.published()

    # --- the thread ---

    def _run(self) -> None:
        try:
            while self._wait():
                self._build()
        except Exception as bug:  # noqa: BLE001 - the thread's last door: it is raised again where somebody sees it
            self._listener.crashed(bug)
        finally:
            self._standing.end()

    def _build(self) -> None:
        begun, search = time.perf_counter(), self._tidy and self._behind
        self._first = self._tidy = self._behind = False
        self._standing.begin()
        try:
            report = conductor.build(
                self._root, self._options(search), watch=self._tick, audience=self, kept=self._kept
            )
        except Stopped:  # who waits for a page waits for the next build's
            self._behind |= search
            return
        self._standing.end()
        self._listener.reported(report, None if search else time.perf_counter() - begun)

    def _wait(self) -> bool:
        """Waits until there is something to build; False when nothing will be built any more."""
        with self._lock:
            while not self._stopping and not self._first and not self._news():
                if not self._lock.wait(None if self._tidy else _IDLE):
                    self._tidy = True
                    gc.collect()
                    gc.freeze()  # what has lasted so long needn't be looked through again
                    if self._behind:
                        break
        self._wait_for_git()
        with self._lock:
            self._paths.clear()
            return not self._stopping

    def _wait_for_git(self) -> None:
        lock, until = changes.git_lock(self._root), time.monotonic() + _GIT
        while lock is not None and lock.exists() and time.monotonic() < until and not self._stopping:
            time.sleep(_PAUSE)

    def _is_stale(self) -> bool:
        with self._lock:
            return self._stopping or self._news()

    def _news(self) -> bool:
        """Whether anything has changed since it was looked at; what hasn't, our own conversions for example, is forgotten."""
        self._paths = {path for path in self._paths if self._is_news(path)}
        return bool(self._paths)

    def _is_news(self, path: Path) -> bool:
        if self._content is None or not path.is_relative_to(self._content):
            return True
        return stat_of(path) != self._seen(path.relative_to(self._content).as_posix())

    def _tick(self, stage: str, _done: int, _total: int) -> None:
        if self._stopping or (stage in _CUT and self._is_stale()):
            raise Stopped


def stat_of(path: Path) -> Facts | None:
    """What tells whether a file is as it was; None where there is none, or a folder."""
    try:
        found = path.lstat()
    except OSError:
        return None
    if not os.path.isfile(path):  # noqa: PTH113
        return None
    return stamps.facts(found)


def borrow(memory: Path, borrower: Path) -> None:
    """Begins a preview's memory with that of the last build, so that it needn't read every article anew."""
    if borrower.exists() or not memory.is_file():
        return
    borrower.parent.mkdir(parents=True, exist_ok=True)
    beside = borrower.with_name(borrower.name + ".new")
    shutil.copyfile(memory, beside)
    os.replace(beside, borrower)  # noqa: PTH105
