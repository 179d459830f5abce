"""What someone who edits a site has before them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.properties import sites


class How(NamedTuple):
    """How a site is built: what a person chooses at the door. `convert` and `strict` are for one build."""

    now: str = sites.NOW
    url: str | None = None
    convert: bool = False
    strict: bool = False


class Desk:
    """The folder of a site, what its `config.yaml` says, and how it is to be built.

    Words that an edit brings in are numbered, so that no edit undoes another by chance. `broken` has the files in which a
    mistake was made, with what they said before; `forgotten` tells that the memory between builds was harmed.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.chosen = sites.settings()
        self.how = How()
        self.number = 0
        self.broken: dict[str, bytes | None] = {}
        self.forgotten = False

    @property
    def output(self) -> str:
        """The output folder."""
        return str(self.chosen.get("paths", {}).get("output", sites.OUTPUT))

    @property
    def state(self) -> str:
        """The state folder."""
        return str(self.chosen.get("paths", {}).get("state", sites.STATE))

    def fresh(self, word: str) -> str:
        """The word with a number that no other has."""
        self.number += 1
        return f"{word} {self.number}"

    def name(self, word: str) -> str:
        """The same as a part of a file's name."""
        return self.fresh(word).replace(" ", "-")

    def write(self, path: str, data: bytes | str) -> None:
        """Writes a file of the site."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)

    def settle(self) -> None:
        """Writes what is chosen into `config.yaml`, over a mistake in it too."""
        self.write("config.yaml", sites.written(self.chosen))
        self.broken.pop("config.yaml", None)

    def files(self, pattern: str) -> list[Path]:
        """The files of the site at a pattern of paths, but for hidden ones and those with a mistake."""
        broken = {self.root / path for path in self.broken}
        return [
            path
            for path in sorted(self.root.glob(pattern))
            if path.is_file() and path not in broken and "/." not in path.as_posix()
        ]

    def stories(self) -> list[Path]:
        """The articles."""
        return [path for path in self.files("content/**/*.md") if path.parent.name not in {"pages", "editions"}]

    def story(self, pick: int) -> Path:
        """One of the articles."""
        stories = self.stories()
        return stories[pick % len(stories)]

    def put_back(self) -> None:
        """Mends all mistakes."""
        for path, data in self.broken.items():
            (self.root / path).unlink(missing_ok=True)
            if data is not None:
                self.write(path, data)
        self.broken = {}


Edit = Callable[[Desk, int], None]
"""Changes something; the number chooses what and how, the same number on the same site the same."""

Edits = dict[str, Edit]
"""Edits by their names."""


def chance(pick: int) -> Random:
    """A source of choices that are the same for the same number."""
    return Random(pick)  # noqa: S311
