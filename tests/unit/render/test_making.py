"""A page that is laid out travels to another process as it is."""

from __future__ import annotations

import pickle

import pytest

from digest.model import Struct
from digest.pages import Outline, Redirect, Robots, Sitemap, SitemapEntry
from digest.render.making import RENDERERS, LaidOut
from tests.unit.render.samples import article, entry, feed, home

OUTLINE = Outline(title="Feeds", groups=(("Topics", (("World", "/world/feed.xml", "/world/"),)),))
REDIRECT = Redirect(href="/new/", permalink="https://example.org/new/", title="New", language="en")


@pytest.mark.parametrize(
    ("maker", "context"),
    [
        ("article.html", article(extra={"list": [1, 2.5, None, {"deep": True}], "half": "\ud800", "huge": 2**70})),
        ("article.html", article(extra={"list": [1, 2.5, None, {"deep": True}]})),
        ("home.html", home()),
        ("atom", feed(entry())),
        ("rss", feed(entry())),
        ("json_feed", feed()),
        ("sitemap", Sitemap(entries=(SitemapEntry(permalink="https://example.org/", modified=None),))),
        ("opml", OUTLINE),
        ("robots", Robots(sitemap=None)),
        ("redirect", REDIRECT),
    ],
)
def test_every_value_arrives_as_it_left(maker: str, context: Struct) -> None:
    arrived = pickle.loads(pickle.dumps(LaidOut("a/index.html", maker, context)))  # noqa: S301 - our own
    assert (arrived.path, arrived.maker, arrived.context) == ("a/index.html", maker, context)
    assert type(arrived.context) is type(context)


def test_every_format_has_a_value_above() -> None:
    assert set(RENDERERS) == {"atom", "rss", "json_feed", "sitemap", "opml", "robots", "redirect"}
