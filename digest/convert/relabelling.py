"""Stage 1, convert: one tag becomes another name of a second: in config.yaml, in the articles, and in the records of conversions.

The records change with the articles, so that a later conversion takes the new tag neither for a person's edit nor for something
to be undone. All files change together or none does; the vocabulary comes first, so that a run that is killed is completed
by the next one with the same words.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from digest.config import FILE, Config
from digest.convert import record, vocabulary
from digest.convert.labels import Survey, articles
from digest.convert.record import Evidence, Record
from digest.ground import header_edits
from digest.ground.characters import printable
from digest.ground.diagnostics import Diagnostic, Place, error
from digest.ground.files import write_together
from digest.ground.header_edits import Unreadable
from digest.ground.text import did_you_mean, fold
from digest.model import Struct

_COMMAND = "digest tags"


class Merger(Struct, kw_only=True):
    """What merging comes to: `alias` is shown as `label` from now on; the articles that change, and the vocabulary's new line.

    `files` has the new bytes of each file by its path relative to the site's folder, config.yaml first.
    """

    alias: str
    label: str
    articles: tuple[str, ...]
    line: str | None
    files: dict[str, bytes]


class _Renaming(Struct, kw_only=True):
    """The shown spellings of the two tags, and all folded spellings of the first."""

    alias: str
    label: str
    olds: frozenset[str]

    def becomes(self, tag: str) -> str:
        return self.label if fold(tag) in self.olds else tag


def prepare(
    root: Path, config: Config, survey: Survey, alias: str, label: str
) -> tuple[Merger | None, list[Diagnostic]]:
    """What it takes to make `alias` another name of `label`, or why that can't be; writes nothing."""
    naming, found = _named(survey, config.tags.vocabulary, alias, label)
    if naming is None:
        return None, found
    lines = vocabulary.with_alias(config.tags.vocabulary, naming.alias, naming.label)
    settings, wrong = _settings(root, config.tags.vocabulary, lines)
    changed, unreadable = _articles(root, config.paths.content, naming)
    if wrong or unreadable:
        return None, [*wrong, *unreadable]
    files = {**settings, **changed, **_records(root, config.paths.content, naming)}
    line = next(line for line in lines if fold(naming.label) in map(fold, vocabulary.spellings(line)))
    merger = Merger(
        alias=naming.alias,
        label=naming.label,
        articles=tuple(changed),
        line=line if settings else None,
        files=files,
    )
    barred = [finding for path in files if (finding := _barred(root, config.paths.content, path)) is not None]
    return (None, barred) if barred else (merger, [])


def write(root: Path, merger: Merger) -> list[Diagnostic]:
    """Writes all that the merger changes; where one file can't be written, none is changed."""
    try:
        write_together({(root / path).resolve(): data for path, data in merger.files.items()})
    except OSError as problem:
        file = Path(problem.filename or "").name
        message = f"not all files can be written, so none was changed: {problem.strerror or type(problem).__name__}"
        return [error("tags-unwritable", message, note=printable(file))]
    return []


def _named(survey: Survey, lines: Sequence[str], alias: str, label: str) -> tuple[_Renaming | None, list[Diagnostic]]:
    """The two tags as they are shown."""
    spelt = {fold(name): name for line in lines for name in vocabulary.spellings(line)}
    shown = {fold(spelling): use.label for use in survey.uses for spelling in (use.label, *use.spelt)}
    unknown = [tag for tag in (alias, label) if fold(tag) not in spelt and fold(tag) not in shown]
    if unknown:
        return None, [_unknown(tag, [*shown.values(), *spelt.values()]) for tag in unknown]
    target = vocabulary.preferred(label, lines) or shown[fold(label)]
    if fold(alias) == fold(target):
        message = f"`{printable(alias)}` and `{printable(target)}` are one tag already"
        hint = "the first spelling in a line of `tags.vocabulary` is the one that is shown"
        return None, [error("tags-same", message, hint=hint)]
    name = spelt.get(fold(alias)) or shown[fold(alias)]
    own = next((known for known in map(vocabulary.spellings, lines) if known and fold(known[0]) == fold(alias)), [])
    olds = frozenset(map(fold, (alias, *own))) - {fold(target)}
    return _Renaming(alias=name, label=target, olds=olds), []


def _unknown(tag: str, known: Sequence[str]) -> Diagnostic:
    hint = did_you_mean(tag, dict.fromkeys(known)) or f"`{_COMMAND}` lists all tags"
    return error("tag-unknown", f"no article has the tag `{printable(tag)}`", hint=hint)


def _settings(root: Path, before: Sequence[str], after: Sequence[str]) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """config.yaml with the new vocabulary, where that is another than the old one."""
    if tuple(before) == tuple(after):
        return {}, []
    new = vocabulary.rewritten((root / FILE).read_bytes().decode(), before, after)
    if new is not None:
        return {FILE: new.encode()}, []
    line = next(line for line in after if line not in before)
    message = "the vocabulary is written in a way that can't be changed line by line"
    hint = f"write `- {line}` below `vocabulary:` by hand, and give the command again"
    return {}, [error("vocabulary-unwritable", message, Place(file=FILE), hint=hint)]


def _articles(root: Path, content: str, naming: _Renaming) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """The articles that have the old tag, with the new one; and those of which it can't be told."""
    changed: dict[str, bytes] = {}
    found: list[Diagnostic] = []
    for path, data in articles(root / content):
        file = f"{content}/{path}"
        try:
            text = data.decode()
            new = header_edits.respell(text, "tags", naming.becomes).encode()
        except (Unreadable, UnicodeDecodeError):
            if any(old in fold(data.decode(errors="replace")) for old in naming.olds):
                message = "the header of this article can't be read, and it may have the tag"
                hint = "repair the header; `digest build` says what is wrong with it"
                found.append(error("tags-unreadable", message, Place(file=file), hint=hint))
            continue
        if new != data:
            changed[file] = new
    return changed, found


def _records(root: Path, content: str, naming: _Renaming) -> dict[str, bytes]:
    """The records of articles that were generated with the old tag, those of deleted ones too, with the new one."""
    folder = root / content / record.FOLDER
    names = sorted(os.listdir(folder)) if folder.is_dir() else []  # noqa: PTH208 - ten thousand Path objects are slow
    changed: dict[str, bytes] = {}
    for identity in filter(None, map(record.identity_of, names)):
        found = record.read(root, content, identity)
        if not isinstance(found, Record):
            continue
        new = _relabelled(found, naming.becomes)
        if new != found:
            changed[record.location(content, identity)] = record.encode(new)
    return changed


def _relabelled(found: Record, becomes: Callable[[str], str]) -> Record:
    try:
        text = header_edits.respell(found.text, "tags", becomes)
    except Unreadable:
        return found
    if text == found.text:
        return found
    return replace(found, generated=tuple(text.split("\n")), fields=_evidence(found.fields, text))


def _evidence(fields: Mapping[str, Evidence], text: str) -> dict[str, Evidence]:
    """The record's fields with the tags that its text has now."""
    said = fields.get("tags")
    return {**fields, "tags": replace(said, value=list(header_edits.items(text, "tags")))} if said else {**fields}


def _barred(root: Path, content: str, path: str) -> Diagnostic | None:
    """Why a file is not to be written: it is kept from that, or it is a link out of the site's folder."""
    file = root / path
    if not any(file.resolve().is_relative_to(top.resolve()) for top in (root, root / content)):
        return error("tags-unwritable", "this file is a link to one outside the site's folder", Place(file=path))
    if not os.access(file, os.W_OK):
        return error("tags-unwritable", "this file is kept from being written", Place(file=path))
    return None
