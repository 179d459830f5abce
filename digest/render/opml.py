"""The list of all feeds: OPML 2.0 (http://opml.org/spec2.opml). It bears no date of making."""

from __future__ import annotations

from digest.pages import Outline
from digest.render.xml import document, element


def render(outline: Outline) -> bytes:
    """The list as OPML; `type="rss"` is how OPML calls a feed of whatever format."""
    groups = (
        element(
            "outline",
            *(
                element(
                    "outline",
                    attributes={"type": "rss", "text": title, "title": title, "xmlUrl": feed, "htmlUrl": page},
                )
                for title, feed, page in feeds
            ),
            attributes={"text": name, "title": name},
        )
        for name, feeds in outline.groups
    )
    head = element("head", element("title", outline.title))
    return document(element("opml", head, element("body", *groups), attributes={"version": "2.0"}))
