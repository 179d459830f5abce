"""Stage 2, last step: what no file can tell alone. Ids and editions given twice, pictures that aren't there."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

from digest.ground.diagnostics import Diagnostic, Place, error, first_line
from digest.ground.filenames import composed
from digest.ground.suggestions import Suggestions
from digest.model import Article, Content


def check(content: Content, folder: str) -> list[Diagnostic]:
    """What is wrong between the files; `folder` is the content folder's name. Bodies are looked at only for places of errors."""
    articles: Iterable[Article] = content.articles
    if content.mended:
        articles = sorted((*content.articles, *content.mended), key=lambda article: article.path)
    return [*_ids(content, articles, folder), *_editions(content, folder), *_pictures(content, articles)]


def _ids(content: Content, articles: Iterable[Article], folder: str) -> Iterator[Diagnostic]:
    named = [(article.front.id, article.path) for article in articles if article.front.id is not None]
    hint = "give one of the two another id, or remove one of the files"
    for name, path, other in _twice(named):
        place = content.bodies[path].places.get("id") or first_line(f"{folder}/{path}")
        yield error("id-duplicate", f"the id `{name}` is taken by {folder}/{other}", place, hint=hint)


def _editions(content: Content, folder: str) -> Iterator[Diagnostic]:
    for name, path, other in _twice((note.key, note.path) for note in content.editions):
        message = f"the edition `{name}` is taken by {folder}/{other}"
        yield error("edition-duplicate", message, first_line(f"{folder}/{path}"), hint="put both notes into one file")


def _twice(named: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Each name that was given before, by whom, and by whom before."""
    first: dict[str, str] = {}
    for name, path in named:
        other = first.setdefault(name, path)
        if other is not path:
            yield name, path, other


def _pictures(content: Content, articles: Iterable[Article]) -> Iterator[Diagnostic]:
    wanting = [article for article in articles if article.picture and article.picture.startswith("content:")]
    if not wanting:
        return
    there = {composed(media.path) for media in content.media}
    beside: dict[str, Suggestions] = {}
    for article in wanting:
        picture = content.bodies[article.path].picture if _wanted(article) not in there else None
        if picture is None:
            continue
        folder, name = posixpath.split(_wanted(article))
        if folder not in beside:
            beside[folder] = Suggestions(_names_in(folder, there))
        yield _missing(_wanted(article), beside[folder].nearest(name), picture.place)


def _wanted(article: Article) -> str:
    return composed((article.picture or "").removeprefix("content:"))


def _names_in(folder: str, paths: Iterable[str]) -> list[str]:
    return [posixpath.basename(path) for path in paths if posixpath.dirname(path) == folder]


def _missing(wanted: str, close: str | None, place: Place) -> Diagnostic:
    hint = f"did you mean `{close}`?" if close else "put the picture beside the article"
    return error("image-missing", f"there is no picture `{wanted}` in the content folder", place, hint=hint)
