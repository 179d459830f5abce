"""What search engines are told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from digest.arrange import sitemap
from digest.arrange.addresses import of_site, output
from digest.arrange.desk import Desk
from digest.arrange.setting import Menu, Setting
from digest.arrange.sheets import Sheet
from digest.config import Archive, Config, Pages, Site
from digest.model import Article
from digest.pages import Robots, Sitemap, SitemapEntry
from digest.render.sitemap import render


def test_every_page_that_may_be_indexed_is_listed(
    article: Callable[..., Article], arranged: Callable[..., Any]
) -> None:
    pages = arranged(
        article("a", tags=("Both", "One"), updated="2015-07-30"), article("b", tags=("Both",), noindex=True)
    ).pages
    listed = {
        entry.permalink.removeprefix("https://example.org/repo"): entry.modified
        for entry in pages["sitemap.xml"].entries
    }
    assert listed["/2015/07/28/a/"] == "2015-07-30"
    assert "/tags/both/" in listed
    assert not {"/2015/07/28/b/", "/tags/one/", "/404.html", "/feed.xml"} & set(listed)


def test_robots_are_told_of_the_sitemap_if_there_is_one(
    arranged: Callable[..., Any], config: Callable[..., Config]
) -> None:
    assert arranged().pages["robots.txt"] == Robots(sitemap="https://example.org/repo/sitemap.xml")
    assert arranged(config=config(pages=Pages(sitemap=False))).pages["robots.txt"] == Robots(sitemap=None)


def entries(sheet: Sheet) -> list[SitemapEntry]:
    made = sheet.layout()
    assert isinstance(made, Sitemap)
    return list(made.entries)


def test_many_pages_are_listed_in_parts() -> None:
    desk = Desk(setting(), {})
    pages = [
        Sheet(path=output(way), layout=desk.layout(_page), origin="", template="page.html")
        for way in ("d/", "", "b/", "é/", "c/")
    ]
    index, *parts = sitemap.sheets(desk, pages, sitemap=True, robots=False, most=4)
    made = index.layout()
    assert isinstance(made, Sitemap)
    assert made.is_index
    assert [entry.permalink for entry in made.entries] == [f"https://example.org/{part.path}" for part in parts]
    [whole] = sitemap.sheets(desk, pages, sitemap=True, robots=False)
    assert [entry for part in parts for entry in entries(part)] == entries(whole)
    assert [len(entries(part)) for part in parts] == [4, 1]


def test_a_part_keeps_within_the_limit_of_bytes() -> None:
    desk = Desk(setting(), {})
    ways = [f"{'&' * 40}é{number}/" for number in range(20)]
    pages = [Sheet(path=output(way), layout=desk.layout(_page), origin="", template="page.html") for way in ways]
    index, *parts = sitemap.sheets(desk, pages, sitemap=True, robots=False, largest=2000)
    assert len(parts) > 2
    assert sum(len(entries(part)) for part in parts) == len(ways)
    for part in parts:
        made = part.layout()
        assert isinstance(made, Sitemap)
        assert len(render(made)) <= 2000
    assert index.path == "sitemap.xml"


def test_an_index_tells_when_a_part_last_changed() -> None:
    desk = Desk(setting(), {})
    days = {"a/": "2015-07-28", "b/": "2015-08-02", "c/": None}
    pages = [
        Sheet(path=output(way), layout=desk.layout(_page), origin="", template="page.html", modified=day)
        for way, day in days.items()
    ]
    index, *_ = sitemap.sheets(desk, pages, sitemap=True, robots=False, most=2)
    assert [entry.modified for entry in entries(index)] == ["2015-08-02", None]


def _page(desk: Desk) -> Robots:
    return Robots(sitemap=desk.setting.site.url)


def setting() -> Setting:
    return Setting(
        site=Site(title="T", url="https://example.org/"),
        addresses=of_site("https://example.org/"),
        menu=Menu(navigation=(), footer=()),
        topics={},
        tag_pages=True,
        archive=Archive(),
        formats=(),
        assets={},
        options={},
    )
