"""Stage 2, read: what stands in the content folder."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from digest.ground.diagnostics import Place
from digest.ground.struct import Struct
from digest.model.header import FrontMatter


class Link(Struct, kw_only=True):
    """An internal link or picture of a body, resolved to a path from the site's root as far as the file alone tells.

    `target` is `content:2015/07/28/other.md` (a path under `content/`) for a relative link and `site:/topics/world/` for one from
    the root, each without its fragment; `place` is where the body says so. How it reads in the article's html is written
    down in `digest.ground.inner_links`.
    """

    target: str
    place: Place


class Article(Struct, kw_only=True):
    """What one content file says, without its body: what it takes to put it into its place.

    `path` is relative to `content/`. `front` is complete. `excerpt` is the beginning of the body as plain text, empty where
    `front.summary` says what stands under the headline. `links` are the targets of the body's inner links (see `Link`), each once;
    `picture` is the one where `front.image` lies, None when it lies on another host. `digest` is the fingerprint of all that
    the file says: of this value and of its `Body`.
    """

    path: str
    slug: str
    front: FrontMatter
    excerpt: str = ""
    words: int
    links: tuple[str, ...] = ()
    picture: str | None = None
    digest: str


class Body(Struct, kw_only=True):
    """The rest of what an article's file says, which is looked at only where it is shown or where something is wrong.

    `html` is the body as safe HTML, its internal links in the form that `Link` describes; `text` is the same as plain
    text. `links` are all of its inner links with their places, the header's picture (`picture`) apart; `places` maps header keys to where they
    stand.
    """

    html: str
    text: str
    links: tuple[Link, ...] = ()
    picture: Link | None = None
    places: dict[str, Place] = msgspec.field(default_factory=dict)


class EditionNote(Struct, kw_only=True):
    """An edition's own file in `content/editions/`: title, introduction, lead and order by article id."""

    key: str
    path: str
    title: str | None = None
    lead: str | None = None
    order: tuple[str, ...] = ()
    html: str = ""
    links: tuple[Link, ...] = ()
    places: dict[str, Place] = msgspec.field(default_factory=dict)


class PlainPage(Struct, kw_only=True):
    """A page of its own in `content/pages/`: about, imprint and the like; `nav` is its place in the navigation."""

    path: str
    slug: str
    title: str
    summary: str | None = None
    nav: int | None = None
    language: str | None = None
    noindex: bool = False
    html: str = ""
    links: tuple[Link, ...] = ()
    places: dict[str, Place] = msgspec.field(default_factory=dict)


class Media(Struct, kw_only=True):
    """A picture or other file beside the articles: its path under `content/`, and a picture's size in pixels."""

    path: str
    width: int | None = None
    height: int | None = None


class Content(Struct, kw_only=True):
    """All that stands in `content/`: articles, edition notes, plain pages, and the other files beside them.

    `bodies` has the body of each article by its path; it may decode one each time that it is asked. `broken` are the paths of
    Markdown files that have errors and stand nowhere above: a link to one of them is not wrong. `mended` are the articles among
    them with defaults in place of what is wrong, so that more can be checked in the same run. `digest` is the fingerprint of all names
    and bytes that were read, None where some weren't.
    """

    articles: tuple[Article, ...] = ()
    bodies: Mapping[str, Body] = MappingProxyType({})
    editions: tuple[EditionNote, ...] = ()
    pages: tuple[PlainPage, ...] = ()
    media: tuple[Media, ...] = ()
    broken: tuple[str, ...] = ()
    mended: tuple[Article, ...] = ()
    digest: str | None = None
