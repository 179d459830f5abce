"""Check: JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from digest.check.dates import is_rfc3339
from digest.check.feeds import Sheet
from digest.check.subject import Fault

_FEED: dict[str, type] = {
    "version": str,
    "title": str,
    "home_page_url": str,
    "feed_url": str,
    "description": str,
    "user_comment": str,
    "next_url": str,
    "icon": str,
    "favicon": str,
    "author": dict,
    "authors": list,
    "language": str,
    "expired": bool,
    "hubs": list,
    "items": list,
}
_ITEM: dict[str, type] = {
    "id": str,
    "url": str,
    "external_url": str,
    "title": str,
    "content_html": str,
    "content_text": str,
    "summary": str,
    "image": str,
    "banner_image": str,
    "date_published": str,
    "date_modified": str,
    "author": dict,
    "authors": list,
    "tags": list,
    "language": str,
    "attachments": list,
}
_ADDRESSES = (
    "home_page_url",
    "feed_url",
    "next_url",
    "icon",
    "favicon",
    "url",
    "external_url",
    "image",
    "banner_image",
)


def check(data: bytes, sheet: Sheet) -> Iterator[Fault]:
    """Everything that is wrong with the bytes of a JSON feed."""
    try:
        whole = json.loads(data)
    except ValueError as problem:
        yield sheet.fault(f"it can't be read: {problem}")
        return
    if not isinstance(whole, dict):
        yield sheet.fault("it is not an object")
        return
    yield from _typed(whole, _FEED, "the feed", sheet, "")
    if whole.get("version") not in {"https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"}:
        yield sheet.fault("its `version` is none of JSON Feed")
    if not whole.get("title"):
        yield sheet.fault("the feed has no `title`")
    items = whole.get("items")
    if not isinstance(items, list):
        yield sheet.fault("the feed has no `items`")
        return
    for item in items:
        if isinstance(item, dict):
            yield from _item(item, sheet)
        else:
            yield sheet.fault("an item is not an object")
    known = Counter(str(item.get("id")) for item in items if isinstance(item, dict) and item.get("id"))
    for identity in (identity for identity, count in known.items() if count > 1):
        yield sheet.fault(f"two items have the id `{identity}`")


def _item(item: dict[str, Any], sheet: Sheet) -> Iterator[Fault]:
    own = item["url"] if isinstance(item.get("url"), str) else ""
    yield from _typed(item, _ITEM, "an item", sheet, own)
    if not item.get("id"):
        yield sheet.fault("an item has no `id`", own)
    if "content_html" not in item and "content_text" not in item:
        yield sheet.fault("an item has neither `content_html` nor `content_text`", own)
    for name in ("date_published", "date_modified"):
        if name in item and not is_rfc3339(str(item[name])):
            yield sheet.fault(f"`{name}` is not a date of RFC 3339: `{item[name]}`", own)
    for author in item.get("authors", ()) if isinstance(item.get("authors"), list) else ():
        if not isinstance(author, dict) or not (author.get("name") or author.get("url") or author.get("avatar")):
            yield sheet.fault("an author has neither `name` nor `url` nor `avatar`", own)
    for attachment in item.get("attachments", ()) if isinstance(item.get("attachments"), list) else ():
        if not isinstance(attachment, dict) or not (attachment.get("url") and attachment.get("mime_type")):
            yield sheet.fault("an attachment lacks `url` or `mime_type`", own)
    if isinstance(item.get("content_html"), str):
        yield from sheet.body(item["content_html"], own)


def _typed(thing: dict[str, Any], known: dict[str, type], named: str, sheet: Sheet, own: str) -> Iterator[Fault]:
    """What is wrong with keys and the kinds of their values; a key of one's own begins with `_`."""
    for key, value in thing.items():
        if key.startswith("_"):
            continue
        if key not in known:
            yield sheet.fault(f"JSON Feed knows no `{key}`", own)
        elif not isinstance(value, known[key]):
            yield sheet.fault(f"`{key}` of {named} is of the wrong kind", own)
        elif key in _ADDRESSES:
            yield from sheet.address(str(value), f"`{key}` of {named}", own)
    tags = thing.get("tags")
    if isinstance(tags, list) and not all(isinstance(each, str) for each in tags):
        yield sheet.fault(f"a tag of {named} is not a text", own)
