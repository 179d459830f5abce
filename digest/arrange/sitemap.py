"""Stage 3: what search engines are told: `sitemap.xml` (sitemaps.org protocol 0.9) and `robots.txt`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from digest.arrange import addresses
from digest.arrange.desk import Desk, Layout
from digest.arrange.sheets import Sheet
from digest.pages import Robots, Sitemap, SitemapEntry

MOST_ENTRIES = 50_000
"""The protocol's limit for one file."""

_Entries = Sequence[tuple[str, str | None]]
"""The paths of pages, and when each last changed."""


def sheets(
    desk: Desk, pages: Iterable[Sheet], *, sitemap: bool, robots: bool, most: int = MOST_ENTRIES
) -> Iterator[Sheet]:
    """The sitemap over those pages that may be indexed, in parts with an index above `most` of them, and `robots.txt`."""
    if sitemap:
        entries = [(page.path, page.modified) for page in pages if page.template and not page.noindex]
        if len(entries) <= most:
            yield _sheet(addresses.SITEMAP, desk.layout(_sitemap, entries))
        else:
            yield from _parts(desk, _in_order(desk, entries), most)
    if robots:
        yield _sheet(addresses.ROBOTS, desk.layout(_robots, addresses.SITEMAP if sitemap else None), "robots")


def _parts(desk: Desk, entries: _Entries, most: int) -> Iterator[Sheet]:
    parts = [entries[start : start + most] for start in range(0, len(entries), most)]
    ways = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield _sheet(addresses.SITEMAP, desk.layout(_index, ways))
    for way, part in zip(ways, parts, strict=True):
        yield _sheet(way, desk.layout(_sitemap, part))


def _sheet(way: str, layout: Layout, renderer: str = "sitemap") -> Sheet:
    return Sheet(
        path=addresses.output(way), layout=layout, origin=f"the made {way} (`pages.{renderer}`)", renderer=renderer
    )


def _in_order(desk: Desk, entries: _Entries) -> _Entries:
    href = desk.setting.addresses.href
    return sorted(entries, key=lambda entry: href(_way(entry[0])))


def _way(path: str) -> str:
    """The way of the page that is kept there, see `addresses.output`."""
    return path.removesuffix("index.html")


def _sitemap(desk: Desk, entries: _Entries) -> Sitemap:
    permalink = desk.setting.addresses.permalink
    return Sitemap(
        entries=tuple(
            SitemapEntry(permalink=permalink(_way(path)), modified=modified)
            for path, modified in _in_order(desk, entries)
        )
    )


def _index(desk: Desk, ways: Sequence[str]) -> Sitemap:
    permalink = desk.setting.addresses.permalink
    return Sitemap(entries=tuple(SitemapEntry(permalink=permalink(way), modified=None) for way in ways), is_index=True)


def _robots(desk: Desk, sitemap: str | None) -> Robots:
    return Robots(sitemap=desk.setting.addresses.permalink(sitemap) if sitemap else None)
