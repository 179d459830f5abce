"""Stage 3: feeds of the site, of topics and of tags, and the list of them all.

An entry's id is a UUID (RFC 4122, version 5) of the article's id alone, so that a reader knows a story again when its
address, its title or the site's domain has changed. A feed's id is the address of the page whose stories it carries: the
same for all formats, distinct for every list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID, uuid5

from digest.arrange import addresses, times, words
from digest.arrange.addresses import Addresses
from digest.arrange.library import Library, Story
from digest.arrange.links import resolve
from digest.arrange.sheets import Desk, Sheet
from digest.config import Feeds, Pages
from digest.model import Struct
from digest.pages import Feed, FeedEntry, FeedLink, Outline

_ENTRIES = UUID("6f1c0a52-5a6b-5d0e-9a55-0d5a3f3d7e11")
_TYPES = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}
_RENDERERS = {"atom": "atom", "rss": "rss", "json": "json_feed"}


class Stream(Struct, kw_only=True):
    """A list of stories that has feeds: the way of its page, its name (None for the site's own), its group in OPML."""

    way: str
    name: str | None
    subtitle: str
    group: str
    stories: Sequence[Story]


def streams(library: Library, settings: Feeds, pages: Pages, description: str) -> list[Stream]:
    """Every list of stories that has feeds: the site's, topics', and tags' with enough articles; none without a story."""
    if not library.stories or not formats(settings):
        return []
    found = [Stream(way=addresses.HOME, name=None, subtitle=description, group="", stories=library.stories)]
    if settings.topics and pages.topics:
        found += [
            Stream(
                way=addresses.topic(topic.slug),
                name=topic.name,
                subtitle=topic.description,
                group=words.TOPICS,
                stories=stories,
            )
            for topic, stories in library.topics
            if stories
        ]
    if settings.tags and pages.tags:
        found += [
            Stream(way=addresses.tag(tag.slug), name=tag.label, subtitle="", group=words.TAGS, stories=tag.stories)
            for tag in library.tags.values()
            if len(tag.stories) >= settings.tags_from
        ]
    return found


def formats(settings: Feeds) -> list[str]:
    """The formats that are switched on, the preferred one first."""
    return [name for name in ("atom", "rss", "json") if getattr(settings, name)]


def links(streams: Iterable[Stream], settings: Feeds, title: str, where: Addresses) -> dict[str, tuple[FeedLink, ...]]:
    """The feeds beside each page that has some, by the page's way, for its head."""
    return {
        stream.way: tuple(
            FeedLink(
                type=_TYPES[kind],
                title=words.feed_link(words.feed(title, stream.name), kind),
                href=where.href(stream.way + addresses.FEED_FILES[kind]),
            )
            for kind in formats(settings)
        )
        for stream in streams
    }


def sheets(desk: Desk, streams: Sequence[Stream], settings: Feeds) -> list[Sheet]:
    """Every feed in every format, and `feeds.opml`."""
    entries: dict[str, FeedEntry] = {}
    made = [sheet for stream in streams for sheet in _stream(desk, stream, settings, entries)]
    if streams and settings.opml:
        outline = _outline(desk, streams, formats(settings)[0])
        made.append(Sheet(way=addresses.OPML, context=outline, origin="the list of feeds", renderer="opml"))
    return made


def _stream(desk: Desk, stream: Stream, settings: Feeds, entries: dict[str, FeedEntry]) -> list[Sheet]:
    stories = stream.stories[: settings.items]
    for story in stories:
        if story.article.path not in entries:
            entries[story.article.path] = _entry(desk, story, full=settings.content == "full")
    site = desk.settings
    title = words.feed(site.title, stream.name)
    home = desk.addresses.permalink(stream.way)
    return [
        Sheet(
            way=stream.way + addresses.FEED_FILES[kind],
            context=Feed(
                id=home,
                title=title,
                subtitle=stream.subtitle,
                home_url=home,
                self_url=desk.addresses.permalink(stream.way + addresses.FEED_FILES[kind]),
                language=site.language,
                updated=times.rfc3339(max(story.changed for story in stories), desk.zone),
                entries=tuple(entries[story.article.path] for story in stories),
                rights=site.licence,
            ),
            origin=f"the {words.FEED_KINDS[kind]} feed of {stream.name or 'the site'}",
            renderer=_RENDERERS[kind],
        )
        for kind in formats(settings)
    ]


def _entry(desk: Desk, story: Story, *, full: bool) -> FeedEntry:
    card = desk.views.card(story)
    permalink = desk.addresses.permalink(story.way)
    return FeedEntry(
        id=uuid5(_ENTRIES, story.id).urn,
        title=story.title,
        permalink=permalink,
        summary=card.summary,
        html=resolve(story.article.html, desk.targets, desk.addresses, permalink=permalink) if full else "",
        published=times.rfc3339(story.instant, desk.zone),
        updated=times.rfc3339(story.changed, desk.zone),
        authors=story.article.front.authors,
        categories=tuple(
            dict.fromkeys([topic.name for topic in story.topics] + [desk.views.tags[key].label for key in story.tags])
        ),
        source=card.source,
        language=card.language,
        image=desk.addresses.absolute(card.image.href) if card.image else None,
    )


def _outline(desk: Desk, streams: Sequence[Stream], preferred: str) -> Outline:
    file = addresses.FEED_FILES[preferred]
    title = desk.settings.title
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for stream in streams:
        feed, page = desk.addresses.permalink(stream.way + file), desk.addresses.permalink(stream.way)
        groups.setdefault(stream.group or title, []).append((words.feed(title, stream.name), feed, page))
    return Outline(title=title, groups=tuple((name, tuple(feeds)) for name, feeds in groups.items()))
