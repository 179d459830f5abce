"""The values that flow through the pipeline, in the order in which they flow.

    Seed → Draft → Article → Content → Plan (Page, Copy) → Output → Report

Each type is frozen and belongs to one stage; no field means "not filled in yet". What a stage makes for itself alone is
declared there: the library of shown articles in `digest.arrange`, for one. Paths are POSIX and relative, so that
a build on another machine gives the same bytes. What templates see is declared in `digest.pages`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal

import msgspec

from digest.ground.diagnostics import Diagnostic, Place
from digest.ground.moment import Moment
from digest.ground.struct import Struct as Struct  # noqa: PLC0414 - the form of every value below

Status = Literal["published", "review", "draft"]


# --- stage 1: convert -------------------------------------------------------------------------------------------------


class Seed(Struct, kw_only=True):
    """What someone dropped into `seeds/`: its path there, its bytes, and their SHA-256.

    `line` is where it begins in its file, which may hold several seeds; the path of the second one is `file.txt#2`.
    """

    path: str
    data: bytes
    digest: str
    line: int = 1


class Origin(Struct, kw_only=True):
    """Where a field's value comes from: the rule that set it, its place in the seed, how sure the rule is (0 to 1).

    `line` counts from 1 and is 0 where the value stands nowhere in the seed (a file name, a default); `start` and `end`
    are columns counted from 0, `end` excluded. `words` are those that spoke for the value, where words decided.
    """

    rule: str
    line: int = 0
    start: int = 0
    end: int = 0
    confidence: float = 1.0
    words: tuple[str, ...] = ()


class Removed(Struct, kw_only=True):
    """A stretch of the seed that stands no longer in the article as it stood in the seed, and the rule that took it out."""

    rule: str
    text: str
    line: int


class RunnerUp(Struct, kw_only=True):
    """A topic that was nearly chosen, its share of the evidence (0 to 1) and the words that spoke for it."""

    topic: str
    share: float
    words: tuple[str, ...] = ()


# --- front matter: what convert writes, people edit, and read checks --------------------------------------------------


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


class Draft(Struct, kw_only=True):
    """What a seed became: a header without `id` and `seed`, a Markdown body, and where each part of it comes from.

    `shares` are what each topic has of the evidence in the text, empty where nobody needed to weigh it.
    """

    front: FrontMatter
    body: str
    origins: dict[str, Origin]
    removed: tuple[Removed, ...]
    runners_up: tuple[RunnerUp, ...] = ()
    shares: dict[str, float] = msgspec.field(default_factory=dict)
    encoding: str = "utf-8"
    diagnostics: tuple[Diagnostic, ...] = ()


# --- stage 2: read ----------------------------------------------------------------------------------------------------


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


# --- stages 3 and 4: arrange, render ----------------------------------------------------------------------------------


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


# --- stage 5: publish -------------------------------------------------------------------------------------------------


class Output(Struct, kw_only=True):
    """One thing that belongs into the output folder: its path there, and the key that tells whether it is made again.

    Where it was made in this build, `digest` is the SHA-256 of its bytes, which were put aside: `size` of them from `start` on.
    Where it stands already, as it was made under the same key, `digest` is empty.
    """

    path: str
    key: str
    digest: str = ""
    start: int = 0
    size: int = 0


class Published(Struct, kw_only=True):
    """What publishing did: files written, left alone because their bytes were the same, and pruned."""

    written: int = 0
    unchanged: int = 0
    pruned: int = 0


class Converted(Struct, kw_only=True):
    """What conversion did, in numbers; `review` counts the articles that wait for a person."""

    converted: int = 0
    unchanged: int = 0
    merged: int = 0
    review: int = 0
    failed: int = 0


class Report(Struct, kw_only=True):
    """What happened: counts, seconds by stage, findings in order.

    `lifted` are articles that were shown by request, as in a Plan. `tally` counts the work: files `hashed` and `parsed`, pages `laid out` and `rendered`; `hits` and `misses` the questions
    to the memory by its tables.
    """

    converted: Converted | None = None
    articles: int = 0
    held: tuple[Held, ...] = ()
    lifted: dict[str, Held] = msgspec.field(default_factory=dict)
    pages: int = 0
    feeds: int = 0
    published: Published | None = None
    output: str = ""
    url: str = ""
    seconds: dict[str, float] = msgspec.field(default_factory=dict)
    tally: dict[str, int] = msgspec.field(default_factory=dict)
    hits: dict[str, int] = msgspec.field(default_factory=dict)
    misses: dict[str, int] = msgspec.field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
