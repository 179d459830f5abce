"""Which article a person means: by its id, its file, its slug or its address."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo
from pathlib import Path, PurePosixPath

from digest.arrange import addresses
from digest.ground.characters import printable
from digest.ground.diagnostics import Diagnostic, error
from digest.ground.filenames import short_enough
from digest.ground.text import nearest
from digest.model import Article, Content

_SHOWN = 8


def find(content: Content, name: str, root: Path, folder: str, zone: tzinfo) -> Article | Diagnostic:
    """The one article that `name` means; where it means none or several, the finding that says so, with those that it may mean.

    `folder` is the content folder's name in the site's folder `root`. A file is named as it is seen from the current folder, from
    `root` or from the content folder; its `.md` may be left out. Articles with errors are found as well.
    """
    articles = sorted((*content.articles, *content.mended), key=lambda article: article.path)
    path = _path(name, root, folder)
    way = f"{name.strip('/')}/"
    for same in (
        [article for article in articles if article.front.id == name],
        [article for article in articles if article.path in {path, f"{path}.md"}],
        [article for article in articles if address_of(article, zone) == way],
        [article for article in articles if name in {article.slug, PurePosixPath(article.path).stem}],
    ):
        if len(same) == 1:
            return same[0]
        if same:
            return _ambiguous(name, same, folder)
    return _unknown(name, articles, folder)


def address_of(article: Article, zone: tzinfo) -> str | None:
    """The article's way on the site (see `digest.arrange.addresses`), whether it is shown or not; None without a date."""
    date = article.front.date
    return addresses.article(date.local_day(zone), article.slug) if date is not None else None


def _path(name: str, root: Path, folder: str) -> str:
    """The name as a path below the content folder, as far as it may be one."""
    here = Path(name).absolute()
    content = (root / folder).absolute()
    if here.is_relative_to(content) and short_enough(name) and here.exists():
        return here.relative_to(content).as_posix()
    return name.removeprefix("./").removeprefix(f"{folder}/")


def _ambiguous(name: str, articles: list[Article], folder: str) -> Diagnostic:
    shown = ", ".join(f"`{article.front.id}` ({folder}/{article.path})" for article in articles[:_SHOWN])
    more = f" and {len(articles) - _SHOWN} more" if len(articles) > _SHOWN else ""
    message = f"`{printable(name)}` means {len(articles)} articles"
    return error("article-ambiguous", message, hint=f"name one by its id: {shown}{more}")


def _unknown(name: str, articles: Iterable[Article], folder: str) -> Diagnostic:
    names: dict[str, Article] = {}
    for article in articles:
        for each in (article.slug, article.front.id, article.path):
            names.setdefault(each or "", article)
    close = nearest(name, filter(None, names))
    hint = f"did you mean `{close}` ({folder}/{names[close].path})?" if close else "name it by id, slug or file"
    return error("article-unknown", f"there is no article `{printable(name)}`", hint=hint)
