"""Stage 2, read: everything in `content/` → Content, with all problems of all files in one run."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

from digest.config import Config
from digest.ground.diagnostics import Diagnostic, Place, error, has_errors
from digest.ground.files import walk
from digest.ground.text import nearest
from digest.model import Article, Content, EditionNote, Media, PlainPage, Struct
from digest.read import markup
from digest.read.articles import read_article
from digest.read.documents import take_apart
from digest.read.editions import read_edition
from digest.read.media import measure
from digest.read.plain_pages import read_page

Tick = Callable[[int, int], None]
_Made = Article | EditionNote | PlainPage | Media


class _Settings(Struct):
    """What reading one file depends on beside its bytes and its path."""

    content: str
    topics: tuple[str, ...]
    config: Config


def read(root: Path, config: Config, *, tick: Tick = lambda _done, _total: None) -> tuple[Content, list[Diagnostic]]:
    """All that stands in the content folder of the site at `root`, sorted by path; a missing folder is an empty one.

    `tick` is told how many of how many files are read. Files with errors are left out of the Content and named in its
    `broken`. Hidden files, the records of conversions among them, are passed over.
    """
    settings = _Settings(content=config.paths.content, topics=tuple(t.slug for t in config.topics), config=config)
    folder = root / config.paths.content
    found = markup.check(config.markdown)
    unreadable: list[tuple[str, str]] = []
    paths = list(walk(folder, unreadable=unreadable))
    found += [_unreadable(f"{settings.content}/{path}".rstrip("/"), why) for path, why in unreadable]
    made: list[_Made] = []
    broken: list[str] = []
    for number, path in enumerate(paths, 1):
        value, more = _read_file(folder, path, settings)
        found += more
        if value is not None:
            made.append(value)
        elif _is_markdown(path):
            broken.append(path)
        tick(number, len(paths))
    content = Content(
        articles=tuple(x for x in made if isinstance(x, Article)),
        editions=tuple(x for x in made if isinstance(x, EditionNote)),
        pages=tuple(x for x in made if isinstance(x, PlainPage)),
        media=tuple(x for x in made if isinstance(x, Media)),
        broken=tuple(broken),
    )
    return content, [*found, *_across(content, settings.content)]


def _is_markdown(path: str) -> bool:
    return path.lower().endswith(".md")


def _read_file(folder: Path, path: str, settings: _Settings) -> tuple[_Made | None, list[Diagnostic]]:
    file = f"{settings.content}/{path}"
    if not _is_markdown(path):
        return measure(folder, path), []
    try:
        data = (folder / path).read_bytes()
    except OSError as problem:
        return None, [_unreadable(file, problem.strerror or str(problem))]
    document, found = take_apart(data, file)
    if document is None:
        return None, found
    value: Article | EditionNote | PlainPage | None
    if path.startswith("editions/"):
        value, found = read_edition(document, path, settings.config.edition, settings.config.markdown)
    elif path.startswith("pages/"):
        value, found = read_page(document, path, settings.config.markdown)
    else:
        value, found = read_article(document, path, settings.topics, settings.config.markdown)
    return (None if has_errors(found) else value), found


def _unreadable(file: str, why: str) -> Diagnostic:
    return error(
        "file-unreadable",
        "it can't be read",
        Place(file=file),
        note=why,
        hint="check its name, where it leads, and who may read it",
    )


def _across(content: Content, folder: str) -> list[Diagnostic]:
    """What no file can tell alone: ids and editions given twice, pictures that aren't there."""
    ids = [(article.front.id or "", article.path, article.places.get("id")) for article in content.articles]
    keys = [(note.key, note.path, None) for note in content.editions]
    return [
        *_twice(ids, "id-duplicate", "the id", "give one of the two another id, or remove one of the files", folder),
        *_twice(keys, "edition-duplicate", "the edition", "put both notes into one file", folder),
        *_pictures(content),
    ]


def _twice(
    named: Iterable[tuple[str, str, Place | None]], code: str, what: str, hint: str, folder: str
) -> Iterable[Diagnostic]:
    first: dict[str, str] = {}
    for name, path, place in named:
        other = first.setdefault(name, path)
        if other != path:
            where = place or Place(file=f"{folder}/{path}", line=1)
            yield error(code, f"{what} `{name}` is taken by {folder}/{other}", where, hint=hint)


def _pictures(content: Content) -> Iterable[Diagnostic]:
    there = {unicodedata.normalize("NFC", media.path) for media in content.media}
    for article in content.articles:
        picture = article.picture
        if picture is not None and picture.target.startswith("content:"):
            wanted = unicodedata.normalize("NFC", picture.target.removeprefix("content:"))
            if wanted not in there:
                yield _missing(wanted, there, picture.place)


def _missing(wanted: str, there: Iterable[str], place: Place) -> Diagnostic:
    beside = posixpath.dirname(wanted)
    names = [posixpath.basename(path) for path in sorted(there) if posixpath.dirname(path) == beside]
    close = nearest(posixpath.basename(wanted), names)
    hint = f"did you mean `{close}`?" if close else "put the picture beside the article"
    return error("image-missing", f"there is no picture `{wanted}` in the content folder", place, hint=hint)
