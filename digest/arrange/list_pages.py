"""Stage 3: the pages of each topic and of each tag, and the lists of topics and tags."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from digest.arrange import addresses, words
from digest.arrange.desk import Desk
from digest.arrange.faces import Face, together
from digest.arrange.inputs import Known
from digest.arrange.library import Library, Story, Tag
from digest.arrange.paging import bridge, cut, pager
from digest.arrange.redirects import redirect
from digest.arrange.sheets import Sheet, newest_change
from digest.config import Pages, Topic
from digest.model import Struct
from digest.pages import (
    FeedLink,
    Hyperlink,
    Pager,
    TagGroup,
    TagList,
    TagPage,
    TagRef,
    TagView,
    TopicCount,
    TopicList,
    TopicPage,
)

_NEWEST = 3
_TAGS_OF_A_TOPIC = 12

_Cut = Callable[[Sequence[Story], str], Iterable[tuple["_Part", str | None]]]
_Topics = Sequence[tuple[Topic, Sequence[Story]]]


class _Part(Struct, kw_only=True, array_like=True):
    """A page of a long list: its way, its number and that of the next older one, its stories; whether it has feeds.

    `total` is the number of stories of the whole list, on a numbered page of those that stand there.
    """

    way: str
    number: int | None
    older: int | None
    total: int
    stories: Known[tuple[Face, ...]]
    has_feeds: bool


def sheets(desk: Desk, library: Library, settings: Pages, with_feeds: frozenset[str]) -> Iterator[Sheet]:
    """Everything at `/topics/` and `/tags/`, as far as it is switched on and has stories; `with_feeds` are the ways of lists with feeds."""
    topics = [(topic, stories) for topic, stories in library.topics if stories]
    parts = partial(_parts, settings.size, with_feeds)
    if settings.topics and topics:
        for topic, stories in topics:
            yield from _topic_pages(desk, topic, stories, library.tags, parts)
        yield _topic_list(desk, library, topics)
    if settings.tags and library.tags:
        for tag in library.tags.values():
            yield from _tag_pages(desk, tag, parts)
        yield _tag_list(desk, library)


def _parts(
    size: int, with_feeds: frozenset[str], stories: Sequence[Story], way: str
) -> Iterator[tuple[_Part, str | None]]:
    """The pages of the list at `way`, and when the content of each last changed."""
    for page in cut(stories, size, way):
        total = len(stories) if page.number is None else len(page.items)
        faces = together([story.face for story in page.items])
        part = _Part(
            way=page.way,
            number=page.number,
            older=page.older,
            total=total,
            stories=faces,
            has_feeds=page.way in with_feeds,
        )
        yield part, newest_change(page.items)


def _topic_pages(
    desk: Desk, topic: Topic, stories: Sequence[Story], tags: Mapping[str, Tag], parts: _Cut
) -> Iterator[Sheet]:
    way = addresses.topic(topic.slug)
    origin = f"the topic `{topic.slug}`"
    frequent = tuple((tags[key].label, tags[key].slug) for key in _frequent(stories))
    pages = 0
    for part, modified in parts(stories, way):
        layout = desk.layout(_topic, topic.slug, frequent if part.number is None else (), part)
        yield Sheet(
            path=addresses.output(part.way), layout=layout, origin=origin, template="topic.html", modified=modified
        )
        pages += 1
    yield from _bridge(desk, pages, way, topic.name, origin)


def _tag_pages(desk: Desk, tag: Tag, parts: _Cut) -> Iterator[Sheet]:
    way = addresses.tag(tag.slug)
    origin = f"the tag `{tag.label}`"
    lonely = len(tag.stories) == 1
    pages = 0
    for part, modified in parts(tag.stories, way):
        layout = desk.layout(_tag, tag.label, tag.slug, lonely, part)
        yield Sheet(
            path=addresses.output(part.way),
            layout=layout,
            origin=origin,
            template="tag.html",
            modified=modified,
            noindex=lonely,
        )
        pages += 1
    yield from _bridge(desk, pages, way, tag.label, origin)
    for other in tag.others:
        layout = desk.layout(redirect, way, tag.label, desk.setting.site.language)
        yield Sheet(path=addresses.output(addresses.tag(other)), layout=layout, origin=origin, renderer="redirect")


def _bridge(desk: Desk, pages: int, way: str, name: str, origin: str) -> Iterator[Sheet]:
    """The redirect that stands where the next full page will be."""
    behind = bridge(pages, way)
    if behind is not None:
        layout = desk.layout(redirect, way, name, desk.setting.site.language)
        yield Sheet(path=addresses.output(behind), layout=layout, origin=origin, renderer="redirect")


def _frequent(stories: Sequence[Story]) -> list[str]:
    """The keys of the tags that the stories carry most often."""
    counted = Counter(chain.from_iterable([story.tags for story in stories]))
    return sorted(counted, key=lambda key: (-counted[key], key))[:_TAGS_OF_A_TOPIC]


def _topic_list(desk: Desk, library: Library, topics: _Topics) -> Sheet:
    shown = [
        (topic.slug, len(stories), together([story.face for story in stories[:_NEWEST]])) for topic, stories in topics
    ]
    return Sheet(
        path=addresses.output(addresses.TOPICS),
        layout=desk.layout(_topics, shown),
        origin="the list of topics",
        template="topics.html",
        modified=newest_change(library.stories),
    )


def _tag_list(desk: Desk, library: Library) -> Sheet:
    groups: dict[str, list[tuple[str, str, int]]] = {}
    for tag in library.tags.values():
        groups.setdefault(_letter(tag.key), []).append((tag.label, tag.slug, len(tag.stories)))
    return Sheet(
        path=addresses.output(addresses.TAGS),
        layout=desk.layout(_tags, sorted(groups.items(), key=_rank)),
        origin="the list of tags",
        template="tags.html",
        modified=newest_change(library.stories),
    )


def _letter(key: str) -> str:
    first = unicodedata.normalize("NFC", key)[:1]
    if first.isnumeric():
        return words.DIGITS
    return first.upper() if first.isalpha() else words.OTHER_LETTERS


def _rank(group: tuple[str, object]) -> tuple[int, str]:
    """Letters first, then digits, then everything else."""
    letter = group[0]
    return ({words.DIGITS: 1, words.OTHER_LETTERS: 2}.get(letter, 0), letter)


# --- laying out -------------------------------------------------------------------------------------------------------


def _topic(desk: Desk, slug: str, frequent: Sequence[tuple[str, str]], part: _Part) -> TopicPage:
    topic = desk.setting.topics[slug]
    way = addresses.topic(slug)
    feeds = _feeds(desk, part, topic.name)
    return TopicPage(
        site=desk.frame.site(addresses.TOPICS),
        head=desk.frame.head(
            _title(desk, topic.name, part),
            topic.description or words.stories_of(topic.name, desk.setting.wording),
            part.way,
            feeds=feeds,
        ),
        topic=topic,
        count=part.total,
        days=desk.days(part.stories.value),
        tags=tuple(TagRef(label=label, href=desk.setting.tag_href(tag)) for label, tag in frequent),
        pager=_pager(desk, part, way),
        feeds=feeds,
        crumbs=_crumbs(desk, (desk.say("topics"), addresses.TOPICS), (topic.name, way), part),
    )


def _tag(desk: Desk, label: str, slug: str, lonely: bool, part: _Part) -> TagPage:
    way = addresses.tag(slug)
    feeds = _feeds(desk, part, label)
    return TagPage(
        site=desk.frame.site(addresses.TAGS),
        head=desk.frame.head(
            _title(desk, desk.say("stories-tagged", tag=label), part),
            words.stories_of(label, desk.setting.wording),
            part.way,
            noindex=lonely,
            feeds=feeds,
        ),
        tag=TagView(label=label, href=desk.setting.tag_href(slug), count=part.total),
        days=desk.days(part.stories.value),
        pager=_pager(desk, part, way),
        feeds=feeds,
        crumbs=_crumbs(desk, (desk.say("tags"), addresses.TAGS), (label, way), part),
    )


def _topics(desk: Desk, topics: Sequence[tuple[str, int, Known[tuple[Face, ...]]]]) -> TopicList:
    way = addresses.TOPICS
    views = desk.setting.topics
    return TopicList(
        site=desk.frame.site(way),
        head=desk.frame.head(
            desk.say("topics"), desk.say("comma").join(views[slug].name for slug, _, _ in topics), way
        ),
        topics=tuple(
            TopicCount(topic=views[slug], count=count, newest=desk.cards(newest.value))
            for slug, count, newest in topics
        ),
        crumbs=desk.frame.crumbs((desk.say("topics"), way)),
    )


def _tags(desk: Desk, groups: Sequence[tuple[str, Sequence[tuple[str, str, int]]]]) -> TagList:
    way = addresses.TAGS
    return TagList(
        site=desk.frame.site(way),
        head=desk.frame.head(desk.say("tags"), words.stories_of(desk.say("tags"), desk.setting.wording), way),
        count=sum(len(tags) for _, tags in groups),
        groups=tuple(
            TagGroup(
                letter=letter,
                tags=tuple(
                    TagView(label=label, href=desk.setting.tag_href(slug), count=count) for label, slug, count in tags
                ),
            )
            for letter, tags in groups
        ),
        crumbs=desk.frame.crumbs((desk.say("tags"), way)),
    )


def _feeds(desk: Desk, part: _Part, name: str) -> tuple[FeedLink, ...]:
    return desk.frame.feeds(part.way, name) if part.has_feeds else ()


def _pager(desk: Desk, part: _Part, way: str) -> Pager:
    return pager(way, part.number, part.older, desk.setting.addresses.href)


def _title(desk: Desk, name: str, part: _Part) -> str:
    return name if part.number is None else words.numbered(name, part.number, desk.setting.wording)


def _crumbs(desk: Desk, above: tuple[str, str], own: tuple[str, str], part: _Part) -> tuple[Hyperlink, ...]:
    if part.number is None:
        return desk.frame.crumbs(above, own)
    return desk.frame.crumbs(above, own, (words.numbered(own[0], part.number, desk.setting.wording), part.way))
