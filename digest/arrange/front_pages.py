"""Stage 3: the home page, editions and their list, plain pages, and the page for dead links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from digest.arrange import addresses, words
from digest.arrange.editions import Edition
from digest.arrange.frame import NOWHERE
from digest.arrange.library import Story
from digest.arrange.sheets import Desk, Sheet, newest_change
from digest.ground.diagnostics import Place
from digest.ground.languages import direction
from digest.ground.text import excerpt
from digest.model import PlainPage
from digest.pages import EditionList, EditionPage, EditionView, HomePage, NotFoundPage, TextPage

_EARLIER = 8
_ON_NOT_FOUND = 5
_HEADLINES = 3
_DESCRIPTION = 200


def sheets(desk: Desk, pages: Iterable[PlainPage]) -> list[Sheet]:
    """The home page, every edition and their list, every plain page, the page for dead links."""
    made = [_home(desk), *_editions(desk), *(_plain(desk, page) for page in pages)]
    return [*made, _not_found(desk)] if desk.config.pages.not_found else made


def headlines(stories: Sequence[Story]) -> str:
    """A description of a page that has nothing to say but its stories: the first headlines."""
    return excerpt("; ".join(story.title for story in stories[:_HEADLINES]), _DESCRIPTION)


def label(edition: Edition) -> str:
    """An edition in words: its title, else its days."""
    days = words.edition(edition.kind, edition.first, edition.last, edition.number)
    title = edition.note.title if edition.note else None
    return f"{title} ({days})" if title else days


def _lead_first(edition: Edition) -> list[Story]:
    lead = [edition.lead] if edition.lead else []
    return [*lead, *(story for story in edition.stories if story is not edition.lead)]


def _home(desk: Desk) -> Sheet:
    newest = desk.editions[0] if desk.editions else None
    latest = desk.library.stories[: 2 * desk.config.pages.size] if desk.config.edition == "none" else ()
    shown = _lead_first(newest) if newest else list(latest)
    days = words.edition(newest.kind, newest.first, newest.last, newest.number) if newest else ""
    head = desk.frame.head("", desk.config.site.description or headlines(shown), addresses.HOME)
    if days:
        head = msgspec.structs.replace(head, title=words.title(desk.config.site.title, days))
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


def _editions(desk: Desk) -> list[Sheet]:
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


def _edition(
    desk: Desk, edition: Edition, view: EditionView, newer: EditionView | None, older: EditionView | None
) -> Sheet:
    way = addresses.edition(edition.key)
    page = EditionPage(
        site=desk.frame.site(addresses.EDITIONS),
        head=desk.frame.head(label(edition), headlines(_lead_first(edition)), way),
        edition=view,
        introduction=desk.html(edition.note.html) if edition.note else "",
        lead=desk.views.card(edition.lead) if edition.lead else None,
        sections=desk.views.sections(edition.sections(desk.topics)),
        newer=newer,
        older=older,
        crumbs=desk.frame.crumbs(
            (words.EDITIONS, addresses.EDITIONS),
            (words.edition(edition.kind, edition.first, edition.last, edition.number), way),
        ),
    )
    return Sheet(
        way=way,
        context=page,
        origin=f"the edition {edition.key}",
        template="edition.html",
        modified=newest_change(edition.stories),
    )


def _plain(desk: Desk, page: PlainPage) -> Sheet:
    way = addresses.plain_page(page.slug)
    language = page.language or desk.config.site.language
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
    file = f"{desk.config.paths.content}/{page.path}"
    return Sheet(
        way=way,
        context=context,
        origin=file,
        template="page.html",
        kind="page",
        place=page.places.get("slug") or Place(file=file, line=1),
    )


def _not_found(desk: Desk) -> Sheet:
    way = addresses.NOT_FOUND
    head = desk.frame.head(words.NOT_FOUND, words.NOT_FOUND, way, noindex=True)
    page = NotFoundPage(
        site=desk.frame.site(NOWHERE),
        head=msgspec.structs.replace(head, canonical=None),
        topics=tuple(desk.views.topics[topic.slug] for topic, stories in desk.library.topics if stories),
        latest=desk.views.cards_of(desk.library.stories[:_ON_NOT_FOUND]),
    )
    return Sheet(way=way, context=page, origin="the page for dead links (`pages.not_found`)", template="404.html")
