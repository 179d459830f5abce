"""Stage 1, convert: the account that a record gives of its article: where each part comes from, and what a person made of it since.

It is for people (`digest why`), and changes nothing. The seed is shown where it is still the one that was converted; where it is
gone or another, the record alone tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC
from pathlib import Path, PurePosixPath
from typing import Any, Literal, NamedTuple

from digest.config import Config
from digest.convert import merge, readings, record, seeds
from digest.convert.doubts import line_of, part_of
from digest.convert.ledger import Ledger
from digest.convert.others import words
from digest.convert.record import Conflict, Evidence, Record
from digest.convert.shelf import Shelf
from digest.engine.work import Work
from digest.ground.diagnostics import Diagnostic
from digest.ground.text import squeeze
from digest.ground.zones import zone
from digest.model import FrontMatter, Removed, RunnerUp, Struct

SeedState = Literal["same", "changed", "gone", "none"]
"""Whether the seed is the one that was converted, another, not there any more, or there never was one that is known of."""

BY_HAND, NO_RECORD = "by-hand", "no-record"

_ORDER = (*FrontMatter.__struct_fields__, "body")


class Known(Struct, kw_only=True):
    """An article that is known: its id, its path under `content/` (None: it was deleted), its seed's path."""

    id: str
    path: str | None
    seed: str | None


class Part(Struct, kw_only=True):
    """A header field, or the `body`: what stands in the file `now`, what was generated, and how that came about.

    `edited`: a person has changed it since. `source` is the line of the seed, of which `start` to `end` told the value; empty where
    none did or it can't be shown. `rule` is empty for what no rule set. Of an article without a record, `line` and `source` are
    those of its own file, and `rule` is `BY_HAND`, or `NO_RECORD` where the header names a seed.
    """

    name: str
    now: Any = None
    generated: Any = None
    edited: bool = False
    rule: str = ""
    confidence: float = 1.0
    words: tuple[str, ...] = ()
    line: int = 0
    start: int = 0
    end: int = 0
    source: str = ""


class Account(Struct, kw_only=True):
    """What there is to tell of one article; `removed` is what stands no longer in it as it stood in the seed."""

    article: Known
    title: str = ""
    seed: SeedState = "none"
    readable: bool = True
    parts: tuple[Part, ...] = ()
    runners_up: tuple[RunnerUp, ...] = ()
    removed: tuple[Removed, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    duplicate: str | None = None


def known(root: Path, config: Config, work: Work) -> tuple[list[Known], list[Diagnostic]]:
    """Every article that stands in the content folder or once came from a seed, sorted by path; and what hides others."""
    ledger = Ledger(root, config.paths.content, work)
    shelf = Shelf(root, config.paths.content, zone(config.site.timezone) or UTC, work)
    by_path = {entry.path: entry for entry in ledger.entries.values()}
    found: list[Known] = []
    for one in shelf.standing():
        entry = ledger.entries.get(one.id) if one.id is not None else by_path.get(one.path)
        identity = one.id or (entry.id if entry else _own_id(root / config.paths.content / one.path))
        if PurePosixPath(one.path).parts[0] not in {"editions", "pages"}:
            found.append(Known(id=identity, path=one.path, seed=entry.seed if entry else None))
    there = {one.id for one in found}
    gone = [entry for entry in ledger.entries.values() if entry.id not in there]
    found += [Known(id=entry.id, path=None, seed=entry.seed) for entry in gone]
    return found, [*ledger.findings, *([ledger.closed] if ledger.closed else [])]


def account(root: Path, config: Config, article: Known) -> Account | Diagnostic:
    """All that its record tells of an article; a diagnostic where the record is damaged."""
    content = config.paths.content
    text = _text(root / content / article.path) if article.path is not None else ""
    now = _header(text or "")
    whole = record.read(root, content, article.id) if article.id else None
    if isinstance(whole, Diagnostic) and whole.code != "record-unknown":
        return whole
    title = str(now.get("title") or "")
    if not isinstance(whole, Record):
        return Account(
            article=article, title=title, readable=bool(now), parts=tuple(_unrecorded(now, text or "") if now else ())
        )
    state, lines = _seed(root, config, whole)
    sides = _Sides(text=text or "", now=now, generated=_header(whole.text), record=whole, lines=lines)
    return Account(
        article=article,
        title=title or str(sides.generated.get("title") or ""),
        seed=state,
        readable=text is not None and bool(now or article.path is None),
        parts=tuple(_part(name, sides) for name in _order(sides)),
        runners_up=whole.runners_up,
        removed=whole.removed,
        conflicts=whole.conflicts,
        duplicate=whole.duplicate,
    )


class _Sides(NamedTuple):
    """What is compared: the article's file as it is and as it was generated, with their headers; the record; the seed's lines."""

    text: str
    now: dict[str, object]
    generated: dict[str, object]
    record: Record
    lines: Sequence[str]


def _order(sides: _Sides) -> list[str]:
    every = {*sides.record.fields, *sides.now, *sides.generated, "body"} - {"id", "seed"}
    return [*(name for name in _ORDER if name in every), *sorted(every.difference(_ORDER))]


def _part(name: str, sides: _Sides) -> Part:
    text, whole = sides.text, sides.record
    told = whole.fields.get(name, Evidence(rule=""))
    was: object = squeeze(words(whole.text)) if name == "body" else sides.generated.get(name)
    here: object = squeeze(words(text)) if name == "body" else sides.now.get(name)
    same = part_of(text, "body") == part_of(whole.text, "body") if name == "body" else here == was
    return Part(
        name=name,
        now=here,
        generated=was,
        edited=bool(text) and not same,
        rule=told.rule,
        confidence=told.confidence,
        words=told.words,
        line=told.line,
        start=told.start,
        end=told.end,
        source=sides.lines[told.line - 1] if 0 < told.line <= len(sides.lines) else "",
    )


def _unrecorded(now: dict[str, object], text: str) -> Iterator[Part]:
    """What stands in a file that no record is about, each part with the line where it stands."""
    lines, rule = text.split("\n"), NO_RECORD if "seed" in now else BY_HAND
    for name in (*(each for each in _ORDER if each in now), *(each for each in now if each not in _ORDER), "body"):
        here = squeeze(words(text)) if name == "body" else now[name]
        if name not in {"id", "seed"} and not (name == "body" and not here):
            line = line_of(text, name)
            key = 0 if name == "body" else len(name) + 1
            source = lines[line - 1]
            start = key + len(source[key:]) - len(source[key:].lstrip())
            yield Part(name=name, now=here, rule=rule, line=line, start=start, end=len(source.rstrip()), source=source)


def _own_id(file: Path) -> str:
    """The id that a person has given an article, which may have any form."""
    line = part_of(_text(file) or "", "id")
    return str(_header(f"---\n{line}\n---\n").get("id") or "")


def _header(text: str) -> dict[str, object]:
    apart = merge.taken_apart(text)
    return apart[0] if apart is not None else {}


def _seed(root: Path, config: Config, whole: Record) -> tuple[SeedState, list[str]]:
    """How the seed is now, and its lines where it is the one that was converted."""
    found = seeds.read(root, config.paths.seeds, whole.seed, split=config.convert.split)
    if isinstance(found, seeds.Refused):
        return "gone", []
    if found.digest != whole.digest:
        return "changed", []
    seen = readings.read(found.data, seeds.ending(whole.seed))
    return "same", seen.text.split("\n") if seen is not None else []


def _text(file: Path) -> str | None:
    try:
        return file.read_bytes().decode().replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        return None
