"""The page of an article, and its old addresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from digest.model import Article
from digest.pages import Redirect


def test_an_article_page_is_complete(article: Callable[..., Article], arranged: Callable[..., Any]) -> None:
    story = article("a", topics=("world", "science"), tags=("Seoul",), summary="Short.", authors=("Jo",), words=690)
    page = arranged(story, article("new", "2015-07-29"), article("old", "2015-07-27")).pages["2015/07/28/a/index.html"]
    assert (page.title, page.summary, page.minutes, page.authors) == ("Title a", "Short.", 3, ("Jo",))
    assert [topic.name for topic in page.topics] == ["World", "Science"]
    assert page.newer.title == "Title new"
    assert page.older.title == "Title old"
    assert page.edition.href == "/repo/editions/2015-w31/"
    head = page.head
    assert (head.title, head.description, head.kind) == ("Title a – The Site", "Short.", "article")
    assert (head.published, head.modified, head.section, head.tags) == ("2015-07-28", None, "World", ("Seoul",))


@pytest.mark.parametrize(
    ("date", "updated", "told"),
    [
        ("2015-07-28", "2015-07-28", None),
        ("2015-07-28", "2015-07-29", "2015-07-29"),
        ("2015-07-28T10:00:00+00:00", "2015-07-28", None),
        ("2015-07-28T10:00:00+00:00", "2015-07-28T10:04:00+00:00", None),
        ("2015-07-28T10:00:00+00:00", "2015-07-28T10:06:00+00:00", "2015-07-28T10:06:00+00:00"),
        ("2015-07-28", "2015-07-20", None),
    ],
)
def test_an_update_is_told_when_it_is_one(
    article: Callable[..., Article], arranged: Callable[..., Any], date: str, updated: str, told: str | None
) -> None:
    page = arranged(article("a", date, updated=updated)).pages["2015/07/28/a/index.html"]
    assert (page.updated and page.updated.iso) == told


def test_other_reports_are_linked_when_they_are_shown(
    article: Callable[..., Article], arranged: Callable[..., Any]
) -> None:
    made = arranged(article("a", also=("b", "draft", "gone", "a")), article("b"), article("draft", status="draft"))
    assert [card.id for card in made.pages["2015/07/28/a/index.html"].also] == ["b"]
    assert made.codes == ["also-unknown"]


def test_an_old_address_leads_to_the_new_one(article: Callable[..., Article], arranged: Callable[..., Any]) -> None:
    made = arranged(article("a", aliases=("/old/", "/a.html", "/2015/07/28/a/"), language="fr"))
    wanted = Redirect(
        href="/repo/2015/07/28/a/", permalink="https://example.org/repo/2015/07/28/a/", title="Title a", language="fr"
    )
    assert made.pages["old/index.html"] == made.pages["a.html"] == wanted
    assert made.codes == []


def test_an_old_address_in_use_is_an_error(article: Callable[..., Article], arranged: Callable[..., Any]) -> None:
    made = arranged(article("a", aliases=("/topics",)))
    assert made.codes == ["url-clash"]
    assert "alias" in made.diagnostics[0].hint
