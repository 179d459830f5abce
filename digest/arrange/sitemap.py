"""Stage 3: what search engines are told: `sitemap.xml` (sitemaps.org protocol 0.9) and `robots.txt`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from digest.arrange import addresses
from digest.arrange.desk import Desk, Layout
from digest.arrange.sheets import Sheet
from digest.pages import Robots, Sitemap, SitemapEntry

MOST_ENTRIES = 50_000
"""The protocol's limit for one file."""

MOST_BYTES = 50 * 1024 * 1024
"""The protocol's other limit for one file, before it is packed."""

_AROUND = 100
"""More bytes than the markup of one entry has, its day or instant included."""

_Entries = Sequence[tuple[str, str | None]]
"""The paths of pages, and when each last changed."""


def sheets(
    desk: Desk,
    pages: Iterable[Sheet],
    *,
    sitemap: bool,
    robots: bool,
    most: int = MOST_ENTRIES,
    largest: int = MOST_BYTES,
) -> Iterator[Sheet]:
    """The sitemap over those pages that may be indexed, and `robots.txt`.

    Above `most` pages, or where it may have more than `largest` bytes, the sitemap is an index of parts, each within both.
    """
    if sitemap:
        entries = [(page.path, page.modified) for page in pages if page.template and not page.noindex]
        parts = _parts(desk, entries, most, largest)
        if len(parts) == 1:
            yield _sheet(addresses.SITEMAP, desk.layout(_sitemap, entries))
        else:
            yield from _index_of(desk, parts)
    if robots:
        yield _sheet(addresses.ROBOTS, desk.layout(_robots, addresses.SITEMAP if sitemap else None), "robots")


def _parts(desk: Desk, entries: _Entries, most: int, largest: int) -> list[_Entries]:
    """The entries as they are, or in their order and in parts that keep within both limits."""
    root = len(desk.setting.addresses.permalink("")) + _AROUND
    at_most = sum(root + 12 * len(path) for path, _ in entries)  # a character has four bytes, `%F0%9F%93%B0`
    if len(entries) <= most and at_most <= largest:
        return [entries]
    parts: list[list[tuple[str, str | None]]] = []
    size = 0
    for entry in _in_order(desk, entries):
        its = _AROUND + len(escape(desk.setting.addresses.permalink(_way(entry[0])), quote=False))
        if not parts or len(parts[-1]) == most or size + its > largest:
            parts.append([])
            size = _AROUND
        parts[-1].append(entry)
        size += its
    return list(parts)


def _index_of(desk: Desk, parts: Sequence[_Entries]) -> Iterator[Sheet]:
    ways = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    newest = [max((modified for _, modified in part if modified), default=None) for part in parts]
    yield _sheet(addresses.SITEMAP, desk.layout(_index, list(zip(ways, newest, strict=True))))
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


def _index(desk: Desk, parts: _Entries) -> Sitemap:
    permalink = desk.setting.addresses.permalink
    entries = [SitemapEntry(permalink=permalink(way), modified=modified) for way, modified in parts]
    return Sitemap(entries=tuple(entries), is_index=True)


def _robots(desk: Desk, sitemap: str | None) -> Robots:
    return Robots(sitemap=desk.setting.addresses.permalink(sitemap) if sitemap else None)
