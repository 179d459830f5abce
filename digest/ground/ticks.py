"""Ticks: how long work tells whoever watches it how far it has come."""

from __future__ import annotations

from collections.abc import Callable

Tick = Callable[[int, int], None]
"""Is told how many steps are done, and how many there are."""


class Stopped(Exception):  # noqa: N818 - nothing is wrong
    """Raised by whoever watches: the work isn't wanted any longer, and is cut short."""


def silent(done: int, total: int) -> None:
    """The tick of work that nobody watches."""
