"""Stage 1, convert: seeds/ → content/. The conductor of the stage; `digest.convert.filing` writes.

What happens to a seed is the table "Converting again" of the documentation: an unchanged one costs its digest; a changed one
generates its article anew, or merges with what a person made of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from pathlib import Path, PurePosixPath

from msgspec.structs import replace

from digest.config import Config
from digest.convert import record
from digest.convert.filing import Filing
from digest.convert.formats import FORMATS, Drafting
from digest.convert.pairing import pair
from digest.convert.record import CONVERTER, Entry
from digest.convert.seeds import scan, shown
from digest.convert.shelf import Shelf
from digest.ground.diagnostics import Diagnostic, Place, error, in_order
from digest.ground.files import write_if_changed
from digest.ground.ticks import Tick, silent
from digest.ground.zones import zone
from digest.model import Converted

_NAMED = 3


def convert(
    root: Path,
    config: Config,
    *,
    tick: Tick = silent,
    formats: Mapping[str, Drafting] = FORMATS,
    version: int = CONVERTER,
) -> tuple[Converted, list[Diagnostic]]:
    """Brings `content/` up to date with `seeds/`; `tick` hears how many of the seeds to convert are done.

    What a converter of a lower `version` made is made anew. A bad seed is an error, and stops no other.
    """
    entries, damaged, findings = record.read_entries(root, config.paths.content)
    pairing = pair(scan(root, config.paths.seeds, formats.keys()), entries, version=version)
    findings += [*pairing.findings, *_on_gone(pairing.gone, config.paths.seeds)]
    failed = sum(finding.severity == "error" for finding in pairing.findings)
    counts = Converted(unchanged=pairing.unchanged, failed=failed)
    if pairing.todo:
        filing = Filing(root, config, formats, version, entries=entries, damaged=damaged, counts=counts)
        for done, work in enumerate(pairing.todo):
            tick(done, len(pairing.todo))
            filing.take(work)
        tick(len(pairing.todo), len(pairing.todo))
        counts, findings = filing.counts, [*findings, *filing.findings]
    return counts, in_order(findings)


def restore(root: Path, config: Config, identity: str) -> tuple[str | None, list[Diagnostic]]:
    """Brings back an article that was deleted, as it was generated last; gives its path relative to the site's folder."""
    content = config.paths.content
    found = record.read(root, content, identity)
    if isinstance(found, Diagnostic):
        return None, [found]
    shelf = Shelf(root, content, zone(config.site.timezone) or UTC)
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
