"""Stage 3: the shown articles as a Library: stories in order, topics, tags and days, each knowing its stories.

Built once, then only read. Lists of stories are newest first unless they say otherwise; equal dates stand by path.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from operator import attrgetter

from digest.arrange import slugs
from digest.arrange.again import Each
from digest.arrange.faces import Face, Portrayer
from digest.arrange.times import Times
from digest.arrange.visible import published
from digest.config import Topic
from digest.engine.kept import Kept
from digest.ground.text import fold, slugify
from digest.model import Article, Struct


class Story(Struct, kw_only=True):
    """A shown article in its place: what lists show of it, the slugs of its topics (main one first), its tags' keys.

    `instant` orders it; `changed` is the later of its date and its update, and `modified` the same as it is written.
    """

    article: Article
    face: Face
    instant: datetime
    changed: datetime
    modified: str
    topics: tuple[str, ...]
    tags: tuple[str, ...]


class Tag(Struct, kw_only=True):
    """A tag: the key under which its spellings are one, the spelling that is shown, its slug, its stories.

    `others` are the slugs of its other names in the vocabulary, each that of no tag.
    """

    key: str
    label: str
    slug: str
    stories: tuple[Story, ...]
    others: tuple[str, ...] = ()


class Library(Struct, kw_only=True):
    """Everything that is shown. `topics` are the site's, in its order, with their stories; `days` are newest first."""

    stories: tuple[Story, ...]
    by_id: dict[str, Story]
    topics: tuple[tuple[Topic, tuple[Story, ...]], ...]
    tags: dict[str, Tag]
    days: dict[date, tuple[Story, ...]]


def collect(
    articles: Iterable[Article],
    topics: Sequence[Topic],
    vocabulary: Iterable[str],
    times: Times,
    portrayer: Portrayer,
    *,
    kept: Kept | None = None,
) -> Library:
    """The library of the shown articles; every one of them has a title and a date.

    An article without a topic stands under the last one of `topics`, which is never empty. `vocabulary` holds preferred spellings of tags with
    their aliases: `US | U.S. | United States`.
    """
    shown = sorted(articles, key=lambda article: article.path)
    preferred = _spellings(vocabulary)
    keys = {label: _key(label, preferred) for label in {tag for article in shown for tag in article.front.tags}}
    known = {topic.slug: topic for topic in topics}
    slugs_of = {each: _known(each, known) for each in {article.front.topics for article in shown}}
    made: Each[Story] = Each(kept, "stories")
    stories = []
    for article in shown:
        own, tags = slugs_of[article.front.topics], tuple(dict.fromkeys(map(keys.__getitem__, article.front.tags)))
        inputs = (article, own, tags, times, portrayer.seen(article))
        stories.append(made.of(article.path, inputs, partial(_story, article, own, tags, times, portrayer)))
    stories.sort(key=lambda story: story.instant, reverse=True)
    by_topic: defaultdict[str, list[Story]] = defaultdict(list)
    by_tag: defaultdict[str, list[Story]] = defaultdict(list)
    days: defaultdict[date, list[Story]] = defaultdict(list)
    by_id: dict[str, Story] = {}
    for story in stories:
        by_id.setdefault(story.face.id, story)
        days[story.face.day].append(story)
        for slug in story.topics:
            by_topic[slug].append(story)
        for key in story.tags:
            by_tag[key].append(story)
    return Library(
        stories=tuple(stories),
        by_id=by_id,
        topics=tuple((topic, tuple(by_topic[topic.slug])) for topic in topics),
        tags=_tags(by_tag, _labels(keys, preferred, by_tag), preferred),
        days={day: tuple(days[day]) for day in sorted(days, reverse=True)},
    )


def _story(
    article: Article,
    topics: tuple[str, ...],
    tags: tuple[str, ...],
    times: Times,
    portrayer: Portrayer,
) -> Story:
    front = article.front
    first = newest = times.point(published(article))
    if front.updated is not None:
        newest = max(first, times.point(front.updated), key=attrgetter("instant"))
    return Story(
        article=article,
        face=portrayer.face(article, first, topics[0]),
        instant=first.instant,
        changed=newest.instant,
        modified=newest.iso,
        topics=topics,
        tags=tags,
    )


def _known(slugs: tuple[str, ...], topics: dict[str, Topic]) -> tuple[str, ...]:
    """Those of an article's topics that the site has, each once; else its last one."""
    return tuple(slug for slug in dict.fromkeys(slugs) if slug in topics) or (next(reversed(topics)),)


def _spellings(vocabulary: Iterable[str]) -> dict[str, str]:
    """From each folded spelling to the preferred one."""
    preferred: dict[str, str] = {}
    for line in vocabulary:
        spellings = [spelling.strip() for spelling in line.split("|") if spelling.strip()]
        for spelling in spellings:
            preferred.setdefault(fold(spelling), spellings[0])
    return preferred


def _key(label: str, preferred: Mapping[str, str]) -> str:
    key = fold(label) or label
    return fold(preferred[key]) if key in preferred else key


def _labels(
    keys: Mapping[str, str], preferred: Mapping[str, str], by_tag: Mapping[str, Sequence[Story]]
) -> dict[str, str]:
    """The spelling of each tag that is shown: as the vocabulary says, else as it was first written."""
    written: defaultdict[str, list[str]] = defaultdict(list)
    for label, key in keys.items():
        written[key].append(label)
    return {
        key: preferred.get(key) or (labels[0] if len(labels) == 1 else _first(by_tag[key], key, keys))
        for key, labels in written.items()
    }


def _first(stories: Iterable[Story], key: str, keys: Mapping[str, str]) -> str:
    oldest = min(stories, key=lambda story: (story.instant, story.article.path))
    return next(label for label in oldest.article.front.tags if keys[label] == key)


def _tags(
    by_tag: Mapping[str, Sequence[Story]], labels: Mapping[str, str], preferred: Mapping[str, str]
) -> dict[str, Tag]:
    """Every tag by its key, in the order of the keys."""
    named = slugs.distinct(labels, fallback="tag")
    others = _others(named, preferred)
    return {
        key: Tag(
            key=key,
            label=labels[key],
            slug=named[key],
            stories=tuple(by_tag[key]),
            others=tuple(others.get(key, ())),
        )
        for key in sorted(labels)
    }


def _others(named: Mapping[str, str], preferred: Mapping[str, str]) -> dict[str, list[str]]:
    """For each tag in use the slugs of its other names, as their pages were called if they were tags of their own once."""
    taken = set(named.values())
    others: defaultdict[str, list[str]] = defaultdict(list)
    for alias, label in preferred.items():
        slug = slugify(alias, fallback="tag")
        if fold(label) in named and slug not in taken:
            others[fold(label)].append(slug)
            taken.add(slug)
    return others
