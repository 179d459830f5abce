"""Stage 3: the page that a web server shows for a dead link."""

from __future__ import annotations

import msgspec

from digest.arrange import addresses
from digest.arrange.desk import Desk
from digest.arrange.faces import Face, together
from digest.arrange.frame import NOWHERE
from digest.arrange.inputs import Known
from digest.arrange.library import Library
from digest.arrange.sheets import Sheet
from digest.pages import NotFoundPage

_LATEST = 5


def not_found(desk: Desk, library: Library) -> Sheet:
    """`404.html`; it has no address of its own."""
    topics = tuple(topic.slug for topic, stories in library.topics if stories)
    return Sheet(
        path=addresses.output(addresses.NOT_FOUND),
        layout=desk.layout(_not_found, topics, together([story.face for story in library.stories[:_LATEST]])),
        origin="the page for dead links (`pages.not_found`)",
        template="404.html",
        noindex=True,
    )


def _not_found(desk: Desk, topics: tuple[str, ...], latest: Known[tuple[Face, ...]]) -> NotFoundPage:
    name = desk.say("page-not-found")
    head = desk.frame.head(name, name, addresses.NOT_FOUND, noindex=True)
    return NotFoundPage(
        site=desk.frame.site(NOWHERE),
        head=msgspec.structs.replace(head, canonical=None),
        topics=tuple(desk.setting.topics[slug] for slug in topics),
        latest=desk.cards(latest.value),
    )
