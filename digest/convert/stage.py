"""Stage 1, convert: seeds/ → content/. The conductor of the stage; `digest.convert.filing` writes.

What happens to a seed is the table "Converting again" of the documentation: an unchanged one costs a look at its stamp; a
changed one generates its article anew, or merges with what a person made of it. Where nothing changed, nothing is imported that
reads seeds or writes articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from digest.config import Config
from digest.convert import ledger, record, seeds, unfit
from digest.convert.formats import FORMATS, Drafting, needed
from digest.convert.ledger import Ledger
from digest.convert.pairing import Task, pair
from digest.convert.record import CONVERTER, Entry
from digest.convert.seeds import Refused, scan, shown
from digest.convert.unfit import Unfit
from digest.engine.work import Work, forgetful
from digest.ground.diagnostics import Diagnostic, Place, error, in_order
from digest.ground.files import write_if_changed
from digest.ground.ticks import Tick, silent
from digest.ground.zones import zone
from digest.model import Converted, Seed

if TYPE_CHECKING:
    from digest.convert.drafts import Drafted
    from digest.convert.filing import Filing

_GLANCES = "glances"
_NAMED = 3


def convert(
    root: Path,
    config: Config,
    work: Work,
    *,
    tick: Tick = silent,
    formats: Mapping[str, Drafting] = FORMATS,
    version: int = CONVERTER,
) -> tuple[Converted, list[Diagnostic]]:
    """Brings `content/` up to date with `seeds/`; `tick` hears how many of the seeds to convert are done.

    What a converter of a lower `version` made is made anew. A bad seed is an error, and stops no other. What is remembered only
    saves time: without it the same is written and told.
    """
    work.cache.keep(_GLANCES, [work.code])  # whether or not anything is to be filed
    ledger = Ledger(root, config.paths.content, work)
    found = scan(root, config.paths.seeds, formats.keys(), work)
    pairing = pair(found, ledger.entries, version=version)
    findings = [*ledger.findings, *(one.finding for one in found.refused), *_on_gone(pairing.gone, config.paths.seeds)]
    rules, state = needed(config), root / config.paths.state
    unfit = Unfit(rules, work)
    todo, known = _fit(pairing.todo, unfit)
    failed = sum(one.finding.severity == "error" for one in found.refused) + len(pairing.todo) - len(todo)
    counts = Converted(unchanged=pairing.unchanged, failed=failed)
    if todo:
        from digest.convert.drafts import draft_all  # noqa: PLC0415 - what reads seeds is imported when there are any
        from digest.convert.filing import Filing  # noqa: PLC0415 - and so is what writes articles

        filing = Filing(root, config, version, work, ledger=ledger, counts=counts)
        drafts = draft_all(root, rules, formats, [task.path for task in todo if task.anew], work)
        _take_turns(todo, drafts, filing, unfit, tick)
        filing.remember(state)
        counts, findings = filing.counts, [*findings, *filing.findings]
    ledger.remember(state)
    return counts, in_order([*findings, *known])


def _fit(tasks: Iterable[Task], unfit: Unfit) -> tuple[list[Task], list[Diagnostic]]:
    """The tasks that are to be done, and what is wrong with the seeds of the others, of which it is known that they give nothing."""
    todo: list[Task] = []
    known: list[Diagnostic] = []
    for task in tasks:
        findings = unfit.recall(task.path, task.digest) if task.anew else None
        if findings is None:
            todo.append(task)
        else:
            known += findings
    return todo, known


def _take_turns(
    todo: Sequence[Task], drafts: Iterator[tuple[Drafted, Seed | Refused]], filing: Filing, unfit: Unfit, tick: Tick
) -> None:
    """Does the tasks one after another, so that it is the same whoever makes the drafts; `drafts` has one of each seed in turn."""
    for done, task in enumerate(todo):
        tick(done, len(todo))
        if task.entry is not None and not task.anew:
            filing.rename(task.entry, task.path)
            continue
        drafted, seed = next(drafts)
        filing.take(task.entry, seed, drafted)
        if drafted.draft is None and isinstance(seed, Seed):
            unfit.remember(seed.path, seed.digest, drafted.findings)
    tick(len(todo), len(todo))


def pass_over(work: Work) -> None:
    """Keeps what this stage remembers, in a build that leaves the seeds alone."""
    for table in (_GLANCES, ledger.TABLE, seeds.TABLE, unfit.TABLE):
        work.cache.keep(table, work.cache.keys(table))


def restore(root: Path, config: Config, identity: str) -> tuple[str | None, list[Diagnostic]]:
    """Brings back an article that was deleted, as it was generated last; gives its path relative to the site's folder."""
    from digest.convert.shelf import Shelf  # noqa: PLC0415 - only this command and what is to be filed ask for it

    content = config.paths.content
    found = record.read(root, content, identity)
    if isinstance(found, Diagnostic):
        return None, [found]
    shelf = Shelf(root, content, zone(config.site.timezone) or UTC, forgetful())
    there = shelf.find(identity)
    if there is not None:
        place = Place(file=f"{content}/{there}")
        return None, [error("article-exists", f"the article `{identity}` is not deleted", place)]
    old = PurePosixPath(found.path)
    path = shelf.free(str(old.parent), old.stem)
    try:
        path = shelf.create(path, found.text)
        write_if_changed(root / record.location(content, identity), record.encode(replace(found, path=path)))
    except OSError as problem:
        message = f"this article can't be written: {problem.strerror or type(problem).__name__}"
        return None, [error("content-unwritable", message, Place(file=f"{content}/{path}"))]
    return f"{content}/{path}", []


def _on_gone(gone: tuple[Entry, ...], folder: str) -> list[Diagnostic]:
    if not gone:
        return []
    names = ", ".join(f"`{shown(entry.seed)}`" for entry in gone[:_NAMED]) + (", …" if len(gone) > _NAMED else "")
    message = f"{len(gone)} converted seed{'s are' if len(gone) > 1 else ' is'} not there any more ({names}); the articles stay"
    return [Diagnostic(code="seed-removed", message=message, severity="note", place=Place(file=folder))]
