"""The conductor for questions about a site: why an article is as it is, and what needs a person. They change nothing of what people see."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from digest import agenda
from digest.agenda import Item
from digest.convert import accounts, stage
from digest.convert.accounts import Account, Known
from digest.convert.doubts import Doubt
from digest.editing import finding
from digest.ground.diagnostics import Diagnostic, Place, error, has_errors
from digest.ground.suggestions import Suggestions
from digest.read.stage import read
from digest.run import BuildOptions, Run, at_work, begun


class Why(NamedTuple):
    """The account of an article, or None and why there is none; the folders of articles and seeds."""

    account: Account | None
    findings: list[Diagnostic]
    content: str = ""
    seeds: str = ""


def why(root: Path, options: BuildOptions, article: str, field: str | None) -> Why:
    """What the record of the `article` that somebody means tells of it, or of one `field` of it."""
    with begun(root, options) as (run, findings):
        if run is None or has_errors(findings):
            return Why(None, findings)
        paths = run.config.paths
        one, found = _one(run, article)
        if one is None:
            return Why(None, [*findings, *found])
        account = accounts.account(run.root, run.config, one)
        if isinstance(account, Diagnostic):
            return Why(None, [*findings, account])
        names = [part.name for part in account.parts]
        if field is not None and field not in names:
            return Why(None, [*findings, _no_field(field, names, one, paths.content)])
        return Why(account, findings, paths.content, paths.seeds)


class Review(NamedTuple):
    """What needs a person, and what else is to be said."""

    items: tuple[Item, ...]
    findings: list[Diagnostic]


def review(root: Path, options: BuildOptions) -> Review:
    """Everything that needs a person, from what stands in seeds, content and records now."""
    with begun(root, options) as (run, findings):
        if run is None or has_errors(findings):
            return Review((), findings)
        folder = run.config.paths.content
        open_ones = stage.doubts(run.root, run.config, run.work)
        found = stage.waiting(run.root, run.config, run.work)
        content, problems = read(run.root, run.config, run.work)
        vocabulary = run.config.tags.vocabulary
        return Review(agenda.items(open_ones, content, [*found, *problems], vocabulary, folder), findings)


def settle(root: Path, options: BuildOptions, article: str) -> list[Diagnostic]:
    """Writes down that all is right with an article as it stands; says so, or why not."""
    with begun(root, options) as (run, findings):
        if run is None or has_errors(findings):
            return findings
        with at_work(run) as (working, problems):
            found = [] if working is None else _settled(working, article)
        return [*findings, *problems, *found]


def _settled(run: Run, article: str) -> list[Diagnostic]:
    one, found = _one(run, article)
    if one is None:
        return found
    settled = stage.settle(run.root, run.config, one.id, run.work)
    if isinstance(settled, Diagnostic):
        return [settled]
    number, left = settled
    file = f"{run.config.paths.content}/{one.path}" if one.path is not None else one.id
    message = (
        f"{number} thing{'' if number == 1 else 's'} settled in `{file}`"
        if number
        else f"`{file}` has nothing open to settle"
    )
    found = [Diagnostic(code="review-settled", message=message, severity="note")] if number or not left else []
    return [*found, *(_unsettled(doubt, file) for doubt in left)]


def _unsettled(doubt: Doubt, file: str) -> Diagnostic:
    code = doubt.finding.code
    message = f"`{code}` can't be settled as the article stands, since it keeps it from being published"
    place = Place(file=file, line=doubt.line)
    return error("review-unsettled", message, place, hint=f"in the article: {agenda.EDITS[code]}")


def _one(run: Run, article: str) -> tuple[Known | None, list[Diagnostic]]:
    """The article that somebody means, or why there is none or more than one."""
    paths = run.config.paths
    known, found = accounts.known(run.root, run.config, run.work)
    names = [finding.Called(id=one.id, path=one.path, seed=one.seed) for one in known]
    meant = finding.find(article, names, finding.Folders(run.root, paths.content, paths.seeds), parts=True)
    return (None, [*found, meant]) if isinstance(meant, Diagnostic) else (known[meant], [])


def _no_field(field: str, names: list[str], article: Known, content: str) -> Diagnostic:
    close = Suggestions(names).nearest(field)
    has = f"it has {', '.join(f'`{name}`' for name in names)}" if names else "its header can't be read; mend that first"
    hint = f"did you mean `{close}`?" if close else has
    place = Place(file=f"{content}/{article.path}") if article.path is not None else None
    return error("field-absent", f"this article has no `{field}`, nor does a record tell of one", place, hint=hint)
