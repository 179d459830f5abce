"""Stage 1, convert: which seed belongs to which record, by path and by content."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import structs

from digest.convert.parts import file_of
from digest.convert.record import Entry
from digest.convert.seeds import Found, Refused
from digest.model import Struct

Match = Callable[[Sequence[str], Sequence[Entry]], Mapping[str, Entry]]
"""Which of the entries, if any, each of the paths continues: among those of one file, or among new seeds and records whose seeds are gone."""


def _by_name(paths: Sequence[str], entries: Sequence[Entry]) -> Mapping[str, Entry]:
    known = {entry.seed: entry for entry in reversed(entries)}
    return {path: known[path] for path in paths if path in known}


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


def _none(_paths: Sequence[str], _entries: Sequence[Entry]) -> Mapping[str, Entry]:
    return {}


def pair(
    found: Found, entries: Mapping[str, Entry], *, version: int, match: Match = _by_name, again: Match = _none
) -> Pairing:
    """Pairs each seed with the record of its article.

    A record belongs to the seed at its path with its digest; else to one with its digest elsewhere (renamed); else to the one
    at its path (changed), where `match` decides among the articles of a file that holds several; else to one whose seed is gone,
    where `again` finds that it says nearly the same (renamed and changed). What an older converter than `version` made is made anew.
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
    todo += _pair_moved(pending, entries, paired, version=version)
    todo += _pair_changed(pending, found, entries, paired, match)
    gone = [
        entry
        for entry in entries.values()
        if entry.id not in paired and not _is_below(file_of(entry.seed), found.refused)
    ]
    new = [task.path for task in todo if task.entry is None]
    renamed = again(new, gone) if new and gone else {}
    continued = {entry.id for entry in renamed.values()}
    tasks = [structs.replace(task, entry=task.entry or renamed.get(task.path)) for task in todo]
    return Pairing(
        todo=tuple(sorted(tasks, key=lambda task: task.path)),
        unchanged=unchanged,
        gone=tuple(entry for entry in gone if entry.id not in continued),
    )


def _pair_moved(pending: dict[str, str], entries: Mapping[str, Entry], paired: set[str], *, version: int) -> list[Task]:
    """Pairs the seeds that are as a record says, but elsewhere; takes them out of `pending`, and adds what it pairs to `paired`."""
    if not pending:
        return []
    same: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries.values():
        if entry.id not in paired:
            same[entry.digest].append(entry)
    todo: list[Task] = []
    for path, digest in list(pending.items()):
        if same[digest]:
            file = file_of(path)
            entry = next((one for one in same[digest] if file_of(one.seed) == file), same[digest][0])
            same[digest].remove(entry)
            paired.add(entry.id)
            del pending[path]
            todo.append(Task(path=path, digest=digest, entry=entry, anew=entry.converter < version))
    return todo


def _pair_changed(
    pending: Mapping[str, str], found: Found, entries: Mapping[str, Entry], paired: set[str], match: Match
) -> list[Task]:
    """Pairs the rest by their paths; adds what it pairs to `paired`."""
    if not pending:
        return []
    left: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries.values():
        if entry.id not in paired:
            left[file_of(entry.seed)].append(entry)
    holds = Counter(map(file_of, found.digests))
    held = Counter(file_of(entry.seed) for entry in entries.values())
    of_file: dict[str, list[str]] = defaultdict(list)
    for path in pending:
        of_file[file_of(path)].append(path)
    known: dict[str, Entry] = {}
    for file, paths in of_file.items():
        several = holds[file] > 1 or (held[file] > 1 and any(entry.seed != file for entry in left[file]))
        known |= (match if several else _by_name)(paths, left[file])
    paired.update(entry.id for entry in known.values())
    return [Task(path=path, digest=digest, entry=known.get(path)) for path, digest in pending.items()]


def _is_below(path: str, refused: Iterable[Refused]) -> bool:
    return any(item.path in {"", path} or path.startswith(f"{item.path}/") for item in refused)
