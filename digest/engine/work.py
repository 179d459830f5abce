"""What a stage is handed to remember answers and to share out work: the memory, the helpers, and what keys depend on."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from digest.engine.cache import Cache

if TYPE_CHECKING:
    from concurrent.futures import Executor


class Work(NamedTuple):
    """The means of one build.

    `cache` is the memory between builds, `code` the version of the code (part of every key), `clock` what time it was for
    the file system (`stamps.clock`) before the first input was looked at; 0 trusts no stamp. `executor` does what takes longer
    than `alone` seconds; None does all here. `tally` counts what was done, for the report and for tests: `hashed` and
    `parsed` files, `laid out` and `rendered` pages.
    """

    cache: Cache
    code: str
    clock: int
    tally: Counter[str]
    executor: Executor | None = None
    alone: float = 0.5


def forgetful() -> Work:
    """Means that remember nothing and call nobody, for whoever needs an answer once."""
    return Work(cache=Cache(Path()), code="", clock=0, tally=Counter())
