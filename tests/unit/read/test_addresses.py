"""Addresses in a body: which lead into the site, to what, and where the body says so."""

from __future__ import annotations

import pytest

from digest.read.addresses import Finder, Inner, locate

PATH = "2015/07/28/a.md"


@pytest.mark.parametrize(
    ("address", "target", "rest"),
    [
        ("b.md", "content:2015/07/28/b.md", ""),
        ("./b.md#part", "content:2015/07/28/b.md", "#part"),
        ("../29/b%20c.md", "content:2015/07/29/b c.md", ""),
        ("../../../pages/about.md", "content:pages/about.md", ""),
        ("b.md?x=1#y", "content:2015/07/28/b.md", "#y"),
        ("100%25.md", "content:2015/07/28/100%.md", ""),
        ("/topics/world/", "site:/topics/world/", ""),
        ("/search/?q=a#b", "site:/search/", "?q=a#b"),
        ("/a/../b", "site:/b", ""),
        ("/", "site:/", ""),
    ],
)
def test_inner_addresses_are_resolved_against_their_file(address: str, target: str, rest: str) -> None:
    assert locate(address, PATH) == Inner(target=target, rest=rest)


@pytest.mark.parametrize(
    "address", ["https://example.org/a", "mailto:a@example.org", "tel:+1", "#here", "//example.org/a", "", "?q=1"]
)
def test_outer_addresses_are_nobodys_business(address: str) -> None:
    assert locate(address, PATH) == "outer"


@pytest.mark.parametrize("address", ["../../../../secret.md", "../../../../content/a.md", "../../../%2e%2e/a"])
def test_no_address_leaves_the_content_folder(address: str) -> None:
    assert locate(address, PATH) == "outside"


def test_the_mark_of_inner_addresses_is_not_for_authors() -> None:
    assert locate("Digest:content:a.md", PATH) == "forbidden"


def test_a_path_is_written_so_that_its_end_can_be_told() -> None:
    assert Inner(target="content:100% #1?.md", rest="#top").written() == "digest:content:100%25 %231%3F.md#top"


def test_places_are_found_one_behind_the_other() -> None:
    finder = Finder("see b.md in words\n\n[x](b.md) and\n[y](b.md)\n\n[z]: c.md\n", "content/a.md", 10)
    places = [finder.place(address) for address in ("b.md", "b.md", "c.md", "d.md")]
    assert [(p.line, p.column, p.length, p.source) for p in places] == [
        (12, 5, 4, "[x](b.md) and"),
        (13, 5, 4, "[y](b.md)"),
        (15, 6, 4, "[z]: c.md"),
        (10, 1, 1, "see b.md in words"),
    ]
