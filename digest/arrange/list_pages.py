"""Stage 3: the pages of each topic and of each tag, and the lists of topics and tags."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

import msgspec

from digest.arrange import addresses, words
from digest.arrange.library import Story, Tag
from digest.arrange.paging import Slice, bridge, cut
from digest.arrange.sheets import Desk, Sheet, newest_change
from digest.config import Pages, Topic
from digest.pages import Hyperlink, Redirect, TagGroup, TagList, TagPage, TagView, TopicCount, TopicList, TopicPage

_NEWEST = 3
_TAGS_OF_A_TOPIC = 12


def sheets(desk: Desk, settings: Pages) -> list[Sheet]:
    """Everything at `/topics/` and `/tags/`, as far as it is switched on and has stories."""
    made: list[Sheet] = []
    topics = [(topic, stories) for topic, stories in desk.library.topics if stories]
    if settings.topics and topics:
        made += [sheet for topic, stories in topics for sheet in _topic(desk, topic, stories, settings.size)]
        made.append(_topic_list(desk, topics))
    if settings.tags and desk.library.tags:
        made += [sheet for tag in desk.library.tags.values() for sheet in _tag(desk, tag, settings.size)]
        made.append(_tag_list(desk))
    return made


def _topic(desk: Desk, topic: Topic, stories: Sequence[Story], size: int) -> list[Sheet]:
    way = addresses.topic(topic.slug)
    origin = f"the topic `{topic.slug}`"
    tags = _frequent_tags(desk, stories)
    feeds = desk.frame.feeds.get(way, ())
    pages = cut(stories, size, way, desk.addresses.href)
    made = [
        Sheet(
            way=page.way,
            context=TopicPage(
                site=desk.frame.site(addresses.TOPICS),
                head=desk.frame.head(
                    _title(topic.name, page),
                    topic.description or words.stories_of(topic.name),
                    page.way,
                    feeds=feeds if page.number is None else (),
                ),
                topic=desk.views.topics[topic.slug],
                count=len(stories) if page.number is None else len(page.items),
                days=desk.days(page.items),
                tags=tags if page.number is None else (),
                pager=page.pager,
                feeds=feeds if page.number is None else (),
                crumbs=_crumbs(desk, (words.TOPICS, addresses.TOPICS), (topic.name, way), page),
            ),
            origin=origin,
            template="topic.html",
            modified=newest_change(page.items),
        )
        for page in pages
    ]
    return [*made, *_bridge(desk, pages, way, topic.name, origin)]


def _tag(desk: Desk, tag: Tag, size: int) -> list[Sheet]:
    way = addresses.tag(tag.slug)
    origin = f"the tag `{tag.label}`"
    view = desk.views.tags[tag.key]
    feeds = desk.frame.feeds.get(way, ())
    pages = cut(tag.stories, size, way, desk.addresses.href)
    made = [
        Sheet(
            way=page.way,
            context=TagPage(
                site=desk.frame.site(addresses.TAGS),
                head=desk.frame.head(
                    _title(words.tagged(tag.label), page),
                    words.stories_of(tag.label),
                    page.way,
                    noindex=len(tag.stories) == 1,
                    feeds=feeds if page.number is None else (),
                ),
                tag=view if page.number is None else msgspec.structs.replace(view, count=len(page.items)),
                days=desk.days(page.items),
                pager=page.pager,
                feeds=feeds if page.number is None else (),
                crumbs=_crumbs(desk, (words.TAGS, addresses.TAGS), (tag.label, way), page),
            ),
            origin=origin,
            template="tag.html",
            modified=newest_change(page.items),
        )
        for page in pages
    ]
    return [*made, *_bridge(desk, pages, way, tag.label, origin)]


def _title(name: str, page: Slice[Story]) -> str:
    return name if page.number is None else words.numbered(name, page.number)


def _crumbs(desk: Desk, above: tuple[str, str], own: tuple[str, str], page: Slice[Story]) -> tuple[Hyperlink, ...]:
    if page.number is None:
        return desk.frame.crumbs(above, own)
    return desk.frame.crumbs(above, own, (words.numbered(own[0], page.number), page.way))


def _bridge(desk: Desk, pages: Sequence[Slice[Story]], way: str, name: str, origin: str) -> list[Sheet]:
    """The redirect that stands where the next full page will be."""
    behind = bridge(pages, way)
    if behind is None:
        return []
    context = Redirect(
        href=desk.addresses.href(way),
        permalink=desk.addresses.permalink(way),
        title=name,
        language=desk.settings.language,
    )
    return [Sheet(way=behind, context=context, origin=origin, renderer="redirect")]


def _frequent_tags(desk: Desk, stories: Sequence[Story]) -> tuple[TagView, ...]:
    counted = Counter(key for story in stories for key in story.tags)
    frequent = sorted(counted, key=lambda key: (-counted[key], key))[:_TAGS_OF_A_TOPIC]
    return tuple(desk.views.tags[key] for key in frequent)


def _topic_list(desk: Desk, topics: Sequence[tuple[Topic, Sequence[Story]]]) -> Sheet:
    way = addresses.TOPICS
    page = TopicList(
        site=desk.frame.site(way),
        head=desk.frame.head(words.TOPICS, ", ".join(topic.name for topic, _ in topics), way),
        topics=tuple(
            TopicCount(
                topic=desk.views.topics[topic.slug],
                count=len(stories),
                newest=desk.views.cards_of(stories[:_NEWEST]),
            )
            for topic, stories in topics
        ),
        crumbs=desk.frame.crumbs((words.TOPICS, way)),
    )
    modified = newest_change(desk.library.stories)
    return Sheet(way=way, context=page, origin="the list of topics", template="topics.html", modified=modified)


def _tag_list(desk: Desk) -> Sheet:
    way = addresses.TAGS
    groups: dict[str, list[TagView]] = {}
    for tag in desk.library.tags.values():
        groups.setdefault(_letter(tag.key), []).append(desk.views.tags[tag.key])
    page = TagList(
        site=desk.frame.site(way),
        head=desk.frame.head(words.TAGS, words.stories_of(words.TAGS), way),
        count=len(desk.library.tags),
        groups=tuple(TagGroup(letter=letter, tags=tuple(tags)) for letter, tags in sorted(groups.items(), key=_rank)),
        crumbs=desk.frame.crumbs((words.TAGS, way)),
    )
    modified = newest_change(desk.library.stories)
    return Sheet(way=way, context=page, origin="the list of tags", template="tags.html", modified=modified)


def _letter(key: str) -> str:
    first = unicodedata.normalize("NFC", key)[:1]
    if first.isnumeric():
        return words.DIGITS
    return first.upper() if first.isalpha() else words.OTHER_LETTERS


def _rank(group: tuple[str, list[TagView]]) -> tuple[int, str]:
    """Letters first, then digits, then everything else."""
    letter = group[0]
    return ({words.DIGITS: 1, words.OTHER_LETTERS: 2}.get(letter, 0), letter)
