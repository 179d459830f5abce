"""Stage 1, convert: the findings for a seed that shares with another what should be its own: its words, or its id.

Their places have no file, which stands for the seed, as in its record.
"""

from __future__ import annotations

from digest.ground.diagnostics import Diagnostic, Place, warning
from digest.model import Origin

NEARLY_THE_SAME = 0.8
"""The share of common runs of words from which on two reports may be one."""


def same(other: str) -> Diagnostic:
    """For a seed that says the same as the seed `other`."""
    message = f"this seed says the same as {other}; its article waits for review"
    hint = "delete this seed and its article, or set `status: published`"
    return warning("seed-duplicate", message, Place(file=""), hint=hint)


def similar(other: str, share: float) -> Diagnostic:
    """For a seed that says nearly the same as the seed `other`."""
    message = f"this seed says nearly the same as {other}: {share:.0%} of the runs of three words are in both"
    hint = "delete this seed and its article, or settle that both shall stand: see digest review"
    return warning("seed-similar", message, Place(file=""), hint=hint)


def id_refused(wished: str, given: str, other: str | None, origin: Origin | None) -> Diagnostic:
    """For a seed whose front matter names an id that the seed `other` has, or that (None) no seed can have."""
    why = f"is that of {other}" if other is not None else "is not of the form that ids of seeds have"
    place = (
        Place(file="", line=origin.line, column=origin.start + 1, length=origin.end - origin.start)
        if origin is not None
        else Place(file="")
    )
    hint = "give each seed an id of its own, a letter and nine or more of `a` to `z` and `2` to `7`, or none"
    return warning("seed-id-refused", f"the id `{wished}` {why}; this article's is `{given}`", place, hint=hint)
