"""Stages 3 and 4, arrange and render: all that the site consists of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Literal

import msgspec

from digest.ground.struct import Struct


class Page(Struct, kw_only=True):
    """One thing to be made: where it goes (`feed.xml`, `2015/07/28/slug/index.html`), what makes it, from what.

    `renderer` is `template` (then `template` names one of the theme's), or the name of a format: `atom`, `rss`, `json_feed`,
    `sitemap`, `opml`, `robots`, `redirect`. `context` lays the page out: it gives a value of `digest.pages`, for a template a
    `TemplatePage`. `digest` is the fingerprint of all that `context` looks at: two pages with the same path, renderer and digest have equal
    contexts, so that a page that need not be made need not be laid out. `origin` names the file or setting that asks for the page, for messages.
    """

    path: str
    renderer: str
    digest: str
    context: Callable[[], Struct]
    template: str = ""
    origin: str = ""


class Copy(Struct, kw_only=True):
    """A file to be copied as it is: from where (relative to the site's folder) to where (in the output)."""

    path: str
    source: str


class Held(Struct, kw_only=True):
    """An article that is not shown, and why: `draft`, `review`, `future` or `expired`."""

    path: str
    title: str
    reason: Literal["draft", "review", "future", "expired"]
    detail: str = ""


class Record(Struct, kw_only=True):
    """What the search knows of one story. `way` leads to its page from the site's home page.

    `date` is as a reader sees it, `iso` as machines sort it. `topics` are names, the main one first; `text` is as much of the
    plain text as may be found and shown.
    """

    way: str
    title: str
    summary: str
    topics: tuple[str, ...]
    tags: tuple[str, ...]
    source: str
    date: str
    iso: str
    language: str
    text: str


class Volume(Struct, kw_only=True):
    """The stories of one year for the search. `digest` is that of all that `records` gives when it is called."""

    year: str
    digest: str
    records: Callable[[], Sequence[Record]]


class Plan(Struct, kw_only=True):
    """Everything that the site consists of: pages to render and files to copy, each output path once; what the search is fed with.

    `lifted` are articles that are shown though something holds them back, by the paths of their pages. The plan holds until the instant
    `until`, at which an article comes or goes; None where none will.
    """

    pages: tuple[Page, ...] = ()
    copies: tuple[Copy, ...] = ()
    volumes: tuple[Volume, ...] = ()
    held: tuple[Held, ...] = ()
    lifted: dict[str, Held] = msgspec.field(default_factory=dict)
    shown: int = 0
    until: datetime | None = None
