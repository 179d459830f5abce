"""Chronicles: dates and times of day that a story is told by, each over what happened then, and no stamps of the page.

A timeline, a live report, a diary sets them as its sub-headings: several of them, and after each a sentence at least.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import msgspec

from digest.convert.plain import roles
from digest.convert.plain.roles import Part

ENTRY = "entry"
"""The rule of a part that is such a sub-heading; its role is that of text."""

_FEWEST, _LONGEST_ENTRY = 3, 12


def mark(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts, with those stamps as text that part the entries of a chronicle.

    The first stamp of all is the story's own, even if the standfirst makes it look like one of them.
    """
    marked = list(parts)
    stamps = [index for index, part in enumerate(parts) if _is_candidate(part)]
    for run in _runs(parts, stamps):
        for index in run if _is_dated(parts[: run[0]]) else run[1:]:
            marked[index] = msgspec.structs.replace(parts[index], role="text", rule=ENTRY, stamp=None, byline=None)
    return tuple(marked)


def _is_candidate(part: Part) -> bool:
    """Whether a part is a day or a time of day without a label, and nobody's name; days ago are those of a page."""
    if part.role != "stamp" or part.byline is not None:
        return False
    return not any(stamp.label for stamp in part.stamp.stamps) if part.stamp is not None else roles.tells_a_clock(part)


def _runs(parts: Sequence[Part], stamps: Sequence[int]) -> list[list[int]]:
    """The runs of three stamps and more in which a sentence stands behind each."""
    runs: list[list[int]] = [[]]
    for index, following in itertools.pairwise([*stamps, len(parts)]):
        end = index + 1 + _LONGEST_ENTRY
        tells = _tells_a_sentence(parts[index + 1 : min(following, end)])
        if tells:
            runs[-1].append(index)
        if not tells or following > end:
            runs.append([])
    return [run for run in runs if len(run) >= _FEWEST]


def _tells_a_sentence(between: Sequence[Part]) -> bool:
    return any(part.role == "text" and roles.ends_sentence(part.text) for part in between)


def _is_dated(above: Sequence[Part]) -> bool:
    return any(part.stamp is not None for part in above)
