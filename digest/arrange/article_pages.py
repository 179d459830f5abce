"""Stage 3: the page of each article, its neighbours, and the redirects from its old addresses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import msgspec

from digest.arrange import addresses, times
from digest.arrange.frame import NOWHERE
from digest.arrange.library import Story
from digest.arrange.sheets import Desk, Sheet
from digest.ground.diagnostics import Diagnostic, Place, first_line, warning
from digest.ground.periods import key_of
from digest.ground.suggestions import Suggestions
from digest.pages import ArticlePage, Card, EditionView, Head, ImageView, Redirect

_WORDS_A_MINUTE = 230
_SAME_TIME = timedelta(minutes=5)


def sheets(desk: Desk) -> list[Sheet]:
    """A page for each story."""
    made: list[Sheet] = []
    stories = desk.library.stories
    for number, story in enumerate(stories):
        newer = stories[number - 1] if number else None
        older = stories[number + 1] if number + 1 < len(stories) else None
        made.append(
            Sheet(
                way=story.way,
                context=_page(desk, story, newer, older),
                origin=_file(desk, story),
                template="article.html",
                modified=story.modified.iso,
                kind="article",
                place=_place(desk, story, "slug", "date", "title"),
            )
        )
    return made


def redirects(desk: Desk) -> list[Sheet]:
    """A page at each old address of a story, which leads to the new one."""
    return [sheet for story in desk.library.stories for sheet in _redirects(desk, story)]


def check_also(desk: Desk, known: Mapping[str, str]) -> list[Diagnostic]:
    """Reports of the same story that don't exist; `known` has the path of every article by its id, shown or not."""
    found = []
    ids = Suggestions(known)
    for story in desk.library.stories:
        for number, id_ in enumerate(story.article.front.also):
            if id_ not in known:
                close = ids.nearest(id_)
                hint = f"did you mean `{close}`?" if close else "write the `id` of an article, or remove it"
                place = story.article.places.get(f"also.{number}") or _place(desk, story, "also")
                found.append(warning("also-unknown", f"no article has the id `{id_}`", place, hint=hint))
    return found


def _file(desk: Desk, story: Story) -> str:
    return f"{desk.content}/{story.article.path}"


def _place(desk: Desk, story: Story, *keys: str) -> Place:
    """Where the first of the keys that the header has stands; the header's beginning where it has none of them."""
    places = story.article.places
    return next((places[key] for key in keys if key in places), first_line(_file(desk, story)))


def _page(desk: Desk, story: Story, newer: Story | None, older: Story | None) -> ArticlePage:
    article, card = story.article, desk.views.card(story)
    front = article.front
    updated = front.updated if front.updated and _counts_as_update(story) else None
    return ArticlePage(
        site=desk.frame.site(NOWHERE),
        head=_head(desk, story, card),
        id=story.id,
        title=story.title,
        summary=front.summary or "",
        kicker=front.kicker,
        html=desk.html(article.html),
        language=card.language,
        direction=card.direction,
        topics=tuple(desk.views.topics[topic.slug] for topic in story.topics),
        tags=tuple(desk.views.tags[key] for key in story.tags),
        authors=front.authors,
        dateline=front.dateline,
        credits=front.credits,
        source=card.source,
        date=card.date,
        updated=times.when(updated, desk.zone) if updated else None,
        minutes=max(1, round(article.words / _WORDS_A_MINUTE)),
        image=card.image,
        corrections=front.corrections,
        also=_also(desk, story),
        edition=_edition(desk, story),
        newer=desk.views.ref(newer),
        older=desk.views.ref(older),
        extra=front.extra,
    )


def _head(desk: Desk, story: Story, card: Card) -> Head:
    image = card.image
    head = desk.frame.head(story.title, card.summary, story.way, noindex=story.article.front.noindex)
    return msgspec.structs.replace(
        head,
        kind="article",
        image=_absolute(desk, image),
        image_alt=image.alt if image else "",
        published=card.date.iso,
        modified=story.modified.iso if story.changed > story.instant else None,
        section=story.topics[0].name,
        tags=tuple(desk.views.tags[key].label for key in story.tags),
    )


def _absolute(desk: Desk, image: ImageView | None) -> str | None:
    return desk.addresses.absolute(image.href) if image else None


def _counts_as_update(story: Story) -> bool:
    """Whether an update is worth telling: on a later day, or more than five minutes after publication."""
    date, updated = story.article.front.date, story.article.front.updated
    if date is None or updated is None:
        return False
    if date.is_day or updated.is_day:
        return updated.day > date.day
    return story.changed - story.instant > _SAME_TIME


def _also(desk: Desk, story: Story) -> tuple[Card, ...]:
    others = (desk.library.by_id.get(id_) for id_ in story.article.front.also)
    return tuple(desk.views.card(other) for other in others if other is not None and other is not story)


def _edition(desk: Desk, story: Story) -> EditionView | None:
    return None if desk.period == "none" else desk.views.editions[key_of(story.day, desk.period)]


def _redirects(desk: Desk, story: Story) -> list[Sheet]:
    language = desk.views.card(story).language
    ways: dict[str, str] = {}
    for number, path in enumerate(story.article.front.aliases):
        ways.setdefault(addresses.alias(path), f"aliases.{number}")
    return [
        Sheet(
            way=way,
            context=Redirect(
                href=desk.addresses.href(story.way),
                permalink=desk.addresses.permalink(story.way),
                title=story.title,
                language=language,
            ),
            origin=f"an alias in {_file(desk, story)}",
            renderer="redirect",
            kind="alias",
            place=_place(desk, story, key, "aliases"),
        )
        for way, key in ways.items()
        if way != story.way
    ]
