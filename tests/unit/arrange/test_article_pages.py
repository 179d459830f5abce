"""The page of an article, and its old addresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from digest.config import Config, SourcePolicy
from digest.model import Article, Source
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


def test_a_report_that_another_names_links_back(article: Callable[..., Article], arranged: Callable[..., Any]) -> None:
    made = arranged(article("a", also=("c",)), article("b", also=("a",)), article("c", also=("b", "a")))
    also = {name: [card.id for card in made.pages[f"2015/07/28/{name}/index.html"].also] for name in "abc"}
    assert also == {"a": ["c", "b"], "b": ["a", "c"], "c": ["b", "a"]}


def test_related_stories_are_the_most_like_that_stand_nowhere_else_on_the_page(
    article: Callable[..., Article], arranged: Callable[..., Any]
) -> None:
    days = {f"d{number}": f"2015-07-{10 + number}" for number in range(9)}
    stories = [article(name, day, status="draft" if name == "d4" else "published") for name, day in days.items()]
    report = article("d9", "2015-07-30", also=("d0",))
    like = ["d9", "d6", "d1", "gone", "d4", "d3", "d8", "d7", "d5", "d2"]
    at = {each.slug: each.path for each in (*stories, report)}
    made = arranged(*stories, report, related={at["d0"]: [at.get(name, name) for name in like]})
    page = made.pages["2015/07/10/d0/index.html"]
    assert [card.id for card in page.also] == ["d9"]
    assert page.newer.title == "Title d1"
    assert [ref.title for ref in page.related] == ["Title d6", "Title d3", "Title d8", "Title d7"]
    assert page.related[0].href == "/repo/2015/07/16/d6/"
    assert made.pages["2015/07/30/d9/index.html"].related == ()


def test_a_page_is_another_when_a_related_story_has_another_headline(
    article: Callable[..., Article], arranged: Callable[..., Any]
) -> None:
    def digest(title: str) -> str:
        stories = [article("a"), article("b", "2015-07-27"), article("c", "2015-07-26", title=title)]
        made = arranged(*stories, related={stories[0].path: [stories[2].path]})
        found: str = made.digests["2015/07/28/a/index.html"]
        return found

    assert digest("Ferry") == digest("Ferry") != digest("Quay")


def test_a_page_of_a_headline_alone_has_no_reading_time(
    article: Callable[..., Article], arranged: Callable[..., Any], config: Callable[..., Config]
) -> None:
    source = Source(name="Wire", url="https://wire.example/a")
    only = config(sources=(SourcePolicy(name="Wire", show="link", credit="© Wire"),))
    page = arranged(article("a", source=source, summary="Late."), config=only).pages["2015/07/28/a/index.html"]
    assert (page.minutes, page.html, page.summary, page.rights.credit) == (0, "", "", "© Wire")
    assert page.head.description == "The Site"


def test_a_link_to_a_deleted_report_is_only_noted(
    article: Callable[..., Article], arranged: Callable[..., Any]
) -> None:
    made = arranged(article("a", also=("k3f3m2q4dz",)), article("b", also=("k3f3m2q4dz", "bb")))
    assert [one.severity for one in made.diagnostics] == ["note", "note", "warning"]


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


def test_an_article_without_a_text_takes_no_time_to_read(
    article: Callable[..., Article], arranged: Callable[..., Any]
) -> None:
    minutes = [arranged(article("a", words=words)).pages["2015/07/28/a/index.html"].minutes for words in (0, 1, 600)]
    assert minutes == [0, 1, 3]
