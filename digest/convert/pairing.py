"""Stage 1, convert: which seed belongs to which record, by path and by content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from digest.convert.record import Entry
from digest.convert.seeds import Found, Refused
from digest.model import Struct


class Task(Struct, kw_only=True):
    """A seed to convert, by its path and its digest. Without an entry it is new; with one it is `anew`, or was only renamed."""

    path: str
    digest: str
    entry: Entry | None = None
    anew: bool = True


class Pairing(Struct, kw_only=True):
    """What there is to do, in the order of the paths; how many seeds need nothing; whose seeds are gone."""

    todo: tuple[Task, ...]
    unchanged: int
    gone: tuple[Entry, ...]


def pair(found: Found, entries: Mapping[str, Entry], *, version: int) -> Pairing:
    """Pairs each seed with the record of its article.

    A record belongs to the seed at its path with its digest; else to one with its digest elsewhere (renamed); else to the one
    at its path (changed). What an older converter than `version` made is made anew.
    """
    at: dict[str, Entry] = {}
    for entry in entries.values():
        at.setdefault(entry.seed, entry)
    todo: list[Task] = []
    pending: dict[str, str] = {}
    paired: set[str] = set()
    unchanged = 0
    for path, digest in found.digests.items():
        known = at.get(path)
        if known is None or known.digest != digest:
            pending[path] = digest
            continue
        paired.add(known.id)
        if known.converter < version:
            todo.append(Task(path=path, digest=digest, entry=known))
        else:
            unchanged += 1
    todo += _pair_rest(pending, entries, at, paired, version=version)
    return Pairing(
        todo=tuple(sorted(todo, key=lambda task: task.path)),
        unchanged=unchanged,
        gone=tuple(
            entry for entry in entries.values() if entry.id not in paired and not _is_below(entry.seed, found.refused)
        ),
    )


def _pair_rest(
    pending: Mapping[str, str],
    entries: Mapping[str, Entry],
    at: Mapping[str, Entry],
    paired: set[str],
    *,
    version: int,
) -> list[Task]:
    """Pairs the seeds that are not as and where their record says; adds what it pairs to `paired`."""
    if not pending:
        return []
    same: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries.values():
        if entry.id not in paired:
            same[entry.digest].append(entry)
    todo: list[Task] = []
    others: list[str] = []
    for path, digest in pending.items():
        if same[digest]:
            entry = same[digest].pop(0)
            paired.add(entry.id)
            todo.append(Task(path=path, digest=digest, entry=entry, anew=entry.converter < version))
        else:
            others.append(path)
    for path in others:
        known = at.get(path)
        if known is not None and known.id in paired:
            known = None
        if known is not None:
            paired.add(known.id)
        todo.append(Task(path=path, digest=pending[path], entry=known))
    return todo


def _is_below(path: str, refused: Iterable[Refused]) -> bool:
    return any(item.path in {"", path} or path.startswith(f"{item.path}/") for item in refused)
