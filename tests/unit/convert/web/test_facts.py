from __future__ import annotations

import json

import pytest

from digest.convert.web.facts import Value, read_facts
from digest.convert.web.page import read_page
from digest.ground.moment import Moment

ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Ozone hole &amp; ice",
    "description": "It <b>grows</b>.",
    "datePublished": "2015-10-29T08:15:00Z",
    "dateModified": "2015-10-30T10:00:00.123+0100",
    "author": [{"@type": "Person", "name": "Ada Okafor"}, {"name": "By Jan Roe and Li Wei"}, "https://example.org/ada"],
    "publisher": {"name": "Harbour Gazette"},
    "articleSection": "Science",
    "url": "https://example.org/ozone",
}


def facts(markup: str) -> dict[str, Value]:
    return read_facts(read_page(markup))


def said(markup: str) -> dict[str, object]:
    return {name: value.value for name, value in facts(markup).items()}


def json_ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


@pytest.mark.parametrize(
    "wrapped", [ARTICLE, [ARTICLE], {"@graph": [{"@type": "WebSite"}, ARTICLE]}, {"mainEntity": ARTICLE}]
)
def test_json_ld_is_read_whatever_is_around_it(wrapped: object) -> None:
    found = facts(json_ld(wrapped))
    assert {name: value.value for name, value in found.items()} == {
        "title": "Ozone hole & ice",
        "summary": "It grows .",
        "date": Moment("2015-10-29T08:15:00+00:00"),
        "updated": Moment("2015-10-30T10:00:00+01:00"),
        "authors": ("Ada Okafor", "Jan Roe", "Li Wei"),
        "source": "Harbour Gazette",
        "section": "Science",
        "url": "https://example.org/ozone",
    }
    assert {value.origin.rule for value in found.values()} == {"json-ld"}


def test_open_graph_and_meta_tags_speak_where_json_ld_does_not() -> None:
    found = facts(
        "<html lang=pt_BR><meta property='og:title' content='Ozone hole | Harbour Gazette'>"
        "<meta property='og:site_name' content='Harbour Gazette'><meta name='description' content='It grows.'>\n"
        "<meta property='article:published_time' content='2015-10-29'><meta name='author' content='Ada Okafor'>"
        "<link rel='canonical' href='https://example.org/a'>"
    )
    assert {name: (value.value, value.origin.rule) for name, value in found.items()} == {
        "title": ("Ozone hole", "open-graph"),
        "summary": ("It grows.", "meta"),
        "date": (Moment("2015-10-29"), "open-graph"),
        "authors": (("Ada Okafor",), "meta"),
        "source": ("Harbour Gazette", "open-graph"),
        "url": ("https://example.org/a", "link-canonical"),
        "language": ("pt-BR", "html-lang"),
    }
    assert found["date"].origin.line == 2


def test_the_main_heading_is_the_title_where_the_pages_title_begins_with_it() -> None:
    assert said("<title>Ozone hole – News – Harbour</title><h1>Ozone hole</h1>")["title"] == "Ozone hole"
    assert said("<title>Harbour</title><h1>Ozone hole</h1>")["title"] == "Harbour"
    assert said("<h1>Ozone hole</h1>")["title"] == "Ozone hole"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2015-10-29", "2015-10-29"),
        ("2015-10-29T08:15", "2015-10-29"),
        ("2015-10-29 08:15:30+02:00", "2015-10-29T08:15:30+02:00"),
        ("2015-10-29T25:00Z", "2015-10-29"),
        ("2015/10/29", "2015-10-29"),
        ("2015-13-29", None),
        ("yesterday", None),
    ],
)
def test_a_time_counts_when_its_zone_is_named(text: str, moment: str | None) -> None:
    found = said(f"<time datetime='{text}'>x</time>").get("date")
    assert found == (None if moment is None else Moment(moment))


@pytest.mark.parametrize(
    "data", ["{", "[" * 100_000, '"x"', "[1, null]", '{"@type": 3, "@graph": "x"}', '{"@type": "Article", "author": 3}']
)
def test_data_that_makes_no_sense_says_nothing(data: str) -> None:
    assert facts(f'<script type="application/ld+json">{data}</script>') == {}


def test_addresses_that_are_none_are_passed_over() -> None:
    assert "url" not in facts("<link rel=canonical href='/a'><meta property='og:url' content='https://[bad/'>")
