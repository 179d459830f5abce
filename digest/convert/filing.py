"""Stage 1, convert: what becomes of each draft: the article's file and its record. Only this module writes articles.

The content file is written first and its record second, each in one step. So a run that is killed leaves at most one article
without its new record, and the next run does the same again: it finds the file by its id, and merging twice gives what merging
once gives. A file that moves to another day's folder is moved before it is written, for the same reason.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, tzinfo
from functools import cached_property
from pathlib import Path, PurePosixPath

from msgspec.structs import replace

from digest.config import Config
from digest.convert import clashes, redirects
from digest.convert.bayes import Archive
from digest.convert.doubts import unsettled
from digest.convert.drafts import Drafted, completed
from digest.convert.frontmatter import values, with_seed, write
from digest.convert.glances import folder
from digest.convert.identity import mint
from digest.convert.ledger import Ledger
from digest.convert.lessons import gather
from digest.convert.merge import Merged, merge
from digest.convert.others import Other, Others, origin_of
from digest.convert.record import Entry, Record, entry_of, told
from digest.convert.redirects import Version
from digest.convert.seeds import Refused, place_of, shown
from digest.convert.shelf import Shelf, refuse_links
from digest.engine.work import Work
from digest.ground.diagnostics import Diagnostic, Place, error, warning
from digest.ground.files import write_atomically
from digest.ground.text import slugify
from digest.ground.zones import zone
from digest.model import Converted, Draft, FrontMatter, Seed

Make = Callable[[tuple[str, ...]], Record]
"""The record of an article, with these former addresses among its aliases."""


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
        self._others = Others(ledger, ledger.entries, work)

    @cached_property
    def _shelf(self) -> Shelf:
        """What lies in the content folder, looked at when first needed."""
        reserved = (entry.path for entry in self._ledger.entries.values())
        return Shelf(self._root, self._content, self._zone, self._work, reserved=reserved)

    def archive(self) -> Archive:
        """What the articles that stand in the content folder now teach of topics."""
        return gather(self._root / self._content, self._shelf.standing(), self._ledger, self._work)

    def take(self, entry: Entry | None, seed: Seed | Refused, drafted: Drafted) -> None:
        """Files what a seed became; `entry` is that of its article. Never raises for what a file holds or forbids."""
        if drafted.draft is None or isinstance(seed, Refused):
            self.findings += drafted.findings
            self._count("failed")
            return
        self.findings += (finding for finding in drafted.findings if finding.severity == "note")
        with self._counted(seed.path):
            if entry is None:
                self._file_new(seed, drafted, drafted.draft)
            else:
                self._file_again(entry, seed, drafted, drafted.draft)

    def rename(self, entry: Entry, path: str) -> None:
        """The same seed under another name: of the article only the line `seed:` changes. Never raises either."""
        with self._counted(path):
            self._rename(entry, path)

    def find(self, identity: str, usual: str) -> str | None:
        """Where an article lies now: as `Shelf.find`."""
        return self._shelf.find(identity, usual)

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

    def _file_new(self, seed: Seed, drafted: Drafted, draft: Draft) -> None:
        """A seed without a record: a new article, or one whose record got lost (it counts as edited by a person)."""
        known = self._shelf.identity_of(seed.path)
        if known is None or known in self._entries:
            known = mint(seed.data, seed.path, self._entries, wished=draft.front.id)
        identity = known
        original = self._original(drafted.wording, identity)
        there = self._shelf.find(identity)
        made = self._record(seed, drafted, draft, identity, path=there, duplicate=original)
        if there is not None:
            self._merge(None, made, drafted, there)
        else:
            if identity not in self._ledger.damaged:  # its record without an article: somebody deleted the article
                made = replace(made, path=self._shelf.create(made.path, made.text, made.id))
                self._written[made.path] = None
                self._count("converted", *_waiting(made))
            self._keep(made, drafted)

    def _file_again(self, entry: Entry, seed: Seed, drafted: Drafted, draft: Draft) -> None:
        """A seed that changed, or that a newer converter reads anew."""
        known = self._entries.get(entry.duplicate or "") if entry.wording == drafted.wording else None
        original = known or self._original(drafted.wording, entry.id)
        there = self._shelf.find(entry.id, entry.path)
        old = self._ledger.whole(entry.id)
        earlier = redirects.carried(old) if isinstance(old, Record) else ()

        def make(former: tuple[str, ...]) -> Record:
            led = redirects.with_aliases(draft, former)
            return self._record(seed, drafted, led, entry.id, path=entry.path, duplicate=original)

        if there is None:
            self._keep(make(earlier), drafted)  # deleted by a person, and stays so
            self._count("unchanged")
        elif isinstance(old, Diagnostic):
            self.findings.append(old)
            self._merge(None, make(earlier), drafted, there)
        elif self._read(there) == old.text:
            made = make(earlier)
            path = self._move(there, draft.front) if there == entry.path else there
            base, after = Version(old.text, entry.path), Version(made.text, path)
            former = redirects.since(earlier, base, Version(old.text, there), after, self._zone)
            made = made if former == earlier else make(former)
            self._put(path, made.text)
            self._keep(replace(made, path=path if there == entry.path else entry.path), drafted)
            self._count("converted", *_waiting(made))
        else:
            self._merge(old, make(earlier), drafted, there, make)

    def _rename(self, entry: Entry, path: str) -> None:
        old = self._ledger.whole(entry.id)
        if isinstance(old, Diagnostic):
            self.findings.append(old)
            return
        made = replace(old, seed=path, generated=with_seed(old.generated, entry.seed, path))
        there = self._shelf.find(entry.id, entry.path)
        if there is not None:
            merged = self._merged(old.text, made, there)
            if merged is None:
                return
            self._put(there, merged.text)
            made = replace(made, conflicts=unsettled(old.conflicts, merged.conflicts, made.text))
        self._ledger.put(made)
        self._count("unchanged")

    def _merge(self, old: Record | None, made: Record, drafted: Drafted, there: str, make: Make | None = None) -> None:
        """Brings what the seed says now into the file that a person may have edited; `make` makes the record with other aliases."""
        merged = self._merged(old.text if old is not None else None, made, there)
        if merged is None:
            return
        if old is not None and make is not None:
            made, merged = self._redirected(old, made, merged, there, make)
        changed = self._put(there, merged.text)
        earlier = old.conflicts if old is not None else ()
        self._keep(replace(made, conflicts=unsettled(earlier, merged.conflicts, made.text)), drafted)
        self._count("merged" if changed or merged.conflicts else "unchanged")

    def _redirected(self, old: Record, made: Record, merged: Merged, there: str, make: Make) -> tuple[Record, Merged]:
        """The same with the address that the article had until now among its aliases, where that changes."""
        earlier, base = redirects.carried(old), Version(old.text, old.path)
        before, after = Version(self._read(there) or "", there), Version(merged.text, there)
        former = redirects.since(earlier, base, before, after, self._zone)
        if former == earlier:
            return made, merged
        text = redirects.written(merged.text, earlier, former)
        if text is None:
            self.findings.append(redirects.unwritten(f"{self._content}/{there}", former))
            return made, merged
        return make(former), replace(merged, text=text)

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

    def _keep(self, made: Record, drafted: Drafted) -> None:
        self._ledger.put(made)
        self._others.put(made, drafted.runs)

    def _record(
        self,
        seed: Seed,
        drafted: Drafted,
        draft: Draft,
        identity: str,
        *,
        path: str | None,
        duplicate: Entry | None,
    ) -> Record:
        """The record of what a seed became, all but its conflicts; a path is found for what has none."""
        before = self._entries.get(identity)
        others = self._like(identity, draft, drafted) if duplicate is None else ()
        also = tuple(other.id for other in others)
        front = completed(draft.front, identity, seed.path, also, review=duplicate is not None)
        origins = draft.origins | origin_of(others)
        made = Record(
            id=identity,
            seed=seed.path,
            digest=seed.digest,
            wording=drafted.wording,
            path=path or self._free(front),
            converter=self._version,
            day=front.date.day.isoformat() if front.date is not None else "",
            duplicate=duplicate.id if duplicate is not None else None,
            also=also,
            encoding=draft.encoding,
            generated=tuple(write(front, draft.body).split("\n")),
            fields=told(origins, values(front)),
            runners_up=draft.runners_up,
            removed=draft.removed,
            doubts=(*self._doubts(drafted, seed, others, duplicate), *self._on_id(draft, identity)),
            settled=before.settled if before is not None else (),
        )
        self._entries[made.id] = entry_of(made)
        if duplicate is None:
            self._originals.setdefault(made.wording, self._entries[made.id])
        return made

    def _doubts(
        self, drafted: Drafted, seed: Seed, others: Sequence[Other], duplicate: Entry | None
    ) -> Iterator[Diagnostic]:
        """What the conversion warns of, for the record: places in the seed without its name, which may change."""
        file = place_of(self._config.paths.seeds, seed.path).file
        for finding in drafted.findings:
            if finding.severity != "note":
                at = finding.place
                yield replace(finding, place=replace(at, file="") if at and at.file == file else at)
        if duplicate is not None:
            yield clashes.same(self._shown(duplicate))
        elif others and others[0].share >= clashes.NEARLY_THE_SAME:
            yield clashes.similar(self._shown(self._entries[others[0].id]), others[0].share)

    def _on_id(self, draft: Draft, identity: str) -> Iterator[Diagnostic]:
        """What there is to say where a seed names an id that its article didn't get."""
        wished = draft.front.id
        if wished is not None and wished != identity:
            holder = self._entries.get(wished)
            other = self._shown(holder) if holder is not None else None
            yield clashes.id_refused(wished, identity, other, draft.origins.get("id"))

    def _shown(self, entry: Entry) -> str:
        return f"`{self._config.paths.seeds}/{shown(entry.seed)}`"

    def _like(self, identity: str, draft: Draft, drafted: Drafted) -> tuple[Other, ...]:
        """The reports of the same story that this article shall name: those that are there and don't name it themselves."""

        def fits(id_: str) -> bool:
            entry = self._entries[id_]
            try:
                return identity not in entry.also and self._shelf.find(id_, entry.path) is not None
            except OSError:
                return False

        date = draft.front.date
        return self._others.like(identity, date.day, drafted.runs, fits) if date is not None else ()

    def _original(self, wording: str, identity: str) -> Entry | None:
        """An older article with the same wording."""
        original = self._originals.get(wording)
        return original if original is not None and original.id != identity else None

    def _free(self, front: FrontMatter) -> str:
        return self._shelf.free(folder(front.date, self._zone), slugify(front.title or ""))

    def _move(self, there: str, front: FrontMatter) -> str:
        """An article that nobody edited follows its date into another folder, under its own name; a link stays."""
        old, where = PurePosixPath(there), folder(front.date, self._zone)
        file = self._root / self._content / there
        if str(old.parent) == where or file.is_symlink():
            return there
        path = self._shelf.free(where, old.stem, of=there)
        while os.path.lexists(self._root / self._content / path):
            path = self._shelf.free(where, old.stem, of=there)
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


def _waiting(made: Record) -> tuple[str, ...]:
    return ("review",) if "status: review" in made.generated[: made.generated.index("---", 1)] else ()
