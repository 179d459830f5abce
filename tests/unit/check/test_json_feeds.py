"""JSON Feed 1.1."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.check.samples import URL, checked, page

STORY = "content/2015/07/28/ferry.md"
PATH = "2015/07/28/ferry/index.html"
ITEM: dict[str, Any] = {
    "id": "urn:uuid:1",
    "url": URL + "2015/07/28/ferry/",
    "content_html": f'<p>At <a href="{URL}">nine</a>.</p>',
    "date_published": "2015-07-28T14:05:00Z",
    "authors": [{"name": "Ann Bell"}],
    "tags": ["World"],
    "_digest": {"any": "thing"},
}
FEED: dict[str, Any] = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "The Pier",
    "home_page_url": URL,
    "feed_url": URL + "feed.json",
    "items": [ITEM],
}


def faults(root: Path, feed: Any) -> list[tuple[str, str]]:
    """What is wrong with a feed: message and file."""
    text = feed if isinstance(feed, str) else json.dumps(feed)
    built = {"index.html": page(), PATH: page(), "feed.json": text}
    texts = {STORY: "---\ntitle: The ferry\n---\n"}
    found = checked(root, built, {PATH: STORY}, texts, renderers={"feed.json": "json_feed"})
    return [(finding.message.partition(": ")[2], finding.place.file) for finding in found if finding.place]


def test_a_good_feed_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, FEED) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"version": "2.0"}, "its `version` is none of JSON Feed"),
        ({"title": ""}, "the feed has no `title`"),
        ({"items": None}, "the feed has no `items`"),
        ({"items": ["x"]}, "an item is not an object"),
        ({"subtitle": "x"}, "JSON Feed knows no `subtitle`"),
        ({"feed_url": "/feed.json"}, "`feed_url` of the feed is not a whole address: `/feed.json`"),
        ({"items": [ITEM, ITEM]}, "two items have the id `urn:uuid:1`"),
    ],
)
def test_each_fault_of_the_feed_is_told(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    assert (message, "public/feed.json") in faults(tmp_path, FEED | change)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": ""}, "an item has no `id`"),
        ({"id": 7}, "`id` of an item is of the wrong kind"),
        ({"date_published": "28 July"}, "`date_published` is not a date of RFC 3339: `28 July`"),
        ({"authors": [{}]}, "an author has neither `name` nor `url` nor `avatar`"),
        ({"attachments": [{"url": URL}]}, "an attachment lacks `url` or `mime_type`"),
        ({"tags": [1]}, "a tag of an item is not a text"),
        ({"content_html": '<img src="a.png">'}, "an address in the text is not whole: `a.png`"),
        ({"summery": "x"}, "JSON Feed knows no `summery`"),
    ],
)
def test_each_fault_of_an_item_leads_to_its_article(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    assert (message, STORY) in faults(tmp_path, FEED | {"items": [ITEM | change]})


def test_an_item_has_a_text(tmp_path: Path) -> None:
    item = {key: value for key, value in ITEM.items() if key != "content_html"}
    message = "an item has neither `content_html` nor `content_text`"
    assert faults(tmp_path, FEED | {"items": [item]}) == [(message, STORY)]


@pytest.mark.parametrize(("text", "message"), [("{", "it can't be read"), ("[]", "it is not an object")])
def test_what_is_no_feed_at_all_is_told(tmp_path: Path, text: str, message: str) -> None:
    [(told, _)] = faults(tmp_path, text)
    assert told.startswith(message)
