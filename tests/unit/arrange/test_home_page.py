"""The home page: the newest edition, and the ones before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from digest.config import Config, Pages
from digest.ground.diagnostics import Place
from digest.model import Article, EditionNote, Link


def test_home_is_the_newest_edition_by_topic_and_the_ones_before(
    article: Callable[..., Article], arranged: Callable[..., Any]
) -> None:
    articles = [
        article("s", topics=("science",)),
        article("w", topics=("world", "science")),
        article("v", "2015-07-27", topics=("world",)),
        *(article(f"o{n}", f"2015-05-{n:02}") for n in range(1, 32)),
        *(article(f"p{n}", f"2015-03-{n:02}") for n in range(1, 32)),
    ]
    note = EditionNote(
        key="2015-w31",
        path="editions/2015-w31.md",
        title="Big week",
        html='<p><a href="digest:site:/">x</a></p>',
        links=(Link(target="site:/", place=Place(file="content/editions/2015-w31.md")),),
    )
    home = arranged(*articles, editions=(note,)).pages["index.html"]
    assert (home.edition.key, home.edition.count, home.edition.topic_count) == ("2015-w31", 3, 2)
    assert home.introduction == '<p><a href="/repo/">x</a></p>'
    assert home.lead.id == "w"
    assert [(section.topic.slug, [card.id for card in section.stories]) for section in home.sections] == [
        ("world", ["v"]),
        ("science", ["s"]),
    ]
    assert [view.key for view in home.earlier][:2] == ["2015-w22", "2015-w21"]
    assert len(home.earlier) == 8
    assert home.latest == ()
    assert home.head.title == "The Site – Week 31, 27 July\u2009–\u20092 August 2015"


def test_without_editions_home_lists_the_latest(
    article: Callable[..., Article], arranged: Callable[..., Any], config: Callable[..., Config]
) -> None:
    off = config(edition="none", pages=Pages(size=2))
    home = arranged(*(article(f"a{n}", f"2015-07-0{n}") for n in range(1, 8)), config=off).pages["index.html"]
    assert (home.edition, home.lead, home.sections) == (None, None, ())
    assert [card.id for card in home.latest] == ["a7", "a6", "a5", "a4"]


def test_a_site_without_an_article_has_its_pages(arranged: Callable[..., Any]) -> None:
    made = arranged()
    feeds = {"feed.xml", "rss.xml", "feed.json", "feeds.opml"}  # empty ones, to subscribe to
    assert set(made.pages) == {"index.html", "404.html", "sitemap.xml", "robots.txt"} | feeds
    assert made.pages["index.html"].edition is None
    assert made.diagnostics == []
