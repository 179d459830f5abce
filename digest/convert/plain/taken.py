"""What has been read of a seed so far: field values, where they come from, and what was taken out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from digest.convert.plain.lines import Line
from digest.convert.plain.roles import Part
from digest.model import Origin, Removed, Struct


class Taken(Struct, kw_only=True):
    """Field values by name with their origins, and the stretches that no longer stand as they stood in the seed."""

    values: dict[str, Any]
    origins: dict[str, Origin]
    removed: tuple[Removed, ...] = ()


NOTHING = Taken(values={}, origins={})


def merge(findings: Iterable[Taken]) -> Taken:
    """All findings as one; where several have a field, the first one's value stays."""
    values: dict[str, Any] = {}
    origins: dict[str, Origin] = {}
    removed: list[Removed] = []
    for found in findings:
        values = found.values | values
        origins = found.origins | origins
        removed += found.removed
    return Taken(values=values, origins=origins, removed=tuple(removed))


def one(field: str, value: object, origin: Origin, *, removed: Iterable[Removed] = ()) -> Taken:
    """The finding of a single field."""
    return Taken(values={field: value}, origins={field: origin}, removed=tuple(removed))


def origin(rule: str, part: Part, confidence: float = 1.0) -> Origin:
    """The origin of a value that a part's first line tells."""
    return origin_of_line(rule, part.paragraph.lines[0], confidence)


def origin_of_line(rule: str, line: Line, confidence: float = 1.0) -> Origin:
    """The origin of a value that a whole line tells."""
    start = len(line.raw) - len(line.raw.lstrip())
    return Origin(rule=rule, line=line.number, start=start, end=len(line.raw), confidence=confidence)


def gone(rule: str, part: Part) -> tuple[Removed, ...]:
    """The lines of a part, as they stood, as taken out by `rule`."""
    return tuple(Removed(rule=rule, text=line.raw.strip(), line=line.number) for line in part.paragraph.lines)
