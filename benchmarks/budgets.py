"""What the figures are held against: ratios to Hugo doing the same with 10,000 stories, and what 100,000 may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A line of the table of ratios: the median of `contestant` over Hugo's, with its budget and the aim beyond it."""

    words: str
    contestant: str
    part: str
    task: str
    budget: float
    aim: float


_EVERYTHING = "the same with everything on"

LINES = (
    Line("cold build, the pages that Hugo makes", "digest", "cold", "cold", 1.3, 0.8),
    Line("the same, `commonmark` engine", "digest-commonmark", "cold", "cold", 0.8, 0.5),
    Line("cold build, default theme, everything on", "digest-everything", "cold", "cold", 2.5, 1.5),
    Line("one body edited", "digest", "edits", "body", 0.08, 0.04),
    Line(_EVERYTHING, "digest-everything", "edits", "body", 0.08, 0.04),
    Line("one title edited", "digest", "edits", "title", 0.10, 0.05),
    Line(_EVERYTHING, "digest-everything", "edits", "title", 0.10, 0.05),
    Line("one article added", "digest", "edits", "added", 0.10, 0.05),
    Line(_EVERYTHING, "digest-everything", "edits", "added", 0.10, 0.05),
    Line("nothing changed", "digest", "edits", "nothing", 0.05, 0.025),
    Line(_EVERYTHING, "digest-everything", "edits", "nothing", 0.05, 0.025),
    Line("peak memory of a cold build", "digest", "memory", "cold", 0.5, 0.3),
    Line(_EVERYTHING, "digest-everything", "memory", "cold", 0.5, 0.3),
)
BUDGETED = 10_000
"""The number of stories that the budgets of `LINES` are for."""


@dataclass(frozen=True)
class Growth:
    """A line of the table of sizes; `limit` is what the largest may take, in the unit of its part (seconds, MiB)."""

    words: str
    contestant: str
    part: str
    task: str
    limit: float | None = None


GROWTH = (
    Growth("Hugo: cold build, s", "hugo", "cold", "cold"),
    Growth("digest: cold build, s", "digest", "cold", "cold", 120),
    Growth("digest, `commonmark`: cold build, s", "digest-commonmark", "cold", "cold", 120),
    Growth("digest, everything on: cold build, s", "digest-everything", "cold", "cold", 120),
    Growth("digest: one body edited, s", "digest", "edits", "body", 3),
    Growth("digest, everything on: one body edited, s", "digest-everything", "edits", "body", 3),
    Growth("digest: one title edited, s", "digest", "edits", "title", 3),
    Growth("digest: one article added, s", "digest", "edits", "added", 3),
    Growth("digest: nothing changed, s", "digest", "edits", "nothing", 3),
    Growth("Hugo: peak memory of a cold build, MiB", "hugo", "memory", "cold"),
    Growth("digest: peak memory of a cold build, MiB", "digest", "memory", "cold", 2048),
    Growth("digest, everything on: the same", "digest-everything", "memory", "cold", 2048),
    Growth("digest: peak memory after a body was edited, MiB", "digest", "memory", "body", 2048),
)
SIZES = (1_000, 10_000, 100_000)
