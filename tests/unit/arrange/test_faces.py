"""Stories as lists show them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from digest.config import Config, Pages
from digest.ground.diagnostics import Place
from digest.model import Article, Image, Link, Media, Source


def card(pages: dict[str, Any]) -> Any:
    return pages["topics/index.html"].topics[0].newest[0]


def test_a_card_says_what_a_list_needs(article: Callable[..., Article], arranged: Callable[..., Any]) -> None:
    story = article(
        "a", "2015-07-28T10:00:00+02:00", topics=("science",), summary="Short.", language="ar", source=Source(name="AP")
    )
    made = card(arranged(story).pages)
    assert (made.href, made.summary, made.date.iso) == ("/repo/2015/07/28/a/", "Short.", "2015-07-28T08:00:00+00:00")
    assert (made.language, made.direction, made.source.name) == ("ar", "rtl", "AP")
    assert (made.topic.name, made.topic.href) == ("Science", "/repo/topics/science/")


def test_without_a_standfirst_the_text_begins(article: Callable[..., Article], arranged: Callable[..., Any]) -> None:
    assert card(arranged(article("a")).pages).summary == "Text."


def test_a_picture_beside_the_article_has_its_size_and_one_elsewhere_its_address(
    article: Callable[..., Article], arranged: Callable[..., Any]
) -> None:
    beside = article(
        "a",
        image=Image(src="p.jpg", alt="P"),
        picture=Link(target="content:2015/07/28/p.jpg", place=Place(file="content/a.md")),
    )
    made = arranged(beside, media=(Media(path="2015/07/28/p.jpg", width=4, height=3),))
    image = card(made.pages).image
    assert (image.href, image.alt, image.width, image.height) == ("/repo/2015/07/28/p.jpg", "P", 4, 3)
    assert made.pages["2015/07/28/a/index.html"].head.image == "https://example.org/repo/2015/07/28/p.jpg"
    far = arranged(article("b", image=Image(src="https://other.org/p.jpg")))
    assert card(far.pages).image.href == "https://other.org/p.jpg"


def test_listings_without_pages_are_not_linked(
    article: Callable[..., Article], arranged: Callable[..., Any], config: Callable[..., Config]
) -> None:
    story = article("a", topics=("world",), tags=("Seoul",))
    page = arranged(story, config=config(pages=Pages(topics=False, tags=False))).pages["2015/07/28/a/index.html"]
    assert [topic.href for topic in page.topics] == [None]
    assert [tag.href for tag in page.tags] == [None]
