r"""A report as people and programs read it: findings with their line and a caret, the closing lines, the JSON document.

Values in, text out: nothing is printed here, and only `paint` knows of colours. Control characters, and those that turn the
direction of a line, are shown as U+FFFD, so that no file can write on somebody's terminal.
"""

from __future__ import annotations

import re
import shlex
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from digest.ground.diagnostics import Diagnostic, Place, has_errors
from digest.model import Held, Report

Paint = Callable[[str, str], str]
"""Gives a text the look of a role: `error`, `warning`, `note`, `place`, `hint`, `good`."""

WIDTH = 120
"""Cells of a line that is not shown on a terminal, or on one whose width isn't known."""

_UNUSUAL = re.compile(r"[^ -~]")
_TAB = 4
_LEAST_WIDTH = 40


def plain(text: str, _role: str) -> str:
    """The paint of whoever wants no colours."""
    return text


# --- findings ---------------------------------------------------------------------------------------------------------


def show(finding: Diagnostic, *, paint: Paint = plain, width: int = WIDTH) -> str:
    """A finding as lines of text, the last without a line end: what, where, the line itself, why, what to do."""
    return "\n".join(_lines(finding, paint, max(width, _LEAST_WIDTH)))


def _lines(finding: Diagnostic, paint: Paint, width: int) -> Iterator[str]:
    place, role = finding.place, finding.severity
    yield f"{paint(f'{role}[{finding.code}]', role)}: {clean(finding.message)}"
    number = str(place.line) if place and place.line else ""
    gutter = " " * len(number)
    if place and place.file:
        yield f"{gutter}{paint('-->', 'place')} {_address(place)}"
    if place and place.line and place.source:
        bar = paint("|", "place")
        text, carets = pointed(place, width - len(number) - 3)
        marks = f"{paint(carets.strip(' '), role)} {paint(clean(finding.note), role)}".rstrip() if place.column else ""
        yield f"{gutter} {bar}"
        yield f"{paint(number, 'place')} {bar} {text}".rstrip()
        if marks:
            yield f"{gutter} {bar} {' ' * (len(carets) - len(carets.lstrip(' ')))}{marks}"
        elif finding.note:
            yield f"{gutter} {paint('=', 'place')} {clean(finding.note)}"
    elif finding.note:
        yield f"{gutter} {paint('=', 'place')} {clean(finding.note)}"
    if finding.hint:
        yield f"{gutter} {paint('=', 'place')} {paint('hint', 'hint')}: {clean(finding.hint)}"


def _address(place: Place) -> str:
    return ":".join([clean(place.file), *(str(number) for number in (place.line, place.column) if number)])


def pointed(place: Place, room: int) -> tuple[str, str]:
    """The part of a place's line around its column that fits into `room` cells, and the carets below it."""
    cells = _cells(place.source)
    start = min(max(place.column - 1, 0), len(cells))
    end = min(max(start + place.length, start + 1), max(len(cells), start + 1))
    widths = [width for _, width in cells] + [1]  # one past the end: the place where something is missing
    first, last = 0, len(cells)
    if sum(widths) > room:
        first, last = _window(widths, start, room)
    before, after = "…" if first else "", "…" if last < len(cells) else ""
    text = before + "".join(shown for shown, _ in cells[first:last]) + after
    indent = len(before) + sum(widths[first:start])
    length = max(1, sum(widths[start : max(min(end, last), start + 1)]))
    return text, " " * indent + "^" * length


def _window(widths: Sequence[int], start: int, room: int) -> tuple[int, int]:
    """From which to which character a line is shown when it has no room: a third of it before `start`."""
    first, spent = start, 0
    while first > 0 and spent + widths[first - 1] <= room // 3:
        first -= 1
        spent += widths[first]
    last = first
    spent = 2
    while last < len(widths) - 1 and spent + widths[last] <= room:
        spent += widths[last]
        last += 1
    return first, last


def _cells(line: str) -> list[tuple[str, int]]:
    """Each character as it is shown, and the cells that it takes: tabs to the next stop, wide letters two, accents none."""
    cells: list[tuple[str, int]] = []
    column = 0
    for character in line.rstrip("\r\n"):
        if character == "\t":
            width = _TAB - column % _TAB
            cells.append((" " * width, width))
        else:
            shown = clean(character)
            width = _width(shown)
            cells.append((shown, width))
        column += width
    return cells


def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def clean(text: str) -> str:
    """`text` with its control characters, and those that turn the direction of what follows, made harmless."""
    return _UNUSUAL.sub(lambda found: "\ufffd" if _is_harmful(found[0]) else found[0], text)


def _is_harmful(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"} or unicodedata.bidirectional(character) in {
        *("LRE", "RLE", "LRO", "RLO", "PDF"),
        *("LRI", "RLI", "FSI", "PDI"),
    }


# --- the closing lines ------------------------------------------------------------------------------------------------


def closing(report: Report, *, folder: str = "", digest: str = "digest", paint: Paint = plain) -> str:
    """What was done, in a few lines: seeds, articles, pages, feeds, seconds, how to look at it, what is held back.

    `folder` is the output folder as seen from where the command was given; by default as the site's own folder sees it.
    """
    lines = []
    if (done := report.converted) is not None:
        parts = [f"{done.converted} converted", f"{done.unchanged} unchanged"]
        parts += [f"{done.merged} merged with edits"] if done.merged else []
        parts += [f"{done.review} held for review"]
        parts += [paint(f"{done.failed} failed", "error")] if done.failed else []
        lines.append(f"seeds: {', '.join(parts)}")
    if (published := report.published) is not None:
        made = f"{_many(report.articles, 'article')}, {_many(report.pages, 'page')}, {_many(report.feeds, 'feed')}"
        lines.append(f"site: {made} in {sum(report.seconds.values()):.1f} s")
        files = f"{published.written} written, {published.unchanged} unchanged, {published.pruned} removed"
        lines.append(f"files: {files}")
        if not has_errors(report.diagnostics):
            lines.append(_look(report, folder or report.output, digest, paint))
    if report.held:
        lines.append(_held_line(report.held, digest))
    return "\n".join(lines)


def _look(report: Report, folder: str, digest: str, paint: Paint) -> str:
    """How to see the site as readers will: its addresses begin at a server's root, so no page can be opened as a file."""
    site = clean(folder).removesuffix(report.output).rstrip("/")
    return f"look: {paint(f'{digest} serve --site {shlex.quote(site)}' if site else f'{digest} serve', 'good')}"


def _held_line(held: Sequence[Held], digest: str) -> str:
    reasons = {article.reason for article in held}
    which = f" {ARGUMENTS[reasons.pop()]}" if len(reasons) == 1 else ""
    return f"{held_counts(held)} → {digest} list{which}"


def held_counts(held: Sequence[Held]) -> str:
    """How many articles are held back, and how many of them for which reason: `3 held back: 2 in draft, 1 expired`."""
    causes = Counter(_cause(article) for article in held).most_common()
    counted = ", ".join(f"{count} {cause}" for cause, count in sorted(causes, key=lambda pair: (-pair[1], pair[0])))
    return f"{len(held)} held back: {clean(counted)}"


ARGUMENTS = {"draft": "drafts", "future": "future", "expired": "expired", "review": "review"}
"""The word after `digest list` for each reason that holds an article back."""

_CAUSES = {"draft": "in draft", "future": "of a day to come", "expired": "expired", "review": "for review"}


def _cause(article: Held) -> str:
    """Why, in words that several articles share: only a review has causes of its own."""
    return (article.detail if article.reason == "review" else "") or _CAUSES[article.reason]


def held_articles(held: Sequence[Held], *, paint: Paint = plain) -> str:
    """The articles that are held back: two lines each, its file and why."""
    lines = []
    for article in held:
        lines.append(clean(article.path))
        why = paint(article.reason, "warning") + (f" ({clean(article.detail)})" if article.detail else "")
        lines.append(f"  {why}: {clean(article.title)}" if article.title else f"  {why}")
    return "\n".join(lines)


def tally(findings: Sequence[Diagnostic]) -> str:
    """`2 errors, 1 warning`, or nothing when there is nothing to say."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(_many(counts[kind], kind) for kind in ("error", "warning", "note") if counts[kind])


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


# --- where the time went ----------------------------------------------------------------------------------------------

_TALLIED = {
    "seeds hashed": "seeds hashed",
    "seeds drafted": "seeds converted",
    "hashed": "content files hashed",
    "parsed": "content files parsed",
    "related": "stories compared anew",
    "laid out": "pages laid out",
    "rendered": "pages rendered",
    "indexed": "years indexed",
}


def profile(report: Report) -> str:
    """Seconds by stage, then what was read, made, written and remembered, a line each."""
    lines = [f"{stage:<26}{seconds:>9.3f} s" for stage, seconds in report.seconds.items()]
    lines.append(f"{'all stages':<26}{sum(report.seconds.values()):>9.3f} s")
    lines += [f"{shown:<26}{report.tally.get(name, 0):>9,}" for name, shown in _TALLIED.items()]
    if (published := report.published) is not None:
        counts = {"written": published.written, "left as they were": published.unchanged, "removed": published.pruned}
        lines += [f"{f'files {name}':<26}{count:>9,}" for name, count in counts.items()]
    for name in sorted({*report.hits, *report.misses}):
        hits, misses = report.hits.get(name, 0), report.misses.get(name, 0)
        lines.append(f"{f'remembered: {name}':<26}{hits:>9,} of {hits + misses:,}")
    return "\n".join(lines)


# --- for programs -----------------------------------------------------------------------------------------------------


def as_json(report: Report, status: int, more: Mapping[str, object] | None = None) -> str:
    """The report as one JSON document in ASCII, with `more` in it; its keys are permanent, and counts are null for stages that didn't run."""
    import json  # noqa: PLC0415 - for this form alone

    done, published = report.converted, report.published
    document = {
        "status": status,
        "counts": {
            "converted": done and done.converted,
            "unchanged": done and done.unchanged,
            "merged": done and done.merged,
            "review": done and done.review,
            "failed": done and done.failed,
            "articles": report.articles,
            "held": len(report.held),
            "pages": report.pages if published else None,
            "feeds": report.feeds if published else None,
            "files_written": published and published.written,
            "files_unchanged": published and published.unchanged,
            "files_pruned": published and published.pruned,
        },
        "held": [
            {"path": article.path, "title": article.title, "reason": article.reason, "detail": article.detail}
            for article in report.held
        ],
        "diagnostics": [_finding(finding) for finding in report.diagnostics],
        "seconds": {stage: round(seconds, 4) for stage, seconds in report.seconds.items()},
        "work": report.tally,
        "memory": {
            name: {"hits": report.hits.get(name, 0), "misses": report.misses.get(name, 0)}
            for name in sorted({*report.hits, *report.misses})
        },
        "output": report.output,
        "url": report.url,
    }
    return json.dumps(document | dict(more or {}), indent=2)


def _finding(finding: Diagnostic) -> dict[str, str | int | None]:
    place = finding.place or Place(file="", length=0)
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "note": finding.note,
        "hint": finding.hint,
        "file": place.file or None,
        "line": place.line or None,
        "column": place.column or None,
        "length": place.length if place.column else None,
    }
