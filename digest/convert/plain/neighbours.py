"""The signs that a line has from the lines around it: what stands next to it, and where the story's main run lies.

They build on what each line is worth by itself, so lines that clearly belong to the page are looked through: a heading below
an advertisement still has the story above it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from digest.convert.plain.signs import Kind, Look
from digest.model import Struct

_THIN = -1.0
"""The worth below which a line is looked through."""

_FAR = 12
_POINTERS = frozenset(
    f"says {section}" for section in "related label comments newsletter account opening sharing author player".split()
)
_INITIAL: dict[Kind, str] = {
    "prose": "prose",
    "sentence": "sentence",
    "remark": "sentence",
    "title": "title",
    "scrap": "title",
    "fragment": "fragment",
}


class _Sight(Struct, kw_only=True):
    """The nearest line in one direction that isn't looked through: its worth in words, its kind, what lies between."""

    worth: str
    kind: str
    skipped: int
    pointed: bool


def beside(looks: Sequence[Look]) -> list[tuple[str, ...]]:
    """What the looks of the next lines add to each line: a colon above, a name or a time below."""
    return [tuple(_beside(looks, index)) for index in range(len(looks))]


def _beside(looks: Sequence[Look], index: int) -> Iterator[str]:
    above = _first_told(looks[max(0, index - 2) : index][::-1])
    below = _first_told(looks[index + 1 : index + 3])
    mine = looks[index]
    if index and "ends with a colon" in looks[index - 1].signs:
        yield "below a colon"
    if above is not None and "credit short" in above.signs:
        yield "below a credit"
    if below is None:
        return
    if "credit short" in below.signs:
        yield "above a credit"
    if "role stamp" in below.signs or "says ago" in below.signs or "clock" in below.signs:
        yield "above a time"
    quoted = mine.kind in {"sentence", "remark"} and below.kind in {"title", "scrap"} and below is not looks[-1]
    if quoted and "all names" in below.signs and below.width < 80:
        yield "above a name"


def _first_told(looks: Sequence[Look]) -> Look | None:
    for each in looks:
        if not each.clear:
            return each
    return None


def around(looks: Sequence[Look], worth: Sequence[float]) -> list[tuple[str, ...]]:
    """What the worth of the other lines adds to each line; interruptions have no part in it."""
    live = [index for index, each in enumerate(looks) if not each.clear]
    found: list[tuple[str, ...]] = [()] * len(looks)
    seen = _around([looks[index] for index in live], [worth[index] for index in live])
    for index, signs in zip(live, seen, strict=True):
        found[index] = signs
    return found


def main_run(values: Sequence[float]) -> tuple[int, int]:
    """The first and the last index of the run with the greatest sum; (0, -1) where no value is positive."""
    best, first, last = 0.0, 0, -1
    total, start = 0.0, 0
    for index, value in enumerate(values):
        if total <= 0:
            total, start = 0.0, index
        total += value
        if total > best:
            best, first, last = total, start, index
    return first, last


def _around(looks: Sequence[Look], worth: Sequence[float]) -> list[tuple[str, ...]]:
    chances, levels = [1 / (1 + math.exp(-each)) for each in worth], [_level(each) for each in worth]
    wide = main_run([max(-0.6, min(2.5, each)) for each in worth])
    dense = main_run([max(-1.5, min(2.5, each)) for each in worth])
    total, behind = sum(chances), 0.0
    found = []
    for index, look in enumerate(looks):
        name = _INITIAL[look.kind]
        above, below = _nearest(looks, worth, levels, index, -1), _nearest(looks, worth, levels, index, 1)
        near = chances[max(0, index - 5) : index] + chances[index + 1 : index + 6]
        found.append(
            (
                f"itself {levels[index]}",
                *_seen(name, "above", above),
                *_seen(name, "below", below),
                f"{name} {_side(index, dense)} the densest run",
                f"{name} {_side(index, wide)} the main run",
                f"{name} with {_amount(total - behind - chances[index])} story ahead",
                f"{name} with {_amount(behind)} story behind",
                f"{name} amid {min(4, int(5 * sum(near) / max(1, len(near))))}/5 story",
            )
        )
        behind += chances[index]
    return found


def _seen(name: str, where: str, sight: _Sight) -> Iterator[str]:
    yield f"{name}, {where} {sight.worth}"
    yield f"{name}, {where} a {sight.kind}"
    if sight.pointed:
        yield f"{name}, pointer {where}"
    yield f"{'no' if not sight.skipped else 'one or two' if sight.skipped < 3 else 'few' if sight.skipped < 6 else 'many'} skipped {where}"


def _nearest(looks: Sequence[Look], worth: Sequence[float], levels: Sequence[str], index: int, step: int) -> _Sight:
    other, pointed = index + step, False
    while 0 <= other < len(looks) and worth[other] < _THIN and abs(other - index) <= _FAR:
        pointed = pointed or (worth[other] < 0 and not _POINTERS.isdisjoint(looks[other].signs))
        other += step
    skipped = abs(other - index) - 1
    if not 0 <= other < len(looks):
        return _Sight(worth="edge", kind="none", skipped=skipped, pointed=pointed)
    if skipped >= _FAR:
        return _Sight(worth="nothing", kind="none", skipped=skipped, pointed=pointed)
    distance = "next" if not skipped else "one off" if skipped == 1 else "near" if skipped < 4 else "far"
    return _Sight(worth=f"{levels[other]} {distance}", kind=looks[other].kind, skipped=skipped, pointed=pointed)


def _level(worth: float) -> str:
    return "--" if worth < -3 else "-" if worth < -1 else "0" if worth < 1 else "+" if worth < 3 else "++"


def _side(index: int, run: tuple[int, int]) -> str:
    return "before" if index < run[0] else "in" if index <= run[1] else "behind"


def _amount(lines: float) -> str:
    return "no" if lines < 0.6 else "little" if lines < 1.6 else "some" if lines < 4 else "much"
