"""What stands around every page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from digest.config import Archive, Config, Pages
from digest.model import Article, PlainPage


def test_the_navigation_leads_to_what_is_made_and_marks_where_one_is(
    article: Callable[..., Article], arranged: Callable[..., Any]
) -> None:
    about = PlainPage(path="pages/about.md", slug="about", title="About", nav=2)
    imprint = PlainPage(path="pages/imprint.md", slug="imprint", title="Imprint")
    first = PlainPage(path="pages/z.md", slug="z", title="First", nav=1)
    pages = arranged(article("a"), pages=(about, imprint, first)).pages
    links = pages["index.html"].site.navigation
    assert [(link.text, link.href) for link in links] == [
        ("Latest", "/repo/"),
        ("Topics", "/repo/topics/"),
        ("Archive", "/repo/archive/"),
        ("Search", "/repo/search/"),
        ("First", "/repo/z/"),
        ("About", "/repo/about/"),
    ]

    def current(path: str) -> list[str]:
        return [link.text for link in pages[path].site.navigation if link.current]

    assert current("index.html") == ["Latest"]
    assert current("topics/other/index.html") == current("topics/index.html") == ["Topics"]
    assert current("2015/07/28/index.html") == ["Archive"]
    assert current("about/index.html") == ["About"]
    assert current("2015/07/28/a/index.html") == current("404.html") == []


def test_what_is_switched_off_is_not_linked(
    article: Callable[..., Article], arranged: Callable[..., Any], config: Callable[..., Config]
) -> None:
    off = config(pages=Pages(topics=False, tags=False), archive=Archive(index=False), edition="none", search=False)
    site = arranged(article("a", tags=("x",)), config=off).pages["index.html"].site
    assert [link.text for link in site.navigation] == ["Latest"]
    assert [link.text for link in site.footer] == ["Atom feed", "All feeds"]


def test_heads_and_crumbs_are_complete(article: Callable[..., Article], arranged: Callable[..., Any]) -> None:
    pages = arranged(article("a")).pages
    head = pages["2015/07/28/index.html"].head
    assert (head.title, head.canonical) == ("28 July 2015 – The Site", "https://example.org/repo/2015/07/28/")
    assert [(crumb.text, crumb.href, crumb.current) for crumb in pages["2015/07/28/index.html"].crumbs] == [
        ("Home", "/repo/", False),
        ("Archive", "/repo/archive/", False),
        ("2015", "/repo/2015/", False),
        ("July 2015", "/repo/2015/07/", False),
        ("28 July 2015", "/repo/2015/07/28/", True),
    ]


def test_templates_get_assets_and_options_by_name(arranged: Callable[..., Any]) -> None:
    site = arranged().pages["index.html"].site
    assert site.assets == {"style.css": "/repo/assets/style.css"}
    assert site.options == {"fonts": "system"}
    assert (site.home, site.root) == ("/repo/", "https://example.org/repo/")
