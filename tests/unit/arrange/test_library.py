"""The library: topics, tags and days of what is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from digest.arrange.library import Library
from digest.ground.zones import zone
from digest.model import Article


def test_stories_are_newest_first_and_equal_ones_by_path(
    article: Callable[..., Article], collected: Callable[..., Library]
) -> None:
    made = collected(
        [article("b"), article("a"), article("c", "2015-07-28T10:00:00+00:00"), article("d", "2015-07-29")]
    )
    assert [story.face.id for story in made.stories] == ["d", "c", "a", "b"]


def test_an_article_stands_under_each_of_its_topics_or_else_the_last(
    article: Callable[..., Article], collected: Callable[..., Library]
) -> None:
    made = collected([article("a", topics=("science", "world")), article("b")])
    assert {topic.slug: [story.face.id for story in stories] for topic, stories in made.topics} == {
        "world": ["a"],
        "science": ["a"],
        "other": ["b"],
    }
    assert made.by_id["a"].topics[0] == "science"


def test_spellings_of_one_tag_are_one_tag_shown_as_first_written(
    article: Callable[..., Article], collected: Callable[..., Library]
) -> None:
    made = collected(
        [
            article("a", "2015-07-29", tags=("Sao Paulo", "são-paulo")),
            article("b", "2015-07-28", tags=("SÃO  PAULO",)),
        ]
    )
    [tag] = made.tags.values()
    assert (tag.label, tag.slug, [story.face.id for story in tag.stories]) == ("SÃO  PAULO", "sao-paulo", ["a", "b"])


def test_the_vocabulary_joins_and_names_tags(
    article: Callable[..., Article], collected: Callable[..., Library]
) -> None:
    made = collected(
        [article("a", tags=("U.S.", "united states")), article("b", tags=("us",))], ("US | U.S. | United States",)
    )
    [tag] = made.tags.values()
    assert (tag.label, len(tag.stories)) == ("US", 2)


@pytest.mark.parametrize(("name", "day"), [("UTC", date(2015, 7, 28)), ("Asia/Tokyo", date(2015, 7, 29))])
def test_the_sites_zone_decides_the_day(
    article: Callable[..., Article], collected: Callable[..., Library], name: str, day: date
) -> None:
    where = zone(name)
    assert where is not None
    [story] = collected([article("a", "2015-07-28T20:00:00+00:00")], zone=where).stories
    assert story.face.day == day
    assert story.face.way == f"{day:%Y/%m/%d}/a/"


def test_an_update_before_publication_counts_for_nothing(
    article: Callable[..., Article], collected: Callable[..., Library]
) -> None:
    [story] = collected([article("a", "2015-07-28", updated="2015-07-20")]).stories
    assert story.changed == story.instant
    assert story.modified == "2015-07-28"
