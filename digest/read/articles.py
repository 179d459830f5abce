"""Stage 2: one content file → one Article and its Body. A function of the file's bytes, its path and few settings."""

from __future__ import annotations

from pathlib import PurePosixPath

import msgspec

from digest.config import Markdown
from digest.ground import fingerprint
from digest.ground.diagnostics import Diagnostic, error, first_line, warning
from digest.ground.text import excerpt, slugify
from digest.model import Article, Body, FrontMatter, Link
from digest.read import markup
from digest.read.addresses import Inner, locate
from digest.read.documents import Document
from digest.read.headers import Header, at, read_header
from digest.read.plain_text import count_words, opening, plain_text

_ID_LETTERS = 9
_EXCERPT_LETTERS = 220


def read_article(
    document: Document, path: str, topics: tuple[str, ...], options: Markdown
) -> tuple[Article | None, Body | None, list[Diagnostic]]:
    """What the content file at `path` (below `content/`) says, and all that is wrong with it, header and body alike.

    An article without an id gets one from its path, and a warning: it would change with the path. One with errors has
    defaults in place of what is wrong.
    """
    header, found = read_header(document, topics)
    made, more = markup.to_html(document.body, path, document.file, document.body_line, options)
    found = [*found, *more]
    if header is None:
        return None, None, found
    front = header.front
    if front.id is None and "id" not in header.places:
        front = msgspec.structs.replace(front, id=id_from(path))
        hint = f"add `id: {front.id}` to its front matter, so that feeds know it again when its file moves"
        found.append(warning("id-missing", "the article has no id", first_line(document.file), hint=hint))
    text = plain_text(made.html)
    picture = _picture(header, path, document.file, found)
    body = Body(html=made.html, text=text, links=made.links, picture=picture, places=header.places)
    return _article(path, front, body), body, found


def _article(path: str, front: FrontMatter, body: Body) -> Article:
    article = Article(
        path=path,
        slug=front.slug or slugify(PurePosixPath(path).stem),
        front=front,
        excerpt="" if front.summary else excerpt(opening(body.html, body.text), _EXCERPT_LETTERS),
        words=count_words(body.text),
        links=tuple(dict.fromkeys(link.target for link in body.links)),
        picture=body.picture.target if body.picture else None,
        digest="",
    )
    return msgspec.structs.replace(article, digest=fingerprint.of_value([article, body.html, body.text]))


def _picture(header: Header, path: str, file: str, found: list[Diagnostic]) -> Link | None:
    image = header.front.image
    if image is None:
        return None
    where = locate(image.src, path)
    place = at(header.places, "image.src", file)
    if isinstance(where, Inner):
        return Link(target=where.target, place=place)
    if where == "outside":
        hint = "put the picture beside the article"
        found.append(
            error("link-outside", f"the picture `{image.src}` lies outside the content folder", place, hint=hint)
        )
    return None


def id_from(path: str) -> str:
    """The id of an article that has none of its own: `p` and nine base32 characters of its path's hash."""
    return "p" + fingerprint.short(path.encode("utf-8", "surrogatepass"), _ID_LETTERS)
