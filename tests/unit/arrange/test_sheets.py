"""Sheets know when their content last changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC

from digest.arrange.library import collect
from digest.arrange.sheets import headlines, newest_change
from digest.config import Topic
from digest.model import Article


def test_a_list_changed_when_the_newest_of_its_stories_did(article: Callable[..., Article]) -> None:
    library = collect(
        [article("a", "2015-07-01", updated="2015-08-01T10:00:00+00:00"), article("b", "2015-07-28")],
        [Topic(slug="other", name="Other")],
        (),
        UTC,
    )
    assert newest_change(library.stories) == "2015-08-01T10:00:00+00:00"
    assert newest_change([]) is None


def test_the_first_headlines_describe_a_page_that_says_nothing_else(article: Callable[..., Article]) -> None:
    articles = [article(name, f"2015-07-0{5 - number}") for number, name in enumerate("abcd")]
    stories = collect(articles, [Topic(slug="other", name="Other")], (), UTC).stories
    assert headlines(stories) == "Title a; Title b; Title c"
