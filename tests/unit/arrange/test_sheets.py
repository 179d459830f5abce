"""Sheets know when their content last changed."""

from __future__ import annotations

from collections.abc import Callable

from digest.arrange.library import Library
from digest.arrange.sheets import headlines, newest_change
from digest.model import Article


def test_a_list_changed_when_the_newest_of_its_stories_did(
    article: Callable[..., Article], collected: Callable[..., Library]
) -> None:
    stories = collected(
        [article("a", "2015-07-01", updated="2015-08-01T10:00:00+00:00"), article("b", "2015-07-28")]
    ).stories
    assert newest_change(stories) == "2015-08-01T10:00:00+00:00"
    assert newest_change([]) is None


def test_the_first_headlines_describe_a_page_that_says_nothing_else(
    article: Callable[..., Article], collected: Callable[..., Library]
) -> None:
    stories = collected([article(name, f"2015-07-0{5 - number}") for number, name in enumerate("abcd")]).stories
    assert headlines([story.face for story in stories]) == "Title a; Title b; Title c"
