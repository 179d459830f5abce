"""What is no template: feeds, sitemap, OPML, robots, redirects."""

from __future__ import annotations

from digest.model import Struct
from digest.pages.parts import SourceView


class FeedEntry(Struct, kw_only=True):
    """A story in a feed. `id` is a `urn:uuid:` made from the article's `id` alone, so it never changes; `published` and `updated` are RFC 3339 instants.

    `html` is the body with absolute addresses, empty where feeds carry summaries only.
    """

    id: str
    title: str
    permalink: str
    summary: str
    html: str
    published: str
    updated: str
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    source: SourceView | None
    language: str
    image: str | None
    rights: str = ""
    """To whom the text is owed and under which licence it is shown, where its source wants that said."""


class Feed(Struct, kw_only=True):
    """A feed in any format: `self_url` and `home_url` are absolute; `updated` is its newest entry's own, empty without one."""

    id: str
    title: str
    subtitle: str
    home_url: str
    self_url: str
    language: str
    updated: str
    entries: tuple[FeedEntry, ...]
    rights: str = ""
    """To whom the texts belong, as `site.licence` says."""


class SitemapEntry(Struct, kw_only=True):
    """An address for search engines; `modified` is the day or instant of its newest content, None where nothing tells."""

    permalink: str
    modified: str | None


class Sitemap(Struct, kw_only=True):
    """The addresses of all pages that may be indexed, or (`is_index`) of the partial sitemaps."""

    entries: tuple[SitemapEntry, ...]
    is_index: bool = False


class Outline(Struct, kw_only=True):
    """All feeds of the site as OPML 2.0 lists them: groups of (title, feed address, page address)."""

    title: str
    groups: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]


class Robots(Struct, kw_only=True):
    """`robots.txt`: everything allowed, and where the sitemap is."""

    sitemap: str | None


class Redirect(Struct, kw_only=True):
    """A page at an old address that leads to the new one."""

    href: str
    permalink: str
    title: str
    language: str
