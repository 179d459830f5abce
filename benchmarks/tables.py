"""Writes the tables of docs/performance.md from results.

A table stands between `<!-- measured: NAME -->` and `<!-- end of NAME -->`; what stands around it is written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from statistics import median

from benchmarks.budgets import BUDGETED, GROWTH, LINES, SIZES, Growth, Line
from benchmarks.contestants import contestants
from benchmarks.figures import paired, percent, short, spread
from benchmarks.results import Results

All = Mapping[int, Results]

_PART = re.compile(r"(<!-- measured: (?P<name>[\w-]+) -->\n).*?(<!-- end of (?P=name) -->)", re.DOTALL)
_NOT_TAKEN = "Not measured yet."


def written(text: str, results: All) -> str:
    """A document with its tables as the results have it; raises KeyError for a table that isn't known."""
    return _PART.sub(lambda match: f"{match[1]}\n{TABLES[match['name']](results).strip()}\n\n{match[3]}", text)


def _ratios(results: All, size: int) -> str:
    if size not in results:
        return _NOT_TAKEN
    budgeted = size == BUDGETED
    rows = [row for line in LINES if (row := _ratio_row(results[size], line, budgeted=budgeted))]
    head = ["", "digest", "Hugo", "ratio", "lowest to highest"]
    return _table([*head, "budget", "aim", ""] if budgeted else head, rows)


def _ratio_row(results: Results, line: Line, *, budgeted: bool) -> list[str] | None:
    ours = results.column(line.part, f"{line.contestant} {line.task}")
    theirs = results.column(line.part, f"hugo {line.task}")
    if not ours or not theirs:
        return None
    ratio, unit = paired(ours, theirs), "MiB" if line.part == "memory" else "s"
    row = [
        line.words,
        f"{short(median(ours))} {unit}",
        f"{short(median(theirs))} {unit}",
        f"**{short(ratio.middle)}**",
        f"{short(ratio.low)} to {short(ratio.high)}",
    ]
    return [*row, short(line.budget), short(line.aim), _verdict(ratio.middle, line)] if budgeted else row


def _verdict(ratio: float, line: Line) -> str:
    if ratio <= line.aim:
        return "aim reached"
    return "within the budget" if ratio <= line.budget else "**over the budget**"


def _everybody(results: All, size: int) -> str:
    """Every contestant's cold build, its output, and its rebuild after an edit."""
    if size not in results:
        return _NOT_TAKEN
    rows = []
    for name, contestant in contestants(None).items():
        here, volume = results[size], results[size].volumes.get(name)
        columns = [
            here.column("cold", f"{name} cold"),
            here.column("cold", f"{name} cold", 1),
            here.column("edits", f"{name} body"),
            here.column("memory", f"{name} cold"),
        ]
        if volume is not None and any(columns):
            figures = [short(median(column)) if column else "" for column in columns]
            made = [f"{volume.pages:,}", f"{volume.files:,}", short(volume.megabytes)]
            rows.append([contestant.title, *figures, *made])
    head = ["", "cold, s", "processors, s", "body edited, s", "peak, MiB", "pages", "files", "MB"]
    return _table(head, rows)


def _sizes(results: All) -> str:
    taken = [size for size in SIZES if size in results]
    if len(taken) < 2:
        return _NOT_TAKEN
    head = [
        "",
        *(f"{size:,}" for size in taken),
        *(f"{a:,} → {b:,}" for a, b in pairwise(taken)),
        "limit",
    ]
    return _table(head, [row for line in GROWTH if (row := _growth_row(results, line, taken))])


def _growth_row(results: All, line: Growth, sizes: Sequence[int]) -> list[str] | None:
    columns = [results[size].column(line.part, f"{line.contestant} {line.task}") for size in sizes]
    middles = [median(column) if column else None for column in columns]
    if middles.count(None) == len(middles):
        return None
    growth = []
    for index in range(1, len(sizes)):
        before, after = middles[index - 1], middles[index]
        if before is None or after is None:
            growth.append("")
        else:
            more = after / before <= sizes[index] / sizes[index - 1] or line.contestant == "hugo"
            growth.append(f"× {short(after / before)}" if more else f"**× {short(after / before)}, more than linear**")
    return [
        line.words,
        *("" if middle is None else short(middle) for middle in middles),
        *growth,
        _limit(line, sizes, middles),
    ]


def _limit(line: Growth, sizes: Sequence[int], middles: Sequence[float | None]) -> str:
    if line.limit is None:
        return ""
    last = middles[-1] if sizes[-1] == SIZES[-1] else None
    kept = "" if last is None else ", kept" if last <= line.limit else ", **exceeded**"
    return short(line.limit) + kept


def _steadiness(results: All) -> str:
    """Where and when each part was taken, and how much its runs differ."""
    rows = []
    for size, here in sorted(results.items()):
        for name, part in here.parts.items():
            if part.runs:
                apart = [spread(part.column(run)) for run in part.runs]
                rounds = len(next(iter(part.runs.values())))
                pulse = percent(spread(part.pulse)) if part.pulse else ""
                rows.append(
                    [
                        f"{size:,}",
                        name,
                        part.taken,
                        str(rounds),
                        short(part.load),
                        pulse,
                        percent(median(apart)),
                        percent(max(apart)),
                    ]
                )
    head = [
        "stories",
        "part",
        "taken",
        "rounds",
        "load before",
        "spread of a fixed piece of work",
        "spread of runs, median",
        "largest",
    ]
    return _table(head, rows) if rows else _NOT_TAKEN


def _machine(results: All) -> str:
    """Every machine and set of versions that figures were taken with: one, unless sizes were taken apart."""
    found: dict[str, list[int]] = {}
    for size, here in sorted(results.items()):
        m, v = here.machine, here.versions
        words = (
            f"{m['processor']}, {m['cores']} cores, {m['memory']}, {m['system']}, Python {m['python']}; "
            f"digest {v['digest']}, Hugo {v['hugo']}, Pelican {v['pelican']}"
        )
        found.setdefault(words, []).append(size)
    if len(found) == 1:
        return f"{next(iter(found))}."
    return (
        "\n".join(f"- {', '.join(f'{size:,}' for size in sizes)} stories: {words}." for words, sizes in found.items())
        or _NOT_TAKEN
    )


def _profile(results: All) -> str:
    part = results[BUDGETED].parts.get("profile") if BUDGETED in results else None
    if part is None:
        return _NOT_TAKEN
    titles = {"cold": "A cold build", "body": "One body edited"}
    blocks = []
    for name, words in part.words.items():
        contestant, _, task = name.partition(" ")
        blocks.append(f"{titles[task]}, {contestants(None)[contestant].title}:\n\n```text\n{words.strip()}\n```")
    return "\n\n".join(blocks)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


TABLES: Mapping[str, Callable[[All], str]] = {
    "ratios": lambda results: _ratios(results, BUDGETED),
    "ratios-small": lambda results: _ratios(results, SIZES[0]),
    "everybody": lambda results: _everybody(results, BUDGETED),
    "everybody-small": lambda results: _everybody(results, SIZES[0]),
    "sizes": _sizes,
    "steadiness": _steadiness,
    "machine": _machine,
    "profile": _profile,
}
