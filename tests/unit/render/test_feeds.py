"""Atom, RSS and JSON feeds: valid by their formats' rules, and saying the same."""

from __future__ import annotations

import html
import json
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from digest.ground.characters import legal
from digest.pages import Feed, SourceView
from digest.render import atom, json_feed, rss
from tests.unit.render.samples import entry, feed

SCHEMAS = Path(__file__).parents[2] / "schemas"
ATOM = "{http://www.w3.org/2005/Atom}"
NASTY = "A <b>bold</b> & \"quoted\" 'title' {{ x }} {% if %} ]]> &amp; é 漢\x07\x00"
ANY_TEXT = st.text(st.characters(exclude_categories=()), min_size=1)

FEEDS = {
    "full": feed(entry()),
    "empty": feed(),
    "summaries only": feed(entry(html="")),
    "bare": feed(entry(html="", summary="", authors=(), categories=(), source=None, image=None)),
    "source without address": feed(entry(source=SourceView(name="Wire & agencies", url=None), authors=())),
    "with rights": feed(entry(rights="© The Wire & Co · CC BY 4.0")),
    "other language": feed(entry(language="ar"), entry(id="tag:example.org,2015:b"), language="fr"),
    "nasty": feed(
        entry(
            title=NASTY, summary=NASTY, html=f"<p>{html.escape(NASTY)}</p>", authors=(NASTY, NASTY), categories=(NASTY,)
        ),
        title=NASTY,
        subtitle=NASTY,
        rights=NASTY,
    ),
}


@pytest.fixture(params=list(FEEDS))
def any_feed(request: pytest.FixtureRequest) -> Feed:
    return FEEDS[request.param]


def validate(data: bytes, schema: str) -> None:
    etree.RelaxNG(etree.parse(SCHEMAS / schema)).assertValid(etree.fromstring(data))


def parse(data: bytes) -> Any:
    parsed = feedparser.parse(data, response_headers={"content-type": "application/xml"})
    assert not parsed.bozo, parsed.bozo_exception
    return parsed


def test_a_feed_says_to_whom_its_texts_belong() -> None:
    whole = feed(entry(), rights="The stories belong to the harbour.")
    assert parse(atom.render(whole)).feed.rights == "The stories belong to the harbour."
    assert parse(rss.render(whole)).feed.rights == "The stories belong to the harbour."


def test_atom_is_valid(any_feed: Feed) -> None:
    validate(atom.render(any_feed), "atom.rng")


def test_rss_is_valid(any_feed: Feed) -> None:
    validate(rss.render(any_feed), "rss.rng")


def test_json_feed_is_valid(any_feed: Feed) -> None:
    schema = json.loads((SCHEMAS / "json_feed.json").read_bytes())
    jsonschema.validate(json.loads(json_feed.render(any_feed)), schema)


def test_the_schemas_refuse_what_is_wrong() -> None:
    with pytest.raises(etree.DocumentInvalid):
        validate(atom.render(feed(entry(updated="2015-07-28"))), "atom.rng")
    with pytest.raises(etree.DocumentInvalid):
        validate(rss.render(feed(entry(permalink="/repo/talks/"))), "rss.rng")


def test_a_feed_reader_finds_the_same_in_atom_and_rss() -> None:
    for render in (atom.render, rss.render):
        parsed = parse(render(FEEDS["full"]))
        assert parsed.feed.title == "The Daily Digest"
        [item] = parsed.entries
        assert item.title == "Talks"
        assert item.id == "tag:example.org,2015-07-28:k8f3m9q4dz"
        assert item.link == "https://example.org/repo/2015/07/28/talks/"
        assert item.summary == "They talked."
        assert item.content[0].value == "<p>Body &amp; soul</p>"
        assert item.published_parsed[:5] == (2015, 7, 28, 13, 5)
        assert [tag.term for tag in item.tags] == ["World", "Seoul"]
        assert item.author == "Ann Bell"
        assert item.media_content[0]["url"] == "https://example.org/repo/talks.jpg"


def test_atom_names_the_origin_of_a_story() -> None:
    root = etree.fromstring(atom.render(FEEDS["full"]))
    [via] = root.findall(f"{ATOM}entry/{ATOM}link[@rel='via']")
    assert via.get("href") == "https://gazette.example/talks?a=1&b=2"
    assert root.findtext(f"{ATOM}entry/{{http://purl.org/dc/elements/1.1/}}source") == "Harbour Gazette"


def test_rss_names_the_origin_of_a_story_and_a_language_of_its_own() -> None:
    [item] = etree.fromstring(rss.render(feed(entry(language="tr")))).iter("item")
    purl = "{http://purl.org/dc/elements/1.1/}"
    assert item.findtext(f"{purl}source") == "Harbour Gazette"
    assert item.find(f"{ATOM}link").get("href") == "https://gazette.example/talks?a=1&b=2"
    assert item.findtext(f"{purl}language") == "tr"
    assert b"dc:language" not in rss.render(feed(entry()))


def test_a_story_without_byline_is_by_its_source_in_a_json_feed() -> None:
    [item] = json.loads(json_feed.render(feed(entry(authors=()))))["items"]
    assert item["authors"] == [{"name": "Harbour Gazette"}]


def test_a_story_without_byline_has_its_source_for_an_author_in_atom() -> None:
    root = etree.fromstring(atom.render(FEEDS["source without address"]))
    assert root.findtext(f"{ATOM}entry/{ATOM}author/{ATOM}name") == "Wire & agencies"


def test_json_feed_points_at_the_origin_of_a_story() -> None:
    [item] = json.loads(json_feed.render(FEEDS["full"]))["items"]
    assert item["external_url"] == "https://gazette.example/talks?a=1&b=2"


def test_an_item_of_a_json_feed_without_body_has_its_standfirst_as_text() -> None:
    [item] = json.loads(json_feed.render(FEEDS["summaries only"]))["items"]
    assert item["content_text"] == "They talked."


def test_rss_dates_are_english_and_keep_their_zone() -> None:
    assert rss.rfc_822("2015-07-28T14:05:00+01:00") == "Tue, 28 Jul 2015 14:05:00 +0100"


@given(st.datetimes(timezones=st.none() | st.timezones() | st.just(UTC)))
def test_rss_dates_are_those_of_mail(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    assert rss.rfc_822(whole.isoformat()) == format_datetime(datetime.fromisoformat(whole.isoformat()))


def test_an_rss_description_shows_a_standfirst_letter_for_letter() -> None:
    """A description is HTML, so that a standfirst is escaped twice: once as HTML, once as XML."""
    root = etree.fromstring(rss.render(feed(entry(summary="1 < 2 & <b>"))))
    assert root.findtext("channel/item/description") == "1 &lt; 2 &amp; &lt;b&gt;"


@given(ANY_TEXT)
def test_any_title_comes_back_from_every_feed(title: str) -> None:
    one = feed(entry(title=title))
    assert etree.fromstring(atom.render(one)).findtext(f"{ATOM}entry/{ATOM}title") == legal(title)
    assert etree.fromstring(rss.render(one)).findtext("channel/item/title") == legal(title)
    written = json.loads(json_feed.render(one))["items"][0].get("title", "")
    assert legal(written) == legal(title)


def test_an_entry_says_in_every_format_to_whom_it_is_owed() -> None:
    owed = feed(entry(rights="© The Wire"))
    assert b"<rights>\xc2\xa9 The Wire</rights>" in atom.render(owed)
    assert b"<dc:rights>\xc2\xa9 The Wire</dc:rights>" in rss.render(owed)
    assert json.loads(json_feed.render(owed))["items"][0]["_rights"]["text"] == "© The Wire"
