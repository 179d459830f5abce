"""Stage 3: the page on which readers search all stories."""

from __future__ import annotations

from collections.abc import Iterable

from digest.arrange import addresses
from digest.arrange.desk import Desk
from digest.arrange.library import Library
from digest.arrange.sheets import Sheet
from digest.pages import Hyperlink, SearchPage


def search(desk: Desk, library: Library, years: Iterable[str]) -> Sheet:
    """`/search/`, which joins the bundles of the `years`. A search engine may list it, but the sitemap holds stories and lists alone."""
    topics = tuple(topic.slug for topic, stories in library.topics if stories)
    lists = [(desk.say("archive"), addresses.ARCHIVE)] if desk.setting.archive.index else []
    lists += [(desk.say("tags"), addresses.TAGS)] if library.tags and desk.setting.tag_pages else []
    return Sheet(
        path=addresses.output(addresses.SEARCH),
        layout=desk.layout(_search, tuple(years), topics, tuple(lists)),
        origin="the search page (`search`)",
        template="search.html",
        noindex=True,
    )


def _search(
    desk: Desk, years: tuple[str, ...], topics: tuple[str, ...], lists: tuple[tuple[str, str], ...]
) -> SearchPage:
    href = desk.setting.addresses.href
    return SearchPage(
        site=desk.frame.site(addresses.SEARCH),
        head=desk.frame.head(
            desk.say("search"), desk.say("search-site", site=desk.setting.site.title), addresses.SEARCH
        ),
        bundles=tuple(href(addresses.bundle(year)) for year in years),
        topics=tuple(desk.setting.topics[slug] for slug in topics),
        lists=tuple(Hyperlink(text=text, href=href(way)) for text, way in lists),
        crumbs=desk.frame.crumbs((desk.say("search"), addresses.SEARCH)),
    )
