"""Stage 3: what search engines are told: `sitemap.xml` (sitemaps.org protocol 0.9) and `robots.txt`."""

from __future__ import annotations

from collections.abc import Iterable

from digest.arrange import addresses
from digest.arrange.addresses import Addresses
from digest.arrange.sheets import Sheet
from digest.pages import Robots, Sitemap, SitemapEntry, TemplatePage

MOST_ENTRIES = 50_000
"""The protocol's limit for one file."""


def sheets(
    pages: Iterable[Sheet], where: Addresses, *, sitemap: bool, robots: bool, most: int = MOST_ENTRIES
) -> list[Sheet]:
    """The sitemap over those pages that may be indexed, in parts with an index above `most` of them, and `robots.txt`."""
    made: list[Sheet] = []
    if sitemap:
        entries = sorted(filter(None, map(_entry, pages)), key=lambda entry: entry.permalink)
        made += _whole(entries) if len(entries) <= most else _parts(entries, where, most)
    if robots:
        link = where.permalink(addresses.SITEMAP) if sitemap else None
        made.append(_sheet(addresses.ROBOTS, Robots(sitemap=link), "robots"))
    return made


def _entry(sheet: Sheet) -> SitemapEntry | None:
    if not isinstance(sheet.context, TemplatePage):
        return None
    head = sheet.context.head
    if head.canonical is None or head.noindex:
        return None
    return SitemapEntry(permalink=head.canonical, modified=sheet.modified)


def _whole(entries: list[SitemapEntry]) -> list[Sheet]:
    return [_sheet(addresses.SITEMAP, Sitemap(entries=tuple(entries)), "sitemap")]


def _parts(entries: list[SitemapEntry], where: Addresses, most: int) -> list[Sheet]:
    parts = [tuple(entries[start : start + most]) for start in range(0, len(entries), most)]
    ways = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    index = Sitemap(
        entries=tuple(SitemapEntry(permalink=where.permalink(way), modified=None) for way in ways), is_index=True
    )
    return [
        _sheet(addresses.SITEMAP, index, "sitemap"),
        *(_sheet(way, Sitemap(entries=part), "sitemap") for way, part in zip(ways, parts, strict=True)),
    ]


def _sheet(way: str, context: Robots | Sitemap, renderer: str) -> Sheet:
    return Sheet(way=way, context=context, origin=f"the made {way} (`pages.{renderer}`)", renderer=renderer)
