"""The list of feeds as OPML 2.0."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from digest.pages import Outline
from digest.render import opml

SCHEMA = Path(__file__).parents[2] / "schemas" / "opml.rng"


def test_the_list_of_feeds_is_valid_opml_and_holds_every_feed() -> None:
    feed = ("Arts & <Culture>", "https://example.org/a.xml?x=1&y=2", "https://example.org/a/")
    outline = Outline(title='The "Daily" Digest', groups=(("Topics", (feed,)), ("Tags", (feed, feed))))
    root = etree.fromstring(opml.render(outline))
    etree.RelaxNG(etree.parse(SCHEMA)).assertValid(root)
    leaves = root.findall("body/outline/outline")
    assert [(leaf.get("text"), leaf.get("xmlUrl"), leaf.get("htmlUrl")) for leaf in leaves] == [feed] * 3


def test_the_list_of_feeds_has_no_date_of_making() -> None:
    root = etree.fromstring(opml.render(Outline(title="D", groups=())))
    assert [child.tag for child in root[0]] == ["title"]
