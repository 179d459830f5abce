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

import msgspec

from digest import config as settings
from digest.arrange.stage import arrange
from digest.config import Config
from digest.convert import stage as conversion
from digest.ground import diagnostics, files
from digest.ground.diagnostics import Diagnostic, Place, error, has_errors
from digest.ground.moment import Moment
from digest.ground.zones import zone
from digest.model import Plan, Report, Struct
from digest.publish.folder import publish, refusal
from digest.read.stage import read
from digest.render import theme as themes
from digest.render.stage import render
from digest.render.theme import Theme

Watch = Callable[[str, int, int], None]
"""Is told the stage's name, how much of it is done, and how much there is to do."""

_FEEDS = frozenset({"atom", "rss", "json_feed"})


class BuildOptions(Struct):
    """What the person at the door asked for.

    `now` decides which articles are shown: a time without an offset is one of the site's zone, a day its 00:00. `url`
    replaces the address in the config. `strict` makes an error of every warning.
    """

    now: Moment
    url: str | None = None
    convert: bool = True
    strict: bool = False


def unwatched(stage: str, done: int, total: int) -> None:
    """Watch nothing."""


def build(root: Path, options: BuildOptions, *, watch: Watch = unwatched) -> Report:
    """Makes the site in `root`, from seeds to output folder; says what it did, and all that is wrong.

    Pages are rendered even after an error, so that the theme's problems show in the same run; then nothing is written.
    """
    root = root.resolve()
    seconds: dict[str, float] = {}
    with _timed("config", seconds):
        config, findings = _load(root, options)
    if config is None:
        return _report(Report(), options, seconds, findings)
    folder = root / config.paths.output
    report = Report(output=config.paths.output, url=config.site.url)

    seed_findings: list[Diagnostic] = []
    if options.convert:
        with _timed("convert", seconds):
            converted, seed_findings = conversion.convert(root, config, tick=partial(watch, "convert"))
        report = msgspec.structs.replace(report, converted=converted)

    theme, plan, found = _plan(root, config, options.now, seconds, watch)
    report = msgspec.structs.replace(report, articles=plan.shown, held=plan.held)
    findings += _weighed(found, options)
    findings += _refused(root, config, folder)
    if theme is None:
        return _report(report, options, seconds, [*seed_findings, *findings])

    with _timed("render", seconds):
        outputs, found = render(plan.pages, theme, config, tick=partial(watch, "render"))
    findings += _weighed(found, options)
    if has_errors(findings):
        return _report(report, options, seconds, [*seed_findings, *findings])

    with _timed("publish", seconds):
        published, found = publish(outputs, plan.copies, root, folder)
    report = msgspec.structs.replace(report, published=published, **_counts(plan))
    return _report(report, options, seconds, [*seed_findings, *findings, *found])


def convert(root: Path, options: BuildOptions, *, watch: Watch = unwatched) -> Report:
    """The first stage alone: seeds → content."""
    root = root.resolve()
    seconds: dict[str, float] = {}
    with _timed("config", seconds):
        config, findings = _load(root, options)
    if config is None:
        return _report(Report(), options, seconds, findings)
    with _timed("convert", seconds):
        converted, found = conversion.convert(root, config, tick=partial(watch, "convert"))
    return _report(Report(converted=converted), options, seconds, [*findings, *found])


def restore(root: Path, options: BuildOptions, identity: str) -> Report:
    """Brings back the article with the id `identity`, which a person deleted; a note says where it stands."""
    root = root.resolve()
    config, findings = _load(root, options)
    if config is None:
        return _report(Report(), options, {}, findings)
    path, found = conversion.restore(root, config, identity)
    if path is not None:
        found.append(Diagnostic(code="article-restored", message=f"`{path}` is back", severity="note"))
    return _report(Report(), options, {}, [*findings, *found])


def held_back(root: Path, options: BuildOptions) -> Report:
    """Which articles are not shown and why, from what stands in the content folder now; writes nothing."""
    root = root.resolve()
    seconds: dict[str, float] = {}
    config, findings = _load(root, options)
    if config is None:
        return _report(Report(), options, seconds, findings)
    _, plan, found = _plan(root, config, options.now, seconds, unwatched)
    report = Report(articles=plan.shown, held=plan.held)
    return _report(report, options, seconds, [*findings, *found])


# --- steps ------------------------------------------------------------------------------------------------------------


def _load(root: Path, options: BuildOptions) -> tuple[Config | None, list[Diagnostic]]:
    config, found = settings.load(root, url=options.url)
    findings = _weighed(found, options)
    return (None if has_errors(findings) else config), findings


def _plan(
    root: Path, config: Config, now: Moment, seconds: dict[str, float], watch: Watch
) -> tuple[Theme | None, Plan, list[Diagnostic]]:
    """Everything that comes before rendering. Each step runs even after an error in another, so that all problems show."""
    with _timed("read", seconds):
        content, findings = read(root, config, tick=partial(watch, "read"))
    with _timed("theme", seconds):
        theme, found = themes.load(root, config)
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
            now=now.instant(zone(config.site.timezone) or UTC),
        )
    held = tuple(msgspec.structs.replace(one, path=f"{config.paths.content}/{one.path}") for one in plan.held)
    return theme, msgspec.structs.replace(plan, held=held), [*findings, *found]


def _static(root: Path, config: Config) -> tuple[list[str], list[Diagnostic]]:
    """The files that are copied as they are; of hidden ones only `.well-known/`, which is made to be published."""
    unreadable: list[tuple[str, str]] = []
    folder = root / config.paths.static
    paths = list(files.walk(folder, unreadable=unreadable))
    paths += [f".well-known/{path}" for path in files.walk(folder / ".well-known", unreadable=unreadable)]
    problems = [
        error("static-unreadable", f"`{config.paths.static}/{path}` can't be read: {reason}", Place(file=path))
        for path, reason in unreadable
    ]
    return sorted(paths), problems


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
