"""Sitemaps: https://www.sitemaps.org/protocol.html, version 0.9."""

from __future__ import annotations

from digest.pages import Sitemap
from digest.render.xml import document, element, optional

_NAMESPACE = {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def render(sitemap: Sitemap) -> bytes:
    """The list of addresses, or the index of partial sitemaps."""
    outer, inner = ("sitemapindex", "sitemap") if sitemap.is_index else ("urlset", "url")
    entries = (
        element(inner, element("loc", entry.permalink), optional("lastmod", entry.modified))
        for entry in sitemap.entries
    )
    return document(element(outer, *entries, attributes=_NAMESPACE))
