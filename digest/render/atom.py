"""Atom feeds: RFC 4287 (https://www.rfc-editor.org/rfc/rfc4287).

A story's origin stands twice: `link rel="via"`, which is "the source of the information provided in the containing element"
(RFC 4287, 4.2.7.2), where its address is known, and `dc:source` (Dublin Core, "a related resource from which the described
resource is derived") with its name. `atom:source` is for entries copied out of another feed, which these are not.
"""

from __future__ import annotations

from digest.pages import Feed, FeedEntry
from digest.render.xml import Element, document, element, optional

_NAMESPACES = {
    "xmlns": "http://www.w3.org/2005/Atom",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}
_NEVER = "1970-01-01T00:00:00Z"
"""`updated` of a feed without entries: an instant is required, and the clock is not asked."""


def render(feed: Feed) -> bytes:
    """The feed as an Atom document."""
    return document(
        element(
            "feed",
            element("id", feed.id),
            element("title", feed.title),
            optional("subtitle", feed.subtitle),
            element("updated", feed.updated or _NEVER),
            element("author", element("name", feed.title)),
            optional("rights", feed.rights),
            _link("self", feed.self_url, "application/atom+xml"),
            _link("alternate", feed.home_url, "text/html"),
            *(_entry(entry, feed) for entry in feed.entries),
            attributes=_NAMESPACES | {"xml:lang": feed.language},
        )
    )


def _entry(entry: FeedEntry, feed: Feed) -> Element:
    source = entry.source
    names = entry.authors or ((source.name,) if source else ())
    return element(
        "entry",
        element("id", entry.id),
        element("title", entry.title),
        element("published", entry.published),
        element("updated", entry.updated),
        *(element("author", element("name", name)) for name in names),
        _link("alternate", entry.permalink, "text/html"),
        _link("via", source.url, title=source.name) if source and source.url else None,
        optional("dc:source", source.name if source else None),
        *(element("category", attributes={"term": category}) for category in entry.categories),
        optional("rights", entry.rights),
        element("media:content", attributes={"url": entry.image, "medium": "image"}) if entry.image else None,
        optional("summary", entry.summary),
        element("content", entry.html, attributes={"type": "html"}) if entry.html else None,
        attributes={"xml:lang": entry.language} if entry.language != feed.language else None,
    )


def _link(rel: str, href: str, type_: str = "", title: str = "") -> Element:
    attributes = {"rel": rel, "type": type_, "title": title, "href": href}
    return element("link", attributes={name: value for name, value in attributes.items() if value})
