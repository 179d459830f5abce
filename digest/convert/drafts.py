"""Stage 1, convert: one seed becomes one complete draft: decoded, taken apart, with a title, and with every word accounted for."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from msgspec.structs import replace

from digest.config import Config
from digest.convert.coverage import uncovered
from digest.convert.encoding import decode
from digest.convert.formats import Drafting
from digest.convert.identity import wording_digest
from digest.convert.limits import joined_too_long, refusals
from digest.convert.markup import to_plain
from digest.convert.seeds import Refused, empty, ending, place_of, read
from digest.engine.pool import map_stream
from digest.engine.work import Work
from digest.ground.diagnostics import Diagnostic, Place, Severity, error, has_errors, warning
from digest.ground.text import excerpt, squeeze
from digest.model import Draft, Origin, Seed, Struct

_CHUNK = 16  # seeds that go out together, some 80 ms of work
_TITLE_LETTERS = 70
_SURE = 0.8


class Drafted(Struct, kw_only=True):
    """A draft with the fingerprint of its seed's wording, or None where there is none; and all findings on the way."""

    draft: Draft | None = None
    wording: str = ""
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
    items, seeds = itertools.tee(read(root, folder, path) for path in paths)
    drafts = map_stream(
        _draft_item,
        items,
        len(paths),
        shared=_Shared(rules, dict(formats)),
        executor=work.executor,
        chunk=_CHUNK,
        alone=work.alone,
        name=lambda item: f"{folder}/{item.path}",
    )
    for drafted, seed in zip(drafts, seeds, strict=True):
        work.tally["seeds drafted"] += 1
        yield drafted, seed


def _draft_item(shared: _Shared, item: Seed | Refused) -> Drafted:
    """What a seed becomes; one that was refused becomes nothing. Perhaps in another process."""
    if isinstance(item, Refused):
        return Drafted(findings=(item.finding,))
    return draft_seed(item, place_of(shared.rules.paths.seeds, item.path), shared.rules, shared.formats)


def draft_seed(seed: Seed, place: Place, config: Config, formats: Mapping[str, Drafting]) -> Drafted:
    """What `seed` becomes; `place` names its file in findings. A function of its arguments alone."""
    decoded = decode(seed.data)
    if decoded is None:
        message = "this seed's encoding can't be told"
        return Drafted(findings=(error("seed-encoding", message, place, hint="save the file with the encoding UTF-8"),))
    if not decoded.text.strip():
        return Drafted(findings=(empty(place),))
    unfit = refusals(decoded.text, place)
    if unfit:
        return Drafted(findings=tuple(unfit))
    draft = formats[ending(seed.path)](decoded.text, seed.path, config)
    findings = [*_on_encoding(decoded.encoding, decoded.confidence, place), *draft.diagnostics]
    findings += joined_too_long(draft.body, place)
    if not draft.body.strip() and not has_errors(findings):
        hint = "a seed is a headline and its story, the story in paragraphs below"
        findings.append(error("seed-no-body", "this seed has a title but no story", place, hint=hint))
    if has_errors(findings):
        return Drafted(findings=tuple(findings))
    if draft.front.title is None:
        draft = _titled(draft, seed.path)
        message = f"no line of this seed reads like a headline; it is called “{draft.front.title}” for now"
        findings.append(
            warning("title-missing", message, place, hint="write a `title` into the article, and set its `status`")
        )
    if draft.front.date is None:
        hint = "write a `date` into the article, and set its `status`"
        findings.append(warning("date-missing", "this seed doesn't say when it was published", place, hint=hint))
    lost = uncovered(decoded.text, draft)
    if lost:
        message = f"no rule says what became of “{excerpt(lost[0].text, 60)}”; the article's record keeps these words"
        at = replace(place, line=lost[0].line)
        findings.append(
            warning("seed-uncovered", message, at, hint="please report this: it is a mistake of the converter")
        )
    draft = replace(draft, removed=(*draft.removed, *lost), encoding=decoded.encoding)
    return Drafted(draft=draft, wording=wording_digest(decoded.text), findings=tuple(findings))


def _on_encoding(encoding: str, confidence: float, place: Place) -> list[Diagnostic]:
    if confidence == 1.0:
        return []
    message = f"this seed is not UTF-8; it was read as {encoding} (confidence {confidence:.0%})"
    hint = "if letters look wrong, save the file with the encoding UTF-8"
    severity: Severity = "note" if confidence >= _SURE else "warning"
    return [Diagnostic(code="seed-encoding-guessed", message=message, severity=severity, place=place, hint=hint)]


def _titled(draft: Draft, path: str) -> Draft:
    """The draft with a makeshift title, the first words of the story or the file's name; it waits for a person."""
    first = squeeze(to_plain(draft.body.split("\n", 1)[0]).lstrip("#>- "))
    rule, title = ("first-words", excerpt(first, _TITLE_LETTERS)) if first else ("file-name", PurePosixPath(path).stem)
    return replace(
        draft,
        front=replace(draft.front, title=title, status="review"),
        origins={**draft.origins, "title": Origin(rule=rule, confidence=0.0)},
    )
