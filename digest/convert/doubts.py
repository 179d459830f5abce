"""Stage 1, convert: what conversions left to a person, told by every run until the person has seen to it.

The records keep what each conversion warned of. A warning holds while its article is there and says what was generated where
the warning asks for a look; a conflict holds while both versions stand as they stood. A comment behind a header field counts as
an edit of it, and `digest review --settle` says that all is right as it is. Headers are looked at line by line, so that also
a broken one tells, and a run in which nothing changed reads no file for this.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from digest.convert.glances import identity_in
from digest.convert.ledger import Ledger
from digest.convert.record import Conflict, Entry, Record
from digest.convert.seeds import place_of
from digest.engine import stamps
from digest.engine.stamps import Stamp
from digest.engine.work import Work
from digest.ground import fingerprint
from digest.ground.diagnostics import Diagnostic, Place, first_line, warning
from digest.ground.text import excerpt
from digest.model import Struct

TABLE = "doubts"
"""The table of the cache that remembers which doubts hold, by the id of the article."""

_ASKS_FOR = {
    "title-missing": "title",
    "date-missing": "date",
    "date-ambiguous": "date",
    "topic-uncertain": "topics",
    "seed-duplicate": "status",
    "seed-similar": "also",
    "seed-id-refused": "id",
}
"""The header field that settles a doubt once a person has changed it; for any other code it is the story."""

HOLDS_BACK = frozenset({"date-missing", "title-missing", "seed-duplicate"})
"""Doubts that keep an article from being published: they go by an edit alone."""

_KEY = re.compile(r"[^\s#\-\[\]{}].*?:")
_FENCE = re.compile(r"\ufeff?---[ \t]*")


Find = Callable[[str, str], str | None]
"""(id, usual path) → where the article lies now, None where it is gone."""


class Doubt(Struct, kw_only=True):
    """A doubt that holds: the article's id, its finding, which part (`body`, or a header field) is to be looked at.

    `path` is the article's under `content/`, `line` the part's in that file; `names` are written down when it is settled. The
    finding's place has no file where the seed is meant. `held`: it keeps the article from being published, so that it can't be settled.
    """

    id: str
    names: tuple[str, ...]
    part: str
    path: str
    line: int
    finding: Diagnostic
    held: bool = False


class _Known(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Which doubts of a record (`digest` is its file's) hold, with an article of this stamp at this path."""

    digest: str
    path: str
    stamp: Stamp
    doubts: tuple[Doubt, ...]


_DECODER = msgspec.msgpack.Decoder(dict[str, _Known])


class Doubts:
    """The doubts of the records in `ledger`; `find` looks for an article (by id and usual path) that isn't where it was."""

    def __init__(self, root: Path, content: str, ledger: Ledger, work: Work, find: Find) -> None:
        self._root = root
        self._content = content
        self._ledger = ledger
        self._work = work
        self._find = find
        self._before = _decoded(work.cache.get(TABLE, work.code))

    def holding(self, state: Path | None = None) -> list[Doubt]:
        """All that hold, in the order of the articles' ids; `state` is the state folder of a run that has written articles."""
        entries = {id_: entry for id_, entry in sorted(self._ledger.entries.items()) if entry.doubts or entry.conflicts}
        known, fresh = self._remembered(entries), {}
        for id_, entry in entries.items():
            if id_ not in known and (found := self._look(entry)) is not None:
                fresh[id_] = found
        if fresh or len(known) < len(self._before):
            now = stamps.clock(state) if state is not None and self._work.clock else self._work.clock
            settled = stamps.settle({id_: one.stamp for id_, one in fresh.items()}, now)
            table = known | {id_: _Known(one.digest, one.path, settled[id_], one.doubts) for id_, one in fresh.items()}
            self._work.cache.put(TABLE, self._work.code, msgspec.msgpack.encode(table))
        every = known | fresh
        return [doubt for id_ in entries if id_ in every for doubt in every[id_].doubts]

    def _remembered(self, entries: Mapping[str, Entry]) -> dict[str, _Known]:
        """What is known of the articles that are as they were, and whose records are."""
        same = {id_: one for id_, one in self._before.items() if self._ledger.digest(id_) == one.digest}
        at = {one.path: one.stamp for one in same.values()}
        certain = set(stamps.compare(self._root / self._content, at, at)[0])
        return {id_: one for id_, one in same.items() if one.path in certain and id_ in entries}

    def _look(self, entry: Entry) -> _Known | None:
        """What holds of a record, by what its article says now; None where that is gone or can't be read, or the record is another by now."""
        digest, whole = self._ledger.digest(entry.id), self._ledger.known(entry.id)
        found = self._article(entry)
        if found is None or digest is None or whole is None:
            return None
        path, data, stamp = found
        self._work.tally["doubts weighed"] += 1
        text = data.decode("utf-8", "replace").replace("\r\n", "\n")
        return _Known(digest, path, stamp, tuple(holding_of(whole, text, path, self._content)))

    def _article(self, entry: Entry) -> tuple[str, bytes, Stamp] | None:
        before = self._before.get(entry.id)
        for path in dict.fromkeys((before.path if before else entry.path, entry.path)):
            try:
                data, stamp = stamps.read(self._root / self._content / path)
            except OSError:
                continue
            if identity_in(data) == entry.id:
                return path, data, stamp
        try:
            there = self._find(entry.id, entry.path)
            return (there, *stamps.read(self._root / self._content / there)) if there is not None else None
        except OSError:
            return None


def told(
    doubts: Iterable[Doubt], ledger: Ledger, digests: Mapping[str, str], seeds: str, content: str
) -> list[Diagnostic]:
    """The findings of doubts with their files: the seed while it says what was converted, else the article.

    `digests` are those of the seeds by their paths; `seeds` and `content` are the folders.
    """
    found: list[Diagnostic] = []
    for doubt in doubts:
        finding, entry = doubt.finding, ledger.entries[doubt.id]
        if finding.place is not None and not finding.place.file:
            same = digests.get(entry.seed) == entry.digest
            article = Place(file=f"{content}/{doubt.path}", line=doubt.line)
            place = replace(finding.place, file=place_of(seeds, entry.seed).file) if same else article
            finding = replace(finding, place=place)
        found.append(finding)
    return found


def holding_of(record: Record, text: str, path: str, content: str) -> list[Doubt]:
    """The doubts of a record that hold while its article, at `path`, says `text`."""
    found: list[Doubt] = []
    for finding in record.doubts:
        part = _asked(finding)
        name = name_of(finding, part_of(record.text, part))
        held = finding.code in HOLDS_BACK and (part == "date" or part_of(text, "status").startswith("status: review"))
        if (held or name not in record.settled) and part_of(text, part) == part_of(record.text, part):
            line = line_of(text, part)
            found.append(
                Doubt(id=record.id, names=(name,), part=part, path=path, line=line, finding=finding, held=held)
            )
    conflicts = [
        (conflict, name)
        for conflict in record.conflicts
        if (name := conflict_name(conflict)) not in record.settled and _stands(conflict, text)
    ]
    blind = [(conflict, name) for conflict, name in conflicts if conflict.blind]
    if blind:
        found.append(_on_missing_record(record.id, blind, path, content))
    lines = text.split("\n")
    for conflict, name in conflicts:
        if not conflict.blind:
            line = _line_of_conflict(conflict, text)
            place = _place(f"{content}/{path}", line, lines[line - 1].rstrip() if line <= len(lines) else "")
            finding = _on_conflict(conflict, place)
            found.append(Doubt(id=record.id, names=(name,), part=conflict.part, path=path, line=line, finding=finding))
    return found


def _asked(finding: Diagnostic) -> str:
    if finding.code == "header-unread":  # its message begins with the name of the field
        field = finding.message[1:].partition("`")[0]
        return "source" if field == "url" else field
    return _ASKS_FOR.get(finding.code, "body")


def name_of(finding: Diagnostic, generated: str) -> str:
    """What a doubt is called when it is settled: its code, and a hash of what it says of which value."""
    return f"{finding.code} {fingerprint.short(f'{finding.message} {generated}'.encode(), 10)}"


def conflict_name(conflict: Conflict) -> str:
    """The same of a conflict."""
    said = f"{conflict.part} {conflict.mine} {conflict.theirs}"
    return f"merge-conflict {fingerprint.short(said.encode(), 10)}"


def unsettled(earlier: Iterable[Conflict], anew: Sequence[Conflict], generated: str) -> tuple[Conflict, ...]:
    """All conflicts after a merge that found those `anew`: the next version of a seed makes no earlier one right.

    An earlier one goes when the seed no longer says what it said then, in the file as it would be `generated` now.
    """
    again = {_spot(one) for one in anew}
    body = {"", *(words for _, words in _paragraphs(generated))}

    def says(one: Conflict) -> bool:
        return one.theirs.strip() in body if one.part == "body" else one.theirs == part_of(generated, one.part)

    return (*(one for one in earlier if _spot(one) not in again and says(one)), *anew)


def _spot(conflict: Conflict) -> tuple[str, str]:
    """What a conflict is about: a header field, or a person's paragraph."""
    return conflict.part, conflict.mine if conflict.part == "body" else ""


def part_of(text: str, part: str) -> str:
    """The lines of a header field, comments behind it included, or of the `body`; empty where a file hasn't got it."""
    header, body = _divided(text)
    if part == "body":
        return "\n".join(body).strip("\n")
    taken: list[str] = []
    for line in header:
        if line.startswith(f"{part}:"):
            taken = [line]
        elif taken and (_KEY.match(line) or line.startswith("#")):
            break
        elif taken:
            taken.append(line)
    return "\n".join(taken).strip()


def line_of(text: str, part: str) -> int:
    """The line of a header field or of the body's beginning; 1 for a field that a file hasn't got."""
    header, body = _divided(text)
    if part == "body":
        return len(header) + 3 + next((number for number, line in enumerate(body) if line.strip()), 0)
    return next((number for number, line in enumerate(header, 2) if line.startswith(f"{part}:")), 1)


def _divided(text: str) -> tuple[list[str], list[str]]:
    """The lines of the header without its fences, and those of the body."""
    lines = text.split("\n")
    if not _FENCE.fullmatch(lines[0]):
        return [], lines
    end = next((number for number, line in enumerate(lines[1:], 1) if _FENCE.fullmatch(line)), len(lines))
    return lines[1:end], lines[end + 1 :]


def _stands(conflict: Conflict, text: str) -> bool:
    """Whether the person's version still stands, and the seed's was not taken over."""
    if conflict.part != "body":
        here = part_of(text, conflict.part)
        return here == conflict.mine and here != conflict.theirs
    body = {words for _, words in _paragraphs(text)}
    return conflict.mine.strip() in {"", *body} and conflict.theirs.strip() not in body


def _line_of_conflict(conflict: Conflict, text: str) -> int:
    if conflict.part != "body":
        return line_of(text, conflict.part)
    last = text.rstrip("\n").count("\n") + 1
    stands = (line for line, words in _paragraphs(text) if words == conflict.mine.strip())
    return next(stands, min(max(conflict.line, 1), last))


def _paragraphs(text: str) -> list[tuple[int, str]]:
    """The body's paragraphs with the line where each begins."""
    header, body = _divided(text)
    found: list[tuple[int, list[str]]] = []
    above = ""
    for number, line in enumerate(body, len(header) + 3):
        if line.strip() and above:
            found[-1][1].append(line)
        elif line.strip():
            found.append((number, [line]))
        above = line.strip()
    return [(number, "\n".join(lines).strip()) for number, lines in found]


def _place(file: str, line: int, source: str) -> Place:
    """The value of a field, or the whole line of a paragraph."""
    key = re.match(r"[a-z]+:[ \t]+(?=\S)", source)
    start = key.end() if key else 0
    return Place(file=file, line=line, column=start + 1, length=max(len(source) - start, 1), source=source)


def _on_conflict(conflict: Conflict, place: Place) -> Diagnostic:
    what = "this paragraph" if conflict.part == "body" else f"`{conflict.part}`"
    says = f"it now says: {excerpt(conflict.theirs, 200)}" if conflict.theirs else "it no longer has it"
    message = f"{what} was changed here and in the seed; what stands here stays"
    return warning("merge-conflict", message, place, hint=f"the seed: {says}")


def _on_missing_record(identity: str, blind: list[tuple[Conflict, str]], path: str, content: str) -> Doubt:
    parts = ", ".join(f"`{part}`" for part in dict.fromkeys(conflict.part for conflict, _ in blind))
    message = (
        f"the record of this article's conversion was missing; it stays as it is, though its seed differs in {parts}"
    )
    hint = "what the seed says is in the article's new record"
    finding = warning("record-missing", message, first_line(f"{content}/{path}"), hint=hint)
    names = tuple(name for _, name in blind)
    return Doubt(id=identity, names=names, part=blind[0][0].part, path=path, line=1, finding=finding)


def _decoded(data: bytes | None) -> dict[str, _Known]:
    try:
        return _DECODER.decode(data) if data is not None else {}
    except msgspec.MsgspecError:
        return {}
