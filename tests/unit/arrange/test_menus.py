"""What stands in the navigation: only what is there, or what the site has chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from digest.config import Config, NavigationLink
from digest.model import Article
from digest.pages import Hyperlink


def navigation(pages: dict[str, Any], path: str = "index.html") -> tuple[Hyperlink, ...]:
    links: tuple[Hyperlink, ...] = pages[path].site.navigation
    return links


def test_a_site_without_a_story_has_no_links_to_lists(arranged: Callable[..., Any]) -> None:
    assert [link.href for link in navigation(arranged().pages)] == ["/repo/"]


def test_a_site_chooses_its_links_and_their_order(
    article: Callable[..., Article], arranged: Callable[..., Any], config: Callable[..., Config]
) -> None:
    links = (
        NavigationLink(text="Sections", to="/topics"),
        NavigationLink(text="Subscribe", to="/feed.xml"),
        NavigationLink(text="Code", to="https://code.example/"),
        NavigationLink(text="Today", to="/"),
    )
    made = arranged(article("a", topics=("world",)), config=config(navigation=links))
    assert made.codes == []
    assert [(link.text, link.href, link.current) for link in navigation(made.pages, "topics/world/index.html")] == [
        ("Sections", "/repo/topics/", True),
        ("Subscribe", "/repo/feed.xml", False),
        ("Code", "https://code.example/", False),
        ("Today", "/repo/", False),
        ("Search", "/repo/search/", False),
    ]


def test_a_link_to_a_page_that_is_not_there_is_an_error(
    article: Callable[..., Article], arranged: Callable[..., Any], config: Callable[..., Config]
) -> None:
    links = (NavigationLink(text="Science", to="/topics/science/"),)
    [finding] = arranged(article("a", topics=("world",)), config=config(navigation=links)).diagnostics
    assert (finding.code, finding.place.file) == ("link-broken", "config.yaml")
    assert "/topics/science/" in finding.message


def test_the_search_stands_behind_links_of_the_sites_own(
    article: Callable[..., Article], arranged: Callable[..., Any], config: Callable[..., Config]
) -> None:
    def shown(to: str, **settings: Any) -> list[str]:
        made = arranged(article("a"), config=config(navigation=(NavigationLink(text="X", to=to),), **settings))
        return [link.href for link in navigation(made.pages)]

    assert shown("/") == ["/repo/", "/repo/search/"]
    assert shown("/search") == ["/repo/search/"]
    assert shown("/", search=False) == ["/repo/"]
