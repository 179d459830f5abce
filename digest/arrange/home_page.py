"""Stage 3: the home page: the newest edition, and the way to the ones before."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from digest.arrange import addresses, words
from digest.arrange.desk import Desk
from digest.arrange.edition_pages import Front, days_of, front
from digest.arrange.editions import Edition
from digest.arrange.faces import Face, together
from digest.arrange.inputs import Known
from digest.arrange.library import Story
from digest.arrange.links import Targets
from digest.arrange.sheets import Sheet, headlines, newest_change
from digest.pages import EditionView, HomePage

_EARLIER = 8


def home(
    desk: Desk, latest: Sequence[Story], editions: Sequence[Edition], views: Sequence[EditionView], targets: Targets
) -> Sheet:
    """The home page; `latest` are the newest stories on a site without editions, else none."""
    newest = front(editions[0], views[0], targets) if editions else None
    return Sheet(
        path=addresses.output(addresses.HOME),
        layout=desk.layout(_home, newest, tuple(views[1 : 1 + _EARLIER]), together([story.face for story in latest])),
        origin="the home page",
        template="home.html",
        modified=newest_change(editions[0].stories if editions else latest),
    )


def _home(
    desk: Desk, front: Front | None, earlier: tuple[EditionView, ...], latest: Known[tuple[Face, ...]]
) -> HomePage:
    site, wording = desk.setting.site, desk.setting.wording
    shown = front.lead_first if front else latest.value
    head = desk.frame.head("", site.description or headlines(shown), addresses.HOME)
    if front:
        head = msgspec.structs.replace(head, title=words.title(site.title, days_of(front.view, wording), wording))
    return HomePage(
        site=desk.frame.site(addresses.HOME),
        head=head,
        edition=front.view if front else None,
        introduction=desk.html(front.note, front.leads) if front else "",
        lead=desk.card(front.lead.value[0]) if front and front.lead.value else None,
        sections=desk.sections(front.rest.value) if front else (),
        earlier=earlier,
        latest=desk.cards(latest.value),
    )
