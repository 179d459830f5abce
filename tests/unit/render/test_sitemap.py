"""Sitemaps by the protocol of sitemaps.org."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from digest.pages import Sitemap, SitemapEntry
from digest.render import sitemap

SCHEMA = Path(__file__).parents[2] / "schemas" / "sitemap.xsd"
ENTRIES = (
    SitemapEntry(permalink="https://example.org/repo/", modified=None),
    SitemapEntry(permalink="https://example.org/repo/tags/a&b/", modified="2015-07-28"),
    SitemapEntry(permalink="https://example.org/repo/x/", modified="2015-07-28T14:05:00+01:00"),
)


@pytest.mark.parametrize("is_index", [False, True])
def test_a_sitemap_and_an_index_are_valid(is_index: bool) -> None:
    root = etree.fromstring(sitemap.render(Sitemap(entries=ENTRIES, is_index=is_index)))
    etree.XMLSchema(etree.parse(SCHEMA)).assertValid(root)
    assert etree.QName(root).localname == ("sitemapindex" if is_index else "urlset")
    assert [element.text for element in root.iter("{*}loc")] == [entry.permalink for entry in ENTRIES]
    assert [element.text for element in root.iter("{*}lastmod")] == ["2015-07-28", "2015-07-28T14:05:00+01:00"]
