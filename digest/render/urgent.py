"""Stage 4: pages that somebody waits for, made before the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from digest.ground.diagnostics import Diagnostic
from digest.model import Page


class Urgent(Protocol):
    """Whoever waits for pages. Paths are those of files in the output folder."""

    def planned(self, paths: Collection[str]) -> None:
        """These pages and assets are about to be made anew; none where what is made won't be published."""

    def asked(self) -> Sequence[str]:
        """The pages that are waited for now."""

    def made(self, path: str, data: bytes) -> None:
        """One of them, or an asset, is made: its bytes."""

    def failed(self, finding: Diagnostic) -> None:
        """One of them can't be made, so that nothing will be published."""


class Nobody:
    """Whoever waits for nothing."""

    def planned(self, paths: Collection[str]) -> None:
        """Heard by nobody."""

    def asked(self) -> Sequence[str]:
        """Nothing."""
        return ()

    def made(self, path: str, data: bytes) -> None:
        """Heard by nobody."""

    def failed(self, finding: Diagnostic) -> None:
        """Heard by nobody."""


class Hurry:
    """Those of the `pages` that somebody waits for; `shared` is what `making.looks` gave."""

    def __init__(self, urgent: Urgent, pages: Iterable[Page], shared: bytes) -> None:
        self._urgent = urgent
        self._pages = {page.path: page for page in pages}
        self._shared = shared

    def serve(self) -> None:
        """Makes what is asked for now, until nothing is."""
        while asked := self._urgent.asked():
            for path in asked:
                if path in self._pages:
                    self._make(path)

    def _make(self, path: str) -> None:
        from digest.render.making import laid_out, make  # noqa: PLC0415 - a build with nothing to do makes no page

        answer = make(self._shared, laid_out(self._pages[path]))
        if isinstance(answer, Diagnostic):
            self._urgent.failed(answer)
        else:
            self._urgent.made(path, answer.data)
