"""JSON feeds: JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).

`external_url` is the story's origin: "the URL of a page elsewhere", for sites that link to what they tell of. The format has no
place for rights; `_rights` is an extension, whose name begins with `_` as the format asks. A story without a
byline is by its source.
"""

from __future__ import annotations

from typing import Any

from digest.pages import Feed, FeedEntry
from digest.render.json_text import write

_RIGHTS = "to whom the text is owed, and under which licence it is shown: as atom:rights of an entry (RFC 4287)"


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
    names = entry.authors or ((entry.source.name,) if entry.source else ())
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
        "authors": [{"name": name} for name in names],
        "tags": list(entry.categories),
        "language": entry.language,
        "_rights": {"about": _RIGHTS, "text": entry.rights} if entry.rights else None,
    }
    if not entry.html:
        item["content_text"] = entry.summary or entry.title  # an item must have one of the two
    return {key: value for key, value in item.items() if value}
