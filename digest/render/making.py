"""One page: a laid-out value in, bytes out. What processes beside this one do, so nothing in here looks at anything but its arguments."""

from __future__ import annotations

import functools
import pickle
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import msgspec

from digest.ground import fingerprint
from digest.ground.diagnostics import Diagnostic
from digest.model import Page, Struct
from digest.pages import TEMPLATES, Feed, Outline, Redirect, Robots, Sitemap, TemplatePage
from digest.render import atom, json_feed, json_ld, opml, redirects, robots, rss, sitemap
from digest.render.theme import Theme

RENDERERS: dict[str, Callable[[Any], bytes]] = {
    "atom": atom.render,
    "rss": rss.render,
    "json_feed": json_feed.render,
    "sitemap": sitemap.render,
    "opml": opml.render,
    "robots": robots.render,
    "redirect": redirects.render,
}
"""Each format that needs no theme, and the function that writes it."""

_TYPES: dict[str, type[Struct]] = {
    **TEMPLATES,
    "atom": Feed,
    "rss": Feed,
    "json_feed": Feed,
    "sitemap": Sitemap,
    "opml": Outline,
    "robots": Robots,
    "redirect": Redirect,
}


class LaidOut:
    """A page that was laid out: where it goes, its template or format, and its value, which travels to other processes as msgpack."""

    __slots__ = ("context", "maker", "path")

    def __init__(self, path: str, maker: str, context: Struct) -> None:
        self.path = path
        self.maker = maker
        self.context = context

    def __reduce__(self) -> tuple[Callable[..., LaidOut], tuple[object, ...]]:
        try:
            return _unpacked, (self.path, self.maker, msgspec.msgpack.encode(self.context))
        except (OverflowError, UnicodeEncodeError):  # a number beyond 64 bits, half of a character
            return LaidOut, (self.path, self.maker, self.context)


def _unpacked(path: str, maker: str, packed: bytes) -> LaidOut:
    return LaidOut(path, maker, msgspec.msgpack.decode(packed, type=_TYPES[maker]))


class Made(NamedTuple):
    """A page's bytes and their SHA-256."""

    data: bytes
    digest: str


def laid_out(page: Page) -> LaidOut:
    """A page, laid out now."""
    return LaidOut(page.path, page.template or page.renderer, page.context())


def looks(theme: Theme, language: str, codes: Mapping[str, bytes]) -> bytes:
    """What all pages share, as it is handed to other processes: the theme, the site's language, compiled templates."""
    return pickle.dumps((theme, language, codes), protocol=5)


def make(shared: bytes, page: LaidOut) -> Made | Diagnostic:
    """The bytes of a page; a finding where its template fails. `shared` is what `looks` gave."""
    if isinstance(page.context, TemplatePage):
        templates = _templates(shared)
        try:
            data = templates.render(page.maker, page.context, json_ld=json_ld.script(page.context)).encode("utf-8")
        except Exception as problem:  # noqa: BLE001 (whatever a template does wrong is its author's to know)
            finding: Diagnostic = templates.explain(problem, page.context, page.path)
            return finding
    else:
        data = RENDERERS[page.maker](page.context)
    return Made(data, fingerprint.of_bytes(data))


@functools.lru_cache(maxsize=1)
def _templates(shared: bytes) -> Any:
    """The templates, compiled once in a process."""
    from digest.render.templates import Templates  # noqa: PLC0415 (Jinja is loaded only when pages are rendered)

    theme, language, codes = pickle.loads(shared)  # noqa: S301 - from our own parent
    return Templates(theme, language, codes)
