"""Medians, paired ratios and spreads, and how they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

_DIGITS = ((0.00995, 4), (0.0995, 3), (0.995, 2), (9.995, 2), (99.95, 1))
"""Below this value, so many digits stand behind the point."""


@dataclass(frozen=True)
class Ratio:
    """The median of the rounds' ratios, and the lowest and the highest of them."""

    middle: float
    low: float
    high: float


def paired(ours: Sequence[float], theirs: Sequence[float]) -> Ratio:
    """Each round's figure over the other's of the same round; both have at least one round, and equally many."""
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    return Ratio(median(ratios), min(ratios), max(ratios))


def spread(values: Sequence[float]) -> float:
    """How far the lowest and the highest lie apart, as a part of the median."""
    return (max(values) - min(values)) / median(values)


def short(value: float) -> str:
    """A number with the digits that mean something, three, or two below one: 0.034, 0.81, 4.83, 37.2, 793."""
    if value == 0:
        return "0"
    digits = next((digits for limit, digits in _DIGITS if value < limit), 0)
    return f"{value:,.{digits}f}"


def percent(value: float) -> str:
    """A part of one as a whole percentage."""
    return f"{value:.0%}".replace("%", " %")
