"""What the preview serves at this moment: the output folder, and before that the pages of the build under way that are made already.

One thread builds, another one serves; both come here, and only here. While a build goes on, nobody is given a page of before: who asks
for a page that will be made anew waits for it, and it is made first.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Literal, NamedTuple

from digest.ground import fingerprint
from digest.preview import files

_LET_PAINT = 0.2  # seconds for which all other work waits while a browser fetches the one that it shows


class Answer(NamedTuple):
    """What answers an address: the file's path in the output, and its bytes."""

    path: str
    data: bytes


class _Waiting(NamedTuple):
    paths: Sequence[str]
    future: Future[Answer | None]


class Standing:
    """The files that are served. `viewed` says which pages browsers show now; `on_made` is told, in the builder's thread, of each that is made.

    A build calls `begin`, `planned`, `asked`, `made` and `end`, in this order.
    """

    def __init__(self, folder: Path, *, viewed: Callable[[], Sequence[str]], on_made: Callable[[str], None]) -> None:
        self._folder = folder
        self._viewed = viewed
        self._on_made = on_made
        self._lock = threading.Condition()
        self._phase: Literal["still", "planning", "making"] = "still"
        self._stale: frozenset[str] = frozenset()
        self._fresh: dict[str, bytes] = {}
        self._first: list[str] = []
        self._unseen: set[str] = set()
        self._waiting: list[_Waiting] = []
        self._known: dict[str, tuple[tuple[int, int, int], str]] = {}

    # --- for the builder ---

    def begin(self) -> None:
        """A build begins."""
        with self._lock:
            self._phase = "planning"

    def planned(self, paths: Collection[str]) -> None:
        """These pages and assets are about to be made; nothing stands in the way of their being published."""
        with self._lock:
            self._phase, self._stale, self._fresh = "making", frozenset(paths), {}
            self._first += [path for path in self._viewed() if path in self._stale]
            self._settle()

    def asked(self) -> list[str]:
        """Pages that somebody waits for, each once."""
        with self._lock:
            if self._unseen:
                self._lock.wait_for(lambda: not self._unseen or self._first, _LET_PAINT)
            self._unseen.clear()
            first, self._first = [path for path in self._first if path not in self._fresh], []
            return list(dict.fromkeys(first))

    def made(self, path: str, data: bytes) -> None:
        """A page or asset is made, and may be looked at."""
        with self._lock:
            self._fresh[path] = data
            viewed = path in self._viewed()
            if viewed and data != files.read(self._folder, path):  # else nobody fetches it
                self._unseen.add(path)
            self._settle()
        if viewed:
            self._on_made(path)

    def end(self) -> None:
        """The build is over, for good or bad: what stands in the folder counts."""
        with self._lock:
            self._phase, self._stale, self._fresh, self._first = "still", frozenset(), {}, []
            self._unseen.clear()
            self._settle()

    # --- for the server ---

    def ask(self, way: str) -> Future[Answer | None]:
        """What answers `way` (decoded, below the site's root): at once, or when it is made; None where nothing does."""
        return self._ask(files.candidates(way))

    def not_found(self) -> Future[Answer | None]:
        """The site's own page for what isn't there."""
        return self._ask([files.NOT_FOUND])

    def leads_on(self, way: str) -> bool:
        """Whether `way` with a slash at its end would be answered."""
        path = files.folder_index(way)
        with self._lock:
            return bool(files.candidates(way)) and (path in self._stale or files.read(self._folder, path) is not None)

    def now(self, path: str) -> bytes | None:
        """A file as it stands, without waiting for anything."""
        with self._lock:
            data = self._fresh.get(path)
        return files.read(self._folder, path) if data is None else data

    def digest(self, path: str) -> str:
        """The fingerprint of a file as it stands, empty where there is none."""
        with self._lock:
            if (data := self._fresh.get(path)) is not None:
                return fingerprint.of_bytes(data)
        try:
            facts = (self._folder / path).lstat()
        except (OSError, ValueError):
            return ""
        seen = (facts.st_mtime_ns, facts.st_size, facts.st_ino)
        known = self._known.get(path)
        if known is None or known[0] != seen:
            data = files.read(self._folder, path) if files.candidates(path) else None
            known = self._known[path] = (seen, fingerprint.of_bytes(data) if data is not None else "")
        return known[1]

    def _ask(self, paths: Sequence[str]) -> Future[Answer | None]:
        future: Future[Answer | None] = Future()
        with self._lock:
            self._waiting.append(_Waiting(paths, future))
            self._settle()
        return future

    def _settle(self) -> None:
        """Answers all who needn't wait any longer."""
        left = []
        for waiting in self._waiting:
            if waiting.future.cancelled():
                continue
            path = self._to_come(waiting.paths)
            if path is not None:
                self._first.append(path)
                self._lock.notify_all()
            if path is not None or self._phase == "planning":
                left.append(waiting)
            else:
                waiting.future.set_result(self._answer(waiting.paths))
        self._waiting = left

    def _to_come(self, paths: Iterable[str]) -> str | None:
        """The page that must be made before these can be answered."""
        if self._phase != "making":
            return None
        path = next((path for path in paths if path in self._stale or files.read(self._folder, path) is not None), None)
        return path if path in self._stale and path not in self._fresh else None

    def _answer(self, paths: Iterable[str]) -> Answer | None:
        for path in paths:
            data = self._fresh.get(path)
            if data is None:
                data = files.read(self._folder, path)
            if data is not None:
                self._unseen.discard(path)
                self._lock.notify_all()
                return Answer(path, data)
        return None
