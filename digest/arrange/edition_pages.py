"""Stage 3: the page of each edition, and the list of them."""

from __future__ import annotations

from digest.arrange import addresses, words
from digest.arrange.editions import Edition
from digest.arrange.library import Story
from digest.arrange.sheets import Desk, Sheet, headlines, newest_change
from digest.pages import EditionList, EditionPage, EditionView


def sheets(desk: Desk) -> list[Sheet]:
    """A page for each edition, and their list; nothing on a site without editions."""
    if not desk.editions:
        return []
    views = [desk.views.editions[edition.key] for edition in desk.editions]
    newer: list[EditionView | None] = [None, *views]
    older: list[EditionView | None] = [*views[1:], None]
    made = [_edition(desk, *each) for each in zip(desk.editions, views, newer, older, strict=False)]
    years: dict[int, list[EditionView]] = {}
    for view in views:
        years.setdefault(int(view.key[:4]), []).append(view)
    way = addresses.EDITIONS
    page = EditionList(
        site=desk.frame.site(way),
        head=desk.frame.head(words.EDITIONS, words.stories_of(words.EDITIONS), way),
        years=tuple((year, tuple(each)) for year, each in years.items()),
        crumbs=desk.frame.crumbs((words.EDITIONS, way)),
    )
    modified = newest_change(desk.library.stories)
    return [
        *made,
        Sheet(way=way, context=page, origin="the list of editions", template="editions.html", modified=modified),
    ]


def label(edition: Edition, desk: Desk) -> str:
    """An edition in words: its title, else its days."""
    days = days_of(edition, desk)
    title = edition.note.title if edition.note else None
    return f"{title} ({days})" if title else days


def days_of(edition: Edition, desk: Desk) -> str:
    """An edition's days in words, in the site's language."""
    return words.edition(edition.kind, edition.first, edition.last, edition.number, desk.settings.language)


def lead_first(edition: Edition) -> list[Story]:
    """An edition's stories in order, the one that leads it first."""
    lead = [edition.lead] if edition.lead else []
    return [*lead, *(story for story in edition.stories if story is not edition.lead)]


def _edition(
    desk: Desk, edition: Edition, view: EditionView, newer: EditionView | None, older: EditionView | None
) -> Sheet:
    way = addresses.edition(edition.key)
    page = EditionPage(
        site=desk.frame.site(addresses.EDITIONS),
        head=desk.frame.head(label(edition, desk), headlines(lead_first(edition)), way),
        edition=view,
        introduction=desk.html(edition.note.html) if edition.note else "",
        lead=desk.views.card(edition.lead) if edition.lead else None,
        sections=desk.views.sections(edition.sections(desk.topics)),
        newer=newer,
        older=older,
        crumbs=desk.frame.crumbs(
            (words.EDITIONS, addresses.EDITIONS),
            (days_of(edition, desk), way),
        ),
    )
    return Sheet(
        way=way,
        context=page,
        origin=f"the edition {edition.key}",
        template="edition.html",
        modified=newest_change(edition.stories),
    )
