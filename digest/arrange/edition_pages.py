"""Stage 3: the page of each edition, and the list of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from digest.arrange import addresses, times, words
from digest.arrange.addresses import Addresses
from digest.arrange.desk import Desk
from digest.arrange.editions import Edition
from digest.arrange.faces import Face, together
from digest.arrange.inputs import Known, known
from digest.arrange.library import Library
from digest.arrange.links import Leads, Targets
from digest.arrange.sheets import Sheet, headlines, newest_change
from digest.ground.wording import Wording
from digest.model import Struct
from digest.pages import EditionList, EditionPage, EditionRef, EditionView


class Front(Struct, kw_only=True, array_like=True):
    """What an edition shows: itself, its note's markup with its leads, its lead (one story or none), its other stories."""

    view: EditionView
    note: str
    leads: Leads
    lead: Known[tuple[Face, ...]]
    rest: Known[tuple[Face, ...]]

    @property
    def lead_first(self) -> tuple[Face, ...]:
        """The stories in order, the one that leads first."""
        return self.lead.value + self.rest.value


def views(editions: Iterable[Edition], where: Addresses) -> tuple[EditionView, ...]:
    """The editions as pages show them."""
    return tuple(_view(edition, where) for edition in editions)


def by_day(editions: Iterable[Edition], views: Iterable[EditionView]) -> dict[date, Known[EditionRef]]:
    """The edition that each day with a story belongs to, as a link to it."""
    found: dict[date, Known[EditionRef]] = {}
    for edition, view in zip(editions, views, strict=True):
        found |= dict.fromkeys([story.face.day for story in edition.stories], known(_ref(view)))
    return found


def front(edition: Edition, view: EditionView, targets: Targets) -> Front:
    """What the page of an edition shows, and the home page when it is the newest."""
    note = edition.note
    return Front(
        view=view,
        note=note.html if note else "",
        leads=targets.leads(link.target for link in note.links) if note else {},
        lead=together([edition.lead.face] if edition.lead else ()),
        rest=together([story.face for story in edition.rest]),
    )


def sheets(
    desk: Desk, library: Library, editions: Sequence[Edition], views: Sequence[EditionView], targets: Targets
) -> Iterator[Sheet]:
    """A page for each edition, and their list; nothing on a site without editions."""
    if not editions:
        return
    refs = [None, *map(_ref, views), None]
    for number, (edition, view) in enumerate(zip(editions, views, strict=True)):
        yield Sheet(
            path=addresses.output(addresses.edition(edition.key)),
            layout=desk.layout(_edition, front(edition, view, targets), refs[number], refs[number + 2]),
            origin=f"the edition {edition.key}",
            template="edition.html",
            modified=newest_change(edition.stories),
        )
    yield Sheet(
        path=addresses.output(addresses.EDITIONS),
        layout=desk.layout(_editions, tuple(views)),
        origin="the list of editions",
        template="editions.html",
        modified=newest_change(library.stories),
    )


def days_of(edition: EditionRef, wording: Wording) -> str:
    """An edition's days in words, in the site's language."""
    first, last = date.fromisoformat(edition.first.iso), date.fromisoformat(edition.last.iso)
    return words.edition(edition.kind, first, last, edition.number, wording)


def _view(edition: Edition, where: Addresses) -> EditionView:
    return EditionView(
        key=edition.key,
        kind=edition.kind,
        href=where.href(addresses.edition(edition.key)),
        first=times.of_day(edition.first),
        last=times.of_day(edition.last),
        number=edition.number,
        title=edition.note.title if edition.note else None,
        count=len(edition.stories),
        topic_count=len({story.face.topic for story in edition.stories}),
    )


def _ref(view: EditionView) -> EditionRef:
    return EditionRef(
        key=view.key,
        kind=view.kind,
        href=view.href,
        first=view.first,
        last=view.last,
        number=view.number,
        title=view.title,
    )


def _edition(desk: Desk, front: Front, newer: EditionRef | None, older: EditionRef | None) -> EditionPage:
    view = front.view
    way = addresses.edition(view.key)
    days = days_of(view, desk.setting.wording)
    name = desk.say("title-and-days", title=view.title, days=days) if view.title else days
    return EditionPage(
        site=desk.frame.site(addresses.EDITIONS),
        head=desk.frame.head(name, headlines(front.lead_first), way),
        edition=view,
        introduction=desk.html(front.note, front.leads),
        lead=desk.card(front.lead.value[0]) if front.lead.value else None,
        sections=desk.sections(front.rest.value),
        newer=newer,
        older=older,
        crumbs=desk.frame.crumbs((desk.say("editions"), addresses.EDITIONS), (days, way)),
    )


def _editions(desk: Desk, views: Sequence[EditionView]) -> EditionList:
    years: dict[int, list[EditionView]] = {}
    for view in views:
        years.setdefault(int(view.key[:4]), []).append(view)
    way = addresses.EDITIONS
    return EditionList(
        site=desk.frame.site(way),
        head=desk.frame.head(desk.say("editions"), words.stories_of(desk.say("editions"), desk.setting.wording), way),
        years=tuple((year, tuple(each)) for year, each in years.items()),
        crumbs=desk.frame.crumbs((desk.say("editions"), way)),
    )
