"""Stage 3: what the search knows of the stories, a volume a year. No body is looked at before someone asks for the records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from digest.arrange import words
from digest.arrange.inputs import digest_of
from digest.arrange.library import Library, Story
from digest.model import Body, Record, Volume

_SHARE = 400
"""Words of a story in a year that is just too full for all words of all its stories."""


def volumes(library: Library, bodies: Mapping[str, Body], language: str, most: int) -> Iterator[Volume]:
    """The stories of each year, newest year first; `language` is the site's, in which dates are written.

    Up to `most` stories a year all their words are in it, else the first so many of each that it grows no further.
    """
    topics = {topic.slug: topic.name for topic, _ in library.topics}
    labels = {key: tag.label for key, tag in library.tags.items()}
    for year, found in groupby(library.stories, key=lambda story: story.face.day.year):
        stories = tuple(found)
        share = None if len(stories) <= most else most * _SHARE // len(stories)
        telling = _Telling(topics, labels, bodies, language, share)
        yield Volume(year=f"{year:04}", digest=telling.digest(stories), records=partial(telling.records, stories))


class _Telling:
    """What is told of stories; `share` is how many words of a text, None for all of them."""

    def __init__(
        self,
        topics: Mapping[str, str],
        labels: Mapping[str, str],
        bodies: Mapping[str, Body],
        language: str,
        share: int | None,
    ) -> None:
        self._topics = topics
        self._labels = labels
        self._bodies = bodies
        self._language = language
        self._share = share

    def digest(self, stories: Sequence[Story]) -> str:
        """The fingerprint of all that `records` gives; an article's own stands for its body."""
        told = [(story.article.digest, story.face.mark, *self._lists(story)) for story in stories]
        return digest_of((told, self._language, self._share))

    def records(self, stories: Sequence[Story]) -> list[Record]:
        """The stories' records, in their order."""
        return [self._record(story) for story in stories]

    def _lists(self, story: Story) -> tuple[tuple[str, ...], tuple[str, ...]]:
        topics = tuple([self._topics[slug] for slug in story.topics])
        return topics, tuple([self._labels[key] for key in story.tags])

    def _record(self, story: Story) -> Record:
        face = story.face
        topics, tags = self._lists(story)
        return Record(
            way=face.way,
            title=face.title,
            summary=story.article.front.summary or "",
            topics=topics,
            tags=tags,
            source=face.source.name if face.source else "",
            date=words.day(face.day, self._language),
            iso=face.iso,
            language=face.language,
            text=self._text(story),
        )

    def _text(self, story: Story) -> str:
        text = self._bodies[story.article.path].text
        return text if self._share is None else " ".join(text.split(maxsplit=self._share)[: self._share])
