"""The benchmark's archive is the same on every machine, and as large and as varied as the figures say."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from statistics import mean

import pytest

from benchmarks.corpus import TOPICS, addition, closing, stories
from benchmarks.dialects import DIALECTS

ARCHIVE = stories(300)


def test_the_same_number_gives_the_same_words_on_every_machine() -> None:
    text = "".join(DIALECTS["digest"].text(story) for story in stories(3))
    assert (
        hashlib.sha256(text.encode()).hexdigest() == "63c82fb77fea13644bfefaa0df594178668c1f43eadcf94d7bcd08e1eff1db62"
    )


def test_a_body_has_two_point_seven_kilobytes_on_average() -> None:
    assert mean(len(story.body) for story in ARCHIVE) == pytest.approx(2700, rel=0.03)


def test_stories_go_through_five_years_from_old_to_new() -> None:
    dates = [story.date for story in ARCHIVE]
    assert dates == sorted(dates)
    assert {date.year for date in dates} == {2019, 2020, 2021, 2022, 2023}


def test_every_topic_occurs_some_much_more_often_than_others() -> None:
    counts = Counter(story.topic for story in stories(1000))
    assert counts.keys() == set(TOPICS)
    assert max(counts.values()) > 3 * min(counts.values())


def test_nearly_all_of_the_400_tags_occur_three_to_five_a_story() -> None:
    archive = stories(1000)
    assert {len(story.tags) for story in archive} == {3, 4, 5}
    assert 380 < len({tag for story in archive for tag in story.tags}) <= 400


def test_slugs_are_unique_even_where_titles_begin_alike() -> None:
    assert len({story.slug for story in ARCHIVE}) == len(ARCHIVE)


def test_words_need_no_escaping_in_headers_or_in_html() -> None:
    for story in ARCHIVE:
        assert re.fullmatch(r"[A-Za-z: ]+", story.title)
        assert re.fullmatch(r"[A-Za-z. ]+", story.summary)
        assert not {"no", "null", "true", "false", "yes", "on", "off"} & set(story.tags)


def test_the_closing_sentence_is_the_end_of_the_body_without_markup() -> None:
    for story in ARCHIVE:
        assert story.body.endswith(f"\n\n{closing(story)}\n")
        assert re.fullmatch(r"[A-Za-z ]+\.", closing(story))


def test_an_added_story_is_the_newest_and_has_a_slug_of_its_own() -> None:
    new = addition(ARCHIVE[-1], len(ARCHIVE))
    assert new.date > ARCHIVE[-1].date
    assert new.slug not in {story.slug for story in ARCHIVE}


@pytest.mark.parametrize("name", DIALECTS)
def test_each_dialect_has_every_word_of_a_story_and_a_file_of_its_own(name: str) -> None:
    dialect = DIALECTS[name]
    for story in ARCHIVE[:20]:
        text = dialect.text(story)
        assert all(
            part in text for part in (story.title, story.summary, story.topic.lower()[1:], *story.tags, story.body)
        )
    assert len({dialect.path(story) for story in ARCHIVE}) == len(ARCHIVE)
