"""Makers of small sites, themes and pages for the tests of rendering."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from digest import pages
from digest.config import Config
from digest.config import Site as SiteSettings
from digest.config import Theme as ThemeSettings
from digest.ground import fingerprint
from digest.model import Page, Struct
from digest.pages import (
    ArticlePage,
    Feed,
    FeedEntry,
    Head,
    HomePage,
    Rights,
    Site,
    SourceView,
    TagRef,
    TopicView,
    When,
)
from digest.render.colors import Surfaces

TINY = """\
name: Tiny
palette:
  red: {light: '#9e1b32', dark: '#ff8a94'}
surfaces: {light: ['#ffffff', '#f6f5f1'], dark: ['#14161a', '#1d2026']}
"""
SURFACES = Surfaces(light=("#ffffff", "#f6f5f1"), dark=("#14161a", "#1d2026"))


def write_site(root: Path, files: dict[str, str] | None = None) -> Path:
    """A site's folder with the files (path → text) and a theme `tiny` that has every template."""
    tiny = {"themes/tiny/theme.yaml": TINY}
    tiny |= {f"themes/tiny/templates/{name}": "<h1>{{ head.title }}</h1>\n" for name in pages.TEMPLATES}
    for path, text in (tiny | (files or {})).items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def config(theme: str = "tiny", **more: Any) -> Config:
    """The settings of a site with the theme `tiny`."""
    return Config(
        site=SiteSettings(title="The Daily Digest", url="https://example.org/repo/"),
        theme=ThemeSettings(name=theme, options=more.pop("options", {})),
        **more,
    )


SITE = Site(
    title="The Daily Digest",
    description="News, digested.",
    language="en",
    direction="ltr",
    home="/repo/",
    root="https://example.org/repo/",
    licence="",
    navigation=(),
    footer=(),
    assets={},
    options={},
)
HEAD = Head(title="Title – The Daily Digest", description="", canonical=None, noindex=False, feeds=())
WORLD = TopicView(slug="world", name="World", color="red", href="/repo/topics/world/")


def home(**fields: Any) -> HomePage:
    """A home page without a story, but for `fields`."""
    whole = HomePage(site=SITE, head=HEAD, edition=None, introduction="", lead=None, sections=(), earlier=(), latest=())
    return msgspec.structs.replace(whole, **fields)


def article(**fields: Any) -> ArticlePage:
    """An article of 28 July 2015 on the world's topic, but for `fields`."""
    whole = ArticlePage(
        site=SITE,
        head=msgspec.structs.replace(HEAD, canonical="https://example.org/repo/2015/07/28/talks/"),
        id="k8f3m9q4dz",
        title="Talks",
        summary="They talked.",
        kicker=None,
        html="<p>Body</p>",
        language="en",
        direction="ltr",
        topics=(WORLD,),
        tags=(TagRef(label="Seoul", href="/repo/tags/seoul/"),),
        authors=(),
        dateline=None,
        credits=(),
        source=SourceView(name="Harbour Gazette", url="https://gazette.example/talks?a=1&b=2"),
        date=When(iso="2015-07-28T14:05:00+01:00"),
        updated=None,
        minutes=2,
        image=None,
        corrections=(),
        rights=Rights(),
        also=(),
        related=(),
        edition=None,
        newer=None,
        older=None,
        extra={},
    )
    return msgspec.structs.replace(whole, **fields)


def page(context: Struct, maker: str = "article.html", path: str = "index.html") -> Page:
    """A page that is laid out from its context alone; `maker` is a template or a format."""
    is_template = maker in pages.TEMPLATES
    return Page(
        path=path,
        renderer="template" if is_template else maker,
        template=maker if is_template else "",
        digest=fingerprint.of_value(context),
        context=lambda: context,
    )


def entry(**fields: Any) -> FeedEntry:
    """A story in a feed, but for `fields`."""
    whole = FeedEntry(
        id="tag:example.org,2015-07-28:k8f3m9q4dz",
        title="Talks",
        permalink="https://example.org/repo/2015/07/28/talks/",
        summary="They talked.",
        html="<p>Body &amp; soul</p>",
        published="2015-07-28T14:05:00+01:00",
        updated="2015-07-29T00:00:00+00:00",
        authors=("Ann Bell",),
        categories=("World", "Seoul"),
        source=SourceView(name="Harbour Gazette", url="https://gazette.example/talks?a=1&b=2"),
        language="en",
        image="https://example.org/repo/talks.jpg",
    )
    return msgspec.structs.replace(whole, **fields)


def feed(*entries: FeedEntry, **fields: Any) -> Feed:
    """A feed of the entries, but for `fields`."""
    whole = Feed(
        id="tag:example.org,2015:feed",
        title="The Daily Digest",
        subtitle="News, digested.",
        home_url="https://example.org/repo/",
        self_url="https://example.org/repo/feed.xml",
        language="en",
        updated=entries[0].updated if entries else "",
        entries=entries,
    )
    return msgspec.structs.replace(whole, **fields)
