"""The trade's words, read once from `digest/convert/data/`: files that people can read and change."""

from __future__ import annotations

import functools
from importlib import resources

from digest.ground import text


@functools.cache
def _rows(name: str) -> tuple[str, ...]:
    raw = resources.files("digest.convert").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(row.strip() for row in raw.splitlines() if row.strip() and not row.startswith("#"))


@functools.cache
def months() -> dict[str, frozenset[int]]:
    """Each month's name (folded, as `text.fold` does) and the numbers that it stands for in some language."""
    return _calendar("months.txt")


@functools.cache
def days() -> frozenset[str]:
    """The names of the days of the week, folded."""
    return frozenset(_calendar("days.txt"))


def _calendar(name: str) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for row in _rows(name):
        for number, spellings in enumerate(row.split(":", 1)[1].split(","), start=1):
            for spelling in spellings.split("|"):
                found.setdefault(text.fold(spelling.strip()), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


@functools.cache
def words(name: str) -> tuple[str, ...]:
    """The phrases of one section of `trade.txt`, longest first, folded."""
    found: set[str] = set()
    section = ""
    for row in _rows("trade.txt"):
        if row.startswith("["):
            section = row.strip("[]")
        elif section == name:
            found.update(text.fold(phrase.strip()) for phrase in row.split("|"))
    found.discard("")
    if not found:
        raise LookupError(name)
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


@functools.cache
def zones() -> dict[str, str]:
    """Abbreviations of time zones: to an offset (`+01:00`) or, where summer time decides, to an IANA zone."""
    return {name.casefold(): value for name, value in (row.split() for row in _rows("zones.txt"))}
