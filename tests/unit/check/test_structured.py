"""JSON-LD: known types, whole addresses, real dates, all that search engines ask for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.check.samples import URL, checked, page

TEMPLATE = "themes/own/templates/_head.html"

ARTICLE: dict[str, Any] = {
    "@type": "NewsArticle",
    "headline": "The ferry",
    "datePublished": "2015-07-28",
    "publisher": {"@type": "Organization", "name": "The Pier"},
    "mainEntityOfPage": URL,
}
CRUMB = {"@type": "ListItem", "position": 1, "name": "Home", "item": URL}


def faults(root: Path, thing: Any) -> list[str]:
    """The messages about a thing of schema.org, each at the line of the template that writes it."""
    script = thing if isinstance(thing, str) else json.dumps({"@context": "https://schema.org"} | thing)
    built = {"index.html": page(head=f'<script type="application/ld+json">{script}</script>')}
    texts = {TEMPLATE: '\n<script type="application/ld+json">{{ json_ld }}</script>\n'}
    found = checked(root, built, {"index.html": "themes/own/templates/home.html"}, texts)
    for finding in found:
        assert finding.code == "json-ld-invalid"
        assert finding.place is not None
        assert (finding.place.file, finding.place.line) == (TEMPLATE, 2)
    return [finding.message for finding in found]


@pytest.mark.parametrize(
    "thing",
    [
        ARTICLE,
        {"@graph": [ARTICLE, {"@type": "BreadcrumbList", "itemListElement": [CRUMB]}]},
        {"@type": "WebSite", "name": "The Pier", "url": URL},
        {"@type": "CollectionPage", "name": "World", "url": URL},
        ARTICLE | {"isBasedOn": "https://gazette.example/ferry", "image": ["https://gazette.example/a.jpg"]},
    ],
)
def test_what_is_right_is_no_fault(tmp_path: Path, thing: dict[str, Any]) -> None:
    assert faults(tmp_path, thing) == []


@pytest.mark.parametrize(
    ("thing", "message"),
    [
        ({"@type": "NewsArtikel"}, "`NewsArtikel` is no type that is known here"),
        ({"name": "x"}, "a thing in the JSON-LD has no `@type`"),
        ({"@graph": ["x"]}, "a thing in the JSON-LD has no `@type`"),
        ({key: value for key, value in ARTICLE.items() if key != "headline"}, "`NewsArticle` lacks `headline`"),
        (ARTICLE | {"publisher": {"@type": "Organization"}}, "`Organization` lacks `name`"),
        (ARTICLE | {"dateModified": "28 July"}, "`dateModified` is not a date of ISO 8601: '28 July'"),
        (ARTICLE | {"isBasedOn": "/ferry/"}, "`isBasedOn` is not a whole address: `/ferry/`"),
        (ARTICLE | {"image": [URL + "none.jpg"]}, f"`image` leads nowhere: `{URL}none.jpg`"),
        ({"@type": "WebSite", "name": "The Pier"}, "`WebSite` lacks `url`"),
        ({"@type": "CollectionPage", "url": URL}, "`CollectionPage` lacks `name`"),
        ({"@type": "BreadcrumbList", "itemListElement": []}, "`BreadcrumbList` lacks `itemListElement`"),
        (
            {"@type": "BreadcrumbList", "itemListElement": [CRUMB | {"position": 2}]},
            "the steps of `BreadcrumbList` aren't counted from 1",
        ),
        (
            {"@type": "BreadcrumbList", "itemListElement": [CRUMB | {"name": ""}]},
            "a step of `BreadcrumbList` lacks `name` or `item`",
        ),
        ("[{}]", "the JSON-LD doesn't say that its words are those of schema.org"),
        ('{"a": }', "the JSON-LD can't be read: Expecting value: line 1 column 7 (char 6)"),
    ],
)
def test_each_fault_is_told(tmp_path: Path, thing: Any, message: str) -> None:
    assert message in faults(tmp_path, thing)
