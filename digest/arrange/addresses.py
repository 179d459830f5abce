"""Stage 3: the addresses of the site. The one module that knows which page lies where (see docs/reference/urls.md).

A page is known by its `way`: its path from the site's root, not encoded, without a slash in front; a page that is a
folder ends in one (`topics/world/`), the home page is the empty text.
"""

from __future__ import annotations

import posixpath
import re
from datetime import date
from functools import lru_cache
from urllib.parse import quote, urlsplit

from digest.ground.filenames import INDEX
from digest.model import Struct

_SAFE = "/-._~!$&'()*+,;=:@"
_PLAIN = re.compile(r"[A-Za-z0-9/\-._~]*")

HOME = ""
TOPICS = "topics/"
TAGS = "tags/"
EDITIONS = "editions/"
ARCHIVE = "archive/"
SEARCH = "search/"
OPML = "feeds.opml"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
NOT_FOUND = "404.html"
FEED_FILES = {"atom": "feed.xml", "rss": "rss.xml", "json": "feed.json"}


class Addresses(Struct, kw_only=True):
    """Where the site lies: scheme and host, and the path under which its root is (`/` or `/repo/`)."""

    origin: str
    base: str

    def href(self, way: str) -> str:
        """The address from the host's root, percent-encoded (RFC 3986)."""
        return self.base + (
            way if _PLAIN.fullmatch(way) else quote(way, safe=_SAFE)
        )  # most ways are plain: five times as fast

    def permalink(self, way: str) -> str:
        """The address with scheme and host."""
        return self.origin + self.href(way)

    def absolute(self, href: str) -> str:
        """An href of this site with scheme and host; any other address as it is."""
        return self.origin + href if href.startswith("/") and not href.startswith("//") else href


def of_site(url: str) -> Addresses:
    """The addresses of the site whose home page is `url`."""
    parts = urlsplit(url)
    path = quote(parts.path.strip("/"), safe=_SAFE + "%")
    return Addresses(origin=f"{parts.scheme}://{parts.netloc}", base=f"/{path}/" if path else "/")


def way_of(path: str) -> str:
    """The way of the page at a path from the site's root, with or without the slash at its end: `/topics/world`."""
    way = path.lstrip("/")
    return way if not way or way.endswith("/") or "." in posixpath.basename(way) else way + "/"


def output(way: str) -> str:
    """The file in the output folder that a web server answers with: `topics/world/index.html`."""
    return way + "index.html" if not way or way.endswith("/") else way


def article(day: date, slug: str) -> str:
    """An article's way."""
    return f"{of_day(day)}{slug}/"


def topic(slug: str) -> str:
    """A topic's way."""
    return f"{TOPICS}{slug}/"


def tag(slug: str) -> str:
    """A tag's way."""
    return f"{TAGS}{slug}/"


def edition(key: str) -> str:
    """An edition's way."""
    return f"{EDITIONS}{key}/"


def of_year(year: int) -> str:
    """A year's way in the archive."""
    return f"{year:04}/"


def of_month(day: date) -> str:
    """The way of a day's month in the archive."""
    return f"{day.year:04}/{day.month:02}/"


@lru_cache(maxsize=4096)
def of_day(day: date) -> str:
    """A day's way in the archive."""
    return day.isoformat().replace("-", "/") + "/"


def bundle(year: str) -> str:
    """The way of the folder in which the search index of a year is."""
    return f"{INDEX}/{year}/"


def plain_page(slug: str) -> str:
    """A plain page's way."""
    return f"{slug}/"


def numbered(way: str, number: int) -> str:
    """The way of a full page of the long list that begins at `way`."""
    return f"{way}page/{number}/"


def alias(path: str) -> str:
    """The way of an old address: a file where its name has an ending of HTML, else a folder."""
    way = path.strip("/")
    return way if posixpath.splitext(way)[1].lower() in {".html", ".htm"} and not path.endswith("/") else way + "/"
