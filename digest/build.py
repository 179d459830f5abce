"""The conductor: it alone knows the order of the stages, and what an error in one means for the next.

    config → convert → read → theme → arrange → render → publish → Report

An error in config, content, theme or addresses stops before the first write into the output folder. A seed that can't be
converted stops neither the other seeds nor the site. Nothing is printed here, and no clock is read but to time the stages.
A stage is imported when its turn comes: a run with nothing to do needs next to none.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from digest import config as settings
from digest import unchanged
from digest.config import Config
from digest.ground import diagnostics, filenames, files
from digest.ground import fingerprint as fingerprints
from digest.ground.diagnostics import Diagnostic, Place, error, has_errors
from digest.ground.zones import zone
from digest.model import Converted, Plan, Published, Report
from digest.run import BuildOptions, Run, Watch, at_work, begun, timed, unwatched, weighed

if TYPE_CHECKING:
    from digest.ground import located
    from digest.publish.manifest import Standing
    from digest.read.look import Look
    from digest.render.theme import Theme

__all__ = ["BuildOptions", "Watch", "build", "convert", "held_back", "restore", "unwatched"]

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


def build(root: Path, options: BuildOptions, *, watch: Watch = unwatched) -> Report:
    """Makes the site in `root`, from seeds to output folder; says what it did, and all that is wrong.

    Only what is new is read, rendered and written, thanks to what earlier builds remembered; the output is the same without. Pages
    are rendered even after an error, so that the theme's problems show in the same run; then nothing is written.
    """
    with begun(root, options, watch) as (run, findings):
        if run is None:
            return _report(Report(), options, findings)
        report = Report(output=run.config.paths.output, url=run.config.site.url)
        if has_errors(findings):
            return _report(report, options, [*findings, *_more(run)], run)
        with at_work(run) as (working, waiting):
            if working is None:
                return _report(report, options, [*findings, *waiting], run)
            report, found = _build(working, report)
        return _report(report, options, [*findings, *found, *waiting], working)


def convert(root: Path, options: BuildOptions, *, watch: Watch = unwatched) -> Report:
    """The first stage alone: seeds → content."""
    with begun(root, options, watch) as (run, findings):
        if run is None or has_errors(findings):
            return _report(Report(), options, findings, run)
        with at_work(run) as (working, waiting):
            if working is None:
                return _report(Report(), options, [*findings, *waiting], run)
            converted, found = _convert(working)
            found += _saved(working, whole=False)
        return _report(Report(converted=converted), options, [*findings, *found, *waiting], working)


def restore(root: Path, options: BuildOptions, identity: str) -> Report:
    """Brings back the article with the id `identity`, which a person deleted; a note says where it stands."""
    from digest.convert import stage as conversion

    with begun(root, options) as (run, findings):
        if run is None or has_errors(findings):
            return _report(Report(), options, findings, run)
        with at_work(run) as (working, waiting):
            if working is None:
                return _report(Report(), options, [*findings, *waiting], run)
            path, found = conversion.restore(working.root, working.config, identity)
        if path is not None:
            found.append(Diagnostic(code="article-restored", message=f"`{path}` is back", severity="note"))
        return _report(Report(), options, [*findings, *found, *waiting], run)


def held_back(root: Path, options: BuildOptions) -> Report:
    """Which articles are not shown and why, from what stands in the content folder now; writes nothing."""
    with begun(root, options) as (run, findings):
        if run is None or has_errors(findings):
            return _report(Report(), options, findings, run)
        inputs = _look(run)
        plan, found = _plan(run, inputs)
        report = Report(articles=plan.shown, held=plan.held)
        return _report(report, options, [*findings, *inputs.findings, *found], run)


# --- steps ------------------------------------------------------------------------------------------------------------


def _build(run: Run, report: Report) -> tuple[Report, list[Diagnostic]]:
    """A run that may write, from the seeds on."""
    from digest.convert import stage as conversion

    findings: list[Diagnostic] = []
    if run.options.convert:
        converted, findings = _convert(run)
        report = msgspec.structs.replace(report, converted=converted)
    else:
        conversion.pass_over(run.work)
    report, found = _make(run, report)
    whole = report.published is not None and "arrange" in run.seconds
    return report, [*findings, *found, *_saved(run, whole=whole)]


def _saved(run: Run, *, whole: bool) -> list[Diagnostic]:
    """Keeps what the run found out; one that wasn't `whole` (it stopped early, or had nothing to do) didn't ask for all that is good."""
    with timed("save", run.seconds):
        return [*run.work.cache.findings, *run.work.cache.save(keep_unused=not whole)]


def _convert(run: Run) -> tuple[Converted, list[Diagnostic]]:
    from digest.convert import stage as conversion

    with timed("convert", run.seconds):
        return conversion.convert(run.root, run.config, run.work, tick=partial(run.watch, "convert"))


def _more(run: Run) -> list[Diagnostic]:
    """What else is wrong with a site whose settings have errors, but for what may follow from those errors alone."""
    from digest.render.stage import render

    inputs = _look(run)
    plan, findings = _plan(run, inputs)
    findings = [*inputs.findings, *findings]
    if inputs.theme is not None:
        tick = partial(run.watch, "render")
        _, found = render(plan.pages, inputs.theme, run.config, run.root, run.work, tick=tick)
        findings += found
    doubtful = {code for key in run.loaded.wrong for code in _FOLLOW_ON.get(key, ())}
    if run.options.convert and not plan.shown and not plan.held:  # the articles may be still to be made
        doubtful |= {"edition-empty", "edition-story-unknown", "link-broken"}
    return [finding for finding in findings if finding.code not in doubtful]


def _make(run: Run, report: Report) -> tuple[Report, list[Diagnostic]]:
    """Everything that comes after converting, as far as it isn't as the last build left it; nothing published when there is an error."""
    from digest.publish import folder as publishing
    from digest.publish import manifest
    from digest.read import look

    folder = run.root / run.config.paths.output
    inputs = _look(run)
    refused = publishing.refusal(run.root, folder, _inputs(run), state=run.root / run.config.paths.state)
    with timed("look", run.seconds):
        standing = manifest.NOTHING if refused else manifest.standing(folder, run.work)
    fingerprint = _fingerprint(run, inputs)
    built = unchanged.recall(fingerprint, _now(run), run.root, run.work) if fingerprint and standing.whole else None
    if built is not None:
        look.keep(inputs.content, {}, run.work)
        published = Published(unchanged=built.files)
        converted = report.converted
        return msgspec.structs.replace(built.report, converted=converted, published=published), list(built.findings)
    return _publish(run, report, inputs, standing, [refused] if refused else [])


def _publish(
    run: Run, report: Report, inputs: _Inputs, standing: Standing, refused: list[Diagnostic]
) -> tuple[Report, list[Diagnostic]]:
    from digest.engine.aside import Aside
    from digest.publish.folder import publish
    from digest.read.bodies import Changed
    from digest.render.stage import render

    root, config, work = run.root, run.config, run.work
    folder = root / config.paths.output
    plan, found = _plan(run, inputs)
    report = msgspec.structs.replace(report, articles=plan.shown, held=plan.held)
    said = [*inputs.findings, *found]
    findings = [*weighed(said, run.options), *refused]
    if inputs.theme is None:
        return report, findings
    with Aside(root / config.paths.state) as aside:
        with timed("render", run.seconds):
            tick = partial(run.watch, "render")
            try:
                outputs, found = render(
                    plan.pages, inputs.theme, config, root, work, standing=standing.keys, aside=aside, tick=tick
                )
            except Changed as problem:
                outputs, found = [], [_changed(f"{config.paths.content}/{problem}")]
        findings += weighed(found, run.options)
        if has_errors(findings):
            return report, findings
        with timed("publish", run.seconds):
            published, found = publish(outputs, plan.copies, root, folder, work, standing=standing, aside=aside)
    report = msgspec.structs.replace(report, published=published, **_counts(plan))
    if not found:
        _keep(run, inputs, plan, report, findings)
    return report, [*findings, *found]


def _changed(file: str) -> Diagnostic:
    hint = "build again when nobody writes into the content folder"
    return error("content-changed", "it changed while the site was built", Place(file=file), hint=hint)


class _Inputs(NamedTuple):
    """What a site is made from, as far as it is known without reading articles; and all that is wrong with it."""

    content: Look
    theme: Theme | None
    static: list[str]
    findings: list[Diagnostic]


def _look(run: Run) -> _Inputs:
    """Looks at everything that a site is made from. Each step runs even after an error in another, so that all problems show."""
    from digest.read.look import look
    from digest.render import themes

    root, config = run.root, run.config
    with timed("look", run.seconds):
        content = look(root / config.paths.content, run.work)
    with timed("theme", run.seconds):
        written = themes.Written(run.loaded.digest, partial(_written, run))
        theme, findings = themes.load(root, config, written, run.work)
    static, found = _static(root, config)
    return _Inputs(content, theme, static, [*findings, *found])


def _plan(run: Run, inputs: _Inputs) -> tuple[Plan, list[Diagnostic]]:
    """What the site is to be, and all that is wrong with its content."""
    from digest.arrange.stage import arrange
    from digest.read.stage import read

    config, theme = run.config, inputs.theme
    with timed("read", run.seconds):
        tick = partial(run.watch, "read")
        content, findings = read(run.root, config, run.work, seen=inputs.content, places=run.loaded.places, tick=tick)
    with timed("arrange", run.seconds):
        plan, found = arrange(
            content,
            config,
            assets=theme.assets if theme else {},
            options=theme.options if theme else {},
            static=inputs.static,
            now=_now(run),
        )
    until = unchanged.until(content.articles, _now(run), _zone(run))
    held_ones = tuple(msgspec.structs.replace(one, path=f"{config.paths.content}/{one.path}") for one in plan.held)
    return msgspec.structs.replace(plan, held=held_ones, until=until), [*findings, *found]


def _zone(run: Run) -> tzinfo:
    return zone(run.config.site.timezone) or UTC


def _now(run: Run) -> datetime:
    return run.options.now.instant(_zone(run))


def _fingerprint(run: Run, inputs: _Inputs) -> str | None:
    """That of everything that a site is made from but the clock and the bytes of files that are copied; None where it isn't known."""
    content = inputs.content.digest()
    if content is None or inputs.theme is None:
        return None
    asked = [run.options.url, run.options.strict, run.loaded.digest, run.work.code]
    return fingerprints.of_value([asked, content, inputs.theme, inputs.static, inputs.findings])


def _keep(run: Run, inputs: _Inputs, plan: Plan, report: Report, findings: list[Diagnostic]) -> None:
    """Remembers a build that was published, for a run that finds everything as it is now."""
    from digest.publish import copies

    fingerprint = _fingerprint(run, inputs)
    sources = unchanged.sources(plan.copies, copies.known(plan.copies, run.root, run.work))
    if fingerprint is None or sources is None or report.published is None:
        return
    files = report.published.written + report.published.unchanged
    built = unchanged.Built(
        inputs=fingerprint,
        since=_now(run),
        until=plan.until,
        sources=sources,
        files=files,
        report=msgspec.structs.replace(report, converted=None, published=None),
        findings=tuple(findings),
    )
    unchanged.keep(built, run.work)


def _written(run: Run) -> located.Node | None:
    """The settings as they stand in their file; remembered ones are read once more."""
    return run.loaded.written or settings.load_all(run.root, url=run.options.url).written


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


def _inputs(run: Run) -> list[Path]:
    """What must not lie in the output folder, nor it in them."""
    paths = run.config.paths
    names = (settings.FILE, paths.seeds, paths.content, paths.themes, paths.overrides, paths.static)
    return [run.root / name for name in names]


# --- the report -------------------------------------------------------------------------------------------------------


def _counts(plan: Plan) -> dict[str, int]:
    return {
        "pages": sum(page.renderer == "template" for page in plan.pages),
        "feeds": sum(page.renderer in _FEEDS for page in plan.pages),
    }


def _report(report: Report, options: BuildOptions, findings: Iterable[Diagnostic], run: Run | None = None) -> Report:
    weighed_ones = tuple(diagnostics.in_order(weighed(findings, options)))
    report = msgspec.structs.replace(report, diagnostics=weighed_ones)
    if run is None:
        return report
    work = run.work
    return msgspec.structs.replace(
        report,
        seconds=run.seconds,
        tally=dict(work.tally),
        hits=dict(work.cache.hits),
        misses=dict(work.cache.misses),
    )
