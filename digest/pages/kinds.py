"""One type for each page kind: what its template gets as variables."""

from __future__ import annotations

from typing import Any

from digest.ground.languages import Direction
from digest.model import Correction, Struct
from digest.pages.parts import (
    Card,
    EditionRef,
    EditionView,
    FeedLink,
    Head,
    Hyperlink,
    ImageView,
    MonthView,
    Pager,
    Ref,
    Rights,
    Site,
    SourceView,
    TagRef,
    TagView,
    TopicSection,
    TopicView,
    When,
)


class TemplatePage(Struct, kw_only=True):
    """What every page has that a template makes."""

    site: Site
    """What every page knows of the site: its title, navigation, assets, options."""
    head: Head
    """What goes into `<head>`."""
    crumbs: tuple[Hyperlink, ...] = ()
    """The trail from the home page to this one, which is the last and marked `current`; empty on the home page and on articles."""


class HomePage(TemplatePage, kw_only=True):
    """`home.html`: the newest edition by topic, then the ones before. `edition` is None on a site without an article."""

    edition: EditionView | None
    """The newest edition; none on a site without a story, and on one with `edition: none`."""
    introduction: str
    """What the editor wrote about the edition: markup, empty without a note."""
    lead: Card | None
    """The story that leads the edition; it is not in `sections` again. None in small editions without a note."""
    sections: tuple[TopicSection, ...]
    """The edition's other stories by topic, topics in the site's order."""
    earlier: tuple[EditionView, ...]
    """The eight editions before, newest first."""
    latest: tuple[Card, ...]
    """The newest stories, on a site with `edition: none` alone; else empty."""


class ArticlePage(TemplatePage, kw_only=True):
    """`article.html`: one story. `html` is its body; `newer` and `older` are its neighbours by date."""

    id: str
    """The article's id, which never changes."""
    title: str
    """The headline."""
    summary: str
    """The standfirst; empty where the article has none."""
    kicker: str | None
    """A word or two over the headline, where an editor wrote some."""
    html: str
    """The story: markup, sanitised, with its links ready."""
    language: str
    """The article's language (BCP 47)."""
    direction: Direction
    """Which way that language is written."""
    topics: tuple[TopicView, ...]
    """Its topics, the main one first; never empty."""
    tags: tuple[TagRef, ...]
    """Its tags, spelt as the vocabulary says."""
    authors: tuple[str, ...]
    """Who wrote it."""
    dateline: str | None
    """The place that it was filed from."""
    credits: tuple[str, ...]
    """To whom its pictures are owed, each once."""
    source: SourceView | None
    """Where the story comes from."""
    date: When
    """When it was published."""
    updated: When | None
    """When it was updated, if that was on a later day or more than five minutes later."""
    minutes: int
    """Reading time of what is shown at 230 words a minute, at least 1; 0 where nothing is."""
    image: ImageView | None
    """Its picture."""
    corrections: tuple[Correction, ...]
    """What was put right after publication, as in the front matter."""
    rights: Rights
    """How much of it may be shown, to whom it is owed, and its licence."""
    also: tuple[Card, ...]
    """Other reports of the same story that are shown."""
    related: tuple[Ref, ...]
    """Up to four other stories that are most like it, the most like first; none of `also`, `newer` and `older` again."""
    edition: EditionRef | None
    """The edition that it belongs to; none with `edition: none`."""
    newer: Ref | None
    """The next newer story of the site."""
    older: Ref | None
    """The next older story of the site."""
    extra: dict[str, Any]
    """Whatever the front matter says under `extra`."""


class EditionPage(TemplatePage, kw_only=True):
    """`edition.html`: all stories of one edition by topic, with its introduction and lead when it is curated."""

    edition: EditionView
    """The edition."""
    introduction: str
    """What the editor wrote about it: markup, empty without a note."""
    lead: Card | None
    """The story that leads it; it is not in `sections` again."""
    sections: tuple[TopicSection, ...]
    """Its other stories by topic, topics in the site's order."""
    newer: EditionRef | None
    """The next newer edition."""
    older: EditionRef | None
    """The next older edition."""


class EditionList(TemplatePage, kw_only=True):
    """`editions.html`: every edition, newest first, grouped by year."""

    years: tuple[tuple[int, tuple[EditionView, ...]], ...]
    """Pairs of a year and its editions, newest first."""


class DayGroup(Struct, kw_only=True):
    """The stories of one day in a list by date."""

    day: When
    """The day."""
    href: str | None
    """Its page, where days have pages."""
    stories: tuple[Card, ...]
    """Its stories, newest first."""


class TopicPage(TemplatePage, kw_only=True):
    """`topic.html`: a topic's stories by date, newest first."""

    topic: TopicView
    """The topic."""
    count: int
    """How many stories it has; on a numbered page, how many stand there."""
    days: tuple[DayGroup, ...]
    """The stories of this page under their days, newest first."""
    tags: tuple[TagRef, ...]
    """The twelve tags that its stories carry most often; empty on numbered pages."""
    pager: Pager
    """The way to newer and older stories."""
    feeds: tuple[FeedLink, ...]
    """The topic's feeds; empty on numbered pages."""


class TopicCount(Struct, kw_only=True):
    """A topic in the list of topics, with its newest stories."""

    topic: TopicView
    """The topic."""
    count: int
    """How many stories it has."""
    newest: tuple[Card, ...]
    """Its three newest stories."""


class TopicList(TemplatePage, kw_only=True):
    """`topics.html`: every topic that has a story."""

    topics: tuple[TopicCount, ...]
    """The topics that have stories, in the site's order."""


class TagPage(TemplatePage, kw_only=True):
    """`tag.html`: a tag's stories by date, newest first."""

    tag: TagView
    """The tag; on a numbered page its `count` is the number of stories there."""
    days: tuple[DayGroup, ...]
    """The stories of this page under their days, newest first."""
    pager: Pager
    """The way to newer and older stories."""
    feeds: tuple[FeedLink, ...]
    """The tag's feeds, where it has enough stories for some; empty on numbered pages."""


class TagGroup(Struct, kw_only=True):
    """The tags that begin with one letter."""

    letter: str
    """The letter in capitals; `0–9` for digits, `#` for everything else."""
    tags: tuple[TagView, ...]
    """The tags that begin with it."""


class TagList(TemplatePage, kw_only=True):
    """`tags.html`: every tag, by its first letter."""

    count: int
    """How many tags there are."""
    groups: tuple[TagGroup, ...]
    """The tags by their first letter."""


class YearCount(Struct, kw_only=True):
    """A year in the archive; `months` has one (month, count, href) for each month with stories, in order."""

    year: int
    """The year."""
    href: str | None
    """Its page, where years have pages."""
    count: int
    """How many stories it has."""
    months: tuple[tuple[When, int, str | None], ...]
    """For each month with stories, from January on: its first day, its count, its page."""


class ArchivePage(TemplatePage, kw_only=True):
    """`archive.html`: the years, newest first."""

    count: int
    """How many stories the site has."""
    years: tuple[YearCount, ...]
    """The years, newest first."""


class YearPage(TemplatePage, kw_only=True):
    """`year.html`: a calendar of each month with stories, newest month first; `legend` has the (from, to) counts of levels 1 to 4."""

    year: int
    """The year."""
    count: int
    """How many stories it has."""
    months: tuple[MonthView, ...]
    """Its months that have stories, newest first."""
    legend: tuple[tuple[int, int | None], ...]
    """The first and the last count of each step of the heat map, 1 to 4; the last step is open."""
    newer: Hyperlink | None
    """The next newer year that has stories."""
    older: Hyperlink | None
    """The next older year that has stories."""


class MonthPage(TemplatePage, kw_only=True):
    """`month.html`: a month's days and their stories, newest first, beside its calendar."""

    month: MonthView
    """The month and its calendar."""
    days: tuple[DayGroup, ...]
    """Its stories under their days, newest first."""
    newer: Ref | None
    """The next newer month that has stories."""
    older: Ref | None
    """The next older month that has stories."""


class DayPage(TemplatePage, kw_only=True):
    """`day.html`: one day's stories by topic."""

    day: When
    """The day."""
    count: int
    """How many stories it has."""
    sections: tuple[TopicSection, ...]
    """The stories by topic, topics in the site's order."""
    newer: Ref | None
    """The next newer day that has stories."""
    older: Ref | None
    """The next older day that has stories."""


class TextPage(TemplatePage, kw_only=True):
    """`page.html`: a plain page from `content/pages/`."""

    title: str
    """The page's title."""
    summary: str
    """Its summary; empty where it has none."""
    html: str
    """Its text: markup, sanitised, with its links ready."""
    language: str
    """The page's language (BCP 47)."""
    direction: Direction
    """Which way that language is written."""


class SearchPage(TemplatePage, kw_only=True):
    """`search.html`: where readers look for a word in all stories. The theme's `search.js` asks the index (https://pagefind.app)."""

    bundles: tuple[str, ...]
    """The folders of the index, one a year, newest first: each has a `pagefind.js`. Never empty."""
    topics: tuple[TopicView, ...]
    """The topics that have stories."""
    lists: tuple[Hyperlink, ...]
    """Where all stories are listed, for readers without scripts: the archive and the tags, as far as they are made."""


class NotFoundPage(TemplatePage, kw_only=True):
    """`404.html`: what a reader sees who followed a dead link: the newest stories, topics and the archive."""

    topics: tuple[TopicView, ...]
    """The topics that have stories."""
    latest: tuple[Card, ...]
    """The five newest stories."""


TEMPLATES: dict[str, type[TemplatePage]] = {
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
    "search.html": SearchPage,
    "404.html": NotFoundPage,
}
"""Each template that a theme has, and the type of the page that it gets as its variables."""
