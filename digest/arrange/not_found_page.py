"""Stage 3: the page that a web server shows for a dead link."""

from __future__ import annotations

import msgspec

from digest.arrange import addresses, words
from digest.arrange.frame import NOWHERE
from digest.arrange.sheets import Desk, Sheet
from digest.pages import NotFoundPage

_LATEST = 5


def sheet(desk: Desk) -> Sheet:
    """`404.html`; it has no address of its own."""
    way = addresses.NOT_FOUND
    head = desk.frame.head(words.NOT_FOUND, words.NOT_FOUND, way, noindex=True)
    page = NotFoundPage(
        site=desk.frame.site(NOWHERE),
        head=msgspec.structs.replace(head, canonical=None),
        topics=tuple(desk.views.topics[topic.slug] for topic, stories in desk.library.topics if stories),
        latest=desk.views.cards_of(desk.library.stories[:_LATEST]),
    )
    return Sheet(way=way, context=page, origin="the page for dead links (`pages.not_found`)", template="404.html")
