"""Stage 2: `content/pages/*.md` → plain pages: about, imprint and the like."""

from __future__ import annotations

from pathlib import PurePosixPath

from digest.config import Markdown
from digest.ground import languages
from digest.ground.diagnostics import Diagnostic, error, has_errors
from digest.ground.text import check_slug, slugify
from digest.model import PlainPage, Struct
from digest.read import headers, markup
from digest.read.documents import Document


class PageHeader(Struct, kw_only=True):
    """The header of a plain page; `nav` is its place among the links at the top of every page, none without it."""

    title: str | None = None
    """The page's title; it needs one."""
    slug: str | None = None
    """Its segment in the address; else the file's name gives it."""
    summary: str | None = None
    """A sentence for search engines, and under the title."""
    nav: int | None = None
    """Its place among the links at the top of every page, smallest first; without it the page has no link there."""
    language: str | None = None
    """Its language (BCP 47), where it is not the site's."""
    noindex: bool = False
    """Whether search engines are asked to leave it out."""


def read_page(document: Document, path: str, options: Markdown) -> tuple[PlainPage | None, list[Diagnostic]]:
    """The page in a file; its address is `slug`, else made of the file's name."""
    header, places, found = headers.parse(document, PageHeader, "the page's front matter")
    made, more = markup.to_html(document.body, path, document.file, document.body_line, options)
    found = [*found, *more]
    if header is None:
        return None, found
    title = headers.clean(header.title or "")
    if not title:
        place = headers.at(places, "title", document.file)
        found.append(error("title-missing", "a page needs a title", place, hint="add `title: …`"))
    found += check_slug(header.slug, headers.at(places, "slug", document.file))
    found += languages.check(header.language, headers.at(places, "language", document.file))
    if has_errors(found):
        return None, found
    page = PlainPage(
        path=path,
        slug=header.slug or slugify(PurePosixPath(path).stem),
        title=title,
        summary=headers.clean(header.summary or "") or None,
        nav=header.nav,
        language=header.language,
        noindex=header.noindex,
        html=made.html,
        links=made.links,
        places=places,
    )
    return page, found
