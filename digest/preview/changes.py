"""What changes in a site's inputs, told as it happens: the one door of watchfiles.

A folder is watched with all below it, the site's own folder alone (it holds the output, the state and what else people keep
there) only for the settings and for input folders that come and go.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath

import watchfiles

from digest import config as settings
from digest.config import Paths

_QUIET = 10  # ms without an event after which the events so far are told
_LONGEST = 1000  # ms for which events are held together
_LITTER = (".swp", ".swx", ".swo", ".tmp", "~", ".bak")
_ATOMIC = frozenset({"4913"})  # the file by which vim tries a folder


class Changes:
    """Tells `on_change` the paths that changed, in a thread of its own, from `start` until `stop`."""

    def __init__(self, root: Path, on_change: Callable[[set[Path]], None]) -> None:
        self._root = root
        self._on_change = on_change
        self._stop = threading.Event()
        self._again = threading.Event()
        self._paths = Paths()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Watches from now on."""
        self._threads = [threading.Thread(target=target, daemon=True) for target in (self._settings, self._inputs)]
        for thread in self._threads:
            thread.start()

    def follow(self, paths: Paths) -> None:
        """The inputs lie there now."""
        if paths != self._paths:
            self._paths = paths
            self._again.set()

    def stop(self) -> None:
        """Watches no longer."""
        self._stop.set()
        self._again.set()
        for thread in self._threads:
            thread.join(2)

    def _settings(self) -> None:
        for batch in _watch([self._root], self._stop, recursive=False):
            names = {*folders(self._root, self._paths), self._root / settings.FILE}
            found = {path for path in batch if path in names}
            if found - {self._root / settings.FILE}:
                self._again.set()
            if found:
                self._on_change(found)

    def _inputs(self) -> None:
        while not self._stop.is_set():
            self._again.clear()
            there = [path for path in folders(self._root, self._paths) if path.is_dir()]
            if not there:
                self._again.wait()
                continue
            for batch in _watch(there, self._again, recursive=True):
                if found := {path for path in batch if is_input(path, there)}:
                    self._on_change(found)


def folders(root: Path, paths: Paths) -> list[Path]:
    """Where the inputs lie, apart from the settings."""
    return [root / name for name in (paths.seeds, paths.content, paths.themes, paths.overrides, paths.static)]


def is_input(path: Path, folders: Iterable[Path]) -> bool:
    """Whether a file may be part of a site: what is hidden below its folder, or an editor's own, is not."""
    below = next((path.relative_to(folder) for folder in folders if path.is_relative_to(folder)), PurePath())
    hidden = any(step.startswith(".") and step not in {".well-known", ".nojekyll", ".htaccess"} for step in below.parts)
    return not hidden and not path.name.endswith(_LITTER) and path.name not in _ATOMIC


def git_lock(root: Path) -> Path | None:
    """The file that stands while git changes the working tree in which `root` lies; None outside of any."""
    for folder in (root, *root.parents):
        git = folder / ".git"
        if git.is_dir():
            return git / "index.lock"
        if git.is_file():
            try:
                where = git.read_text(encoding="utf-8").removeprefix("gitdir:").strip()
            except (OSError, UnicodeDecodeError):
                return None
            return folder / where / "index.lock"
    return None


def _watch(paths: list[Path], stop: threading.Event, *, recursive: bool) -> Iterable[set[Path]]:
    batches = watchfiles.watch(
        *paths,
        watch_filter=None,
        debounce=_LONGEST,
        step=_QUIET,
        stop_event=stop,
        rust_timeout=60_000,
        raise_interrupt=False,
        recursive=recursive,
        ignore_permission_denied=True,
    )
    for batch in batches:
        yield {Path(path) for _, path in batch}
