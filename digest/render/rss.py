"""RSS feeds: RSS 2.0 (https://www.rssboard.org/rss-specification) as the RSS Best Practices Profile advises.

Titles are plain text; `description` is HTML by that profile, so the standfirst is escaped once more. An author without an
address is `dc:creator`, since RSS's own `author` wants e-mail; the story's origin is `dc:source` and `atom:link rel="via"` (see `atom`),
since RSS's `source` is for items copied out of another feed. RSS knows the language of a whole feed alone: an item in another
one has `dc:language`.
"""

from __future__ import annotations

import html
from datetime import datetime

from digest.pages import Feed, FeedEntry
from digest.render.xml import Element, document, element, optional

_NAMESPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def render(feed: Feed) -> bytes:
    """The feed as an RSS document."""
    self_link = {"rel": "self", "type": "application/rss+xml", "href": feed.self_url}
    channel = element(
        "channel",
        element("title", feed.title),
        element("link", feed.home_url),
        element("description", feed.subtitle or feed.title),
        element("language", feed.language),
        optional("copyright", feed.rights),
        element("lastBuildDate", rfc_822(feed.updated)) if feed.updated else None,
        element("atom:link", attributes=self_link),
        *(_item(entry, feed) for entry in feed.entries),
    )
    return document(element("rss", channel, attributes={"version": "2.0"} | _NAMESPACES))


def _item(entry: FeedEntry, feed: Feed) -> Element:
    source = entry.source
    return element(
        "item",
        element("title", entry.title),
        element("link", entry.permalink),
        element("guid", entry.id, attributes={"isPermaLink": "false"}),
        element("pubDate", rfc_822(entry.published)),
        *(element("dc:creator", author) for author in entry.authors),
        optional("dc:source", source.name if source else None),
        optional("dc:rights", entry.rights),
        element("atom:link", attributes={"rel": "via", "href": source.url}) if source and source.url else None,
        element("dc:language", entry.language) if entry.language != feed.language else None,
        *(element("category", category) for category in entry.categories),
        element("media:content", attributes={"url": entry.image, "medium": "image"}) if entry.image else None,
        optional("description", html.escape(entry.summary, quote=False)),
        optional("content:encoded", entry.html),
    )


def rfc_822(instant: str) -> str:
    """An RFC 3339 instant as RFC 822 writes it with four-digit years, in English: `Tue, 28 Jul 2015 14:05:00 +0100`."""
    moment = datetime.fromisoformat(instant)
    day, month = _DAYS[moment.weekday()], _MONTHS[moment.month - 1]
    return f"{day}, {moment.day:02} {month} {moment.year:04} {moment:%H:%M:%S} {f'{moment:%z}' or '-0000'}"
