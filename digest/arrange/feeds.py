"""Stage 3: feeds of the site, of topics and of tags, and the list of them all.

An entry's id is a UUID (RFC 4122, version 5) of the article's id alone, so that a reader knows a story again when its
address, its title or the site's domain has changed. A feed's id is the address of the page whose stories it carries: the
same for all formats, distinct for every list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from html import escape
from uuid import UUID, uuid5

from digest.arrange import addresses, times, words
from digest.arrange.again import Each
from digest.arrange.desk import Desk
from digest.arrange.faces import Face
from digest.arrange.inputs import Known, known
from digest.arrange.library import Library, Story
from digest.arrange.links import Leads, Targets, resolve
from digest.arrange.notes import named
from digest.arrange.publishable import Policies
from digest.arrange.sheets import Sheet
from digest.config import Feeds, Pages
from digest.engine.kept import Kept
from digest.model import Article, Correction, Source, Struct
from digest.pages import Feed, FeedEntry, Outline, Rights, SourceView

_ENTRIES = UUID("6f1c0a52-5a6b-5d0e-9a55-0d5a3f3d7e11")
_RENDERERS = {"atom": "atom", "rss": "rss", "json": "json_feed"}


class Stream(Struct, kw_only=True):
    """A list of stories that has feeds: the way of its page, its name (None for the site's own), its group in OPML: `topics`, `tags` or none."""

    way: str
    name: str | None
    subtitle: str
    group: str
    stories: Sequence[Story]


class Channel(Struct, kw_only=True, array_like=True):
    """What a feed says of itself: the way of its page, its name (None for the site's own), what its stories are."""

    way: str
    name: str | None
    subtitle: str


class Entry(Struct, kw_only=True, array_like=True):
    """What a feed shows of a story; `whole` is the article where feeds carry the whole text, `leads` where its links lead."""

    face: Known[Face]
    published: datetime
    updated: datetime
    authors: tuple[str, ...]
    topics: tuple[str, ...]
    labels: Sequence[str]
    whole: Known[Article] | None
    leads: Leads
    rights: Rights


Entries = Known[tuple[Entry, ...]]


def streams(library: Library, settings: Feeds, pages: Pages, description: str) -> list[Stream]:
    """Every list of stories that has feeds: the site's, even before its first story, topics', and tags' with enough articles."""
    if not formats(settings):
        return []
    found = [Stream(way=addresses.HOME, name=None, subtitle=description, group="", stories=library.stories)]
    if settings.topics and pages.topics:
        found += [
            Stream(
                way=addresses.topic(topic.slug),
                name=topic.name,
                subtitle=topic.description,
                group="topics",
                stories=stories,
            )
            for topic, stories in library.topics
            if stories
        ]
    if settings.tags and pages.tags:
        found += [
            Stream(way=addresses.tag(tag.slug), name=tag.label, subtitle="", group="tags", stories=tag.stories)
            for tag in library.tags.values()
            if len(tag.stories) >= settings.tags_from
        ]
    return found


def formats(settings: Feeds) -> tuple[str, ...]:
    """The formats that are switched on, the preferred one first."""
    return tuple(name for name in ("atom", "rss", "json") if getattr(settings, name))


def sheets(
    desk: Desk,
    streams: Sequence[Stream],
    settings: Feeds,
    library: Library,
    targets: Targets,
    *,
    policies: Policies,
    kept: Kept | None = None,
) -> Iterator[Sheet]:
    """Every feed in every format, and `feeds.opml`."""
    told = _Told(library, targets, policies, kept, full=settings.content == "full")
    for stream in streams:
        channel = Channel(way=stream.way, name=stream.name, subtitle=stream.subtitle)
        entries = told.entries(stream.stories[: settings.items])
        for kind in desk.setting.formats:
            yield Sheet(
                path=addresses.output(stream.way + addresses.FEED_FILES[kind]),
                layout=desk.layout(_feed, channel, kind, entries),
                origin=f"the {words.FEED_KINDS[kind]} feed of {stream.name or 'the site'}",
                renderer=_RENDERERS[kind],
            )
    if streams and settings.opml:
        listed = [(stream.group, stream.name, stream.way) for stream in streams]
        layout = desk.layout(_outline, listed)
        yield Sheet(path=addresses.OPML, layout=layout, origin="the list of feeds", renderer="opml")


class _Told:
    """What feeds show of stories, each looked at once."""

    def __init__(
        self, library: Library, targets: Targets, policies: Policies, kept: Kept | None, *, full: bool
    ) -> None:
        self._labels = {tag.key: tag.label for tag in library.tags.values()}
        self._targets = targets
        self._policies = policies
        self._full = full
        self._known: dict[str, Known[Entry]] = {}
        self._each = Each[Known[Entry]](kept, "entries of feeds")

    def entries(self, stories: Sequence[Story]) -> Entries:
        """The entries of a feed with these stories."""
        each = [self._known.get(story.article.path) or self._entry(story) for story in stories]
        return Known(tuple([one.value for one in each]), b"".join([one.mark for one in each]))

    def _entry(self, story: Story) -> Known[Entry]:
        article = story.article
        labels = [self._labels[key] for key in story.tags]
        leads = self._targets.leads(article.links) if self._full and article.links else {}
        rights = self._policies.rights(article.front.source)
        inputs = (story, labels, self._full, leads, rights)
        make = partial(_told, story, labels, leads, rights, full=self._full)
        self._known[article.path] = made = self._each.of(article.path, inputs, make)
        return made


def _told(story: Story, labels: Sequence[str], leads: Leads, rights: Rights, *, full: bool) -> Known[Entry]:
    """What a feed shows of a story, its mark taken."""
    article, face = story.article, story.face
    return known(
        Entry(
            face=Known(face, face.mark),
            published=story.instant,
            updated=story.changed,
            authors=article.front.authors,
            topics=story.topics,
            labels=labels,
            whole=Known(article, article.digest) if full else None,
            leads=leads,
            rights=rights,
        )
    )


# --- laying out -------------------------------------------------------------------------------------------------------


def _feed(desk: Desk, channel: Channel, kind: str, entries: Entries) -> Feed:
    site, where = desk.setting.site, desk.setting.addresses
    home = where.permalink(channel.way)
    newest = max((entry.updated for entry in entries.value), default=None)
    return Feed(
        id=home,
        title=words.feed(site.title, channel.name, desk.setting.wording),
        subtitle=channel.subtitle,
        home_url=home,
        self_url=where.permalink(channel.way + addresses.FEED_FILES[kind]),
        language=site.language,
        updated=times.rfc3339(newest, desk.zone) if newest else "",
        entries=desk.again(entries.mark, lambda: tuple(_entry(desk, entry) for entry in entries.value)),
        rights=site.licence,
    )


def _entry(desk: Desk, entry: Entry) -> FeedEntry:
    face, where = entry.face.value, desk.setting.addresses
    permalink = where.permalink(face.way)
    html = ""
    if entry.whole is not None:
        article = entry.whole.value
        html = resolve(desk.bodies[article.path].html, entry.leads, where, permalink=permalink)
        html = named(html, desk.setting.wording) + _corrections(desk, article.front.corrections)
        if entry.rights.shown != "full":
            html += _original(desk, face.source)
    topics = [desk.setting.topics[slug].name for slug in entry.topics]
    return FeedEntry(
        id=uuid5(_ENTRIES, face.id).urn,
        title=face.title,
        permalink=permalink,
        summary=face.summary,
        html=html,
        published=times.rfc3339(entry.published, desk.zone),
        updated=times.rfc3339(entry.updated, desk.zone),
        authors=entry.authors,
        categories=tuple(dict.fromkeys([*topics, *entry.labels])),
        source=SourceView(name=face.source.name, url=face.source.url) if face.source else None,
        language=face.language,
        image=where.absolute(face.image.href) if face.image else None,
        rights=" · ".join(filter(None, (entry.rights.credit, entry.rights.licence_url or entry.rights.licence))),
    )


def _corrections(desk: Desk, corrections: Sequence[Correction]) -> str:
    """What was put right, as it stands below the text of the page."""
    if not corrections:
        return ""
    notes = "".join(
        f'<p><time datetime="{each.date.text}">{each.date.day.isoformat()}</time> {escape(each.note)}</p>'
        for each in corrections
    )
    return f"<h2>{escape(desk.say('corrections', len(corrections)))}</h2>{notes}"


def _original(desk: Desk, source: Source | None) -> str:
    """The way to the whole text, for readers of one that is cut."""
    if source is None or not source.url:
        return ""
    return f'<p>{escape(desk.say("read-the-original"))} <a href="{escape(source.url)}">{escape(source.name)}</a></p>'


def _outline(desk: Desk, listed: Sequence[tuple[str, str | None, str]]) -> Outline:
    file = addresses.FEED_FILES[desk.setting.formats[0]]
    title, permalink = desk.setting.site.title, desk.setting.addresses.permalink
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for group, name, way in listed:
        groups.setdefault(desk.say(group) if group else title, []).append(
            (words.feed(title, name, desk.setting.wording), permalink(way + file), permalink(way))
        )
    return Outline(title=title, groups=tuple((name, tuple(feeds)) for name, feeds in groups.items()))
