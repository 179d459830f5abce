"""Stage 1, convert: seeds/ → content/. The conductor of the stage; `digest.convert.filing` writes.

What happens to a seed is the table "Converting again" of the documentation: an unchanged one costs a look at its stamp; a
changed one generates its article anew, or merges with what a person made of it. Where nothing changed, nothing is imported that
reads seeds or writes articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC
from functools import cache, partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from digest.config import Config
from digest.convert import doubts as doubting
from digest.convert import ledger, record, seeds, unfit
from digest.convert.doubts import Doubt, Doubts, Find, told
from digest.convert.formats import FORMATS, Drafting, needed
from digest.convert.ledger import Ledger
from digest.convert.pairing import Task, pair
from digest.convert.record import CONVERTER, Entry
from digest.convert.seeds import Refused, scan, shown
from digest.convert.unfit import Unfit
from digest.engine.work import Work, forgetful
from digest.ground.diagnostics import Diagnostic, Place, error, in_order, warning
from digest.ground.files import write_if_changed
from digest.ground.ticks import Tick, silent
from digest.ground.zones import zone
from digest.model import Converted, Seed

if TYPE_CHECKING:
    from digest.convert.drafts import Drafted
    from digest.convert.filing import Filing
    from digest.convert.shelf import Shelf

_GLANCES, _LESSONS, _RUNS = "glances", "lessons", "runs"
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
    if ledger.closed is not None:
        return Converted(), [ledger.closed]
    found = scan(root, config.paths.seeds, formats.keys(), work, split=config.convert.split)
    pairing = pair(
        found, ledger.entries, version=version, match=partial(_match, root, config), again=partial(_again, root, config)
    )
    findings = [*ledger.findings, *(one.finding for one in found.refused), *_on_gone(pairing.gone, config.paths.seeds)]
    rules, state = needed(config), root / config.paths.state
    unfit = Unfit(rules, work)
    todo, known = _fit(pairing.todo, unfit)
    if not any(task.anew for task in todo):
        work.cache.keep(_LESSONS, work.cache.keys(_LESSONS))
    failed = sum(one.finding.severity == "error" for one in found.refused) + len(pairing.todo) - len(todo)
    counts = Converted(unchanged=pairing.unchanged, failed=failed)
    find: Find = _Shelved(root, config, work).find
    if todo:
        from digest.convert.drafts import draft_all  # noqa: PLC0415 - what reads seeds is imported when there are any
        from digest.convert.filing import Filing  # noqa: PLC0415 - and so is what writes articles
        from digest.convert.opinions import hear  # noqa: PLC0415

        filing = Filing(root, config, version, work, ledger=ledger, counts=counts)
        anew = [task.path for task in todo if task.anew]
        drafts = draft_all(root, rules, formats, anew, work)
        if anew:
            drafts = hear(drafts, filing.archive(), rules)
        _take_turns(todo, drafts, filing, unfit, tick)
        filing.remember(state)
        counts, findings, find = filing.counts, [*findings, *filing.findings], filing.find
    ledger.remember(state)
    work.cache.keep(_RUNS, ledger.digests())
    held = Doubts(root, config.paths.content, ledger, work, find).holding(state if todo else None)
    findings += told(held, ledger, found.digests, config.paths.seeds, config.paths.content)
    return counts, in_order([*findings, *known])


def _match(root: Path, config: Config, paths: Sequence[str], entries: Sequence[Entry]) -> Mapping[str, Entry]:
    """Which of the articles of a file that holds several is which of those that were converted from it before."""
    from digest.convert import kinship  # noqa: PLC0415 - only where such a file has changed

    read, recall = kinship.reader(root, config.paths.seeds), kinship.recaller(root, config.paths.content)
    return kinship.match(paths, entries, read, recall)


def _again(root: Path, config: Config, paths: Sequence[str], entries: Sequence[Entry]) -> Mapping[str, Entry]:
    """Which of new seeds is which of those that are gone, renamed and changed in one step."""
    from digest.convert import kinship  # noqa: PLC0415 - only where seeds have come and gone

    read, recall = kinship.reader(root, config.paths.seeds), kinship.recaller(root, config.paths.content)
    return kinship.same(paths, entries, read, recall)


def waiting(root: Path, config: Config, work: Work) -> list[Diagnostic]:
    """Errors in seeds as far as they are known without converting any, and which seeds are not converted yet."""
    ledger = Ledger(root, config.paths.content, work)
    if ledger.closed is not None:
        return [ledger.closed]
    found = scan(root, config.paths.seeds, FORMATS.keys(), work, split=config.convert.split)
    pairing = pair(found, ledger.entries, version=CONVERTER, match=partial(_match, root, config))
    todo, known = _fit(pairing.todo, Unfit(needed(config), work))
    findings = [*(one.finding for one in found.refused), *known]
    if todo:
        names = _listed([task.path for task in todo])
        message = f"{len(todo)} seed{'s are' if len(todo) > 1 else ' is'} not converted yet, or changed since ({names})"
        findings.append(warning("seed-waiting", message, Place(file=config.paths.seeds)))
    return findings


def settle(root: Path, config: Config, identity: str, work: Work) -> tuple[int, list[Doubt]] | Diagnostic:
    """Writes down that a person has looked at all that is doubtful of an article, and finds it right.

    Gives how much that was, and what can't be settled, since it keeps the article from being published.
    """
    ledger = Ledger(root, config.paths.content, work)
    whole = ledger.whole(identity)
    if isinstance(whole, Diagnostic):
        return whole
    open_ones = Doubts(root, config.paths.content, ledger, work, _Shelved(root, config, work).find).holding()
    names = [name for doubt in open_ones if doubt.id == identity and not doubt.held for name in doubt.names]
    try:
        if names:
            ledger.put(replace(whole, settled=tuple(dict.fromkeys((*whole.settled, *names)))))
    except OSError as problem:
        place = Place(file=record.location(config.paths.content, identity))
        return error("content-unwritable", f"this record can't be written: {problem.strerror}", place)
    return len(names), [doubt for doubt in open_ones if doubt.id == identity and doubt.held]


def doubts(root: Path, config: Config, work: Work) -> list[Doubt]:
    """What conversions left to a person and nobody has seen to, as a run would tell it; changes nothing."""
    ledger = Ledger(root, config.paths.content, work)
    return Doubts(root, config.paths.content, ledger, work, _Shelved(root, config, work).find).holding()


class _Shelved:
    """Looks an article up on the shelf, which is set up for the first that isn't in its usual place."""

    def __init__(self, root: Path, config: Config, work: Work) -> None:
        self._shelf = cache(partial(_shelf, root, config, work))

    def find(self, identity: str, usual: str) -> str | None:
        return self._shelf().find(identity, usual)


def _shelf(root: Path, config: Config, work: Work) -> Shelf:
    from digest.convert.shelf import Shelf  # noqa: PLC0415 - only what is to be filed or looked for asks for it

    return Shelf(root, config.paths.content, zone(config.site.timezone) or UTC, work)


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
    for table in (_GLANCES, _LESSONS, _RUNS, doubting.TABLE, ledger.TABLE, seeds.TABLE, seeds.PARTS, unfit.TABLE):
        work.cache.keep(table, work.cache.keys(table))


def restore(root: Path, config: Config, identity: str) -> tuple[str | None, list[Diagnostic]]:
    """Brings back an article that was deleted, as it was generated last; gives its path relative to the site's folder."""
    content = config.paths.content
    found = record.read(root, content, identity)
    if isinstance(found, Diagnostic):
        return None, [found]
    shelf = _shelf(root, config, forgetful())
    there = shelf.find(identity)
    if there is not None:
        place = Place(file=f"{content}/{there}")
        return None, [error("article-exists", f"the article `{identity}` is not deleted", place)]
    old = PurePosixPath(found.path)
    path = shelf.free(str(old.parent), old.stem)
    try:
        path = shelf.create(path, found.text, found.id)
        write_if_changed(root / record.location(content, identity), record.encode(replace(found, path=path)))
    except OSError as problem:
        message = f"this article can't be written: {problem.strerror or type(problem).__name__}"
        return None, [error("content-unwritable", message, Place(file=f"{content}/{path}"))]
    return f"{content}/{path}", []


def _on_gone(gone: tuple[Entry, ...], folder: str) -> list[Diagnostic]:
    if not gone:
        return []
    names = _listed([entry.seed for entry in gone])
    message = f"{len(gone)} converted seed{'s are' if len(gone) > 1 else ' is'} not there any more ({names}); the articles stay"
    return [Diagnostic(code="seed-removed", message=message, severity="note", place=Place(file=folder))]


def _listed(paths: Sequence[str]) -> str:
    """The first few of the seeds at `paths`."""
    return ", ".join(f"`{shown(path)}`" for path in paths[:_NAMED]) + (", …" if len(paths) > _NAMED else "")
