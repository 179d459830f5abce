"""Stage 3: stories, topics, tags and editions as pages show them. Each view is made once and shared by all pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, tzinfo

from digest.arrange import addresses, times
from digest.arrange.addresses import Addresses
from digest.arrange.editions import Edition
from digest.arrange.library import Library, Story
from digest.arrange.links import Targets
from digest.config import Topic
from digest.ground.languages import direction
from digest.ground.text import excerpt
from digest.model import Article, Struct
from digest.pages import Card, EditionView, ImageView, Ref, SourceView, TagView, TopicSection, TopicView, When

_STANDFIRST = 220


class Views(Struct, kw_only=True):
    """Views by what they show: topics by slug, tags by key, cards by content path, editions by key, days with their pages."""

    topics: dict[str, TopicView]
    tags: dict[str, TagView]
    cards: dict[str, Card]
    editions: dict[str, EditionView]
    days: dict[date, tuple[When, str | None]]

    def card(self, story: Story) -> Card:
        """A story as lists show it."""
        return self.cards[story.article.path]

    def cards_of(self, stories: Iterable[Story]) -> tuple[Card, ...]:
        """Stories as a list shows them."""
        return tuple(self.cards[story.article.path] for story in stories)

    def sections(self, grouped: Iterable[tuple[Topic, tuple[Story, ...]]]) -> tuple[TopicSection, ...]:
        """Stories by topic."""
        return tuple(
            TopicSection(topic=self.topics[topic.slug], stories=self.cards_of(stories)) for topic, stories in grouped
        )

    def ref(self, story: Story | None) -> Ref | None:
        """A story as its neighbours link to it."""
        if story is None:
            return None
        card = self.card(story)
        return Ref(title=card.title, href=card.href, date=card.date, language=card.language, direction=card.direction)


class Maker(Struct, kw_only=True):
    """What making a view takes: addresses, zone, the site's language, where links lead, which listings have pages."""

    addresses: Addresses
    zone: tzinfo
    language: str
    targets: Targets
    topic_pages: bool
    tag_pages: bool
    day_pages: bool

    def make(self, library: Library, editions: Iterable[Edition]) -> Views:
        """The views of all that is shown."""
        topics = {topic.slug: self._topic(topic, bool(stories)) for topic, stories in library.topics}
        tags = {
            tag.key: TagView(
                label=tag.label,
                href=self.addresses.href(addresses.tag(tag.slug)) if self.tag_pages else None,
                count=len(tag.stories),
            )
            for tag in library.tags.values()
        }
        return Views(
            topics=topics,
            tags=tags,
            cards={story.article.path: self._card(story, topics) for story in library.stories},
            editions={edition.key: self._edition(edition) for edition in editions},
            days={day: (times.of_day(day), self._day(day)) for day in library.days},
        )

    def image(self, article: Article) -> ImageView | None:
        """An article's picture, None where it has none or it leads nowhere."""
        image = article.front.image
        if image is None:
            return None
        href, media = image.src, None
        if article.picture is not None:
            way = self.targets.way(article.picture.target)
            if way is None:
                return None
            href, media = self.addresses.href(way), self.targets.media.get(way)
        return ImageView(
            href=href,
            alt=image.alt,
            caption=image.caption,
            credit=image.credit,
            width=media.width if media else None,
            height=media.height if media else None,
        )

    def _day(self, day: date) -> str | None:
        return self.addresses.href(addresses.of_day(day)) if self.day_pages else None

    def _topic(self, topic: Topic, has_stories: bool) -> TopicView:
        href = self.addresses.href(addresses.topic(topic.slug)) if self.topic_pages and has_stories else None
        return TopicView(slug=topic.slug, name=topic.name, color=topic.color, href=href, description=topic.description)

    def _card(self, story: Story, topics: dict[str, TopicView]) -> Card:
        front = story.article.front
        language = front.language or self.language
        return Card(
            id=story.id,
            title=story.title,
            href=self.addresses.href(story.way),
            summary=front.summary or excerpt(story.article.text, _STANDFIRST),
            kicker=front.kicker,
            topic=topics[story.topics[0].slug],
            date=times.when(story.published, self.zone),
            source=SourceView(name=front.source.name, url=front.source.url) if front.source else None,
            language=language,
            direction=direction(language),
            image=self.image(story.article),
        )

    def _edition(self, edition: Edition) -> EditionView:
        return EditionView(
            key=edition.key,
            kind=edition.kind,
            href=self.addresses.href(addresses.edition(edition.key)),
            first=times.of_day(edition.first),
            last=times.of_day(edition.last),
            number=edition.number,
            title=edition.note.title if edition.note else None,
            count=len(edition.stories),
            topic_count=len({story.topics[0].slug for story in edition.stories}),
        )
