"""The conductor of what is done with a site's tags as a whole: to look at them, and to make one of two."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from digest.ground.diagnostics import Diagnostic, has_errors, in_order
from digest.run import BuildOptions, at_work, begun

if TYPE_CHECKING:
    from digest.convert.labels import Survey
    from digest.convert.relabelling import Merger


class Surveyed(NamedTuple):
    """The tags of a site; None where its settings have errors, which `findings` tell."""

    survey: Survey | None
    findings: list[Diagnostic]


class Merged(NamedTuple):
    """What was merged, or would be; None where that can't be done, and why."""

    merger: Merger | None
    findings: list[Diagnostic]


def survey(root: Path, options: BuildOptions) -> Surveyed:
    """All tags that the articles in the content folder have, and which of them may be one; writes nothing."""
    from digest.convert import labels

    with begun(root, options) as (run, findings):
        if run is None or has_errors(findings):
            return Surveyed(None, in_order(findings))
        tags = labels.tags_by_path(run.root / run.config.paths.content)
        return Surveyed(labels.survey(tags, run.config.tags.vocabulary), in_order(findings))


def merge(root: Path, options: BuildOptions, alias: str, label: str, *, dry_run: bool) -> Merged:
    """Makes the tag `alias` another name of `label`, in all files that have it, or in none; a dry run only says what it would do."""
    from digest.convert import labels, relabelling

    with begun(root, options) as (run, findings):
        if run is None or has_errors(findings):
            return Merged(None, in_order(findings))
        with at_work(run) as (working, waiting):
            if working is None:
                return Merged(None, in_order([*findings, *waiting]))
            config = working.config
            tags = labels.tags_by_path(working.root / config.paths.content)
            known = labels.survey(tags, config.tags.vocabulary)
            merger, found = relabelling.prepare(working.root, config, known, alias, label)
            if merger is not None and not dry_run:
                found += relabelling.write(working.root, merger)
        return Merged(None if has_errors(found) else merger, in_order([*findings, *found]))
