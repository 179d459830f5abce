"""JSON feeds: JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).

`external_url` is the story's origin: "the URL of a page elsewhere", for sites that link to what they tell of.
"""

from __future__ import annotations

from typing import Any

from digest.pages import Feed, FeedEntry
from digest.render.json_text import write


def render(feed: Feed) -> bytes:
    """The feed as a JSON Feed document."""
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.home_url,
        "feed_url": feed.self_url,
        "language": feed.language,
        "items": [_item(entry) for entry in feed.entries],
    }
    return write({key: value for key, value in whole.items() if value or key == "items"})


def _item(entry: FeedEntry) -> dict[str, Any]:
    item = {
        "id": entry.id,
        "url": entry.permalink,
        "external_url": entry.source.url if entry.source else None,
        "title": entry.title,
        "content_html": entry.html,
        "summary": entry.summary,
        "image": entry.image,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "authors": [{"name": name} for name in entry.authors],
        "tags": list(entry.categories),
        "language": entry.language,
    }
    if not entry.html:
        item["content_text"] = entry.summary or entry.title  # an item must have one of the two
    return {key: value for key, value in item.items() if value}
