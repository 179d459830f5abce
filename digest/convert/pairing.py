"""Stage 1, convert: which seed belongs to which record, by path and by content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from digest.convert.record import Entry
from digest.convert.seeds import Refused
from digest.ground.diagnostics import Diagnostic
from digest.model import Seed, Struct


class Work(Struct, kw_only=True):
    """A seed to convert. Without an entry it is new; with one of the same digest it was only renamed, unless `anew`."""

    seed: Seed
    entry: Entry | None = None
    anew: bool = True


class Pairing(Struct, kw_only=True):
    """What there is to do, in the order of the paths; how many seeds need nothing; whose seeds are gone; what is refused."""

    todo: tuple[Work, ...]
    unchanged: int
    gone: tuple[Entry, ...]
    findings: tuple[Diagnostic, ...]


def pair(found: Iterable[Seed | Refused], entries: Mapping[str, Entry], *, version: int) -> Pairing:
    """Pairs each seed with the record of its article.

    A record belongs to the seed at its path with its digest; else to one with its digest elsewhere (renamed); else to the one
    at its path (changed). What an older converter than `version` made is made anew.
    """
    at: dict[str, Entry] = {}
    for entry in entries.values():
        at.setdefault(entry.seed, entry)
    todo: list[Work] = []
    pending: list[Seed] = []
    refused: list[Refused] = []
    paired: set[str] = set()
    unchanged = 0
    for item in found:
        if isinstance(item, Refused):
            refused.append(item)
        elif (known := at.get(item.path)) is not None and known.digest == item.digest:
            paired.add(known.id)
            if known.converter < version:
                todo.append(Work(seed=item, entry=known))
            else:
                unchanged += 1
        else:
            pending.append(item)
    todo += _pair_rest(pending, entries, at, paired, version=version)
    return Pairing(
        todo=tuple(sorted(todo, key=lambda work: work.seed.path)),
        unchanged=unchanged,
        gone=tuple(
            entry for entry in entries.values() if entry.id not in paired and not _is_below(entry.seed, refused)
        ),
        findings=tuple(item.finding for item in refused),
    )


def _pair_rest(
    pending: Iterable[Seed],
    entries: Mapping[str, Entry],
    at: Mapping[str, Entry],
    paired: set[str],
    *,
    version: int,
) -> list[Work]:
    """Pairs the seeds that are not as and where their record says; adds what it pairs to `paired`."""
    same: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries.values():
        if entry.id not in paired:
            same[entry.digest].append(entry)
    todo: list[Work] = []
    others: list[Seed] = []
    for seed in pending:
        if same[seed.digest]:
            entry = same[seed.digest].pop(0)
            paired.add(entry.id)
            todo.append(Work(seed=seed, entry=entry, anew=entry.converter < version))
        else:
            others.append(seed)
    for seed in others:
        known = at.get(seed.path)
        if known is not None and known.id in paired:
            known = None
        if known is not None:
            paired.add(known.id)
        todo.append(Work(seed=seed, entry=known))
    return todo


def _is_below(path: str, refused: Iterable[Refused]) -> bool:
    return any(item.path in {"", path} or path.startswith(f"{item.path}/") for item in refused)
