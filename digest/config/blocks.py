"""`config.yaml` as frozen values, one class a block; every setting has a default but the site's title and address.

A docstring's first line and the string under each field are what the reference and the JSON Schema say of the setting.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from digest.ground.periods import Period
from digest.model import Struct

FILE = "config.yaml"
"""The name of the settings' file; its folder is the site's folder."""


class Site(Struct, kw_only=True):
    """The site itself."""

    title: str
    """The name in the masthead, in page titles and feeds."""
    url: str
    """The address of the home page, with the path under which the site lies: `https://user.github.io/repo/`."""
    description: str = ""
    """One sentence for search engines and feeds."""
    language: str = "en"
    """The language of the interface, its dates and numbers, and which way the pages run; also that of an article that doesn't say its own (BCP 47).
    Words for English, Turkish, French and Arabic come along; `overrides/languages/` has others."""
    timezone: str = "UTC"
    """The zone whose calendar decides the day that an article belongs to (IANA name, `Europe/Istanbul`)."""
    licence: str = ""
    """To whom the texts belong: in the footer, as `rights` in Atom and `copyright` in RSS."""


class Paths(Struct, kw_only=True):
    """Where things lie, relative to the folder of `config.yaml`."""

    seeds: str = "seeds"
    """Raw articles as they come."""
    content: str = "content"
    """Articles as Markdown, edition notes and pages."""
    themes: str = "themes"
    """Themes of the site's own."""
    overrides: str = "overrides"
    """Single templates and assets that replace the theme's."""
    static: str = "static"
    """Files that are copied as they are."""
    output: str = "public"
    """The finished site; what else lies in it is removed."""
    state: str = ".digest"
    """What digest keeps for itself: the lock that lets one run convert at a time. It can be deleted."""


class Convert(Struct, kw_only=True):
    """How seeds become articles."""

    language: str | None = None
    """The language of every seed; by default each text tells its own."""
    date_order: Literal["auto", "dmy", "mdy"] = "auto"
    """How `04/05/2015` is read; `auto` asks the text's language, and marks what stays ambiguous."""
    split: bool = False
    """Whether a seed file may hold several articles, parted by lines of `===` or more."""


class Topic(Struct, kw_only=True):
    """A topic of the site: its place in the list is its place on the pages."""

    slug: str
    """Its segment in addresses, and its name in front matter."""
    name: str
    """Its name on pages."""
    color: str = "red"
    """A name of the theme's palette (the default theme's: red, orange, olive, green, teal, blue, violet, magenta), or a hex colour."""
    iptc: tuple[str, ...] = ()
    """IPTC Media Topic codes, with which the shipped lexicon recognises the topic: `medtop:04000000`."""
    words: tuple[str, ...] = ()
    """More words that speak for the topic, in any language; `-film` takes away a shipped one."""
    description: str = ""
    """A sentence on the topic's page."""


class Tags(Struct, kw_only=True):
    """How tags are proposed and shown."""

    max: int = 8
    """The converter proposes at most so many for an article."""
    vocabulary: tuple[str, ...] = ()
    """Preferred spellings with their aliases, one line a tag: `US | U.S. | United States`."""
    ignore: tuple[str, ...] = ()
    """Labels that the converter never proposes."""


class SourcePolicy(Struct, kw_only=True):
    """What a source allows: how much of its texts is shown, and how people and machines are told whose they are."""

    name: str | None = None
    """The source's name, as articles have it under `source`; case, accents, spacing and punctuation don't count."""
    host: str | None = None
    """The host of its addresses, instead of the name or beside it: `example.org` fits `https://news.example.org/…` too."""
    show: Literal["full", "excerpt", "link"] = "full"
    """`excerpt` shows the first `words` of standfirst and text together, `link` the headline alone; both lead to the original."""
    words: int = 50
    """How many words an excerpt has at most; only with `show: excerpt`."""
    noindex: bool = False
    """Whether search engines are asked to leave its articles out."""
    credit: str = ""
    """To whom its texts are owed, as the source wants to be named: `© Harbour Gazette`."""
    licence: str = ""
    """Under which licence its texts are shown: a name, or the address of its text."""


class Archive(Struct, kw_only=True):
    """Which pages of the archive are made."""

    index: bool = True
    """The list of years, `/archive/`."""
    years: bool = True
    """A page for each year, `/2015/`."""
    months: bool = True
    """A page for each month, `/2015/07/`."""
    days: bool = True
    """A page for each day, `/2015/07/28/`."""


class Pages(Struct, kw_only=True):
    """Which other pages are made."""

    size: int = 20
    """Stories on a full page of a long list; the newest page holds up to twice as many less one."""
    topics: bool = True
    """A page for each topic, and their list."""
    tags: bool = True
    """A page for each tag, and their list."""
    related: bool = True
    """Related stories on the page of each article."""
    sitemap: bool = True
    """`/sitemap.xml`."""
    robots: bool = True
    """`/robots.txt`."""
    not_found: bool = True
    """`/404.html`."""


class Theme(Struct, kw_only=True):
    """The looks."""

    name: str = "default"
    """A folder under `themes/`, or a theme inside the package."""
    options: dict[str, Any] = msgspec.field(default_factory=dict)
    """Settings that the theme declares in its `theme.yaml`."""


class NavigationLink(Struct, kw_only=True):
    """A link at the top of every page."""

    text: str
    """Its words."""
    to: str
    """Where it leads: a page of the site from its root on, `/topics/world/`, or the address of another site."""


class Feeds(Struct, kw_only=True):
    """Which feeds are made, and what is in them."""

    atom: bool = True
    """`feed.xml`."""
    rss: bool = True
    """`rss.xml`."""
    json: bool = True
    """`feed.json` (JSON Feed 1.1)."""
    opml: bool = True
    """`/feeds.opml`, the list of all feeds."""
    topics: bool = True
    """Feeds beside each topic."""
    tags: bool = True
    """Feeds beside tags."""
    tags_from: int = 3
    """Only tags with at least so many articles have feeds."""
    items: int = 20
    """The newest so many stories are in a feed."""
    content: Literal["full", "summary"] = "full"
    """Whether a feed carries the whole text or only the standfirst."""


class Search(Struct, kw_only=True):
    """The page on which readers search all stories. `search: false` leaves it out, with all that belongs to it."""

    text: int = 1000
    """Up to so many stories a year every word of them is found. Of a fuller year only the beginning of each text is, 400 words times this number in all; headlines, standfirsts, topics, tags and sources are found in any case."""


class Markdown(Struct, kw_only=True):
    """How Markdown becomes HTML."""

    engine: Literal["python", "commonmark"] = "python"
    """`python` is Python-Markdown with its extensions; `commonmark` a faster engine that keeps to CommonMark's letter, with `pip install 'digest-news[commonmark]'`."""
    extensions: tuple[str, ...] = ("fenced_code", "tables", "footnotes", "sane_lists")
    """Extensions of Python-Markdown; `commonmark` knows `fenced_code`, `tables`, `footnotes`, `sane_lists` and `smarty`."""
    html: Literal["safe", "raw"] = "safe"
    """`safe` keeps only harmless markup; `raw` trusts every author with scripts."""


class Build(Struct, kw_only=True):
    """Who helps when there is much to do; the site is the same whoever made it."""

    jobs: int | None = None
    """How many processes share the work of a large build; by default as many as the machine has processors. 1 calls for no help, neither here nor elsewhere."""
    executor: Literal["processes", "dask"] = "processes"
    """Where the helpers are: `processes` on this machine, or the workers of a Dask cluster, with `pip install 'digest-news[dask]'`."""
    scheduler: str | None = None
    """The address of the cluster's scheduler, `tcp://host:port` or `tls://host:port`; only with `executor: dask`."""


class Check(Struct, kw_only=True):
    """What `digest check` takes for too large, in kilobytes of 1,000 bytes, as the file lies there."""

    page: int = 500
    """The largest page."""
    picture: int = 500
    """The largest picture."""


class Deploy(Struct, kw_only=True):
    """Where `digest deploy` puts the site, and what it writes beside it."""

    remote: str = "origin"
    """The remote repository, by its name in git or by its address."""
    branch: str = "gh-pages"
    """The branch from which the site is served. It holds nothing but the site."""
    cname: str = ""
    """The site's own domain on GitHub Pages, `www.example.org`: the file `CNAME` of the branch."""
    message: str = "Publish the site as of {commit}"
    """The message of the commit; `{commit}` is the one that the site was made from."""


class Config(Struct, kw_only=True):
    """All settings of a site."""

    site: Site
    paths: Paths = Paths()
    convert: Convert = Convert()
    topics: tuple[Topic, ...] = ()
    tags: Tags = Tags()
    sources: tuple[SourcePolicy, ...] = ()
    edition: Period = "week"
    """What an edition spans."""
    archive: Archive = Archive()
    pages: Pages = Pages()
    theme: Theme = Theme()
    navigation: tuple[NavigationLink, ...] = ()
    """The links at the top, in this order, instead of digest's own: the newest edition, topics, archive, search, pages with `nav`.

    The search stands behind them unless one leads to `/search/`; plain pages are not added, `nav` has no effect then."""
    feeds: Feeds = Feeds()
    search: Search | bool = Search()
    markdown: Markdown = Markdown()
    build: Build = Build()
    check: Check = Check()
    deploy: Deploy = Deploy()
