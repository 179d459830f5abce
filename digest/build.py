"""The conductor: it alone knows the order of the stages, and what an error in one means for the next.

    config → convert → read → relate → theme → arrange → render → publish → search → Report

An error in config, content, theme or addresses stops before the first write into the output folder. A seed that can't be
converted stops neither the other seeds nor the site. Nothing is printed here, and no clock is read but to time the stages.
A stage is imported when its turn comes: a run with nothing to do needs next to none.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from digest import inputs, unchanged
from digest.ground import diagnostics
from digest.ground.diagnostics import Diagnostic, Place, error, has_errors
from digest.ground.ticks import Stopped
from digest.model import Converted, Plan, Published, Report
from digest.planning import now_of, plan_of
from digest.run import CONVERTING, Audience, BuildOptions, Run, Watch, at_work, begun, timed, unwatched, weighed

if TYPE_CHECKING:
    from digest.engine.kept import Kept
    from digest.inputs import Inputs
    from digest.publish.look import Look
    from digest.publish.manifest import Standing
    from digest.read.bodies import Changed
    from digest.render.urgent import Urgent

__all__ = ["Audience", "BuildOptions", "Watch", "build", "convert", "held_back", "restore", "unwatched"]

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

READ_TABLES = frozenset({"read", "body"})
"""The tables of the memory of which a build asks for everything that is still good as soon as it has read the content."""


def build(
    root: Path,
    options: BuildOptions,
    *,
    watch: Watch = unwatched,
    audience: Audience | None = None,
    kept: Kept | None = None,
) -> Report:
    """Makes the site in `root`, from seeds to output folder; says what it did, and all that is wrong.

    Only what is new is read, rendered and written, thanks to what earlier builds remembered; the output is the same without. Pages
    are rendered even after an error, so that the theme's problems show in the same run; then nothing is written. An `audience` is shown
    what it waits for before all is done. Where `watch` raises Stopped, what was found out is remembered, and Stopped is raised again.
    `kept` is for a process that builds again and again: what it has decoded it needn't decode each time.
    """
    with begun(root, options, watch, kept) as (run, findings):
        if run is None:
            return _report(Report(), options, findings)
        report = Report(output=run.config.paths.output, url=run.config.site.url)
        if has_errors(findings):
            return _report(report, options, [*findings, *_more(run)], run)
        with at_work(run) as (working, waiting):
            if working is None:
                return _report(report, options, [*findings, *waiting], run)
            report, found = _build(working._replace(audience=audience), report)
        return _report(report, options, [*findings, *found, *waiting], working)


def convert(root: Path, options: BuildOptions, *, watch: Watch = unwatched) -> Report:
    """The first stage alone: seeds → content."""
    with begun(root, options, watch) as (run, findings):
        if run is None or has_errors(findings):
            return _report(Report(), options, findings, run)
        with at_work(run, CONVERTING) as (working, waiting):
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
    from digest.read.bodies import Changed

    with begun(root, options) as (run, findings):
        if run is None or has_errors(findings):
            return _report(Report(), options, findings, run)
        seen = inputs.look(run)
        try:
            plan, _, found = plan_of(run, seen)
        except Changed as problem:
            return _report(Report(), options, [*findings, _changed(run, problem)], run)
        report = Report(articles=plan.shown, held=plan.held)
        return _report(report, options, [*findings, *seen.findings, *found], run)


# --- steps ------------------------------------------------------------------------------------------------------------


def _build(run: Run, report: Report) -> tuple[Report, list[Diagnostic]]:
    """A run that may write, from the seeds on."""
    from digest.publish.look import Look

    findings: list[Diagnostic] = []
    with Look(run.root / run.config.paths.output, run.work, inputs.apart(run.config)) as look:
        from digest.convert import stage as conversion

        if run.options.convert:
            converted, findings = _convert(run)
            report = msgspec.structs.replace(report, converted=converted)
        else:
            conversion.pass_over(run.work)
        try:
            report, found = _make(run, report, look)
        except Stopped:
            _saved(run, whole=False)
            raise
    return report, [*findings, *found, *_saved(run, whole=report.published is not None)]


def _saved(run: Run, *, whole: bool) -> list[Diagnostic]:
    """Keeps what the run found out; one that wasn't `whole`, or had nothing to do, didn't ask for all that is still good."""
    cache, read = run.work.cache, "arrange" in run.seconds
    with timed("save", run.seconds):
        if read and not whole:  # so that a site whose error lasts doesn't remember every version of its articles
            for table in cache.tables() - READ_TABLES:
                cache.keep(table, cache.keys(table))
        return [*cache.findings, *cache.save(keep_unused=not read)]


def _convert(run: Run) -> tuple[Converted, list[Diagnostic]]:
    from digest.convert import stage as conversion

    with timed("convert", run.seconds):
        return conversion.convert(run.root, run.config, run.work, tick=partial(run.watch, "convert"))


def _more(run: Run) -> list[Diagnostic]:
    """What else is wrong with a site whose settings have errors, but for what may follow from those errors alone."""
    from digest.read.bodies import Changed
    from digest.render.stage import render

    seen = inputs.look(run)
    try:
        planned = plan_of(run, seen)
        findings = [*seen.findings, *planned.findings]
        if seen.theme is not None:
            tick = partial(run.watch, "render")
            _, found = render(planned.plan.pages, seen.theme, run.config, run.root, run.work, tick=tick)
            findings += found
    except Changed as problem:
        return [*seen.findings, _changed(run, problem)]
    plan = planned.plan
    doubtful = {code for key in run.loaded.wrong for code in _FOLLOW_ON.get(key, ())}
    if run.options.convert and not plan.shown and not plan.held:  # the articles may be still to be made
        doubtful |= {"edition-empty", "edition-story-unknown", "link-broken"}
    return [finding for finding in findings if finding.code not in doubtful]


def _make(run: Run, report: Report, look: Look) -> tuple[Report, list[Diagnostic]]:
    """Everything that comes after converting, as far as it isn't as the last build left it; nothing published when there is an error."""
    from digest.publish.refusal import refusal
    from digest.read import look as looking
    from digest.read.bodies import Changed
    from digest.search import bundles

    folder = run.root / run.config.paths.output
    seen = inputs.look(run)
    if run.audience is not None:
        content = run.root / run.config.paths.content
        run.audience.looked(content, looking.known(seen.content, content))
    refused = refusal(run.root, folder, inputs.places(run), state=run.root / run.config.paths.state)
    digest = inputs.digest(run, seen, seen.content.digest())
    built = unchanged.recall(digest, now_of(run), run.root, run.work) if digest and not refused else None
    with timed("look", run.seconds):
        searched = built is not None and (not run.config.search or bundles.stand(folder, built.bundles))
        same = built if searched and look.is_whole() else None
    if same is not None:
        looking.keep(seen.content, {}, run.work)
        published = Published(unchanged=same.files)
        return msgspec.structs.replace(same.report, converted=report.converted, published=published), [*same.findings]
    try:
        return _publish(run, report, seen, look, refused)
    except Changed as problem:
        return report, [*seen.findings, _changed(run, problem)]


def _publish(
    run: Run, report: Report, seen: Inputs, look: Look, refused: Diagnostic | None
) -> tuple[Report, list[Diagnostic]]:
    from digest.engine.aside import Aside
    from digest.publish.folder import publish
    from digest.render.stage import render

    root, config, work = run.root, run.config, run.work
    plan, content, found = plan_of(run, seen, whole=True)
    report = msgspec.structs.replace(report, articles=plan.shown, held=plan.held)
    findings = [*weighed([*seen.findings, *found], run.options), *([refused] if refused else [])]
    if seen.theme is None:
        return report, findings
    guessed = run.audience is not None and not refused  # who waits for a page needn't wait for a look at all the others
    stands = partial(_stands, run, look, refused)
    with Aside(root / config.paths.state) as aside:
        with timed("render", run.seconds):
            tick = partial(run.watch, "render")
            urgent = _urgent(run, vain=has_errors(findings))
            outputs, found = render(
                *(plan.pages, seen.theme, config, root, work),
                standing=look.expected() if guessed else stands().keys,
                look=(lambda: stands().keys) if guessed else None,
                aside=aside,
                tick=tick,
                urgent=urgent,
            )
        findings += weighed(found, run.options)
        if has_errors(findings):
            return report, findings
        with timed("publish", run.seconds):
            folder = root / config.paths.output
            published, found = publish(
                outputs, plan.copies, root, folder, work, standing=stands(), aside=aside, apart=inputs.apart(config)
            )
    report = msgspec.structs.replace(report, published=published, lifted=plan.lifted, **_counts(plan))
    if run.audience is not None:
        run.audience.published()
    wanted, unfound = _search(run, plan, folder) if not found else ({}, [])
    digest = inputs.digest(run, seen, content)
    if digest is not None and not [*found, *unfound]:
        _keep(run, digest, plan, report, findings, bundles=wanted)
    return report, [*findings, *found, *unfound]


def _stands(run: Run, look: Look, refused: Diagnostic | None) -> Standing:
    from digest.publish.manifest import NOTHING

    with timed("look", run.seconds):
        return NOTHING if refused else look.standing()


def _urgent(run: Run, *, vain: bool) -> Urgent:
    """Who waits for pages; where what is made is in `vain`, they are told at once that none will come."""
    from digest.render.urgent import Nobody

    if run.audience is not None and vain:
        run.audience.planned(())
    return Nobody() if run.audience is None or vain else run.audience


def _search(run: Run, plan: Plan, folder: Path) -> tuple[dict[str, str], list[Diagnostic]]:
    """Makes the search index of what was published; gives the keys of its bundles by year, and what went wrong."""
    from digest.search import bundles, stage

    config, work = run.config, run.work
    with timed("search", run.seconds):
        wanted = bundles.keys(plan.volumes, config.site.language, work.code)
        if not config.search or bundles.stand(folder, wanted):
            return wanted, []
        if not run.options.search:
            if run.audience is not None:
                run.audience.unsearched()
            return wanted, []
        state = run.root / config.paths.state
        tick = partial(run.watch, "search")
        made, found = stage.search(plan.volumes, wanted, folder, state, config.site.language, tick=tick)
    work.tally["indexed"] += made
    return wanted, found


def _changed(run: Run, problem: Changed) -> Diagnostic:
    place = Place(file=f"{run.config.paths.content}/{problem}")
    hint = "build again when nobody writes into the content folder"
    return error("input-changed", "it changed while the site was built", place, hint=hint)


def _keep(
    run: Run, digest: str, plan: Plan, report: Report, findings: list[Diagnostic], *, bundles: dict[str, str]
) -> None:
    """Remembers a build that was published, for a run that finds everything as it is now."""
    from digest.publish import copies

    sources = unchanged.sources(plan.copies, copies.copied(run.work))
    if sources is None or report.published is None:
        return
    built = unchanged.Built(
        inputs=digest,
        since=now_of(run),
        until=plan.until,
        sources=sources,
        bundles=bundles,
        files=report.published.written + report.published.unchanged,
        report=msgspec.structs.replace(report, converted=None, published=None),
        findings=tuple(findings),
    )
    unchanged.keep(built, run.work)


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
