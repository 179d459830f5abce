"""Stage 3: the home page: the newest edition, and the way to the ones before."""

from __future__ import annotations

import msgspec

from digest.arrange import addresses, words
from digest.arrange.edition_pages import days_of, lead_first
from digest.arrange.sheets import Desk, Sheet, headlines, newest_change
from digest.pages import HomePage

_EARLIER = 8


def sheet(desk: Desk, size: int) -> Sheet:
    """The home page; without editions it shows the newest stories, twice as many as a full page of a list (`size`) has."""
    newest = desk.editions[0] if desk.editions else None
    latest = desk.library.stories[: 2 * size] if desk.period == "none" else ()
    shown = lead_first(newest) if newest else list(latest)
    days = days_of(newest, desk) if newest else ""
    head = desk.frame.head("", desk.settings.description or headlines(shown), addresses.HOME)
    if days:
        head = msgspec.structs.replace(head, title=words.title(desk.settings.title, days))
    page = HomePage(
        site=desk.frame.site(addresses.HOME),
        head=head,
        edition=desk.views.editions[newest.key] if newest else None,
        introduction=desk.html(newest.note.html) if newest and newest.note else "",
        lead=desk.views.card(newest.lead) if newest and newest.lead else None,
        sections=desk.views.sections(newest.sections(desk.topics)) if newest else (),
        earlier=tuple(desk.views.editions[edition.key] for edition in desk.editions[1 : 1 + _EARLIER]),
        latest=desk.views.cards_of(latest),
    )
    return Sheet(
        way=addresses.HOME,
        context=page,
        origin="the home page",
        template="home.html",
        modified=newest_change(shown),
    )
