"""A page on its way to the browser: the script that is put in, and the mark by which it is known whether the browser's page is today's.

A mark has three parts: the page without the addresses of its style sheets, those sheets, and all else that the page loads from
here. So an edit of a style sheet is told from an edit of the page, though the names of assets carry fingerprints.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from digest.ground import fingerprint

SCRIPT = "/.preview/livereload.js"
"""Where the script is served: below a name that no file of a site has. livereload.js looks for itself by its name."""

_HEAD = re.compile(rb"</head\s*>", re.IGNORECASE)
_LINK = re.compile(rb"<link\b[^>]*>", re.IGNORECASE)
_STYLE = re.compile(rb"""\brel\s*=\s*["']?[^"'>]*\bstylesheet\b""", re.IGNORECASE)
_HREF = re.compile(rb"""(\bhref\s*=\s*)("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_LOADED = re.compile(rb"""<(?:img|script|source)\b[^>]*?\bsrc\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_SHEET = re.compile(rb"\.css(?:$|[?#])", re.IGNORECASE)
_NAMED = re.compile(r"\.([0-9a-f]{10,64})\.[^./]+$")
_DIGITS = 16
_OUTSIDE = (
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Not of this site</title>\n</head>\n'
    '<body>\n<h1>404</h1>\n<p>This address is none of the site, which begins at <a href="{0}">{1}</a>.</p>\n</body>\n</html>\n'
)


class Mark(NamedTuple):
    """What a browser shows, each part as a fingerprint."""

    page: str
    styles: str
    loaded: str

    def __str__(self) -> str:
        return ".".join(self)

    @classmethod
    def parsed(cls, text: object) -> Mark | None:
        """The mark that `str` wrote."""
        parts = text.split(".") if isinstance(text, str) else []
        return cls(*parts) if len(parts) == 3 else None


def with_script(page: bytes, query: str, mark: Mark) -> bytes:
    """The page with the script at the end of its head, or at its own end where it has none.

    `query` is part of its address, which is the same for every page so that a browser needn't load it each time.
    """
    tag = f'<script src="{SCRIPT}?{query}" data-page="{mark}" defer></script>'.encode()
    end = _HEAD.search(page)
    at = end.start() if end else len(page)
    return page[:at] + tag + page[at:]


def outside(base: str) -> bytes:
    """What answers an address that is not below `base`: a plain page that leads there.

    It is not the site's own page for dead links. A host that serves the site under a path doesn't give that for an address beside the
    path (GitHub Pages answers with a page of its own), so who has forgotten the path in a link is to see here what readers would see.
    """
    return _OUTSIDE.format(escape(quote(base)), escape(base)).encode()


def is_named_by(path: str, data: bytes) -> bool:
    """Whether a file's name holds the fingerprint of these very bytes: then other bytes have another name."""
    found = _NAMED.search(path)
    return found is not None and fingerprint.of_bytes(data).startswith(found.group(1))


def styles(page: bytes) -> list[str]:
    """The addresses of the style sheets that a page links to, in its order."""
    return [href for link in _LINK.findall(page) if _STYLE.search(link) for href in _href(link)]


def mark(page: bytes, base: str, digest_of: Callable[[str], str]) -> Mark:
    """The mark of a page; `digest_of` tells the fingerprint of a file by its way below `base`."""
    loaded = sorted({_text(each) for each in _LOADED.findall(page)})
    return Mark(
        page=_short(_LINK.sub(_without_sheet, page)),
        styles=_short([[href, *_digests([href], base, digest_of)] for href in styles(page)]),
        loaded=_short(_digests(loaded, base, digest_of)),
    )


def way_of(href: str, base: str) -> str | None:
    """The way below `base` of an address of this site; None for any other."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not parts.path.startswith(base):
        return None
    return unquote(parts.path.removeprefix(base))


def _digests(hrefs: list[str], base: str, digest_of: Callable[[str], str]) -> list[str]:
    return [digest_of(way) for href in hrefs if (way := way_of(href, base))]


def _without_sheet(link: re.Match[bytes]) -> bytes:
    text = link.group()
    hrefs = _href(text)
    return _HREF.sub(rb'\1""', text) if hrefs and _SHEET.search(hrefs[0].encode()) else text


def _href(link: bytes) -> list[str]:
    return [_text(found.group(2)) for found in _HREF.finditer(link)]


def _text(value: bytes) -> str:
    return unescape(value.strip(b"\"'").decode("utf-8", errors="replace"))


def _short(value: object) -> str:
    return fingerprint.of_value(value)[:_DIGITS]
