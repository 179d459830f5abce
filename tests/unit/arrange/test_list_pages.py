"""Topics and tags: lists by date, in pages that never change once they are full."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from digest.config import Config, Pages, Tags
from digest.model import Article
from digest.pages import Redirect


def test_a_topic_lists_its_stories_by_day(article: Callable[..., Article], arranged: Callable[..., Any]) -> None:
    pages = arranged(
        article("a", topics=("world",), tags=("Rare", "Often")),
        article("b", topics=("science", "world"), tags=("Often",)),
        article("c", "2015-07-27", topics=("world",)),
    ).pages
    page = pages["topics/world/index.html"]
    assert [(group.day.iso, group.href, [card.id for card in group.stories]) for group in page.days] == [
        ("2015-07-28", "/repo/2015/07/28/", ["a", "b"]),
        ("2015-07-27", "/repo/2015/07/27/", ["c"]),
    ]
    assert (page.count, [tag.label for tag in page.tags]) == (3, ["Often", "Rare"])
    assert [(each.topic.slug, each.count) for each in pages["topics/index.html"].topics] == [
        ("world", 3),
        ("science", 1),
    ]
    assert "topics/other/index.html" not in pages


def test_long_lists_have_numbered_pages_and_a_redirect_behind(
    article: Callable[..., Article], arranged: Callable[..., Any], config: Callable[..., Config]
) -> None:
    small = config(pages=Pages(size=2))
    pages = arranged(*(article(f"a{n}", f"2015-07-0{n}", tags=("Seoul",)) for n in range(1, 6)), config=small).pages
    first, full = pages["tags/seoul/index.html"], pages["tags/seoul/page/1/index.html"]
    assert [card.id for group in first.days for card in group.stories] == ["a5", "a4", "a3"]
    assert [card.id for group in full.days for card in group.stories] == ["a2", "a1"]
    assert (first.tag.count, full.tag.count) == (5, 2)
    assert full.head.title == "Stories tagged Seoul, page 1 – The Site"
    assert full.crumbs[-1].href == "/repo/tags/seoul/page/1/"
    behind = pages["tags/seoul/page/2/index.html"]
    assert isinstance(behind, Redirect)
    assert behind.href == "/repo/tags/seoul/"


def test_tags_stand_under_their_letters(article: Callable[..., Article], arranged: Callable[..., Any]) -> None:
    page = arranged(article("a", tags=("zebra", "Élysée", "euro", "2015", "!", "كوريا"))).pages["tags/index.html"]
    assert [(group.letter, [tag.label for tag in group.tags]) for group in page.groups] == [
        ("E", ["Élysée", "euro"]),
        ("Z", ["zebra"]),
        ("ك", ["كوريا"]),
        ("0–9", ["2015"]),
        ("#", ["!"]),
    ]
    assert page.count == 6


def test_a_tag_with_one_article_is_not_for_search_engines(
    article: Callable[..., Article], arranged: Callable[..., Any]
) -> None:
    pages = arranged(article("a", tags=("One", "Both")), article("b", tags=("Both",))).pages
    assert pages["tags/one/index.html"].head.noindex
    assert not pages["tags/both/index.html"].head.noindex


def test_listings_can_be_switched_off(
    article: Callable[..., Article], arranged: Callable[..., Any], config: Callable[..., Config]
) -> None:
    pages = arranged(article("a", tags=("x",)), config=config(pages=Pages(topics=False, tags=False))).pages
    assert not [path for path in pages if path.startswith(("topics/", "tags/"))]


def test_other_names_of_a_tag_lead_to_its_page_where_they_are_no_tags_themselves(
    article: Callable[..., Article], arranged: Callable[..., Any], config: Callable[..., Config]
) -> None:
    vocabulary = ("Un Nations | U.N. | Blue Helmets", "Never used | Nobody")
    made = arranged(article("a", tags=("Blue helmets", "UN")), config=config(tags=Tags(vocabulary=vocabulary)))
    ways = {path: page.href for path, page in made.pages.items() if isinstance(page, Redirect)}
    assert ways == {"tags/blue-helmets/index.html": "/repo/tags/un-nations/"}
    assert made.codes == []
