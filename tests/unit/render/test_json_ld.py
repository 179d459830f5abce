"""Structured data for search engines."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.pages import ArchivePage, Hyperlink, ImageView, NotFoundPage, Rights, When
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
        "creditText": "Harbour Gazette",
    }
    items = found["BreadcrumbList"]["itemListElement"]
    assert [item["item"] for item in items] == [
        "https://example.org/repo/",
        "https://example.org/repo/topics/world/",
    ]


def test_a_story_without_byline_is_by_its_source() -> None:
    assert things(script(article()))["NewsArticle"]["author"] == [{"@type": "Organization", "name": "Harbour Gazette"}]


def test_a_picture_is_told_with_its_size_and_credit() -> None:
    image = ImageView(href="/repo/talks.jpg", alt="", caption="A quay", credit="Ann Bell", width=1200, height=800)
    [picture] = things(script(article(image=image)))["NewsArticle"]["image"]
    assert picture == {
        "@type": "ImageObject",
        "url": "https://example.org/repo/talks.jpg",
        "width": 1200,
        "height": 800,
        "caption": "A quay",
        "creditText": "Ann Bell",
    }


def test_an_article_says_to_whom_it_belongs() -> None:
    site = msgspec.structs.replace(SITE, licence="CC BY 4.0, the harbour's own")
    assert things(script(article(site=site)))["NewsArticle"]["copyrightNotice"] == "CC BY 4.0, the harbour's own"


@pytest.mark.parametrize(
    ("rights", "licence"),
    [
        (
            Rights(credit="© Gazette", licence="All rights reserved"),
            {"@type": "CreativeWork", "name": "All rights reserved"},
        ),
        (Rights(credit="© Gazette", licence="CC BY 4.0", licence_url="https://cc.example/by"), "https://cc.example/by"),
    ],
)
def test_machines_are_told_of_a_texts_licence_and_credit(rights: Rights, licence: object) -> None:
    site = msgspec.structs.replace(SITE, licence="The harbour's")
    found = things(script(article(site=site, rights=rights)))["NewsArticle"]
    assert found["creditText"] == found["copyrightNotice"] == "© Gazette"
    assert found["copyrightHolder"] == {"@type": "Organization", "name": "Harbour Gazette"}
    assert found["license"] == licence


def test_home_tells_of_the_site_and_its_publisher() -> None:
    found = things(script(home()))
    assert found["WebSite"]["url"] == found["NewsMediaOrganization"]["url"] == "https://example.org/repo/"
    assert "potentialAction" not in found["WebSite"]
    assert "logo" not in found["NewsMediaOrganization"]


def test_the_publishers_logo_is_the_sites_own_or_the_themes_icon() -> None:
    assets = {"icon.png": "/repo/assets/icon.1.png", "ours.svg": "/repo/assets/ours.2.svg"}

    def logo(**options: str) -> str:
        site = msgspec.structs.replace(SITE, assets=assets, options=options)
        url: str = things(script(home(site=site)))["NewsMediaOrganization"]["logo"]["url"]
        return url

    assert logo(logo="") == "https://example.org/repo/assets/icon.1.png"
    assert logo(logo="ours.svg") == "https://example.org/repo/assets/ours.2.svg"


def test_a_site_with_search_says_how_to_ask_it() -> None:
    site = msgspec.structs.replace(SITE, search="/repo/search/")
    action = things(script(home(site=site)))["WebSite"]["potentialAction"]
    assert action["target"]["urlTemplate"] == "https://example.org/repo/search/?q={search_term_string}"


def test_a_list_is_a_collection_of_the_site() -> None:
    head = msgspec.structs.replace(HEAD, canonical="https://example.org/repo/archive/")
    found = things(script(ArchivePage(site=SITE, head=head, count=0, years=())))
    assert found["CollectionPage"]["url"] == "https://example.org/repo/archive/"
    assert found["CollectionPage"]["isPartOf"]["url"] == "https://example.org/repo/"


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
