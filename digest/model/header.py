"""The header of an article: convert writes it, people edit it, and read checks it."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from digest.ground.moment import Moment
from digest.ground.struct import Struct

Status = Literal["published", "review", "draft"]


class Source(Struct, kw_only=True):
    """Where a story comes from; `url` only when it is known."""

    name: str
    """The outlet or agency."""
    url: str | None = None
    """The address of the original, when it is known."""


class Image(Struct, kw_only=True):
    """A story's picture: `src` relative to the content file or a URL; `alt` for those who don't see it."""

    src: str
    """A file beside the article, a path from the site's root, or an `https://` address."""
    alt: str = ""
    """What it shows, for those who don't see it."""
    caption: str | None = None
    """The line under it."""
    credit: str | None = None
    """To whom it is owed."""


class Correction(Struct, kw_only=True):
    """What was put right after publication, and when."""

    date: Moment
    """When it was put right."""
    note: str
    """What was wrong, and what is right."""


class FrontMatter(Struct, kw_only=True):
    """The header of an article's Markdown file, field by field in the order in which it is written."""

    id: str | None = None
    """Minted once, never changed; the ids in feeds are made from it. Small letters, digits, hyphens."""
    title: str | None = None
    """The headline. What is published needs one."""
    kicker: str | None = None
    """A word or two over the headline: `Analysis`."""
    summary: str | None = None
    """The standfirst: one or two sentences under the headline."""
    date: Moment | None = None
    """When it was published. What is published needs one."""
    updated: Moment | None = None
    """When its source updated it."""
    topics: tuple[str, ...] = ()
    """Slugs of the site's topics, the main one first. Without one the story stands under the site's last topic."""
    tags: tuple[str, ...] = ()
    """Labels. Case, accents and spacing don't tell two tags apart."""
    authors: tuple[str, ...] = ()
    """Who wrote it."""
    dateline: str | None = None
    """The place that the report was filed from."""
    credits: tuple[str, ...] = ()
    """To whom its pictures are owed."""
    source: Source | None = None
    """Where the story comes from."""
    language: str | None = None
    """Its language (BCP 47), where it is not the site's."""
    status: Status = "published"
    """`published` is shown when its date has come; `review` and `draft` are held back."""
    slug: str | None = None
    """The last part of its address; else the file's name gives it."""
    image: Image | None = None
    """The story's picture."""
    aliases: tuple[str, ...] = ()
    """Old addresses on this site that redirect to it: `/2015/07/28/old-name/`."""
    expires: Moment | None = None
    """From this day or time on it is no longer shown."""
    weight: int = 0
    """Its rank in an edition; the largest leads."""
    also: tuple[str, ...] = ()
    """Ids of other reports of the same story."""
    corrections: tuple[Correction, ...] = ()
    """What was put right after publication."""
    noindex: bool = False
    """Whether search engines are asked to leave it out."""
    extra: dict[str, Any] = msgspec.field(default_factory=dict)
    """Anything for the theme; templates see it as `extra`."""
    seed: str | None = None
    """The seed that it was made from, by its path under `seeds/`. The converter writes it."""
