"""One run on a site: what the person asked for, the settings, the memory, the lock that keeps other runs away, who helps."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit

import msgspec

from digest import memory
from digest.config import Config, Loaded, Paths
from digest.engine.executors import chosen
from digest.engine.kept import Kept
from digest.engine.stamps import Facts
from digest.engine.work import Work
from digest.ground import diagnostics
from digest.ground.diagnostics import Diagnostic, Place, error
from digest.ground.lock import held
from digest.ground.moment import Moment
from digest.model import Struct
from digest.render.urgent import Urgent

Watch = Callable[[str, int, int], None]
"""Is told the stage's name, how much of it is done, and how much there is to do."""

_LOCK = "site.lock"
BUILDING = (
    "digest.read.files",
    "digest.read.markup.python_markdown",
    "digest.render.making",
    "digest.render.templates",
)
CONVERTING = ("digest.convert.drafts", "digest.convert.plain.drafting")
"""The modules that helpers import before the first work comes, by what they shall help with."""


class BuildOptions(Struct, kw_only=True):
    """What the person at the door asked for.

    `now` decides which articles are shown: a time without an offset is one of the site's zone, a day its 00:00. `url`
    replaces the address in the config, `jobs` the number of processes. `strict` makes an error of every warning. `patience` is
    how many seconds to wait for another run that writes into the same site, `alone` how many seconds of work are done
    without calling for help, by default as many as pay. `apart` names a folder of the site in which it is made, with a memory
    of its own, so that the site's own output and memory stay as they are. `origin` (`http://127.0.0.1:8000`) replaces scheme and host
    of the address, whose path stays. `drafts` shows drafts and articles for review too, `future` those whose day is yet to come.
    Without `search` the index of the search stays as it is.
    """

    now: Moment
    url: str | None = None
    convert: bool = True
    strict: bool = False
    jobs: int | None = None
    patience: float = 60.0
    alone: float | None = None
    apart: str | None = None
    origin: str | None = None
    drafts: bool = False
    future: bool = False
    search: bool = True


def unwatched(stage: str, done: int, total: int) -> None:
    """Watch nothing."""


class Audience(Urgent, Protocol):
    """Whoever looks on while a site is built: is told what was seen, gets the pages that it asks for first, and hears when all are there."""

    def looked(self, folder: Path, seen: Callable[[str], Facts | None]) -> None:
        """The content folder was looked at; `seen` tells what of a file."""

    def published(self) -> None:
        """What was made stands in the output folder."""

    def unsearched(self) -> None:
        """The index of the search is behind, and stays so for now."""


class Run(NamedTuple):
    """What every step of a run needs. Settings with an error have defaults in place of what is wrong.

    `seconds` fills with the time that each stage took.
    """

    root: Path
    config: Config
    loaded: Loaded
    options: BuildOptions
    watch: Watch
    seconds: dict[str, float]
    work: Work
    audience: Audience | None = None


@contextmanager
def begun(
    root: Path, options: BuildOptions, watch: Watch = unwatched, kept: Kept | None = None
) -> Iterator[tuple[Run | None, list[Diagnostic]]]:
    """A run that may read, and what is wrong with the settings; no run where they tell too little. Nothing is written.

    It knows what is remembered in the site's state folder; `kept` is what the last run of the same process has decoded of the
    usual one, where a memory is looked for before the settings are known.
    """
    root = root.resolve()
    seconds: dict[str, float] = {}
    with memory.opened(root / _state(options), kept) as (work, found):
        with timed("config", seconds):
            loaded = memory.settings(root, options.url, work)
        config = _there(_apart(loaded.config or loaded.sound, options), options)
        findings = [*weighed(loaded.diagnostics, options), *found]
        if config is None:
            yield None, findings
            return
        run = Run(root, config, loaded, options, watch, seconds, work)
        if config.paths.state == _state(options):
            yield run, findings
            return
    with memory.opened(root / config.paths.state) as (own, found):
        yield run._replace(work=own), [*findings, *found]


def _state(options: BuildOptions) -> str:
    """The usual state folder."""
    return Paths().state if options.apart is None else f"{options.apart}/{Paths().state}"


def _apart(config: Config | None, options: BuildOptions) -> Config | None:
    if config is None or options.apart is None:
        return config
    paths = msgspec.structs.replace(config.paths, output=f"{options.apart}/{Paths().output}", state=_state(options))
    return msgspec.structs.replace(config, paths=paths)


def _there(config: Config | None, options: BuildOptions) -> Config | None:
    """The same settings at another origin."""
    if config is None or options.origin is None:
        return config
    site = msgspec.structs.replace(config.site, url=options.origin + urlsplit(config.site.url).path)
    return msgspec.structs.replace(config, site=site)


@contextmanager
def at_work(run: Run, preload: Sequence[str] = BUILDING) -> Iterator[tuple[Run | None, list[Diagnostic]]]:
    """The same run with leave to write, its memory and its helpers; none where another is at work on the site.

    Helpers import `preload` first. The findings are complete when the block is left, and say in every case why there is no run.
    """
    findings: list[Diagnostic] = []
    with locked(run) as busy:
        if busy is not None:
            findings.append(busy)
            yield None, findings
            return
        settings = run.config.build
        with (
            _remembering(run, findings) as work,
            chosen(
                settings.executor,
                jobs=run.options.jobs or settings.jobs,
                scheduler=settings.scheduler,
                libraries=memory.LIBRARIES,
                preload=preload,
            ) as helpers,
        ):
            alone = helpers.alone if run.options.alone is None else run.options.alone
            yield run._replace(work=work._replace(executor=helpers.executor, alone=alone)), findings
        findings += helpers.findings


@contextmanager
def locked(run: Run) -> Iterator[Diagnostic | None]:
    """Keeps other runs that would write into the same site waiting; gives the reason why this one can't begin, or None."""
    own = run.loaded.config or run.loaded.sound
    config = (
        own if own is not None and run.options.convert else run.config
    )  # whoever converts writes into the site itself
    lock = f"{config.paths.state}/{_LOCK}"
    with held(run.root / lock, patience=run.options.patience) as outcome:
        if isinstance(outcome, OSError):
            message = f"this file can't be written: {outcome.strerror or type(outcome).__name__}"
            yield error("state-unwritable", message, Place(file=lock))
        elif outcome == "busy":
            yield error("site-busy", "another run of digest is at work on this site", hint="wait until it has ended")
        else:
            yield None


@contextmanager
def _remembering(run: Run, findings: list[Diagnostic]) -> Iterator[Work]:
    """The memory that is open; that of a state folder which was not there when the run began is opened now."""
    if run.work.clock:
        yield run.work
        return
    with memory.opened(run.root / run.config.paths.state) as (work, found):
        findings += found
        yield work


@contextmanager
def timed(stage: str, seconds: dict[str, float]) -> Iterator[None]:
    """Adds the time that the block takes to that of its stage."""
    begun = time.perf_counter()
    try:
        yield
    finally:
        seconds[stage] = seconds.get(stage, 0.0) + time.perf_counter() - begun


def weighed(findings: Iterable[Diagnostic], options: BuildOptions) -> list[Diagnostic]:
    """The findings, their warnings as errors where that was asked for."""
    return diagnostics.strict(findings) if options.strict else list(findings)
