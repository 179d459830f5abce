"""The parts that pages are made of: links, stories in lists, editions, calendars, what every page knows."""

from __future__ import annotations

from typing import Any, Literal

from digest.ground.languages import Direction
from digest.model import Struct


class When(Struct, kw_only=True):
    """A day (`2015-07-28`) or an instant in the site's zone (`2015-07-28T14:05:00+01:00`)."""

    iso: str
    """`2015-07-28`, or `2015-07-28T14:05:00+01:00` in the site's zone; the filter `date` writes it out."""


class Hyperlink(Struct, kw_only=True):
    """A link: its words and where it goes; `current` when the page is the one that it leads to, or lies below it."""

    text: str
    """Its words."""
    href: str
    """Where it goes."""
    current: bool = False
    """Whether it leads to this very page, or to a section that the page lies in."""


class FeedLink(Struct, kw_only=True):
    """A feed of this page: its MIME type, its title (distinct on each page), its address."""

    type: str
    """Its MIME type."""
    title: str
    """Its title, distinct on each page."""
    href: str
    """Its address."""


class TopicView(Struct, kw_only=True):
    """A topic: `color` is a name of the theme's palette (`red`, `teal` …) or a hex colour."""

    slug: str
    """Its segment in addresses."""
    name: str
    """Its name."""
    color: str
    """A name of the theme's palette, or a hex colour."""
    href: str | None
    """Its page; none where topics have no pages."""
    description: str = ""
    """A sentence about it; may be empty."""


class TagRef(Struct, kw_only=True):
    """A tag as a story shows it."""

    label: str
    """The tag as it is shown."""
    href: str | None
    """Its page; none where tags have no pages."""


class TagView(TagRef, kw_only=True):
    """A tag as lists of tags show it, with the number of its articles."""

    count: int
    """How many stories carry it."""


class SourceView(Struct, kw_only=True):
    """Where a story comes from; `url` only when it is known."""

    name: str
    """The outlet or agency."""
    url: str | None
    """The address of the original, where it is known."""


class Rights(Struct, kw_only=True, array_like=True):
    """What a source asks for where its texts are shown."""

    shown: Literal["full", "excerpt", "link"] = "full"
    """How much of the text may be shown: all of it, its first words, or the headline alone."""
    credit: str = ""
    """To whom the text is owed; empty where the site's settings don't say."""
    licence: str = ""
    """The licence of the text as it is shown; empty where the site's settings don't say."""
    licence_url: str | None = None
    """Where that licence can be read, where the settings name an address."""


class ImageView(Struct, kw_only=True):
    """A picture; width and height in pixels where they are known."""

    href: str
    """Its address."""
    alt: str
    """What it shows, for those who don't see it."""
    caption: str | None
    """The line under it."""
    credit: str | None
    """To whom it is owed."""
    width: int | None
    """Its width in pixels, where it is known."""
    height: int | None
    """Its height in pixels, where it is known."""


class Card(Struct, kw_only=True):
    """A story as a list shows it."""

    id: str
    """The article's id."""
    title: str
    """The headline."""
    href: str
    """The article's page."""
    summary: str
    """The standfirst, else the first 220 characters of the text."""
    kicker: str | None
    """A word or two over the headline."""
    topic: TopicView
    """Its main topic."""
    date: When
    """When it was published."""
    source: SourceView | None
    """Where it comes from."""
    language: str
    """The article's language."""
    direction: Direction
    """Which way that language is written."""
    image: ImageView | None
    """Its picture."""


class Ref(Struct, kw_only=True):
    """A neighbour: enough to link to it."""

    title: str
    """The neighbour's title."""
    href: str
    """Its address."""
    date: When | None = None
    """Its day or time."""
    language: str = ""
    """Its language."""
    direction: Direction = "ltr"
    """Which way that language is written."""


class TopicSection(Struct, kw_only=True):
    """The stories of one topic within an edition, a day, or a home page, best first."""

    topic: TopicView
    """The topic."""
    stories: tuple[Card, ...]
    """Its stories, best first."""


class EditionRef(Struct, kw_only=True):
    """An edition to link to: `first` and `last` are its days; `kind` is `day`, `week` or `month`; `number` the week's (ISO 8601)."""

    key: str
    """Its name in addresses: `2015-w31`, `2015-07-28` or `2015-07`."""
    kind: str
    """`day`, `week` or `month`."""
    href: str | None
    """Its page."""
    first: When
    """Its first day."""
    last: When
    """Its last day."""
    number: int | None
    """The number of the week (ISO 8601); none for days and months."""
    title: str | None
    """What its editor called it."""


class EditionView(EditionRef, kw_only=True):
    """An edition with the number of its stories."""

    count: int
    """How many stories it has."""
    topic_count: int
    """How many main topics those have."""


class DayCount(Struct, kw_only=True):
    """One day of a calendar: its number of stories, its page where it has one, and its step on the heat map (0 to 4)."""

    day: When
    """The day."""
    count: int
    """How many stories it has."""
    href: str | None
    """Its page, where it has one."""
    level: int
    """Its step on the heat map, 0 to 4."""


class MonthView(Struct, kw_only=True):
    """A month of a calendar; `weeks` are rows of seven, Monday first, None outside the month."""

    month: When
    """Its first day."""
    href: str | None
    """Its page, where months have pages."""
    count: int
    """How many stories it has."""
    weeks: tuple[tuple[DayCount | None, ...], ...]
    """Rows of seven days, Monday first; none for a place outside the month."""


class Pager(Struct, kw_only=True):
    """The way through a long list: addresses of newer, older and newest stories, each None where there is none."""

    newer: str | None
    """The page with newer stories."""
    older: str | None
    """The page with older stories."""
    newest: str | None
    """The first page of the list; none on that page itself."""
    number: int | None
    """The number of a full page, counted from the oldest; none on the first page of the list."""


class Site(Struct, kw_only=True):
    """What every page knows of the site. `home` is the address of the first page, `root` the same with scheme and host."""

    title: str
    """`site.title`."""
    description: str
    """`site.description`; may be empty."""
    language: str
    """`site.language`."""
    direction: Direction
    """Which way that language is written."""
    home: str
    """The address of the home page, from the host's root."""
    root: str
    """The same with scheme and host."""
    licence: str
    """`site.licence`; may be empty."""
    navigation: tuple[Hyperlink, ...]
    """The links at the top: the newest edition, topics, archive, search, pages with `nav`."""
    footer: tuple[Hyperlink, ...]
    """The links at the bottom: editions, archive, tags, feeds, as far as they are made."""
    assets: dict[str, str]
    """The addresses of the theme's assets by name: `site.assets["style.css"]`."""
    options: dict[str, Any]
    """The theme's options with the site's choices: `site.options.accent`."""
    search: str | None = None
    """The search page, for forms that lead to it with `?q=`; none where there is no search."""


class Head(Struct, kw_only=True):
    """What goes into `<head>`: `title` is complete; `canonical` is None on the 404 page."""

    title: str
    """The whole title of the page, with the site's name."""
    description: str
    """A sentence for search engines."""
    canonical: str | None
    """The page's own address with scheme and host; none on the 404 page."""
    noindex: bool
    """Whether search engines are asked to leave the page out."""
    feeds: tuple[FeedLink, ...]
    """The site's feeds and those of this page."""
    kind: str = "website"
    """`website`, or `article`: the `og:type`."""
    image: str | None = None
    """The address of the picture, with scheme and host."""
    image_alt: str = ""
    """What the picture shows."""
    image_width: int | None = None
    """Its width in pixels, where it is known."""
    image_height: int | None = None
    """Its height in pixels, where it is known."""
    published: str | None = None
    """The article's date."""
    modified: str | None = None
    """The date of its update, where there is one."""
    section: str | None = None
    """The name of its main topic."""
    tags: tuple[str, ...] = ()
    """Its tags."""
