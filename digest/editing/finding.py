"""Which article a person means: by its file, its id, its address, its seed, its slug, or a part of one of these."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import tzinfo
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from digest.arrange import addresses
from digest.ground.characters import printable
from digest.ground.diagnostics import Diagnostic, error
from digest.ground.text import nearest
from digest.model import Article, Struct

_SHOWN = 5


class Called(Struct, kw_only=True):
    """What an article goes by; its `path` is below the content folder (None: it was deleted), its `address` from the site's root.

    `slug` is wanted where it may be another than the file's name; `seed` is a path below the folder of seeds.
    """

    id: str = ""
    path: str | None = None
    slug: str | None = None
    address: str | None = None
    seed: str | None = None

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return PurePosixPath(self.path).stem if self.path is not None else ""


class Folders(NamedTuple):
    """The site's folder, and the names in it of those of the articles and the seeds."""

    root: Path
    content: str
    seeds: str


def find(name: str, articles: Sequence[Called], folders: Folders, *, parts: bool) -> int | Diagnostic:
    """Which of the articles `name` means; where it means none or several, the finding that says so, with those that it may mean.

    A file is named as it is seen from the current folder, from the site's or from its own; its `.md` may be left out. A part of a
    name counts only where `parts` are asked for: by commands that change no more than they can take back.
    """
    text = _from_root(folders.root, name).strip().replace("\\", "/").removeprefix("./").strip("/")
    meant = _meant(text, articles, folders, parts=parts) if text else []
    if len(meant) == 1:
        return meant[0]
    if meant:
        return _ambiguous(name, [articles[number] for number in meant], folders.content)
    return _unknown(name, articles, folders.content, parts=parts)


def called(article: Article, zone: tzinfo) -> Called:
    """What an article that was read goes by."""
    address = address_of(article, zone)
    return Called(id=article.front.id or "", path=article.path, slug=article.slug, address=address)


def address_of(article: Article, zone: tzinfo) -> str | None:
    """The article's way on the site (see `digest.arrange.addresses`), whether it is shown or not; None without a date."""
    date = article.front.date
    return addresses.article(date.local_day(zone), article.slug) if date is not None else None


def _meant(text: str, articles: Sequence[Called], folders: Folders, *, parts: bool) -> list[int]:
    """The articles that the first way fits which fits any."""
    path, seed = text.removeprefix(f"{folders.content}/"), text.removeprefix(f"{folders.seeds}/")
    identity = PurePosixPath(text).stem if text.endswith(".json") else text  # a record goes by its article's id
    part = text.casefold()
    ways: list[Callable[[Called], bool]] = [
        lambda one: one.path in {path, f"{path}.md"},
        lambda one: one.id == identity,
        lambda one: one.address == f"{text}/",
        lambda one: one.seed == seed,
        lambda one: text in {one.slug, one.stem},
    ]
    if parts:
        ways.append(lambda one: any(part in each.casefold() for each in (one.path or "", one.id, one.seed or "")))
    found = ([number for number, one in enumerate(articles) if fits(one)] for fits in ways)
    return next(filter(None, found), [])


def _from_root(root: Path, text: str) -> str:
    """The path of a file as it is seen from the site's folder, where it leads to one there; any other text as it is."""
    try:
        here = Path(os.path.abspath(text))  # noqa: PTH100 - without dots, and with the links by which it was named
        for path, top in ((here, root.absolute()), (here.resolve(), root.resolve())):
            if path.is_relative_to(top) and path.is_file():
                return path.relative_to(top).as_posix()
    except (OSError, ValueError):  # a name too long, or with a NUL
        pass
    return text


def _ambiguous(name: str, articles: Sequence[Called], content: str) -> Diagnostic:
    shown = [f"{content}/{one.path} (`{one.id}`)" if one.path else f"`{one.id}` (deleted)" for one in articles[:_SHOWN]]
    more = f", and {len(articles) - _SHOWN} more" if len(articles) > _SHOWN else ""
    message = f"`{printable(name)}` means {len(articles)} articles"
    return error("article-ambiguous", message, hint=f"say which: {', '.join(shown)}{more}")


def _unknown(name: str, articles: Sequence[Called], content: str, *, parts: bool) -> Diagnostic:
    names: dict[str, Called] = {}
    for one in articles:
        for each in _names(one, parts=parts):
            names.setdefault(each, one)
    close = nearest(name, names)
    hint = "write a path, an id, an address or a slug"
    if parts:
        hint = "write a path, an id, a seed, a slug, or a part of one of these"
    if close is not None:
        file = f" ({content}/{names[close].path})" if names[close].path else ""
        hint = f"did you mean `{close}`{file}?"
    return error("article-unknown", f"no article goes by `{printable(name)}`", hint=hint)


def _names(one: Called, *, parts: bool) -> Iterator[str]:
    """What an article may be called by in a suggestion."""
    yield from filter(None, (one.slug, one.stem, one.id, one.path))
    if parts:
        yield from filter(None, one.stem.split("-"))
