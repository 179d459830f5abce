"""Every feed and sitemap of the demonstration is valid by its format's schema, and all formats have the same stories."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from lxml import etree

SCHEMAS = Path(__file__).parents[1] / "schemas"
FORMATS = {"feed.xml": "atom.rng", "rss.xml": "rss.rng", "feeds.opml": "opml.rng"}
NAMES = {"atom": "http://www.w3.org/2005/Atom"}

pytestmark = pytest.mark.parametrize("built", ["/repo/"], indirect=True)


@pytest.mark.parametrize("name", FORMATS)
def test_feeds_in_xml_are_valid(built: Any, name: str) -> None:
    schema = etree.RelaxNG(etree.parse(SCHEMAS / FORMATS[name]))
    files = sorted(built.folder.rglob(name))
    assert files
    for file in files:
        schema.assertValid(etree.parse(file))


def test_feeds_in_json_are_valid(built: Any) -> None:
    schema = json.loads((SCHEMAS / "json_feed.json").read_text(encoding="utf-8"))
    files = sorted(built.folder.rglob("feed.json"))
    assert files
    for file in files:
        jsonschema.validate(json.loads(file.read_text(encoding="utf-8")), schema)


def test_the_sitemap_is_valid_and_names_pages_alone(built: Any) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "sitemap.xsd"))
    tree = etree.parse(built.folder / "sitemap.xml")
    schema.assertValid(tree)
    listed = [str(address) for address in tree.xpath("//*[local-name()='loc']/text()")]
    assert len(listed) == len(set(listed)) > 30
    for address in listed:
        assert address.startswith(built.url)
        assert (built.folder / unquote(address.removeprefix(built.url)) / "index.html").is_file()


def test_the_same_stories_are_in_every_format_under_the_same_ids(built: Any) -> None:
    for atom in sorted(built.folder.rglob("feed.xml")):
        in_atom = etree.parse(atom).xpath("//atom:entry/atom:id/text()", namespaces=NAMES)
        in_rss = etree.parse(atom.with_name("rss.xml")).xpath("//item/guid/text()")
        in_json = [item["id"] for item in json.loads(atom.with_name("feed.json").read_text(encoding="utf-8"))["items"]]
        assert in_atom == in_rss == in_json
        assert len(set(in_atom)) == len(in_atom) > 0
