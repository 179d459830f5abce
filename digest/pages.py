"""What templates see: one frozen type for each page kind, at once documentation, contract and cache key.

All addresses are ready to use: `href` is a path from the host's root with the site's base path in it
(`/repo/2015/07/28/slug/`), `permalink` the same with scheme and host. All text is plain; templates escape it. Only `html` holds markup,
sanitised by the read stage. Dates are `When`: an ISO text for machines which the `date` filter writes out for people.
"""

from __future__ import annotations

from typing import Any

from digest.ground.languages import Direction
from digest.model import Correction, Struct

# --- parts ------------------------------------------------------------------------------------------------------------


class When(Struct):
    """A day (`2015-07-28`) or an instant in the site's zone (`2015-07-28T14:05:00+01:00`)."""

    iso: str


class Hyperlink(Struct):
    """A link: its words and where it goes; `current` when the page is the one that it leads to, or lies below it."""

    text: str
    href: str
    current: bool = False


class FeedLink(Struct):
    """A feed of this page: its MIME type, its title (distinct on each page), its address."""

    type: str
    title: str
    href: str


class TopicView(Struct):
    """A topic: `color` is a name of the theme's palette (`red`, `teal` …) or a hex colour."""

    slug: str
    name: str
    color: str
    href: str | None
    description: str = ""


class TagView(Struct):
    """A tag as it is shown, with the number of its articles."""

    label: str
    href: str | None
    count: int


class SourceView(Struct):
    """Where a story comes from; `url` only when it is known."""

    name: str
    url: str | None


class ImageView(Struct):
    """A picture; width and height in pixels where they are known."""

    href: str
    alt: str
    caption: str | None
    credit: str | None
    width: int | None
    height: int | None


class Card(Struct):
    """A story as a list shows it."""

    id: str
    title: str
    href: str
    summary: str
    kicker: str | None
    topic: TopicView
    date: When
    source: SourceView | None
    language: str
    direction: Direction
    image: ImageView | None


class Ref(Struct):
    """A neighbour: enough to link to it."""

    title: str
    href: str
    date: When | None = None
    language: str = ""
    direction: Direction = "ltr"


class TopicSection(Struct):
    """The stories of one topic within an edition, a day, or a home page, best first."""

    topic: TopicView
    stories: tuple[Card, ...]


class EditionView(Struct):
    """An edition: `first` and `last` are its days; `kind` is `day`, `week` or `month`; `number` the week's (ISO 8601)."""

    key: str
    kind: str
    href: str | None
    first: When
    last: When
    number: int | None
    title: str | None
    count: int
    topic_count: int


class DayCount(Struct):
    """One day of a calendar: its number of stories, its page where it has one, and its step on the heat map (0 to 4)."""

    day: When
    count: int
    href: str | None
    level: int


class MonthView(Struct):
    """A month of a calendar; `weeks` are rows of seven, Monday first, None outside the month."""

    month: When
    href: str | None
    count: int
    weeks: tuple[tuple[DayCount | None, ...], ...]


class Pager(Struct):
    """The way through a long list: addresses of newer, older and newest stories, each None where there is none."""

    newer: str | None
    older: str | None
    newest: str | None
    number: int | None


class Site(Struct):
    """What every page knows of the site. `home` is the address of the first page, `root` the same with scheme and host."""

    title: str
    description: str
    language: str
    direction: Direction
    home: str
    root: str
    licence: str
    navigation: tuple[Hyperlink, ...]
    footer: tuple[Hyperlink, ...]
    assets: dict[str, str]
    options: dict[str, Any]


class Head(Struct):
    """What goes into `<head>`: `title` is complete; `canonical` is None on the 404 page."""

    title: str
    description: str
    canonical: str | None
    noindex: bool
    feeds: tuple[FeedLink, ...]
    kind: str = "website"
    image: str | None = None
    image_alt: str = ""
    published: str | None = None
    modified: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()


# --- page kinds -------------------------------------------------------------------------------------------------------


class HomePage(Struct):
    """`home.html`: the newest edition by topic, then the ones before. `edition` is None on a site without an article."""

    site: Site
    head: Head
    edition: EditionView | None
    introduction: str
    lead: Card | None
    sections: tuple[TopicSection, ...]
    earlier: tuple[EditionView, ...]
    latest: tuple[Card, ...]


class ArticlePage(Struct):
    """`article.html`: one story. `html` is its body; `newer` and `older` are its neighbours by date."""

    site: Site
    head: Head
    id: str
    title: str
    summary: str
    kicker: str | None
    html: str
    language: str
    direction: Direction
    topics: tuple[TopicView, ...]
    tags: tuple[TagView, ...]
    authors: tuple[str, ...]
    dateline: str | None
    credits: tuple[str, ...]
    source: SourceView | None
    date: When
    updated: When | None
    minutes: int
    image: ImageView | None
    corrections: tuple[Correction, ...]
    also: tuple[Card, ...]
    edition: EditionView | None
    newer: Ref | None
    older: Ref | None
    extra: dict[str, Any]


class EditionPage(Struct):
    """`edition.html`: all stories of one edition by topic, with its introduction and lead when it is curated."""

    site: Site
    head: Head
    edition: EditionView
    introduction: str
    lead: Card | None
    sections: tuple[TopicSection, ...]
    newer: EditionView | None
    older: EditionView | None
    crumbs: tuple[Hyperlink, ...]


class EditionList(Struct):
    """`editions.html`: every edition, newest first, grouped by year."""

    site: Site
    head: Head
    years: tuple[tuple[int, tuple[EditionView, ...]], ...]
    crumbs: tuple[Hyperlink, ...]


class DayGroup(Struct):
    """The stories of one day in a list by date."""

    day: When
    href: str | None
    stories: tuple[Card, ...]


class TopicPage(Struct):
    """`topic.html`: a topic's stories by date, newest first."""

    site: Site
    head: Head
    topic: TopicView
    count: int
    days: tuple[DayGroup, ...]
    tags: tuple[TagView, ...]
    pager: Pager
    feeds: tuple[FeedLink, ...]
    crumbs: tuple[Hyperlink, ...]


class TopicCount(Struct):
    """A topic in the list of topics, with its newest stories."""

    topic: TopicView
    count: int
    newest: tuple[Card, ...]


class TopicList(Struct):
    """`topics.html`: every topic that has a story."""

    site: Site
    head: Head
    topics: tuple[TopicCount, ...]
    crumbs: tuple[Hyperlink, ...]


class TagPage(Struct):
    """`tag.html`: a tag's stories by date, newest first."""

    site: Site
    head: Head
    tag: TagView
    days: tuple[DayGroup, ...]
    pager: Pager
    feeds: tuple[FeedLink, ...]
    crumbs: tuple[Hyperlink, ...]


class TagGroup(Struct):
    """The tags that begin with one letter."""

    letter: str
    tags: tuple[TagView, ...]


class TagList(Struct):
    """`tags.html`: every tag, by its first letter."""

    site: Site
    head: Head
    count: int
    groups: tuple[TagGroup, ...]
    crumbs: tuple[Hyperlink, ...]


class YearCount(Struct):
    """A year in the archive; `months` has one (month, count, href) for each month with stories, in order."""

    year: int
    href: str | None
    count: int
    months: tuple[tuple[When, int, str | None], ...]


class ArchivePage(Struct):
    """`archive.html`: the years, newest first."""

    site: Site
    head: Head
    count: int
    years: tuple[YearCount, ...]
    crumbs: tuple[Hyperlink, ...]


class YearPage(Struct):
    """`year.html`: a calendar of each month with stories, newest month first; `legend` has the (from, to) counts of levels 1 to 4."""

    site: Site
    head: Head
    year: int
    count: int
    months: tuple[MonthView, ...]
    legend: tuple[tuple[int, int | None], ...]
    newer: Hyperlink | None
    older: Hyperlink | None
    crumbs: tuple[Hyperlink, ...]


class MonthPage(Struct):
    """`month.html`: a month's days and their stories, newest first, beside its calendar."""

    site: Site
    head: Head
    month: MonthView
    days: tuple[DayGroup, ...]
    newer: Ref | None
    older: Ref | None
    crumbs: tuple[Hyperlink, ...]


class DayPage(Struct):
    """`day.html`: one day's stories by topic."""

    site: Site
    head: Head
    day: When
    count: int
    sections: tuple[TopicSection, ...]
    newer: Ref | None
    older: Ref | None
    crumbs: tuple[Hyperlink, ...]


class TextPage(Struct):
    """`page.html`: a plain page from `content/pages/`."""

    site: Site
    head: Head
    title: str
    summary: str
    html: str
    language: str
    direction: Direction
    crumbs: tuple[Hyperlink, ...]


class NotFoundPage(Struct):
    """`404.html`: what a reader sees who followed a dead link: the newest stories, topics and the archive."""

    site: Site
    head: Head
    topics: tuple[TopicView, ...]
    latest: tuple[Card, ...]


TEMPLATES: dict[str, type[Struct]] = {
    "home.html": HomePage,
    "article.html": ArticlePage,
    "edition.html": EditionPage,
    "editions.html": EditionList,
    "topic.html": TopicPage,
    "topics.html": TopicList,
    "tag.html": TagPage,
    "tags.html": TagList,
    "archive.html": ArchivePage,
    "year.html": YearPage,
    "month.html": MonthPage,
    "day.html": DayPage,
    "page.html": TextPage,
    "404.html": NotFoundPage,
}
"""Each template that a theme has, and the type of the page that it gets as its variables."""


# --- what is not a template -------------------------------------------------------------------------------------------


class FeedEntry(Struct):
    """A story in a feed. `id` is a tag URI that never changes; `published` and `updated` are RFC 3339 instants.

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


class Feed(Struct):
    """A feed in any format: `self_url` and `home_url` are absolute; `updated` is its newest entry's own."""

    id: str
    title: str
    subtitle: str
    home_url: str
    self_url: str
    language: str
    updated: str
    entries: tuple[FeedEntry, ...]


class SitemapEntry(Struct):
    """An address for search engines; `modified` is the day or instant of its newest content, None where nothing tells."""

    permalink: str
    modified: str | None


class Sitemap(Struct):
    """The addresses of all pages that may be indexed, or (`is_index`) of the partial sitemaps."""

    entries: tuple[SitemapEntry, ...]
    is_index: bool = False


class Outline(Struct):
    """All feeds of the site as OPML 2.0 lists them: groups of (title, feed address, page address)."""

    title: str
    groups: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]


class Robots(Struct):
    """`robots.txt`: everything allowed, and where the sitemap is."""

    sitemap: str | None


class Redirect(Struct):
    """A page at an old address that leads to the new one."""

    href: str
    permalink: str
    title: str
    language: str
