"""The search page: the bundles that it joins, and the ways on for those who can't use it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from digest.config import Archive, Config, Pages, Search
from digest.model import Article, PlainPage


def test_it_joins_the_bundles_of_all_years_the_newest_first(
    article: Callable[..., Article], arranged: Callable[..., Any]
) -> None:
    page = arranged(article("a", "2015-07-28"), article("b", "2014-12-31"), article("c", "2015-01-01")).pages[
        "search/index.html"
    ]
    assert page.bundles == ("/repo/pagefind/2015/", "/repo/pagefind/2014/")
    assert (page.site.search, page.head.canonical) == ("/repo/search/", "https://example.org/repo/search/")


def test_it_names_the_topics_that_have_stories_and_the_lists_that_are_made(
    article: Callable[..., Article], arranged: Callable[..., Any], config: Callable[..., Config]
) -> None:
    story = article("a", topics=("science",), tags=("Quay",))
    page = arranged(story).pages["search/index.html"]
    assert [topic.slug for topic in page.topics] == ["science"]
    assert [link.href for link in page.lists] == ["/repo/archive/", "/repo/tags/"]
    bare = arranged(story, config=config(archive=Archive(index=False), pages=Pages(tags=False)))
    assert bare.pages["search/index.html"].lists == ()


def test_search_engines_may_list_it_and_the_sitemap_leaves_it_out(
    article: Callable[..., Article], arranged: Callable[..., Any]
) -> None:
    pages = arranged(article("a")).pages
    assert not pages["search/index.html"].head.noindex
    listed = {entry.permalink for entry in pages["sitemap.xml"].entries}
    assert "https://example.org/repo/archive/" in listed
    assert "https://example.org/repo/search/" not in listed


def test_every_page_links_to_it(article: Callable[..., Article], arranged: Callable[..., Any]) -> None:
    pages = arranged(article("a")).pages
    links = [link.href for link in pages["404.html"].site.navigation]
    assert "/repo/search/" in links
    assert pages["search/index.html"].site.navigation[links.index("/repo/search/")].current


@pytest.mark.parametrize("search", [False, Search()])
def test_without_a_search_or_a_story_there_is_no_trace_of_it(
    arranged: Callable[..., Any],
    article: Callable[..., Article],
    config: Callable[..., Config],
    search: Search | bool,
) -> None:
    made = arranged(*([] if search else [article("a")]), config=config(search=search))
    site = made.pages["404.html"].site
    assert "search/index.html" not in made.pages
    assert site.search is None
    assert [link for link in site.navigation if "search" in link.href] == []
    assert made.plan.volumes == ()


@pytest.mark.parametrize("path", ["pagefind/mine.txt", "pagefind"])
def test_what_wants_the_folder_of_the_index_is_an_error(
    article: Callable[..., Article], arranged: Callable[..., Any], config: Callable[..., Config], path: str
) -> None:
    assert arranged(article("a"), static=(path,)).codes == ["url-clash"]
    assert arranged(article("a"), static=(path,), config=config(search=False)).codes == []


def test_a_page_of_ones_own_at_its_address_is_an_error_that_names_both(
    article: Callable[..., Article], arranged: Callable[..., Any]
) -> None:
    page = PlainPage(path="pages/search.md", slug="search", title="Search")
    [finding] = arranged(article("a"), pages=(page,)).diagnostics
    assert finding.code == "url-clash"
    assert "the search page" in finding.message
    assert "slug" in finding.hint
