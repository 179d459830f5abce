"""Stage 3: the page of each article, its neighbours, and the redirects from its old addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial

import msgspec

from digest.arrange import addresses, redirects, times
from digest.arrange.again import Each
from digest.arrange.desk import Desk
from digest.arrange.faces import Face, Neighbour, together
from digest.arrange.frame import NOWHERE
from digest.arrange.inputs import Known
from digest.arrange.library import Library, Story
from digest.arrange.links import Leads, Targets
from digest.arrange.publishable import Policies
from digest.arrange.sheets import Sheet
from digest.engine.kept import Kept
from digest.ground.diagnostics import Diagnostic, Place, Severity, first_line
from digest.ground.suggestions import Suggestions
from digest.model import Body, Struct
from digest.pages import ArticlePage, EditionRef, Head, Rights, TagRef

_WORDS_A_MINUTE = 230
_SAME_TIME = timedelta(minutes=5)
_RELATED = 4
_NO_LEADS: Leads = {}
_MINTED = re.compile(r"[a-z][a-z2-7]{9,}")


class Around(Struct, kw_only=True, array_like=True):
    """What stands around a story on its page; `labels` are its tags as they are shown, and their slugs."""

    newer: Neighbour | None
    older: Neighbour | None
    labels: tuple[tuple[str, str], ...]
    edition: Known[EditionRef] | None
    also: Known[tuple[Face, ...]] | None
    related: tuple[Neighbour, ...]
    rights: Rights
    leads: Leads


Related = Mapping[str, Sequence[str]]
"""The paths of the articles that each article is most like, by its own path; some of them may not be shown."""


def sheets(
    desk: Desk,
    library: Library,
    editions: Mapping[date, Known[EditionRef]],
    targets: Targets,
    content: str,
    *,
    policies: Policies,
    related: Related,
    kept: Kept | None = None,
) -> Iterator[Sheet]:
    """A page for each story; `editions` has that of each day, none on a site without editions; `content` is the content folder."""
    stories, made = library.stories, Each[Sheet](kept, "pages of stories")
    labels = {tag.key: (tag.label, tag.slug) for tag in library.tags.values()}
    naming = _naming(stories)
    beside = [None, *(_neighbour(story.face) for story in stories), None]
    numbers = {story.article.path: number for number, story in enumerate(stories)} if related else {}
    for number, story in enumerate(stories):
        article, face = story.article, story.face
        file = f"{content}/{article.path}"
        also = _also(story, library, naming) if article.front.also or face.id in naming else []
        around = Around(
            newer=beside[number],
            older=beside[number + 2],
            labels=tuple([labels[key] for key in story.tags]),
            edition=editions.get(face.day),
            also=together(also) if also else None,
            related=_related(number, related.get(article.path, ()), numbers, beside, also),
            rights=policies.rights(article.front.source),
            leads=targets.leads(article.links) if article.links else _NO_LEADS,
        )
        yield made.of(article.path, (desk.mark, story, around, file), partial(_sheet, desk, story, around, file))


def _sheet(desk: Desk, story: Story, around: Around, file: str) -> Sheet:
    article, face = story.article, story.face
    return Sheet(
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
    """Reports of the same story that don't exist; `known` has the path of every article by its id, shown or not.

    An id that was once minted is only noted: its article may have been deleted, and nothing is wrong with the page.
    """
    found = []
    ids = Suggestions(known)
    for story in library.stories:
        for number, id_ in enumerate(story.article.front.also):
            if id_ not in known:
                close = ids.nearest(id_)
                hint = f"did you mean `{close}`?" if close else "it may have been deleted; then remove it here"
                path = story.article.path
                place = _place(bodies, path, f"{content}/{path}", (f"also.{number}", "also"))
                severity: Severity = "warning" if close or not _MINTED.fullmatch(id_) else "note"
                message = f"no article has the id `{id_}`"
                found.append(
                    Diagnostic(code="also-unknown", message=message, severity=severity, place=place, hint=hint)
                )
    return found


def _place(bodies: Mapping[str, Body], path: str, file: str, keys: Sequence[str]) -> Place:
    """Where the first of the keys that the header has stands; the header's beginning where it has none of them."""
    places = bodies[path].places
    return next((places[key] for key in keys if key in places), first_line(file))


def _neighbour(face: Face) -> Neighbour:
    return Neighbour(title=face.title, way=face.way, iso=face.iso, language=face.language)


def _naming(stories: Iterable[Story]) -> dict[str, list[Story]]:
    """For each id the stories that name it as another report, newest first: one link is enough for both."""
    found: dict[str, list[Story]] = {}
    for story in stories:
        for id_ in story.article.front.also:
            found.setdefault(id_, []).append(story)
    return found


def _also(story: Story, library: Library, naming: Mapping[str, list[Story]]) -> list[Face]:
    """The other reports that a story names, in its order, then those that name it."""
    named = [library.by_id.get(id_) for id_ in story.article.front.also]
    others = {other.face.id: other.face for other in (*named, *naming.get(story.face.id, ())) if other is not None}
    return [face for id_, face in others.items() if id_ != story.face.id]


def _related(
    number: int,
    paths: Iterable[str],
    numbers: Mapping[str, int],
    beside: Sequence[Neighbour | None],
    also: Iterable[Face],
) -> tuple[Neighbour, ...]:
    """The first few of the articles at `paths` that are shown, and not on this page already: as a neighbour, or as another report."""
    there = {face.way for face in also}
    found = []
    for path in paths:
        other = numbers.get(path, number)
        story = beside[other + 1] if abs(other - number) > 1 else None
        if story is not None and story.way not in there:
            found.append(story)
    return tuple(found[:_RELATED])


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
        minutes=max(1, round(article.words / _WORDS_A_MINUTE)) if article.words else 0,
        image=face.image,
        corrections=front.corrections,
        rights=around.rights,
        also=desk.cards(around.also.value) if around.also else (),
        related=tuple([desk.ref(each) for each in around.related]),
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
        image_width=image.width if image else None,
        image_height=image.height if image else None,
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
