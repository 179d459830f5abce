"""Stage 1, convert: other reports of the same story, among all that came from seeds.

Two reports are of one story when at least half of their runs of three words are the same and their dates lie at most two days
apart. The newer one names the older (`also`); the site shows the link on both. A headline says nothing here: the same one
stands over a market report each day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from digest.convert import likeness
from digest.convert.ledger import Ledger
from digest.convert.likeness import Sketch, candidates, share, sketch
from digest.convert.markup import to_plain
from digest.convert.record import Entry, Record
from digest.engine.work import Work
from digest.model import Origin, Struct

TABLE = "runs"
"""The table of the cache that remembers the runs of words of every article, under the fingerprint of its record."""

LEAST = 0.5
"""The share of runs that makes two reports one story."""

DAYS = 2
"""Days that may lie between two reports of it."""

MOST = 20
"""Reports that one names, the most like first."""


class Other(Struct, kw_only=True):
    """An older report of the same story: its article's id, and the share of the runs that both have."""

    id: str
    share: float


class Others:
    """The reports of all days as the records have them; those of a day are looked at when they are first asked for."""

    def __init__(self, ledger: Ledger, entries: Mapping[str, Entry], work: Work) -> None:
        self._ledger = ledger
        self._work = work
        self._waiting: dict[int, list[str]] = {}
        self._days: dict[int, dict[str, Sketch]] = {}
        self._day_of: dict[str, int] = {}
        for entry in entries.values():
            if (day := _ordinal(entry)) is not None:
                self._waiting.setdefault(day, []).append(entry.id)
                self._day_of[entry.id] = day

    def like(self, identity: str, day: date, runs: bytes, fits: Callable[[str], bool]) -> tuple[Other, ...]:
        """The reports of the story of the article `identity`, which has these `runs`; only such as `fits` says yes to."""
        if not runs:
            return ()
        mine = sketch(runs)
        near = [
            id_
            for ordinal in range(day.toordinal() - DAYS, day.toordinal() + DAYS + 1)
            for id_ in candidates(mine, self._on(ordinal))
            if id_ != identity
        ]
        found = [Other(id=id_, share=share(runs, self._runs(id_))) for id_ in near if fits(id_)]
        found = [other for other in found if other.share >= LEAST]
        return tuple(sorted(found, key=lambda other: (-other.share, other.id))[:MOST])

    def put(self, made: Record, runs: bytes) -> None:
        """Takes note of a record that was written, whose article has these `runs`."""
        old = self._day_of.pop(made.id, None)
        if old is not None:
            self._on(old).pop(made.id, None)
        digest = self._ledger.digest(made.id)
        if digest is not None:
            self._work.cache.put(TABLE, digest, runs)
        if (day := _ordinal(made)) is not None and runs:
            self._on(day)[made.id] = sketch(runs)
            self._day_of[made.id] = day

    def _on(self, day: int) -> dict[str, Sketch]:
        known = self._days.get(day)
        if known is None:
            waiting = self._waiting.pop(day, [])
            known = self._days[day] = {id_: sketch(runs) for id_ in waiting if (runs := self._runs(id_))}
        return known

    def _runs(self, identity: str) -> bytes:
        digest = self._ledger.digest(identity)
        runs = self._work.cache.get(TABLE, digest) if digest is not None else None
        if runs is None:
            record = self._ledger.whole(identity)
            runs = likeness.runs(words(record.text)) if isinstance(record, Record) else b""
            self._work.tally["runs of words counted"] += 1
            if digest is not None:
                self._work.cache.put(TABLE, digest, runs)
        return runs


def words(generated: str) -> str:
    """The story of a generated file, without its header and as plain text."""
    _, _, body = generated.partition("\n---\n")
    return to_plain(body)


def _ordinal(entry: Entry) -> int | None:
    """The number of an entry's day; None for what has none, and for exact duplicates, of which the original stands for both."""
    return date.fromisoformat(entry.day).toordinal() if entry.day and entry.duplicate is None else None


def origin_of(others: Sequence[Other]) -> dict[str, Origin]:
    """Where the field `also` comes from; nothing for an article that has no others."""
    return {"also": Origin(rule="same-runs-of-words", confidence=round(others[0].share, 2))} if others else {}
