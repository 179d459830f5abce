"""An edit changes one story, or adds one, or none; and says which."""

from __future__ import annotations

import pytest

from benchmarks.corpus import stories
from benchmarks.edits import EDITS

ARCHIVE = stories(60)


@pytest.mark.parametrize("kind", ["body", "title"])
def test_an_edit_changes_that_field_of_one_story_and_nothing_else(kind: str) -> None:
    after, place = EDITS[kind](ARCHIVE, 1)
    assert place is not None
    assert [index for index, story in enumerate(after) if story != ARCHIVE[index]] == [place]
    changed, before = after[place], ARCHIVE[place]
    assert getattr(changed, kind) != getattr(before, kind)
    assert (changed.slug, changed.date, changed.tags) == (before.slug, before.date, before.tags)


def test_an_edit_of_a_body_puts_words_into_it_that_stand_nowhere_else() -> None:
    after, place = EDITS["body"](ARCHIVE, 4)
    assert place is not None
    assert "in round 4 of" in after[place].body
    assert not any("in round 4 of" in story.body for story in ARCHIVE)


def test_rounds_edit_different_stories() -> None:
    assert len({EDITS["body"](ARCHIVE, number)[1] for number in range(5)}) == 5


def test_adding_puts_a_story_at_the_end() -> None:
    after, place = EDITS["added"](ARCHIVE, 0)
    assert (after[:-1], place) == (ARCHIVE, 60)


def test_nothing_changes_nothing() -> None:
    assert EDITS["nothing"](ARCHIVE, 0) == (ARCHIVE, None)
