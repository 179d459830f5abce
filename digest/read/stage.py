"""Stage 2, read: everything in `content/` → Content, with all problems of all files in one run."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from digest.config import Config, Markdown
from digest.ground.diagnostics import Diagnostic, Place, error, first_line, has_errors
from digest.ground.filenames import composed
from digest.ground.files import walk
from digest.ground.periods import Period
from digest.ground.suggestions import Suggestions
from digest.ground.ticks import Tick, silent
from digest.model import Article, Content, EditionNote, Media, PlainPage, Struct
from digest.read import markup
from digest.read.articles import read_article
from digest.read.documents import take_apart
from digest.read.editions import read_edition
from digest.read.media import measure
from digest.read.plain_pages import read_page

_Made = Article | EditionNote | PlainPage | Media


class _Settings(Struct, kw_only=True):
    """What reading one file depends on beside its bytes and its path."""

    content: str
    topics: tuple[str, ...]
    period: Period
    markdown: Markdown


def read(
    root: Path, config: Config, *, places: Mapping[str, Place] = MappingProxyType({}), tick: Tick = silent
) -> tuple[Content, list[Diagnostic]]:
    """All that stands in the content folder of the site at `root`, sorted by path; a missing folder is an empty one.

    `places` tells where settings stand in config.yaml, `tick` is told how many of how many files are read. Files with errors are named in the Content's `broken`; articles among
    them are in `mended`. Hidden files, the records of conversions among them, are passed over.
    """
    settings = _Settings(
        content=config.paths.content,
        topics=tuple(topic.slug for topic in config.topics),
        period=config.edition,
        markdown=config.markdown,
    )
    folder = root / config.paths.content
    found = markup.check(config.markdown, places)
    unreadable: list[tuple[str, str]] = []
    paths = list(walk(folder, unreadable=unreadable))
    found += [_unreadable(f"{settings.content}/{path}".rstrip("/"), why) for path, why in unreadable]
    made: list[_Made] = []
    mended: list[Article] = []
    broken: list[str] = []
    for number, path in enumerate(paths, 1):
        value, more = _read_file(folder, path, settings)
        found += more
        if value is not None and not has_errors(more):
            made.append(value)
        elif _is_markdown(path):
            broken.append(path)
            mended += [value] if isinstance(value, Article) else []
        tick(number, len(paths))
    content = Content(
        articles=tuple(x for x in made if isinstance(x, Article)),
        editions=tuple(x for x in made if isinstance(x, EditionNote)),
        pages=tuple(x for x in made if isinstance(x, PlainPage)),
        media=tuple(x for x in made if isinstance(x, Media)),
        broken=tuple(broken),
        mended=tuple(mended),
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
        value, found = read_edition(document, path, settings.period, settings.markdown)
    elif path.startswith("pages/"):
        value, found = read_page(document, path, settings.markdown)
    else:
        value, found = read_article(document, path, settings.topics, settings.markdown)
    return value, found


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
    articles = sorted((*content.articles, *content.mended), key=lambda article: article.path)
    ids = [(one.front.id, one.path, one.places.get("id")) for one in articles if one.front.id is not None]
    keys = [(note.key, note.path, None) for note in content.editions]
    return [
        *_twice(ids, "id-duplicate", "the id", "give one of the two another id, or remove one of the files", folder),
        *_twice(keys, "edition-duplicate", "the edition", "put both notes into one file", folder),
        *_pictures(articles, content.media),
    ]


def _twice(
    named: Iterable[tuple[str, str, Place | None]], code: str, what: str, hint: str, folder: str
) -> Iterable[Diagnostic]:
    first: dict[str, str] = {}
    for name, path, place in named:
        other = first.setdefault(name, path)
        if other != path:
            where = place or first_line(f"{folder}/{path}")
            yield error(code, f"{what} `{name}` is taken by {folder}/{other}", where, hint=hint)


def _pictures(articles: Iterable[Article], files: Iterable[Media]) -> Iterable[Diagnostic]:
    there = {composed(media.path) for media in files}
    beside: dict[str, Suggestions] = {}
    for article in articles:
        picture = article.picture
        if picture is not None and picture.target.startswith("content:"):
            wanted = composed(picture.target.removeprefix("content:"))
            if wanted not in there:
                folder, name = posixpath.split(wanted)
                if folder not in beside:
                    beside[folder] = Suggestions(_names_in(folder, there))
                yield _missing(wanted, beside[folder].nearest(name), picture.place)


def _names_in(folder: str, paths: Iterable[str]) -> list[str]:
    return [posixpath.basename(path) for path in paths if posixpath.dirname(path) == folder]


def _missing(wanted: str, close: str | None, place: Place) -> Diagnostic:
    hint = f"did you mean `{close}`?" if close else "put the picture beside the article"
    return error("image-missing", f"there is no picture `{wanted}` in the content folder", place, hint=hint)
