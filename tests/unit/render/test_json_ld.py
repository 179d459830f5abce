"""Structured data for search engines."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from digest.pages import ArchivePage, Hyperlink, ImageView, NotFoundPage, When
from digest.render.json_ld import script
from tests.unit.render.samples import HEAD, SITE, article, home


def things(text: str) -> dict[str, dict[str, Any]]:
    """The things of a script by their type."""
    whole = json.loads(text)
    assert whole["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in whole.get("@graph", [whole])}


def test_an_article_is_a_news_article_under_its_topic() -> None:
    image = ImageView(href="/repo/talks.jpg", alt="", caption=None, credit=None, width=None, height=None)
    page = article(image=image, authors=("Ann Bell",), updated=When(iso="2015-07-29"))
    found = things(script(page))
    assert found["NewsArticle"] == {
        "@type": "NewsArticle",
        "headline": "Talks",
        "description": "They talked.",
        "image": ["https://example.org/repo/talks.jpg"],
        "datePublished": "2015-07-28T14:05:00+01:00",
        "dateModified": "2015-07-29",
        "author": [{"@type": "Person", "name": "Ann Bell"}],
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": "The Daily Digest",
            "url": "https://example.org/repo/",
        },
        "mainEntityOfPage": "https://example.org/repo/2015/07/28/talks/",
        "articleSection": ["World"],
        "keywords": ["Seoul"],
        "inLanguage": "en",
        "isBasedOn": "https://gazette.example/talks?a=1&b=2",
    }
    items = found["BreadcrumbList"]["itemListElement"]
    assert [item["item"] for item in items] == [
        "https://example.org/repo/",
        "https://example.org/repo/topics/world/",
    ]


def test_a_story_without_byline_is_by_its_source() -> None:
    assert things(script(article()))["NewsArticle"]["author"] == [{"@type": "Organization", "name": "Harbour Gazette"}]


def test_home_tells_of_the_site_and_its_publisher() -> None:
    found = things(script(home()))
    assert found["WebSite"]["url"] == found["NewsMediaOrganization"]["url"] == "https://example.org/repo/"


def test_a_page_with_crumbs_has_a_breadcrumb_list() -> None:
    crumbs = (Hyperlink(text="Home", href="/repo/"), Hyperlink(text="Archive", href="/repo/archive/"))
    page = ArchivePage(site=SITE, head=HEAD, count=0, years=(), crumbs=crumbs)
    [last] = things(script(page))["BreadcrumbList"]["itemListElement"][1:]
    assert last == {
        "@type": "ListItem",
        "position": 2,
        "name": "Archive",
        "item": "https://example.org/repo/archive/",
    }


def test_a_page_with_nothing_to_say_has_no_script() -> None:
    assert script(NotFoundPage(site=SITE, head=HEAD, topics=(), latest=())) == ""


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_no_title_can_end_the_script(title: str) -> None:
    text = script(article(title=title, summary="</script><!-- " + title))
    assert not {"<", ">", "&"} & set(text)
    assert things(text)["NewsArticle"]["description"] == "</script><!-- " + title
