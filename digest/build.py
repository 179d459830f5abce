"""The conductor: it alone knows the order of the stages, and what an error in one means for the next.

    config → convert → read → theme → arrange → render → publish → Report

An error in config, content, theme or addresses stops before the first write into the output folder. A seed that can't be
converted stops neither the other seeds nor the site. Nothing is printed here, and no clock is read but to time the stages.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from digest import config as settings
from digest.arrange.stage import arrange
from digest.config import Config, Loaded
from digest.convert import stage as conversion
from digest.ground import diagnostics, filenames, files
from digest.ground.diagnostics import Diagnostic, Place, error, has_errors
from digest.ground.lock import held
from digest.ground.moment import Moment
from digest.ground.zones import zone
from digest.model import Converted, Plan, Report, Struct
from digest.publish.folder import publish, refusal
from digest.read.stage import read
from digest.render import theme as themes
from digest.render.stage import render
from digest.render.theme import Theme

Watch = Callable[[str, int, int], None]
"""Is told the stage's name, how much of it is done, and how much there is to do."""

_LOCK = "site.lock"
_UNPUBLISHED = filenames.RESERVED | {".DS_Store"}
"""Names below the static folder that are no part of the site."""

_FOLLOW_ON = {
    "topics": ("topic-unknown",),
    "edition": ("edition-name", "edition-empty", "edition-story-elsewhere", "link-broken"),
    "archive": ("link-broken",),
    "feeds": ("link-broken",),
    "pages": ("link-broken",),
    "tags": ("link-broken",),
    "markdown": ("link-broken",),
}
"""Codes of findings that may be untrue where the settings below a key are not known."""

_FEEDS = frozenset({"atom", "rss", "json_feed"})


class BuildOptions(Struct, kw_only=True):
    """What the person at the door asked for.

    `now` decides which articles are shown: a time without an offset is one of the site's zone, a day its 00:00. `url`
    replaces the address in the config. `strict` makes an error of every warning. `patience` is how many seconds to wait for another
    run that writes into the same site.
    """

    now: Moment
    url: str | None = None
    convert: bool = True
    strict: bool = False
    patience: float = 60.0


def unwatched(stage: str, done: int, total: int) -> None:
    """Watch nothing."""


def build(root: Path, options: BuildOptions, *, watch: Watch = unwatched) -> Report:
    """Makes the site in `root`, from seeds to output folder; says what it did, and all that is wrong.

    Pages are rendered even after an error, so that the theme's problems show in the same run; then nothing is written.
    """
    seconds: dict[str, float] = {}
    run, findings = _begin(root, options, watch, seconds)
    if run is None:
        return _report(Report(), options, seconds, findings)
    report = Report(output=run.config.paths.output, url=run.config.site.url)
    if has_errors(findings):
        return _report(report, options, seconds, [*findings, *_more(run)])
    with _alone(run) as busy:
        if busy is not None:
            return _report(report, options, seconds, [*findings, busy])
        if options.convert:
            converted, found = _convert(run)
            report = msgspec.structs.replace(report, converted=converted)
            findings += found
        report, found = _make(run, report)
    return _report(report, options, seconds, [*findings, *found])


def convert(root: Path, options: BuildOptions, *, watch: Watch = unwatched) -> Report:
    """The first stage alone: seeds → content."""
    seconds: dict[str, float] = {}
    run, findings = _begin(root, options, watch, seconds)
    if run is None or has_errors(findings):
        return _report(Report(), options, seconds, findings)
    with _alone(run) as busy:
        if busy is not None:
            return _report(Report(), options, seconds, [*findings, busy])
        converted, found = _convert(run)
    return _report(Report(converted=converted), options, seconds, [*findings, *found])


def restore(root: Path, options: BuildOptions, identity: str) -> Report:
    """Brings back the article with the id `identity`, which a person deleted; a note says where it stands."""
    seconds: dict[str, float] = {}
    run, findings = _begin(root, options, unwatched, seconds)
    if run is None or has_errors(findings):
        return _report(Report(), options, seconds, findings)
    with _alone(run) as busy:
        if busy is not None:
            return _report(Report(), options, seconds, [*findings, busy])
        path, found = conversion.restore(run.root, run.config, identity)
    if path is not None:
        found.append(Diagnostic(code="article-restored", message=f"`{path}` is back", severity="note"))
    return _report(Report(), options, seconds, [*findings, *found])


def held_back(root: Path, options: BuildOptions) -> Report:
    """Which articles are not shown and why, from what stands in the content folder now; writes nothing."""
    seconds: dict[str, float] = {}
    run, findings = _begin(root, options, unwatched, seconds)
    if run is None or has_errors(findings):
        return _report(Report(), options, seconds, findings)
    _, plan, found = _plan(run)
    report = Report(articles=plan.shown, held=plan.held)
    return _report(report, options, seconds, [*findings, *found])


# --- steps ------------------------------------------------------------------------------------------------------------


class _Run(NamedTuple):
    """What every step of one run needs: the site's folder, its settings and their file, how to run.

    Settings with an error have defaults in place of what is wrong; then nothing is converted or published.
    """

    root: Path
    config: Config
    loaded: Loaded
    options: BuildOptions
    watch: Watch
    seconds: dict[str, float]


def _begin(
    root: Path, options: BuildOptions, watch: Watch, seconds: dict[str, float]
) -> tuple[_Run | None, list[Diagnostic]]:
    root = root.resolve()
    with _timed("config", seconds):
        loaded = settings.load_all(root, url=options.url)
    findings = _weighed(loaded.diagnostics, options)
    config = loaded.config or loaded.sound
    return _Run(root, config, loaded, options, watch, seconds) if config else None, findings


@contextmanager
def _alone(run: _Run) -> Iterator[Diagnostic | None]:
    """Keeps other runs that would write into the same site waiting; gives the reason why this one can't begin, or None."""
    lock = f"{run.config.paths.state}/{_LOCK}"
    with held(run.root / lock, patience=run.options.patience) as outcome:
        if isinstance(outcome, OSError):
            message = f"this file can't be written: {outcome.strerror or type(outcome).__name__}"
            yield error("state-unwritable", message, Place(file=lock))
        elif outcome == "busy":
            yield error("site-busy", "another run of digest is at work on this site", hint="wait until it has ended")
        else:
            yield None


def _convert(run: _Run) -> tuple[Converted, list[Diagnostic]]:
    with _timed("convert", run.seconds):
        return conversion.convert(run.root, run.config, tick=partial(run.watch, "convert"))


def _more(run: _Run) -> list[Diagnostic]:
    """What else is wrong with a site whose settings have errors, but for what may follow from those errors alone."""
    theme, plan, findings = _plan(run)
    if theme is not None:
        _, found = render(plan.pages, theme, run.config, tick=partial(run.watch, "render"))
        findings += found
    doubtful = {code for key in run.loaded.wrong for code in _FOLLOW_ON.get(key, ())}
    if run.options.convert and not plan.shown and not plan.held:  # the articles may be still to be made
        doubtful |= {"edition-empty", "edition-story-unknown", "link-broken"}
    return [finding for finding in findings if finding.code not in doubtful]


def _make(run: _Run, report: Report) -> tuple[Report, list[Diagnostic]]:
    """Everything that comes after converting, with nothing published when there is an error."""
    root, config = run.root, run.config
    folder = root / config.paths.output
    theme, plan, found = _plan(run)
    report = msgspec.structs.replace(report, articles=plan.shown, held=plan.held)
    findings = _weighed(found, run.options) + _refused(root, config, folder)
    if theme is None:
        return report, findings
    with _timed("render", run.seconds):
        outputs, found = render(plan.pages, theme, config, tick=partial(run.watch, "render"))
    findings += _weighed(found, run.options)
    if has_errors(findings):
        return report, findings
    with _timed("publish", run.seconds):
        published, found = publish(outputs, plan.copies, root, folder)
    return msgspec.structs.replace(report, published=published, **_counts(plan)), [*findings, *found]


def _plan(run: _Run) -> tuple[Theme | None, Plan, list[Diagnostic]]:
    """Everything that comes before rendering. Each step runs even after an error in another, so that all problems show."""
    root, config, seconds = run.root, run.config, run.seconds
    with _timed("read", seconds):
        content, findings = read(root, config, places=run.loaded.places, tick=partial(run.watch, "read"))
    with _timed("theme", seconds):
        theme, found = themes.load(root, config, run.loaded.written)
    findings += found
    static, found = _static(root, config)
    findings += found
    with _timed("arrange", seconds):
        plan, found = arrange(
            content,
            config,
            assets=theme.assets if theme else {},
            options=theme.options if theme else {},
            static=static,
            now=run.options.now.instant(zone(config.site.timezone) or UTC),
        )
    held_ones = tuple(msgspec.structs.replace(one, path=f"{config.paths.content}/{one.path}") for one in plan.held)
    return theme, msgspec.structs.replace(plan, held=held_ones), [*findings, *found]


def _static(root: Path, config: Config) -> tuple[list[str], list[Diagnostic]]:
    """The files that are copied as they are, hidden ones too (`.nojekyll`, `.well-known/`), but for a machine's own."""
    static = config.paths.static
    unreadable: list[tuple[str, str]] = []
    paths = list(files.walk(root / static, unreadable=unreadable, passed_over=_UNPUBLISHED.__contains__))
    problems = []
    for path, reason in unreadable:
        shown = f"{static}/{path}".rstrip("/")
        problems.append(error("static-unreadable", f"`{shown}` can't be read: {reason}", Place(file=shown)))
    return paths, problems


def _refused(root: Path, config: Config, folder: Path) -> list[Diagnostic]:
    paths = config.paths
    inputs = [root / name for name in (paths.seeds, paths.content, paths.themes, paths.overrides, paths.static)]
    finding = refusal(root, folder, [root / settings.FILE, *inputs], state=root / paths.state)
    return [finding] if finding else []


# --- the report -------------------------------------------------------------------------------------------------------


@contextmanager
def _timed(stage: str, seconds: dict[str, float]) -> Iterator[None]:
    begun = time.perf_counter()
    try:
        yield
    finally:
        seconds[stage] = time.perf_counter() - begun


def _weighed(findings: Iterable[Diagnostic], options: BuildOptions) -> list[Diagnostic]:
    return diagnostics.strict(findings) if options.strict else list(findings)


def _counts(plan: Plan) -> dict[str, int]:
    return {
        "pages": sum(page.renderer == "template" for page in plan.pages),
        "feeds": sum(page.renderer in _FEEDS for page in plan.pages),
    }


def _report(report: Report, options: BuildOptions, seconds: dict[str, float], findings: Iterable[Diagnostic]) -> Report:
    weighed = diagnostics.in_order(_weighed(findings, options))
    return msgspec.structs.replace(report, seconds=seconds, diagnostics=tuple(weighed))
