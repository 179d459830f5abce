"""Stage 1, convert: where articles lie under `content/`, and where a new one goes."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Sequence
from datetime import tzinfo
from functools import cached_property
from pathlib import Path, PurePosixPath

from digest.convert.glances import Glances, Standing
from digest.engine.work import Work
from digest.ground.filenames import alike
from digest.ground.files import create, walk
from digest.ground.yaml_text import quote


def refuse_links(content: Path, path: str) -> None:
    """PermissionError where a folder on the way from `content` to `path` is a link: no stage looks for articles behind it."""
    for above in PurePosixPath(path).parents:
        if above.name and (content / above).is_symlink():
            message = f"`{content.name}/{above}` is a link, and no article is written behind it"
            raise PermissionError(errno.EPERM, message)


class Shelf:
    """The articles that lie under `content/`, found by id or seed, and the paths and addresses that are taken."""

    def __init__(self, root: Path, content: str, zone: tzinfo, work: Work, *, reserved: Iterable[str] = ()) -> None:
        self._folder = root / content
        self._glances = Glances(self._folder, zone, work)
        self._ids: dict[str, list[str]] = {}
        self._seeds: dict[str, str] = {}
        self._without_id: set[str] = set()
        self._unreadable: list[tuple[str, str]] = []
        self._paths = list(walk(self._folder, unreadable=self._unreadable))
        self._reserved = tuple(reserved)
        self._seen = self._glances.look([path for path in self._paths if path.endswith(".md")])
        for path, glance in self._seen.items():
            if glance.id is None:
                self._without_id.add(path)
                continue
            self._ids.setdefault(glance.id, []).append(path)
            if glance.seed is not None:
                self._seeds.setdefault(glance.seed, glance.id)

    @cached_property
    def _taken(self) -> set[str]:
        """The paths that no new article can have: all that stand there, and those that addresses stand for."""
        addresses = (glance.address for glance in self._seen.values() if glance.address is not None)
        return {alike(path) for path in {*self._reserved, *self._paths, *addresses}}

    @cached_property
    def _former(self) -> dict[str, str]:
        """The article to which an old address leads, by the path that this stands for."""
        return {alike(each): path for path, glance in self._seen.items() for each in glance.former}

    def standing(self) -> list[Standing]:
        """The articles as they stood when this run began, sorted by path."""
        return [
            Standing(path, glance.id, self._glances.digest(path), glance.address or path)
            for path, glance in sorted(self._seen.items())
        ]

    def find(self, identity: str, usual: str | None = None) -> str | None:
        """The article's path: `usual` if it lies there, else wherever its id is found; None where it is deleted.

        A file at `usual` from which somebody took the id is still the article. Raises PermissionError where it may lie in a
        folder that can't be read.
        """
        paths = self._ids.get(identity, [])
        if usual in paths or usual in self._without_id:
            return usual
        for path, _ in self._unreadable:
            if usual is not None and (not path or usual == path or usual.startswith(f"{path}/")):
                raise PermissionError(errno.EACCES, f"`{path}` can't be read")
        return paths[0] if paths else None

    def identity_of(self, seed: str) -> str | None:
        """The id of the article that names `seed` as its seed."""
        return self._seeds.get(quote(seed, flow=False)) or self._seeds.get(seed)

    def free(self, where: str, stem: str, *, of: str = "") -> str:
        """A free path `where/stem.md`, or `stem-2` and so on; it is taken from now on.

        An address that leads to another article is not free, unless that article is the one that lies at `of`.
        """
        path, number = f"{where}/{stem}.md", 1
        while alike(path) in self._taken or self._former.get(alike(path), of) != of:
            number += 1
            path = f"{where}/{stem}-{number}.md"
        self._taken.add(alike(path))
        return path

    def create(self, path: str, text: str, identity: str) -> str:
        """Writes the new article `identity` at `path`, a free one, and gives it; where a file has appeared there, at the next free path.

        Raises PermissionError where a folder on the way there is a link.
        """
        refuse_links(self._folder, path)
        old = PurePosixPath(path)
        while not create(self._folder / path, text.encode()):
            path = self.free(str(old.parent), old.stem)
        self._ids.setdefault(identity, []).append(path)
        return path

    def remember(self, written: Sequence[str], state: Path) -> None:
        """Keeps what the articles at the paths `written` tell since this run wrote them; `state` is the state folder."""
        self._glances.remember(written, state)
