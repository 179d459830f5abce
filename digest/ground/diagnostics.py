"""Errors as values: what is wrong, where, and what to do about it.

A diagnostic is collected, never raised. Its code is a word that never changes its meaning; every code has an entry in
`docs/reference/diagnostics.md` and a test. Showing diagnostics is the command line's business.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from digest.ground.struct import Struct

Severity = Literal["error", "warning", "note"]


class Place(Struct, kw_only=True, order=True):
    """Where something stands: a path relative to the site's folder (POSIX), line and column counted from 1.

    `line` and `column` are 0 where they are not known; `length` is the number of characters to underline;
    `source` is the whole offending line, empty where there is none to show.
    """

    file: str
    line: int = 0
    column: int = 0
    length: int = 1
    source: str = ""


class Diagnostic(Struct, kw_only=True):
    """One finding: permanent code, sentence for people, place, what to do (`hint`), a word under the caret (`note`)."""

    code: str
    message: str
    severity: Severity = "error"
    place: Place | None = None
    note: str = ""
    hint: str = ""


def first_line(file: str) -> Place:
    """Where the front matter of a content file begins: the place of what is missing in it."""
    return Place(file=file, line=1, column=1, length=3, source="---")


def error(code: str, message: str, place: Place | None = None, *, note: str = "", hint: str = "") -> Diagnostic:
    """A finding that stops the site from being published, or a seed from being converted."""
    return Diagnostic(code=code, message=message, severity="error", place=place, note=note, hint=hint)


def warning(code: str, message: str, place: Place | None = None, *, note: str = "", hint: str = "") -> Diagnostic:
    """A finding that an editor should look at; `--strict` lifts it to an error."""
    return Diagnostic(code=code, message=message, severity="warning", place=place, note=note, hint=hint)


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Each finding once, by file, line, column, severity and code: the same list whatever order they were found in."""
    rank = {"error": 0, "warning": 1, "note": 2}
    unique = dict.fromkeys(diagnostics)

    def key(finding: Diagnostic) -> tuple[tuple[str, int, int], int, tuple[str, ...], Place]:
        place = finding.place or Place(file="")
        texts = (finding.code, finding.message, finding.note, finding.hint)
        return ((place.file, place.line, place.column), rank[finding.severity], texts, place)

    return sorted(unique, key=key)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any finding is an error."""
    return any(finding.severity == "error" for finding in diagnostics)


def strict(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The same findings with every warning lifted to an error."""
    return [
        msgspec.structs.replace(finding, severity="error") if finding.severity == "warning" else finding
        for finding in diagnostics
    ]
