"""Stage 3: the plain pages: about, imprint and the like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

import msgspec

from digest.arrange import addresses
from digest.arrange.desk import Desk
from digest.arrange.links import Leads, Targets
from digest.arrange.sheets import Sheet
from digest.ground.diagnostics import Place, first_line
from digest.ground.languages import direction
from digest.model import PlainPage
from digest.pages import TextPage


def sheets(desk: Desk, pages: Iterable[PlainPage], targets: Targets, content: str) -> Iterator[Sheet]:
    """A page for each of `pages`; `content` is the content folder."""
    for page in pages:
        file = f"{content}/{page.path}"
        shown = msgspec.structs.replace(page, links=(), places={})
        yield Sheet(
            path=addresses.output(addresses.plain_page(page.slug)),
            layout=desk.layout(_text, shown, targets.leads(link.target for link in page.links)),
            origin=file,
            template="page.html",
            noindex=page.noindex,
            kind="page",
            place=partial(_place, page, file),
        )


def _place(page: PlainPage, file: str) -> Place:
    return page.places.get("slug") or page.places.get("title") or first_line(file)


def _text(desk: Desk, page: PlainPage, leads: Leads) -> TextPage:
    way = addresses.plain_page(page.slug)
    language = page.language or desk.setting.site.language
    return TextPage(
        site=desk.frame.site(way),
        head=desk.frame.head(page.title, page.summary or page.title, way, noindex=page.noindex),
        title=page.title,
        summary=page.summary or "",
        html=desk.html(page.html, leads),
        language=language,
        direction=direction(language),
        crumbs=desk.frame.crumbs((page.title, way)),
    )
