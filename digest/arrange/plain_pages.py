"""Stage 3: the plain pages: about, imprint and the like."""

from __future__ import annotations

from collections.abc import Iterable

from digest.arrange import addresses
from digest.arrange.sheets import Desk, Sheet
from digest.ground.diagnostics import first_line
from digest.ground.languages import direction
from digest.model import PlainPage
from digest.pages import TextPage


def sheets(desk: Desk, pages: Iterable[PlainPage]) -> list[Sheet]:
    """A page for each of `pages`."""
    return [_page(desk, page) for page in pages]


def _page(desk: Desk, page: PlainPage) -> Sheet:
    way = addresses.plain_page(page.slug)
    language = page.language or desk.settings.language
    context = TextPage(
        site=desk.frame.site(way),
        head=desk.frame.head(page.title, page.summary or page.title, way, noindex=page.noindex),
        title=page.title,
        summary=page.summary or "",
        html=desk.html(page.html),
        language=language,
        direction=direction(language),
        crumbs=desk.frame.crumbs((page.title, way)),
    )
    file = f"{desk.content}/{page.path}"
    return Sheet(
        way=way,
        context=context,
        origin=file,
        template="page.html",
        kind="page",
        place=page.places.get("slug") or page.places.get("title") or first_line(file),
    )
