"""The trade's words by which the lines of a pasted text are told apart: labels, outlets, months, zones."""

from __future__ import annotations

from functools import cache

from digest.convert import tables
from digest.ground import text


@cache
def months() -> dict[str, frozenset[int]]:
    """Each month's name (folded, as `text.fold` does) and the numbers that it stands for in some language."""
    return _calendar("months.txt")


@cache
def persian_months() -> dict[str, int]:
    """The names of the months of the Persian solar calendar, folded, and their numbers."""
    rows = tables.sections("trade.txt")["persian-month"]
    return {text.fold(name): number for number, row in enumerate(rows, start=1) for name in row.split("|")}


@cache
def days() -> frozenset[str]:
    """The names of the days of the week, folded."""
    return frozenset(_calendar("days.txt"))


def _calendar(name: str) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for row in tables.rows(name):
        for number, spellings in enumerate(text.fold(row.split(":", 1)[1]).split(","), start=1):
            for spelling in spellings.split("|"):
                found.setdefault(spelling.strip(), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


@cache
def words(name: str) -> frozenset[str]:
    """The words and phrases of one section of `trade.txt`, folded."""
    rows = (text.fold(row) for row in tables.sections("trade.txt")[name])
    return frozenset(phrase.strip() for row in rows for phrase in row.split("|")) - {""}


@cache
def phrases(name: str) -> tuple[str, ...]:
    """The same, longest first: for finding those with which a line opens."""
    return tuple(sorted(words(name), key=lambda phrase: (-len(phrase), phrase)))


@cache
def zones() -> dict[str, str]:
    """Abbreviations of time zones: to an offset (`+01:00`) or, where summer time decides, to an IANA zone."""
    return {name.casefold(): value for name, value in (row.split() for row in tables.rows("zones.txt"))}
