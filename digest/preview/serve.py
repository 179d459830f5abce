"""The preview as a whole: threads that watch and build, a loop that serves, and what is said of it."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import msgspec

from digest import config as settings
from digest import report as words
from digest.build import BuildOptions
from digest.config import Config, Paths
from digest.ground.diagnostics import Diagnostic, has_errors
from digest.ground.files import write_atomically
from digest.ground.lock import held
from digest.model import Held, Report
from digest.preview import files, hosts
from digest.preview.changes import Changes
from digest.preview.rebuilding import Rebuilding, borrow, stat_of
from digest.preview.server import Notes, Serving
from digest.preview.standing import Standing

FOLDER = "preview"
"""Where in the state folder the preview is made."""

PORT = 8000
"""Where it is served unless somebody asks for another port, or this one is taken."""

_LOCK = "preview.lock"  # in the state folder
_ADDRESS = "address"  # in the preview's folder: where the one who holds the lock can be reached
_TURN = 0.001  # s; the thread that builds lets the one that serves have its turn


class Asked(NamedTuple):
    """What the person at the door asked for. `port` None is any free one from PORT on; `options` are asked for each build anew."""

    host: str
    port: int | None
    options: Callable[[], BuildOptions]


class Told(NamedTuple):
    """Who is told what: the address when it answers, each build's report with its seconds (none when the search was all that was left) and whether there is a site to see."""

    listening: Callable[[str], None]
    built: Callable[[Report, float | None, bool], None]


class Busy(Exception):  # noqa: N818 - a state of the site, said in words
    """Another preview of the same site runs, at the address that this says where it is known."""


def serve(root: Path, asked: Asked, told: Told) -> None:
    """Builds the site in `root` into its state folder and serves it, again after each change, until it is interrupted.

    Raises Busy where somebody else does so already, OSError where the port can't be had, and whatever a bug of ours raises while a
    site is built.
    """
    root = root.resolve()
    state = root / _paths(root).state
    with held(state / _LOCK, patience=0) as outcome:
        if outcome == "busy":
            raise Busy(_address(state))
        preview = _Preview(root, asked, told)
        with suppress(KeyboardInterrupt):
            asyncio.run(preview.run())
    if preview.bug is not None:
        raise preview.bug


def _address(state: Path) -> str:
    with suppress(OSError, UnicodeError):
        return (state / FOLDER / _ADDRESS).read_text("utf-8")
    return ""


class _Preview:
    """One run of the server."""

    def __init__(self, root: Path, asked: Asked, told: Told) -> None:
        config = _settings(root)
        paths = config.paths if config else Paths()
        self.bug: Exception | None = None
        self._root = root
        self._asked = asked
        self._told = told
        self._folder = f"{paths.state}/{FOLDER}"
        self._written = stat_of(root / settings.FILE)
        self._held: dict[str, Held] = {}
        self._problems: tuple[Diagnostic, ...] = ()
        self._over = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop
        self._serving = Serving(asked.host, PORT if asked.port is None else asked.port, self._notes)
        self._serving.base = _base(config.site.url if config else "")
        self._standing = Standing(
            root / self._folder / Paths().output, viewed=self._serving.viewed, on_made=self._serving.refresh
        )
        self._serving.standing = self._standing
        self._building = Rebuilding(root, self._standing, self._options, self)
        self._changes = Changes(root, self._building.changed)
        self._changes.follow(paths)
        borrow(root / paths.state / "cache", root / self._folder / Paths().state / "cache")

    async def run(self) -> None:
        """Serves until it is interrupted."""
        self._loop = asyncio.get_running_loop()
        self._serving.listen(exact=self._asked.port is not None)
        if sys.platform != "win32":
            for number in (signal.SIGINT, signal.SIGTERM):
                self._loop.add_signal_handler(number, self._over.set)
        gc.disable()  # builds leave next to no circles; they are looked for when nothing is to be done
        interval = sys.getswitchinterval()
        sys.setswitchinterval(_TURN)
        address = self._serving.origin() + quote(self._serving.base)
        with suppress(OSError):
            (self._root / self._folder).mkdir(parents=True, exist_ok=True)
            write_atomically(self._root / self._folder / _ADDRESS, address.encode())
        self._told.listening(address)
        self._changes.start()
        self._building.start()
        try:
            await self._over.wait()
        finally:
            await asyncio.to_thread(self._building.stop)
            self._changes.stop()
            sys.setswitchinterval(interval)
            gc.enable()
            with suppress(TimeoutError):
                await self._serving.close()

    # --- what the builder tells, in its thread ---

    def published(self) -> None:
        """What was made stands: browsers need not wait for the rest."""
        self._serving.refresh()

    def failed(self, finding: Diagnostic) -> None:
        """A page that somebody waits for can't be made."""
        self._problems = (finding,)
        self._serving.refresh()

    def reported(self, report: Report, seconds: float | None) -> None:
        """A build has come to its end."""
        wrong = has_errors(report.diagnostics)
        self._problems = tuple(one for one in report.diagnostics if one.severity == "error") if wrong else ()
        if not wrong:
            self._held = report.lifted
            self._serving.base = _base(report.url)
            self._follow()
        self._serving.refresh()
        self._told.built(report, seconds, self._has_site())

    def crashed(self, bug: Exception) -> None:
        """A build has come upon a bug."""
        self.bug = bug
        self._loop.call_soon_threadsafe(self._over.set)

    def _follow(self) -> None:
        """Watches the folders that the settings name, where those have changed."""
        written = stat_of(self._root / settings.FILE)
        if written != self._written:
            self._written = written
            if (config := _settings(self._root)) is not None:
                self._changes.follow(config.paths)

    # --- what is asked for, and what is said ---

    def _options(self, search: bool) -> BuildOptions:
        options = self._asked.options()
        return msgspec.structs.replace(options, apart=self._folder, origin=self._serving.origin(), search=search)

    def _has_site(self) -> bool:
        return self._standing.now(files.INDEX) is not None

    def _notes(self, path: str) -> Notes:
        held = self._held.get(path)
        problems = self._problems
        remark = "this is the site as it was before" if self._has_site() else "there is no site to show yet"
        return Notes(
            heading=f"{words.tally(problems)}: {remark}" if problems else "",
            problems=tuple(words.show(problem) for problem in problems),
            held=banner(held) if held is not None else None,
        )


def banner(held: Held) -> tuple[str, str]:
    """What is said on the page of an article that readers don't see yet: in a word, and what to do about it."""
    detail = f" {held.detail}" if held.detail and held.reason == "review" else ""
    if held.reason == "future":
        return "Not public yet", f"It will be from {held.detail} on: `date` in {held.path} says so."
    if held.reason == "draft":
        return "Draft", f"It is public when `status: draft` is gone from {held.path}."
    if held.detail == "without a date":
        return (
            "For review",
            f"It has no date: give it a `date` in {held.path}. `digest review` says what else is in doubt.",
        )
    text = f"It is to be looked at{detail}. `digest review` says what is in doubt; then take `status: review` out of {held.path}."
    return "For review", text


def opening(url: str) -> None:
    """Opens an address in the browser of whoever works here. Some browsers are waited for until they end: nobody else waits."""
    threading.Thread(target=webbrowser.open, args=(url,), name="digest-browser", daemon=True).start()


def is_reachable(host: str) -> bool:
    """Whether others on the network reach what is served at `host`."""
    return not hosts.is_loopback(host)


def _settings(root: Path) -> Config | None:
    loaded = settings.load_all(root)
    return loaded.config or loaded.sound


def _paths(root: Path) -> Paths:
    config = _settings(root)
    return config.paths if config else Paths()


def _base(url: str) -> str:
    path = urlsplit(url).path.strip("/")
    return f"/{path}/" if path else "/"
