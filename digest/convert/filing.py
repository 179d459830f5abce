"""Stage 1, convert: what becomes of each draft: the article's file and its record. Only this module writes articles.

The content file is written first and its record second, each in one step. So a run that is killed leaves at most one article
without its new record, and the next run does the same again: it finds the file by its id, and merging twice gives what merging
once gives. A file that moves to another day's folder is moved before it is written, for the same reason.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, tzinfo
from functools import cached_property
from pathlib import Path, PurePosixPath

from msgspec.structs import replace

from digest.config import Config
from digest.convert.drafts import Drafted
from digest.convert.frontmatter import header, values, write
from digest.convert.glances import folder
from digest.convert.identity import mint
from digest.convert.ledger import Ledger
from digest.convert.merge import Merged, differing, merge
from digest.convert.record import Conflict, Entry, Evidence, Record, entry_of
from digest.convert.seeds import Refused, place_of, shown
from digest.convert.shelf import Shelf, refuse_links
from digest.engine.work import Work
from digest.ground.diagnostics import Diagnostic, Place, error, warning
from digest.ground.files import write_atomically
from digest.ground.text import excerpt, slugify
from digest.ground.zones import zone
from digest.model import Converted, Draft, FrontMatter, Seed


class Filing:
    """One run's way through the seeds that need something; `counts` and `findings` tell how it went so far."""

    def __init__(
        self, root: Path, config: Config, version: int, work: Work, *, ledger: Ledger, counts: Converted
    ) -> None:
        self.counts = counts
        self.findings: list[Diagnostic] = []
        self._root = root
        self._config = config
        self._version = version
        self._work = work
        self._content = config.paths.content
        self._zone: tzinfo = zone(config.site.timezone) or UTC
        self._ledger = ledger
        self._entries = dict(ledger.entries)
        self._written: dict[str, None] = {}
        self._originals = {entry.wording: entry for entry in self._entries.values() if entry.duplicate is None}

    @cached_property
    def _shelf(self) -> Shelf:
        """What lies in the content folder, looked at when the first article is to be found or made."""
        reserved = (entry.path for entry in self._ledger.entries.values())
        return Shelf(self._root, self._content, self._zone, self._work, reserved=reserved)

    def take(self, entry: Entry | None, seed: Seed | Refused, drafted: Drafted) -> None:
        """Files what a seed became; `entry` is that of its article. Never raises for what a file holds or forbids."""
        self.findings += drafted.findings
        if drafted.draft is None or isinstance(seed, Refused):
            self._count("failed")
            return
        place = place_of(self._config.paths.seeds, seed.path)
        with self._counted(seed.path):
            if entry is None:
                self._file_new(seed, drafted, drafted.draft, place)
            else:
                self._file_again(entry, seed, drafted, drafted.draft, place)

    def rename(self, entry: Entry, path: str) -> None:
        """The same seed under another name: of the article only the line `seed:` changes. Never raises either."""
        with self._counted(path):
            self._rename(entry, path)

    def remember(self, state: Path) -> None:
        """Keeps what the written articles say for the next run; `state` is the state folder."""
        if self._written:
            self._shelf.remember(list(self._written), state)

    @contextmanager
    def _counted(self, path: str) -> Iterator[None]:
        """Makes a finding of a file that can't be read or written."""
        try:
            yield
        except OSError as problem:
            message = f"this seed's article can't be read or written: {problem.strerror or type(problem).__name__}"
            self.findings.append(error("content-unwritable", message, place_of(self._config.paths.seeds, path)))
            self._count("failed")

    def _file_new(self, seed: Seed, drafted: Drafted, draft: Draft, place: Place) -> None:
        """A seed without a record: a new article, or one whose record got lost (it counts as edited by a person)."""
        known = self._shelf.identity_of(seed.path)
        identity = known if known and known not in self._entries else mint(seed.data, seed.path, self._entries)
        original = self._original(drafted.wording, identity, place)
        front = _complete(draft.front, identity, seed.path, review=original is not None)
        there = self._shelf.find(identity)
        made = self._record(seed, drafted, draft, front, path=there or self._free(front), duplicate=original)
        if there is not None:
            self._merge(None, made, there)
        else:
            if identity not in self._ledger.damaged:  # its record without an article: somebody deleted the article
                made = replace(made, path=self._shelf.create(made.path, made.text))
                self._written[made.path] = None
                self._count("converted", *_waiting(front))
            self._ledger.put(made)

    def _file_again(self, entry: Entry, seed: Seed, drafted: Drafted, draft: Draft, place: Place) -> None:
        """A seed that changed, or that a newer converter reads anew."""
        if entry.duplicate is not None and entry.wording == drafted.wording:
            original: str | None = entry.duplicate
        else:
            original = self._original(drafted.wording, entry.id, place)
        front = _complete(draft.front, entry.id, seed.path, review=original is not None)
        made = self._record(seed, drafted, draft, front, path=entry.path, duplicate=original)
        there = self._shelf.find(entry.id, entry.path)
        if there is None:
            self._ledger.put(made)  # deleted by a person, and stays so
            self._count("unchanged")
            return
        old = self._ledger.whole(entry.id)
        if isinstance(old, Diagnostic):
            self.findings.append(old)
            self._merge(None, made, there)
        elif self._read(there) == old.text:
            path = self._move(there, front) if there == entry.path else there
            self._put(path, made.text)
            self._ledger.put(replace(made, path=path if there == entry.path else entry.path))
            self._count("converted", *_waiting(front))
        else:
            self._merge(old.text, made, there)

    def _rename(self, entry: Entry, path: str) -> None:
        old = self._ledger.whole(entry.id)
        if isinstance(old, Diagnostic):
            self.findings.append(old)
            return
        made = replace(old, seed=path, generated=_renamed(old.generated, entry.seed, path))
        there = self._shelf.find(entry.id, entry.path)
        if there is not None:
            merged = self._merged(old.text, made, there)
            if merged is None:
                return
            self._put(there, merged.text)
        self._ledger.put(made)
        self._count("unchanged")

    def _merge(self, base: str | None, made: Record, there: str) -> None:
        """Brings what the seed says now into the file that a person may have edited."""
        merged = self._merged(base, made, there)
        if merged is None:
            return
        self.findings += _on_conflicts(merged, Place(file=f"{self._content}/{there}"), known_base=base is not None)
        if "topics" in differing(merged.text, made.text):
            self.findings = [
                one
                for one in self.findings
                if not _doubts_the_topic(one, place_of(self._config.paths.seeds, made.seed).file)
            ]
        changed = self._put(there, merged.text)
        self._ledger.put(replace(made, conflicts=merged.conflicts))
        self._count("merged" if changed or merged.conflicts else "unchanged")

    def _merged(self, base: str | None, made: Record, there: str) -> Merged | None:
        """The file with what the seed says now. Where its header can't be read, that is reported, and the record stays as it is."""
        mine = self._read(there)
        merged = merge(base, mine, made.text) if mine is not None else None
        if merged is None:
            message = "the header of this article can't be read, so what its seed says now can't be merged into it"
            hint = "repair the header; the next conversion merges"
            place = Place(file=f"{self._content}/{there}")
            self.findings.append(warning("article-unmergeable", message, place, hint=hint))
            self._count("failed")
        return merged

    def _record(
        self, seed: Seed, drafted: Drafted, draft: Draft, front: FrontMatter, *, path: str, duplicate: str | None
    ) -> Record:
        found = values(front)
        made = Record(
            id=str(front.id),
            seed=seed.path,
            digest=seed.digest,
            wording=drafted.wording,
            path=path,
            converter=self._version,
            duplicate=duplicate,
            encoding=draft.encoding,
            generated=tuple(write(front, draft.body).split("\n")),
            fields={
                name: Evidence(
                    value=found.get(name),
                    rule=origin.rule,
                    line=origin.line,
                    start=origin.start,
                    end=origin.end,
                    confidence=origin.confidence,
                    words=origin.words,
                )
                for name, origin in draft.origins.items()
            },
            runners_up=draft.runners_up,
            removed=draft.removed,
        )
        self._entries[made.id] = entry_of(made)
        if duplicate is None:
            self._originals.setdefault(made.wording, self._entries[made.id])
        return made

    def _original(self, wording: str, identity: str, place: Place) -> str | None:
        """The id of an older article with the same wording, which is reported."""
        original = self._originals.get(wording)
        if original is None or original.id == identity:
            return None
        message = f"this seed says the same as `{self._config.paths.seeds}/{shown(original.seed)}`; its article waits for review"
        hint = "delete one of the two seeds and its article, or set `status: published`"
        self.findings.append(warning("seed-duplicate", message, place, hint=hint))
        return original.id

    def _free(self, front: FrontMatter) -> str:
        return self._shelf.free(folder(front.date, self._zone), slugify(front.title or ""))

    def _move(self, there: str, front: FrontMatter) -> str:
        """An article that nobody edited follows its date into another folder, under its own name; a link stays."""
        old, where = PurePosixPath(there), folder(front.date, self._zone)
        file = self._root / self._content / there
        if str(old.parent) == where or file.is_symlink():
            return there
        path = self._shelf.free(where, old.stem)
        while os.path.lexists(self._root / self._content / path):
            path = self._shelf.free(where, old.stem)
        refuse_links(self._root / self._content, path)
        (self._root / self._content / path).parent.mkdir(parents=True, exist_ok=True)
        file.replace(self._root / self._content / path)
        return path

    def _read(self, path: str) -> str | None:
        """The file's text; None where it is not UTF-8."""
        try:
            return (self._root / self._content / path).read_bytes().decode()
        except UnicodeDecodeError:
            return None

    def _put(self, path: str, text: str) -> bool:
        """Writes an article where one is, through a link and with its permissions; says whether anything changed."""
        file, data = self._real(path), text.encode()
        if file.read_bytes() == data:
            return False
        write_atomically(file, data, mode=stat.S_IMODE(file.stat().st_mode))
        self._written[path] = None
        return True

    def _real(self, path: str) -> Path:
        """The file itself, which may be written only within the site's folder or the content's (that may be a link too)."""
        file = self._root / self._content / path
        if not file.is_symlink():
            return file
        real = file.resolve()
        if not any(real.is_relative_to(top.resolve()) for top in (self._root, self._root / self._content)):
            message = f"`{self._content}/{path}` is a link to a file outside the site's folder"
            raise PermissionError(errno.EPERM, message)
        return real

    def _count(self, *names: str) -> None:
        self.counts = replace(self.counts, **{name: getattr(self.counts, name) + 1 for name in names})


def _complete(front: FrontMatter, identity: str, seed: str, *, review: bool) -> FrontMatter:
    """The header with what the stage knows; an article without a date waits for a person, as a duplicate does."""
    status = "review" if review or front.date is None else front.status
    return replace(front, id=identity, seed=seed, status=status)


def _waiting(front: FrontMatter) -> tuple[str, ...]:
    return ("review",) if front.status == "review" else ()


def _doubts_the_topic(finding: Diagnostic, file: str) -> bool:
    """Whether a finding is about a seed's topic, which is of no use to a person who has set the article's topics."""
    return finding.code == "topic-uncertain" and finding.place is not None and finding.place.file == file


def _renamed(lines: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    """A generated file with its seed's new name in the header; the body may hold the same line, and keeps it."""
    was, now = (_seed_line(name) for name in (old, new))
    end = lines.index("---", 1) if "---" in lines[1:] else 0
    return (*(now if line == was else line for line in lines[:end]), *lines[end:])


def _seed_line(seed: str) -> str:
    return header(FrontMatter(seed=seed)).splitlines()[-1]


def _on_conflicts(merged: Merged, place: Place, *, known_base: bool) -> list[Diagnostic]:
    if not merged.conflicts:
        return []
    if not known_base:
        parts = ", ".join(f"`{part}`" for part in dict.fromkeys(conflict.part for conflict in merged.conflicts))
        message = f"the record of this article's conversion was missing; it stays as it is, though its seed differs in {parts}"
        return [warning("record-missing", message, place, hint="what the seed says is in the article's new record")]
    lines = merged.text.split("\n")
    return [
        _on_conflict(conflict, replace(place, source=lines[conflict.line - 1].rstrip()))
        for conflict in merged.conflicts
    ]


def _on_conflict(conflict: Conflict, place: Place) -> Diagnostic:
    what = "this paragraph" if conflict.part == "body" else f"`{conflict.part}`"
    says = f"it now says: {excerpt(conflict.theirs, 200)}" if conflict.theirs else "it no longer has it"
    message = f"{what} was changed here and in the seed; what stands here stays"
    return warning("merge-conflict", message, replace(place, line=conflict.line), hint=f"the seed: {says}")
