"""Stage 1, convert: one seed becomes one complete draft: decoded, taken apart, with a title, and with every word accounted for."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from msgspec.structs import replace

from digest.config import Config
from digest.convert import readings
from digest.convert.coverage import uncovered
from digest.convert.encoding import Decoded
from digest.convert.formats import Drafting
from digest.convert.identity import wording_digest
from digest.convert.likeness import runs
from digest.convert.limits import is_blank, joined_too_long, refusals
from digest.convert.markup import to_plain
from digest.convert.parts import file_of
from digest.convert.readings import Reading
from digest.convert.seeds import Refused, empty, ending, place_of, read
from digest.convert.vocabulary import in_vocabulary
from digest.engine.pool import map_stream
from digest.engine.work import Work
from digest.ground.characters import straight
from digest.ground.diagnostics import Diagnostic, Place, Severity, error, has_errors, warning
from digest.ground.text import excerpt, squeeze
from digest.model import Draft, FrontMatter, Origin, Removed, Seed, Struct

_CHUNK = 16  # seeds that go out together at most, some 80 ms of work
_SHARES = 32  # chunks to make of fewer seeds, so that everyone is busy until the end
_LEAST = 0.005  # seconds that a seed takes at the least; so many take longer for certain, and needn't be tried first
_TITLE_LETTERS = 70
_SURE = 0.8


class Drafted(Struct, kw_only=True):
    """A draft with the fingerprint of its seed's wording and its runs of words, or None; and all findings on the way."""

    draft: Draft | None = None
    wording: str = ""
    runs: bytes = b""
    findings: tuple[Diagnostic, ...] = ()


class _Shared(NamedTuple):
    """What every draft depends on beside its seed."""

    rules: Config
    formats: dict[str, Drafting]


def draft_all(
    root: Path, rules: Config, formats: Mapping[str, Drafting], paths: Sequence[str], work: Work
) -> Iterator[tuple[Drafted, Seed | Refused]]:
    """What the seed at each of `paths` becomes, and the seed, in their order; whoever helps drafts some of them.

    The seeds are read as they are needed, so that few are in memory at a time.
    """
    folder = rules.paths.seeds
    items, seeds = itertools.tee(read(root, folder, path, split=rules.convert.split) for path in paths)
    drafts = map_stream(
        _draft_item,
        items,
        len(paths),
        shared=_Shared(rules, dict(formats)),
        executor=work.executor,
        chunk=max(1, min(_CHUNK, len(paths) // _SHARES)),
        alone=0.0 if len(paths) * _LEAST > work.alone else work.alone,
        name=lambda item: f"{folder}/{item.path}",
    )
    for drafted, seed in zip(drafts, seeds, strict=True):
        work.tally["seeds drafted"] += 1
        yield drafted, seed


def _draft_item(shared: _Shared, item: Seed | Refused) -> Drafted:
    """What a seed becomes; one that was refused becomes nothing. Perhaps in another process."""
    if isinstance(item, Refused):
        return Drafted(findings=(item.finding,))
    place = place_of(shared.rules.paths.seeds, item.path)
    drafted = draft_seed(item, place, shared.rules, shared.formats)
    if item.line > 1:
        findings = tuple(_in_file(finding, item.line, place.file) for finding in drafted.findings)
        drafted = replace(drafted, findings=findings)
    return drafted if drafted.draft is None else replace(drafted, runs=runs(to_plain(drafted.draft.body)))


def _in_file(finding: Diagnostic, first: int, file: str) -> Diagnostic:
    """A finding about an article that begins on the line `first` of its file, at its place in that."""
    if finding.place is None:
        return finding
    return replace(finding, place=replace(finding.place, file=file, line=max(1, finding.place.line) + first - 1))


def draft_seed(seed: Seed, place: Place, config: Config, formats: Mapping[str, Drafting]) -> Drafted:
    """What `seed` becomes; `place` names its file in findings. A function of its arguments alone."""
    suffix = ending(file_of(seed.path))
    seen = readings.read(seed.data, suffix)
    if seen is None:
        message = "this seed's encoding can't be told"
        return Drafted(findings=(error("seed-encoding", message, place, hint="save the file with the encoding UTF-8"),))
    if is_blank(seen.said):
        return Drafted(findings=(empty(place),))
    unfit = refusals(seen.said, place, numbered=seen.said is seen.text)
    if unfit:
        return Drafted(findings=tuple(unfit))
    draft = in_vocabulary(formats[suffix](seen.text, seed.path, config), config.tags.vocabulary)
    findings = [*_on_encoding(seen.decoded, place), *draft.diagnostics]
    findings += joined_too_long(draft.body, place)
    if not draft.body.strip() and not has_errors(findings):
        hint = "a seed is a headline and its story, the story in paragraphs below"
        findings.append(error("seed-no-body", "this seed has a title but no story", place, hint=hint))
    if has_errors(findings):
        return Drafted(findings=tuple(findings))
    draft, open_questions = _whole(draft, seen, seed.path, place)
    return Drafted(draft=draft, wording=wording_digest(seen.said), findings=(*findings, *open_questions))


def _whole(draft: Draft, seen: Reading, path: str, place: Place) -> tuple[Draft, list[Diagnostic]]:
    """The draft with a title and with every word of its seed accounted for; and what a person is asked about it."""
    findings: list[Diagnostic] = []
    draft = _straightened(draft)
    if draft.front.title is None:
        draft = _titled(draft, path)
        message = f"no line of this seed reads like a headline; it is called “{draft.front.title}” for now"
        findings.append(
            warning("title-missing", message, place, hint="write a `title` into the article, and set its `status`")
        )
    if draft.front.date is None:
        hint = "write a `date` into the article, and set its `status`"
        told = any(one.code == "header-unread" and one.message.startswith("`date`") for one in draft.diagnostics)
        message = (
            "the date in this seed's header can't be read" if told else "this seed doesn't say when it was published"
        )
        findings.append(warning("date-missing", message, place, hint=hint))
    lost = uncovered(seen.said, draft, marked=seen.marked)
    if lost:
        message = f"no rule says what became of “{excerpt(lost[0].text, 60)}”; the article's record keeps these words"
        at = replace(place, line=lost[0].line)
        findings.append(
            warning("seed-uncovered", message, at, hint="please report this: it is a mistake of the converter")
        )
    mended = (Removed(rule="mojibake", text=text, line=line) for line, text in seen.decoded.mended)
    return replace(draft, removed=(*draft.removed, *mended, *lost), encoding=seen.decoded.encoding), findings


def _straightened(draft: Draft) -> Draft:
    """The draft whose title, standfirst and kicker turn the direction of nothing behind them; the record keeps them as they stood."""
    front = draft.front
    told = (("title", front.title), ("summary", front.summary), ("kicker", front.kicker))
    turned = {name: value for name, value in told if value is not None and straight(value) != value}
    if not turned:
        return draft
    lines = {name: draft.origins[name].line if name in draft.origins else 0 for name in turned}
    removed = (Removed(rule="direction-mark", text=value, line=lines[name]) for name, value in turned.items())
    values = {name: squeeze(straight(value)) or None for name, value in turned.items()}
    return replace(draft, front=replace(front, **values), removed=(*draft.removed, *removed))


def _on_encoding(decoded: Decoded, place: Place) -> list[Diagnostic]:
    """How the bytes were read, where that is not certain."""
    found: list[Diagnostic] = []
    if decoded.confidence < 1:
        message = f"this seed is not UTF-8; it was read as {decoded.encoding} (confidence {decoded.confidence:.0%})"
        hint = "if letters look wrong, save the file with the encoding UTF-8"
        severity: Severity = "note" if decoded.confidence >= _SURE else "warning"
        found.append(
            Diagnostic(code="seed-encoding-guessed", message=message, severity=severity, place=place, hint=hint)
        )
    if decoded.mended:
        (line, first), number = decoded.mended[0], len(decoded.mended)
        message = f"letters that had been read in the wrong encoding were put right, such as in “{excerpt(first, 40)}” ({number} in all)"
        found.append(
            Diagnostic(code="seed-mojibake", message=message, severity="note", place=replace(place, line=line))
        )
    return found


def _titled(draft: Draft, path: str) -> Draft:
    """The draft with a makeshift title, the first words of the story or the file's name; it waits for a person."""
    first = squeeze(to_plain(draft.body.split("\n", 1)[0]).lstrip("#>- "))
    rule, title = ("first-words", excerpt(first, _TITLE_LETTERS)) if first else ("file-name", PurePosixPath(path).stem)
    return replace(
        draft,
        front=replace(draft.front, title=title, status="review"),
        origins={**draft.origins, "title": Origin(rule=rule, confidence=0.0)},
    )


def completed(front: FrontMatter, identity: str, seed: str, others: Sequence[str], *, review: bool) -> FrontMatter:
    """The header with what its filing tells; an article without a date waits for a person, as a duplicate (`review`) does."""
    held = (review or front.date is None) and front.status != "draft"
    status = "review" if held else front.status
    return replace(front, id=identity, seed=seed, status=status, also=tuple(dict.fromkeys((*front.also, *others))))
