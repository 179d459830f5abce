"""Stage 3, arrange: Content → Plan. A function of values: what is shown, every page with its context, every address once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any

from digest.arrange import (
    addresses,
    archive_pages,
    article_pages,
    edition_pages,
    editions,
    feeds,
    frame,
    home_page,
    links,
    list_pages,
    not_found_page,
    plain_pages,
    sitemap,
    words,
)
from digest.arrange.addresses import output
from digest.arrange.claims import Claim, Claims
from digest.arrange.editions import Edition
from digest.arrange.feeds import Stream
from digest.arrange.library import Library, collect
from digest.arrange.links import Targets, media_way
from digest.arrange.sheets import Desk, Sheet
from digest.arrange.views import Maker
from digest.arrange.visible import divide
from digest.config import Config
from digest.ground.diagnostics import Diagnostic, Place
from digest.ground.filenames import composed
from digest.ground.zones import zone as zone_named
from digest.model import Article, Content, Copy, EditionNote, Link, Page, PlainPage, Plan, Struct


class _Public(Struct, kw_only=True):
    """What of the content is shown."""

    library: Library
    editions: tuple[Edition, ...]
    pages: tuple[PlainPage, ...]
    links: tuple[Link, ...]
    pictures: frozenset[Link]


class _Theme(Struct, kw_only=True):
    """What pages need to know of the theme."""

    assets: Mapping[str, str]
    options: Mapping[str, Any]


def arrange(
    content: Content,
    config: Config,
    *,
    assets: Mapping[str, str],
    options: Mapping[str, Any],
    static: Sequence[str],
    now: datetime,
) -> tuple[Plan, list[Diagnostic]]:
    """Everything that the site consists of, and what stands in the way of building it.

    `assets` maps the theme's asset names to output paths, `options` are the theme's, `static` are paths below the static
    folder, `now` is the instant (with a zone) that decides what is public. The order of the content doesn't matter. On a
    clash the plan holds the first of the two, so that it has each output path once.
    """
    zone = zone_named(config.site.timezone) or UTC
    every = sorted((*content.articles, *content.mended), key=lambda article: article.path)
    shown, held = divide(every, now, zone)
    broken = frozenset(content.broken)
    notes = {note.key: note for note in sorted(content.editions, key=lambda note: note.path, reverse=True)}
    public = _public(shown, notes, content.pages, config, zone)
    targets = _targets(content, public, static)
    streams = feeds.streams(public.library, config.feeds, config.pages, config.site.description)
    theme = _Theme(assets=assets, options=options)
    desk = _desk(config, zone, public, targets, menu=_menu(config, public, streams), streams=streams, theme=theme)
    claims = Claims()
    copies = _claim_copies(
        claims, _static(config.paths.static, static), _copies(public.links, targets, config.paths.content), assets
    )
    pages = _claim_pages(claims, _sheets(desk, config, public.pages, streams))
    known = {article.front.id: article.path for article in every if article.front.id is not None}
    complete = broken <= {article.path for article in every if article.front.id is not None}
    bodies = [link for link in public.links if link not in public.pictures or link.target.startswith("site:")]
    found = [
        *claims.diagnostics,
        *links.check(bodies, targets, desk.addresses.base, claims.has),
        *editions.check(notes.values(), public.editions, known, config.paths.content, complete=complete, broken=broken),
        *(article_pages.check_also(desk, known) if complete else []),
    ]
    return Plan(
        pages=tuple(pages),
        copies=tuple(copies),
        held=tuple(one for one in held if one.path not in broken),
        shown=sum(article.path not in broken for article in shown),
    ), found


def _desk(
    config: Config,
    zone: tzinfo,
    public: _Public,
    targets: Targets,
    *,
    menu: frame.Menu,
    streams: Sequence[Stream],
    theme: _Theme,
) -> Desk:
    where = addresses.of_site(config.site.url)
    maker = Maker(
        addresses=where,
        zone=zone,
        language=config.site.language,
        targets=targets,
        topic_pages=config.pages.topics,
        tag_pages=config.pages.tags,
        day_pages=config.archive.days,
    )
    links_of_feeds = feeds.links(streams, config.feeds, config.site.title, where)
    return Desk(
        settings=config.site,
        content=config.paths.content,
        period=config.edition,
        zone=zone,
        library=public.library,
        editions=public.editions,
        targets=targets,
        views=maker.make(public.library, public.editions),
        frame=frame.make(config.site, menu, where, feeds=links_of_feeds, assets=theme.assets, options=theme.options),
    )


def _public(
    shown: Sequence[Article], notes: Mapping[str, EditionNote], pages: Iterable[PlainPage], config: Config, zone: tzinfo
) -> _Public:
    library = collect(shown, config.topics, config.tags.vocabulary, zone)
    topics = [topic for topic, _ in library.topics]
    made = editions.make(library.stories, notes, config.edition, topics)
    ordered = tuple(sorted(pages, key=lambda page: page.path))
    sources: list[Article | EditionNote | PlainPage] = [
        *shown,
        *(edition.note for edition in made if edition.note),
        *ordered,
    ]
    found = [link for source in sources for link in source.links]
    pictures = [article.picture for article in shown if article.picture is not None]
    return _Public(
        library=library,
        editions=made,
        pages=ordered,
        links=(*found, *pictures),
        pictures=frozenset(pictures),
    )


def _targets(content: Content, public: _Public, static: Sequence[str]) -> Targets:
    """Where inner links can lead: every shown content file, every file beside them, every static file."""
    ways = {story.article.path: story.way for story in public.library.stories}
    ways |= {page.path: addresses.plain_page(page.slug) for page in public.pages}
    ways |= {edition.note.path: addresses.edition(edition.key) for edition in public.editions if edition.note}
    sources: list[Article | EditionNote] = [*content.articles, *content.editions]
    hidden = [source.path for source in sources if source.path not in ways]
    return Targets(
        ways={media_way(path): way for path, way in ways.items()},
        media={media_way(media.path): media for media in sorted(content.media, key=lambda media: media.path)},
        held=frozenset(map(media_way, hidden)),
        broken=frozenset(media_way(path) for path in content.broken if path not in ways),
        files=frozenset(static),
    )


def _menu(config: Config, public: _Public, streams: Sequence[Stream]) -> frame.Menu:
    """The links at the top and at the bottom of every page, only to pages that are made."""
    stories, pages = public.library.stories, config.pages
    topics = [(words.TOPICS, addresses.TOPICS)] if stories and pages.topics else []
    archive = [(words.ARCHIVE, addresses.ARCHIVE)] if stories and config.archive.index else []
    own = sorted((page for page in public.pages if page.nav is not None), key=lambda page: (page.nav, page.path))
    footer = [(words.EDITIONS, addresses.EDITIONS)] if public.editions else []
    footer += archive
    footer += [(words.TAGS, addresses.TAGS)] if public.library.tags and pages.tags else []
    if streams and config.feeds.atom:
        footer.append((words.ATOM_FEED, addresses.FEED_FILES["atom"]))
    if streams and config.feeds.opml:
        footer.append((words.FEEDS, addresses.OPML))
    navigation = [
        (words.LATEST, addresses.HOME),
        *topics,
        *archive,
        *((page.title, addresses.plain_page(page.slug)) for page in own),
    ]
    return frame.Menu(navigation=tuple(navigation), footer=tuple(footer))


def _sheets(desk: Desk, config: Config, pages: Iterable[PlainPage], streams: Sequence[Stream]) -> list[Sheet]:
    """Every page of the site, those that people wrote before those that follow from them."""
    switches = config.pages
    made = [
        *article_pages.sheets(desk),
        home_page.sheet(desk, switches.size),
        *edition_pages.sheets(desk),
        *plain_pages.sheets(desk, pages),
        *([not_found_page.sheet(desk)] if switches.not_found else []),
        *list_pages.sheets(desk, switches),
        *archive_pages.sheets(desk, config.archive),
    ]
    return [
        *made,
        *feeds.sheets(desk, streams, config.feeds),
        *sitemap.sheets(made, desk.addresses, sitemap=switches.sitemap, robots=switches.robots),
        *article_pages.redirects(desk),
    ]


def _copies(found: Iterable[Link], targets: Targets, folder: str) -> list[Copy]:
    """The files beside the articles that something shown links to; what only drafts show stays unpublished."""
    ways = {targets.way(link.target) for link in found}
    return [
        Copy(path=way, source=f"{folder}/{targets.media[way].path}")
        for way in sorted(way for way in ways if way is not None and way in targets.media)
    ]


def _claim_copies(
    claims: Claims, static: Sequence[Copy], media: Sequence[Copy], assets: Mapping[str, str]
) -> list[Copy]:
    for name, path in sorted(assets.items()):
        claims.take(Claim(path=path, origin=f"the theme's {name}"))
    kept = []
    for kind, copies in (("static", static), ("media", media)):
        kept += [copy for copy in copies if claims.take(_copied(copy, kind))]
    return kept


def _copied(copy: Copy, kind: str) -> Claim:
    return Claim(path=copy.path, origin=copy.source, kind=kind, place=Place(file=copy.source))


def _static(folder: str, static: Iterable[str]) -> list[Copy]:
    return [Copy(path=composed(path), source=f"{folder}/{path}") for path in sorted(static)]


def _claim_pages(claims: Claims, sheets: Iterable[Sheet]) -> list[Page]:
    kept = []
    for sheet in sheets:
        path = output(sheet.way)
        if claims.take(Claim(path=path, origin=sheet.origin, kind=sheet.kind, place=sheet.place)):
            kept.append(
                Page(
                    path=path,
                    renderer=sheet.renderer,
                    context=sheet.context,
                    template=sheet.template,
                    origin=sheet.origin,
                )
            )
    return kept
