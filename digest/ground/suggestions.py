"""Suggestions: what a wrong name was probably meant to be, for many wrong names and a long list of right ones."""

from __future__ import annotations

from collections.abc import Iterable

from digest.ground.text import nearest

MOST = 10_000
"""So many names are compared, which takes a tenth of a second: each search takes as long as the list is."""


class Suggestions:
    """The right names; nothing is done with them before the first wrong one."""

    def __init__(self, known: Iterable[str], *, most: int = MOST, likeness: float = 0.6) -> None:
        self._known = known
        self._likeness = likeness
        self._sorted: list[str] | None = None
        self._left = most  # names still to be compared; the first search may take more
        self._found: dict[str, str | None] = {}

    def nearest(self, word: str) -> str | None:
        """The right name that `word` is most likely a slip of; None where there is none, or many others were asked for before."""
        if word not in self._found:
            if self._left <= 0:
                return None
            if self._sorted is None:
                self._sorted = sorted(self._known)
            self._left -= len(self._sorted)
            self._found[word] = nearest(word, self._sorted, likeness=self._likeness)
        return self._found[word]
