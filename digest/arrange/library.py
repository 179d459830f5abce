"""Stage 3: the shown articles as a Library: stories in order, topics, tags, days and editions, each knowing its stories.

Built once, then only read. Lists of stories are newest first unless they say otherwise; equal dates stand by path.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, tzinfo

from digest.arrange import addresses, slugs, times
from digest.config import Topic
from digest.ground.moment import Moment
from digest.ground.text import fold
from digest.model import Article, Struct
from digest.pages import When


class Story(Struct, kw_only=True):
    """A shown article in its place: its day on the site's calendar, its way, its topics (main one first), its tags' keys.

    `instant` orders it; `changed` is the later of its date and its update, and `modified` the same as it was written.
    """

    article: Article
    id: str
    title: str
    published: Moment
    instant: datetime
    changed: datetime
    modified: When
    day: date
    way: str
    topics: tuple[Topic, ...]
    tags: tuple[str, ...]


class Tag(Struct, kw_only=True):
    """A tag: the key under which its spellings are one, the spelling that is shown, its slug, its stories."""

    key: str
    label: str
    slug: str
    stories: tuple[Story, ...]


class Library(Struct, kw_only=True):
    """Everything that is shown. `topics` are the site's, in its order, with their stories; `days` are newest first."""

    stories: tuple[Story, ...]
    by_id: dict[str, Story]
    topics: tuple[tuple[Topic, tuple[Story, ...]], ...]
    tags: dict[str, Tag]
    days: dict[date, tuple[Story, ...]]


def collect(articles: Iterable[Article], topics: Sequence[Topic], vocabulary: Sequence[str], zone: tzinfo) -> Library:
    """The library of the shown articles; every one of them has a title and a date.

    An article without a topic stands under the last one of `topics`, which is never empty. `vocabulary` holds preferred spellings of tags with
    their aliases: `US | U.S. | United States`.
    """
    known = {topic.slug: topic for topic in topics}
    shown = sorted(articles, key=lambda article: article.path)
    preferred = _spellings(vocabulary)
    keys = {label: _key(label, preferred) for label in {tag for article in shown for tag in article.front.tags}}
    stories = [_story(article, known, topics[-1], keys, zone) for article in shown]
    stories.sort(key=lambda story: story.instant, reverse=True)
    by_topic: defaultdict[str, list[Story]] = defaultdict(list)
    days: defaultdict[date, list[Story]] = defaultdict(list)
    by_id: dict[str, Story] = {}
    for story in stories:
        by_id.setdefault(story.id, story)
        days[story.day].append(story)
        for topic in story.topics:
            by_topic[topic.slug].append(story)
    return Library(
        stories=tuple(stories),
        by_id=by_id,
        topics=tuple((topic, tuple(by_topic[topic.slug])) for topic in topics),
        tags=_tags(stories, keys, preferred),
        days={day: tuple(days[day]) for day in sorted(days, reverse=True)},
    )


def _story(article: Article, known: dict[str, Topic], last: Topic, keys: dict[str, str], zone: tzinfo) -> Story:
    front = article.front
    published, title = front.date, front.title
    assert published is not None and title is not None  # noqa: S101, PT018 - what is shown has both, see `visible.divide`
    updated = front.updated or published
    instant = published.instant(zone)
    changed = front.updated.instant(zone) if front.updated else instant
    day = published.local_day(zone)
    topics = tuple(dict.fromkeys(known[slug] for slug in front.topics if slug in known))
    return Story(
        article=article,
        id=front.id or article.path,
        title=title,
        published=published,
        instant=instant,
        changed=max(instant, changed),
        modified=times.when(updated if changed > instant else published, zone),
        day=day,
        way=addresses.article(day, article.slug),
        topics=topics or (last,),
        tags=tuple(dict.fromkeys(keys[label] for label in front.tags)),
    )


def _spellings(vocabulary: Iterable[str]) -> dict[str, str]:
    """From each folded spelling to the preferred one."""
    preferred: dict[str, str] = {}
    for line in vocabulary:
        spellings = [spelling.strip() for spelling in line.split("|") if spelling.strip()]
        for spelling in spellings:
            preferred.setdefault(fold(spelling), spellings[0])
    return preferred


def _key(label: str, preferred: dict[str, str]) -> str:
    key = fold(label) or label
    return fold(preferred[key]) if key in preferred else key


def _tags(stories: Sequence[Story], keys: dict[str, str], preferred: dict[str, str]) -> dict[str, Tag]:
    """Every tag by its key, in the order of the keys; shown as the vocabulary says, else as it was first written."""
    labels: dict[str, str] = {}
    using: defaultdict[str, list[Story]] = defaultdict(list)
    for story in sorted(stories, key=lambda story: (story.instant, story.article.path)):
        for label in story.article.front.tags:
            labels.setdefault(keys[label], label)
    for story in stories:
        for key in story.tags:
            using[key].append(story)
    named = slugs.distinct(labels, fallback="tag")
    return {
        key: Tag(key=key, label=preferred.get(key, labels[key]), slug=named[key], stories=tuple(using[key]))
        for key in sorted(labels)
    }
