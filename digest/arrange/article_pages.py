"""Stage 3: the page of each article, its neighbours, and the redirects from its old addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial

import msgspec

from digest.arrange import addresses, redirects, times
from digest.arrange.desk import Desk
from digest.arrange.faces import Face, Neighbour, together
from digest.arrange.frame import NOWHERE
from digest.arrange.inputs import Known
from digest.arrange.library import Library, Story
from digest.arrange.links import Leads, Targets
from digest.arrange.sheets import Sheet
from digest.ground.diagnostics import Diagnostic, Place, first_line, warning
from digest.ground.suggestions import Suggestions
from digest.model import Body, Struct
from digest.pages import ArticlePage, EditionRef, Head, TagRef

_WORDS_A_MINUTE = 230
_SAME_TIME = timedelta(minutes=5)
_NO_LEADS: Leads = {}


class Around(Struct, kw_only=True, array_like=True):
    """What stands around a story on its page; `labels` are its tags as they are shown, and their slugs."""

    newer: Neighbour | None
    older: Neighbour | None
    labels: tuple[tuple[str, str], ...]
    edition: Known[EditionRef] | None
    also: Known[tuple[Face, ...]] | None
    leads: Leads


def sheets(
    desk: Desk, library: Library, editions: Mapping[date, Known[EditionRef]], targets: Targets, content: str
) -> Iterator[Sheet]:
    """A page for each story; `editions` has that of each day, none on a site without editions; `content` is the content folder."""
    stories = library.stories
    labels = {tag.key: (tag.label, tag.slug) for tag in library.tags.values()}
    beside = [None, *(_neighbour(story.face) for story in stories), None]
    for number, story in enumerate(stories):
        article, face = story.article, story.face
        file = f"{content}/{article.path}"
        around = Around(
            newer=beside[number],
            older=beside[number + 2],
            labels=tuple([labels[key] for key in story.tags]),
            edition=editions.get(face.day),
            also=together(_also(story, library)) if article.front.also else None,
            leads=targets.leads(article.links) if article.links else _NO_LEADS,
        )
        yield Sheet(
            path=addresses.output(face.way),
            layout=desk.layout(_article, Known(story, (article.digest, face.mark)), around),
            origin=file,
            template="article.html",
            modified=story.modified,
            noindex=article.front.noindex,
            kind="article",
            place=partial(_place, desk.bodies, article.path, file, ("slug", "date", "title")),
        )


def old_addresses(desk: Desk, library: Library, content: str) -> Iterator[Sheet]:
    """A page at each old address of a story, which leads to the new one."""
    for story in library.stories:
        if story.article.front.aliases:
            yield from _old_addresses(desk, story, f"{content}/{story.article.path}")


def check_also(
    library: Library, bodies: Mapping[str, Body], known: Mapping[str, str], content: str
) -> list[Diagnostic]:
    """Reports of the same story that don't exist; `known` has the path of every article by its id, shown or not."""
    found = []
    ids = Suggestions(known)
    for story in library.stories:
        for number, id_ in enumerate(story.article.front.also):
            if id_ not in known:
                close = ids.nearest(id_)
                hint = f"did you mean `{close}`?" if close else "write the `id` of an article, or remove it"
                path = story.article.path
                place = _place(bodies, path, f"{content}/{path}", (f"also.{number}", "also"))
                found.append(warning("also-unknown", f"no article has the id `{id_}`", place, hint=hint))
    return found


def _place(bodies: Mapping[str, Body], path: str, file: str, keys: Sequence[str]) -> Place:
    """Where the first of the keys that the header has stands; the header's beginning where it has none of them."""
    places = bodies[path].places
    return next((places[key] for key in keys if key in places), first_line(file))


def _neighbour(face: Face) -> Neighbour:
    return Neighbour(title=face.title, way=face.way, iso=face.iso, language=face.language)


def _also(story: Story, library: Library) -> list[Face]:
    others = [library.by_id.get(id_) for id_ in story.article.front.also]
    return [other.face for other in others if other is not None and other is not story]


def _article(desk: Desk, known: Known[Story], around: Around) -> ArticlePage:
    story, setting = known.value, desk.setting
    article, face = story.article, story.face
    front, card = article.front, desk.card(face)
    updated = front.updated if front.updated and _counts_as_update(story) else None
    return ArticlePage(
        site=desk.frame.site(NOWHERE),
        head=_head(desk, story, [label for label, _ in around.labels]),
        id=face.id,
        title=face.title,
        summary=front.summary or "",
        kicker=face.kicker,
        html=desk.html(desk.bodies[article.path].html, around.leads),
        language=card.language,
        direction=card.direction,
        topics=tuple(setting.topics[slug] for slug in story.topics),
        tags=tuple(TagRef(label=label, href=setting.tag_href(slug)) for label, slug in around.labels),
        authors=front.authors,
        dateline=front.dateline,
        credits=front.credits,
        source=card.source,
        date=card.date,
        updated=times.when(updated, desk.zone) if updated else None,
        minutes=max(1, round(article.words / _WORDS_A_MINUTE)),
        image=face.image,
        corrections=front.corrections,
        also=desk.cards(around.also.value) if around.also else (),
        edition=around.edition.value if around.edition else None,
        newer=desk.neighbour(around.newer),
        older=desk.neighbour(around.older),
        extra=front.extra,
    )


def _head(desk: Desk, story: Story, labels: Sequence[str]) -> Head:
    face, setting = story.face, desk.setting
    image = face.image
    head = desk.frame.head(face.title, face.summary, face.way, noindex=story.article.front.noindex)
    return msgspec.structs.replace(
        head,
        kind="article",
        image=setting.addresses.absolute(image.href) if image else None,
        image_alt=image.alt if image else "",
        published=face.iso,
        modified=story.modified if story.changed > story.instant else None,
        section=setting.topics[face.topic].name,
        tags=tuple(labels),
    )


def _counts_as_update(story: Story) -> bool:
    """Whether an update is worth telling: on a later day, or more than five minutes after publication."""
    date, updated = story.article.front.date, story.article.front.updated
    if date is None or updated is None:
        return False
    if date.is_day or updated.is_day:
        return updated.day > date.day
    return story.changed - story.instant > _SAME_TIME


def _old_addresses(desk: Desk, story: Story, file: str) -> Iterator[Sheet]:
    face = story.face
    ways: dict[str, str] = {}
    for number, path in enumerate(story.article.front.aliases):
        ways.setdefault(addresses.alias(path), f"aliases.{number}")
    for way, key in ways.items():
        if way != face.way:
            yield Sheet(
                path=addresses.output(way),
                layout=desk.layout(redirects.redirect, face.way, face.title, face.language),
                origin=f"an alias in {file}",
                renderer="redirect",
                kind="alias",
                place=partial(_place, desk.bodies, story.article.path, file, (key, "aliases")),
            )
