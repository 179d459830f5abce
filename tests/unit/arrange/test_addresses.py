"""Addresses: right at the root of a host and below a path, for letters of every script."""

from __future__ import annotations

from datetime import date

import pytest

from digest.arrange import addresses


@pytest.mark.parametrize(
    ("url", "origin", "base"),
    [
        ("https://example.org", "https://example.org", "/"),
        ("https://example.org/", "https://example.org", "/"),
        ("https://user.github.io/repo", "https://user.github.io", "/repo/"),
        ("http://localhost:8000/a/b c/", "http://localhost:8000", "/a/b%20c/"),
    ],
)
def test_a_site_lies_at_a_host_and_below_a_path(url: str, origin: str, base: str) -> None:
    assert addresses.of_site(url) == addresses.Addresses(origin=origin, base=base)


def test_hrefs_hold_the_base_path_and_are_encoded() -> None:
    where = addresses.of_site("https://example.org/repo/")
    assert where.href("") == "/repo/"
    assert where.href("tags/كوريا/") == "/repo/tags/%D9%83%D9%88%D8%B1%D9%8A%D8%A7/"
    assert where.permalink("a b?#%/") == "https://example.org/repo/a%20b%3F%23%25/"
    assert where.absolute("/repo/x") == "https://example.org/repo/x"
    assert where.absolute("https://other.org/x") == "https://other.org/x"


def test_every_page_has_its_way() -> None:
    day = date(2015, 7, 8)
    assert addresses.article(day, "slug") == "2015/07/08/slug/"
    assert addresses.of_month(day) == "2015/07/"
    assert addresses.numbered(addresses.topic("world"), 3) == "topics/world/page/3/"
    assert [addresses.output(way) for way in ("", "a/", "feed.xml")] == ["index.html", "a/index.html", "feed.xml"]


@pytest.mark.parametrize(
    ("path", "way"),
    [("/old/", "old/"), ("/old", "old/"), ("/a/b.html", "a/b.html"), ("/v1.0", "v1.0/"), ("/b.html/", "b.html/")],
)
def test_an_old_address_is_a_file_or_a_folder(path: str, way: str) -> None:
    assert addresses.alias(path) == way
