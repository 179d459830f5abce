"""What the answers to `digest why` and `digest review` look like: lines for people, a document for programs. Values in, text out.

A value is shown with the line of the seed that it was read from, as findings are. Nothing is printed here, and only `paint` knows
of colours.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from digest.agenda import Item
from digest.convert.accounts import BY_HAND, NO_RECORD, Account, Part
from digest.ground.diagnostics import Place
from digest.ground.text import excerpt
from digest.report import WIDTH, Paint, clean, plain, pointed

_NAME = 11
_LONGEST = 400
_LEAST_ROOM = 40

_UNRECORDED = {BY_HAND: "written by hand", NO_RECORD: "as it stands in the file; there is no record of its conversion"}

_SEEDS = {
    "same": "from {seed}, as it was converted",
    "changed": "from {seed}, which has changed since; its lines can't be shown before it is converted again",
    "gone": "from {seed}, which is not there any more",
    "none": "no seed and no record: written by hand, or its record got lost",
}


class _Look(NamedTuple):
    """How lines look, and how wide they are."""

    paint: Paint
    width: int


def why(
    account: Account, *, field: str | None = None, content: str, seeds: str, paint: Paint = plain, width: int = WIDTH
) -> str:
    """An account as lines of text, of one `field` alone where it is given; `content` and `seeds` are the folders."""
    look = _Look(paint, max(width, _LEAST_ROOM))
    lines: list[str] = []
    if field is None:
        lines += _heading(account, content, seeds, paint)
    for part in account.parts:
        if field in {None, part.name}:
            lines += [""] if field is None else []
            lines += [*_part(part, look), *_beside(part.name, account, look)]
    if field is None and account.removed:
        lines += ["", "taken out", *_removed(account, look)]
    return "\n".join(lines)


def _heading(account: Account, content: str, seeds: str, paint: Paint) -> Iterator[str]:
    article = account.article
    yield paint(clean(account.title or article.id), "good")
    where = f"{content}/{article.path}" if article.path is not None else "deleted"
    yield f"{clean(where)}{f' · id {article.id}' if article.id else ''}"
    yield clean(_SEEDS[account.seed].format(seed=f"{seeds}/{article.seed}"))
    if article.path is None:
        yield f"to bring it back: {paint(f'digest convert --restore {article.id}', 'hint')}"
    elif not account.readable:
        yield paint("its header can't be read, so what a person has changed can't be told", "warning")
    if account.duplicate:
        yield f"says the same as the article {clean(account.duplicate)}"


def _beside(name: str, account: Account, look: _Look) -> Iterator[str]:
    """What else is to be told of a part: topics that were nearly chosen, and what a person and the seed both changed."""
    for other in account.runners_up if name == "topics" else ():
        spoke = f": {', '.join(map(clean, other.words))}" if other.words else ""
        yield _under(f"nearly {clean(other.topic)}, with {other.share:.0%} of the evidence{spoke}", look.width)
    for conflict in account.conflicts:
        if conflict.part == name:
            says = f"it says {_one_line(conflict.theirs)}" if conflict.theirs else "it has this no more"
            told = excerpt(f"a person and the seed changed this; of the seed, {says}", look.width - _NAME - 1)
            yield _under(look.paint(told, "warning"), 2 * look.width)


def _removed(account: Account, look: _Look) -> Iterator[str]:
    longest = max(len(one.rule) for one in account.removed)
    number = max(len(str(one.line)) for one in account.removed)
    for one in account.removed:
        line = look.paint((str(one.line) if one.line else "").rjust(number), "place")
        text = excerpt(_one_line(one.text), max(look.width - number - longest - 6, 1))
        yield f"  {line}  {clean(one.rule).ljust(longest)}  {text}"


def _part(part: Part, look: _Look) -> Iterator[str]:
    paint, width = look
    value = _shown(part.now if part.now is not None else part.generated, part.name, width)
    absent = part.now is None and part.edited
    yield f"{part.name.ljust(_NAME)} {paint('not there any more', 'warning') if absent else value}"
    if part.edited:
        was = _shown(part.generated, part.name, width) if part.generated is not None else "had nothing here"
        yield _under(f"{paint('changed by a person', 'warning')}; the converter: {was}", width + 12)
    if part.rule in _UNRECORDED:
        yield _under(f"{_UNRECORDED[part.rule]}, line {part.line}", width + 12)
    elif part.rule:
        at = f", line {part.line}" if part.line else ""
        yield _under(f"{paint(clean(part.rule), 'hint')}{at}, {part.confidence:.0%} sure", width + 12)
    elif not part.edited:
        yield _under("by default", width)
    if part.words:
        yield _under(f"its words: {', '.join(map(clean, part.words))}", width)
    if part.source:
        place = Place(
            file="", line=part.line, column=part.start + 1, length=max(part.end - part.start, 1), source=part.source
        )
        number = str(part.line)
        text, carets = pointed(place, width - len(number) - 5)
        bar = paint("|", "place")
        yield f"  {paint(number, 'place')} {bar} {text}".rstrip()
        if part.end > part.start:
            lead = len(carets) - len(carets.lstrip(" "))
            yield f"  {' ' * len(number)} {bar} {' ' * lead}{paint(carets.strip(' '), 'hint')}"


def _under(text: str, width: int) -> str:
    return " " * (_NAME + 1) + excerpt(text, max(width - _NAME - 1, 1))


def _shown(value: Any, name: str, width: int) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(each, name, width) for each in value) or "none"
    if isinstance(value, dict):
        return ", ".join(f"{clean(str(key))}: {_shown(each, name, width)}" for key, each in value.items())
    return excerpt(_one_line("" if value is None else str(value)), width - _NAME - 1 if name == "body" else _LONGEST)


def _one_line(text: str) -> str:
    return clean(" ".join(text.split()))


def review(items: Sequence[Item], *, paint: Paint = plain) -> str:
    """What needs a person as lines of text, in its order: where, which article, what about it, and what settles it."""
    lines: list[str] = []
    for item in items:
        place = ":".join([item.place.file, *([str(item.place.line)] if item.place.line else [])])
        lines.append(f"{paint(clean(place), 'place')}  {clean(item.title)}".rstrip())
        role = "error" if not item.id and item.code != "seed-waiting" else "warning"
        lines.append(f"  {paint(item.code, role)}: {_one_line(item.message)}")
        if item.fix:
            lines.append(f"  → {_one_line(item.fix)}")
        if item.command:
            lines.append(f"  → {paint(clean(item.command), 'good')}")
        lines.append("")
    counts = Counter(item.code for item in items)
    if not items:
        return "nothing needs a person"
    counted = ", ".join(f"{count:,} {code}" for code, count in counts.items())
    return "\n".join([*lines, f"{len(items):,} to look at: {counted}"])


def review_document(items: Sequence[Item], *, status: int) -> str:
    """The same as one JSON document in ASCII; its keys are permanent."""
    listed = [
        {
            "code": item.code,
            "message": item.message,
            "file": item.place.file or None,
            "line": item.place.line or None,
            "column": item.place.column or None,
            "id": item.id or None,
            "title": item.title,
            "fix": item.fix,
            "command": item.command or None,
        }
        for item in items
    ]
    return json.dumps({"status": status, "items": listed}, indent=2)


def why_document(account: Account, *, field: str | None, content: str, seeds: str, status: int) -> str:
    """The same as one JSON document in ASCII; its keys are permanent."""
    article = account.article
    document = {
        "status": status,
        "id": article.id or None,
        "path": f"{content}/{article.path}" if article.path is not None else None,
        "title": account.title,
        "seed": f"{seeds}/{article.seed}" if article.seed is not None else None,
        "seed_state": account.seed,
        "readable": account.readable,
        "duplicate": account.duplicate,
        "fields": {part.name: _field(part) for part in account.parts if field in {None, part.name}},
        "runners_up": [msgspec.to_builtins(each) for each in account.runners_up],
        "removed": [msgspec.to_builtins(each) for each in account.removed],
        "conflicts": [
            {"part": each.part, "theirs": each.theirs, "mine": each.mine, "line": each.line}
            for each in account.conflicts
        ],
    }
    return json.dumps(document, indent=2)


def _field(part: Part) -> dict[str, Any]:
    return {
        "value": part.now,
        "generated": part.generated,
        "edited": part.edited,
        "rule": part.rule or None,
        "confidence": part.confidence if part.rule else None,
        "words": list(part.words),
        "line": part.line or None,
        "start": part.start if part.line else None,
        "end": part.end if part.line else None,
        "source": part.source or None,
    }
