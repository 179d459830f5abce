"""Stage 1, convert: where articles lie under `content/`, and where a new one goes."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable
from datetime import tzinfo
from pathlib import Path, PurePosixPath

from digest.ground.filenames import alike
from digest.ground.files import create, walk
from digest.ground.located import quote
from digest.ground.moment import Moment, parse_moment

UNDATED = "undated"
_HEADER_BYTES = 65536
_ID = re.compile(r"^id:[ \t]*[\"']?([a-z][a-z2-7]{9,})\b", re.MULTILINE)
_FIELD = r"^%s:[ \t]*(\S.*?)[ \t]*(?:[ \t]#.*)?$"
_SEED = re.compile(_FIELD % "seed", re.MULTILINE)
_SLUG = re.compile(_FIELD % "slug", re.MULTILINE)
_DATE = re.compile(_FIELD % "date", re.MULTILINE)


def folder(date: Moment | None, zone: tzinfo) -> str:
    """The folder of an article under `content/`: `2015/07/28`, its day in the site's zone, or `undated`."""
    return date.local_day(zone).isoformat().replace("-", "/") if date is not None else UNDATED


def refuse_links(content: Path, path: str) -> None:
    """PermissionError where a folder on the way from `content` to `path` is a link: no stage looks for articles behind it."""
    for above in PurePosixPath(path).parents:
        if above.name and (content / above).is_symlink():
            message = f"`{content.name}/{above}` is a link, and no article is written behind it"
            raise PermissionError(errno.EPERM, message)


class Shelf:
    """The articles that lie under `content/`, found by id or seed, and the paths and addresses that are taken.

    Headers are only glanced at: a header that is broken elsewhere still tells its id.
    """

    def __init__(self, root: Path, content: str, zone: tzinfo, *, reserved: Iterable[str] = ()) -> None:
        self._folder = root / content
        self._zone = zone
        self._ids: dict[str, list[str]] = {}
        self._seeds: dict[str, str] = {}
        self._without_id: set[str] = set()
        self._taken: set[str] = {alike(path) for path in reserved}
        for path in walk(self._folder):
            self._taken.add(alike(path))
            if path.endswith(".md"):
                self._glance(path)

    def _glance(self, path: str) -> None:
        try:
            with (self._folder / path).open("rb") as stream:
                text = stream.read(_HEADER_BYTES).decode("utf-8", "replace").replace("\r\n", "\n")
        except OSError:
            return
        head = re.split(r"^---[ \t]*$", text, maxsplit=2, flags=re.MULTILINE)
        text = head[1] if len(head) == 3 else text
        date = _DATE.search(text)
        moment = parse_moment(date[1].strip("\"'")) if date else None
        if isinstance(moment, Moment):
            slug = _SLUG.search(text)
            stem = slug[1].strip("\"'") if slug else PurePosixPath(path).stem
            self._taken.add(alike(f"{folder(moment, self._zone)}/{stem}.md"))
        found = _ID.search(text)
        if found is None:
            self._without_id.add(path)
            return
        self._ids.setdefault(found[1], []).append(path)
        seed = _SEED.search(text)
        if seed:
            self._seeds.setdefault(seed[1], found[1])

    def find(self, identity: str, usual: str | None = None) -> str | None:
        """The article's path: `usual` if it lies there, else wherever its id is found; None where it is deleted.

        A file at `usual` from which somebody took the id is still the article.
        """
        paths = self._ids.get(identity, [])
        if usual in paths or usual in self._without_id:
            return usual
        return paths[0] if paths else None

    def identity_of(self, seed: str) -> str | None:
        """The id of the article that names `seed` as its seed."""
        return self._seeds.get(quote(seed, flow=False)) or self._seeds.get(seed)

    def free(self, where: str, stem: str) -> str:
        """A free path `where/stem.md`, or `stem-2` and so on; it is taken from now on."""
        path, number = f"{where}/{stem}.md", 1
        while alike(path) in self._taken:
            number += 1
            path = f"{where}/{stem}-{number}.md"
        self._taken.add(alike(path))
        return path

    def create(self, path: str, text: str) -> str:
        """Writes a new article at `path`, a free one, and gives it; where a file has appeared there, at the next free path.

        Raises PermissionError where a folder on the way there is a link.
        """
        refuse_links(self._folder, path)
        old = PurePosixPath(path)
        while not create(self._folder / path, text.encode()):
            path = self.free(str(old.parent), old.stem)
        return path
