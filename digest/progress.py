"""Long work shown while it runs: a bar on a terminal, plain lines elsewhere, nothing for work that is short. The one door of rich."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 1.0
"""Seconds before a bar appears: most builds are over by then, and never load what draws it."""

PAUSE = 10.0
"""Seconds between two lines where there is no terminal."""


class Watching:
    """Is called with the stage, how much is done, and how much there is; used in a `with` block, which takes the bar away.

    `say` prints a line; without it nothing is shown.
    """

    def __init__(self, say: Callable[[str], None] | None = None, *, on_terminal: bool = False) -> None:
        self._say = say
        self._on_terminal = on_terminal
        self._due = time.monotonic() + (PATIENCE if on_terminal else PAUSE)
        self._bar: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Watching:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, bug: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Shows that `done` of `total` steps of `stage` are behind us."""
        if self._say is None:
            return
        if self._on_terminal:
            self._draw(stage, done, total)
        elif time.monotonic() >= self._due:
            self._say(f"{stage}: {done:,} of {total:,}")
            self._due = time.monotonic() + PAUSE

    def _draw(self, stage: str, done: int, total: int) -> None:
        if self._bar is None:
            if time.monotonic() < self._due:
                return
            self._bar = _bar()
        if stage not in self._tasks:
            for earlier in self._tasks.values():
                self._bar.update(earlier, visible=False)
            self._tasks[stage] = self._bar.add_task(stage)
        self._bar.update(self._tasks[stage], completed=done, total=total)


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.start()
    return bar
