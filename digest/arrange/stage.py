"""Stage 3, arrange: Content → Plan. A function of values: what is shown, every page and how it is laid out, every address once.

It lays no page out, and comes out the same whether or not this process has arranged a like content before (`digest.arrange.again`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from types import MappingProxyType
from typing import Any

import msgspec

from digest.arrange import (
    addresses,
    archive_pages,
    article_pages,
    edition_pages,
    editions,
    feeds,
    home_page,
    links,
    list_pages,
    not_found_page,
    plain_pages,
    search_page,
    sitemap,
    volumes,
)
from digest.arrange.again import again, lent
from digest.arrange.article_pages import Related
from digest.arrange.claims import Claim, Claims
from digest.arrange.desk import Desk
from digest.arrange.editions import Edition
from digest.arrange.faces import Portrayer
from digest.arrange.feeds import Stream
from digest.arrange.inputs import digest_of
from digest.arrange.library import Library, collect
from digest.arrange.links import Linking, Targets, media_way
from digest.arrange.menus import linking, menu
from digest.arrange.publishable import Policies, publishable
from digest.arrange.publishable import check as check_policies
from digest.arrange.setting import Setting
from digest.arrange.sheets import Sheet
from digest.arrange.times import Times
from digest.arrange.visible import divide, published
from digest.config import FILE, Config, Search
from digest.engine.kept import Kept
from digest.ground.diagnostics import Diagnostic, Place
from digest.ground.filenames import INDEX, composed
from digest.ground.periods import key_of
from digest.ground.wording import Wording
from digest.ground.zones import zone as zone_named
from digest.model import Article, Content, Copy, EditionNote, Link, PlainPage, Plan, Struct, Volume
from digest.pages import TopicView


class _Public(Struct, kw_only=True):
    """What of the content is shown, where inner links lead, which lists have feeds, what the search knows; and all notes on editions."""

    shown: Sequence[Article]
    notes: Mapping[str, EditionNote]
    library: Library
    editions: tuple[Edition, ...]
    pages: tuple[PlainPage, ...]
    targets: Targets
    streams: Sequence[Stream]
    volumes: tuple[Volume, ...]


def arrange(
    content: Content,
    config: Config,
    *,
    assets: Mapping[str, str],
    options: Mapping[str, Any],
    static: Sequence[str],
    now: datetime,
    wording: Wording = Wording(),  # noqa: B008 - frozen
    related: Related = MappingProxyType({}),
    drafts: bool = False,
    future: bool = False,
    kept: Kept | None = None,
) -> tuple[Plan, list[Diagnostic]]:
    """Everything that the site consists of, and what stands in the way of building it.

    `assets` maps the theme's asset names to output paths, `options` are the theme's, `wording` has the words of the interface, `static` are paths below the static
    folder, `now` is the instant (with a zone) that decides what is public; `related` has for the path of each article those of
    the articles that it is most like. With `drafts` and `future` what is held back is shown too (`visible.divide`). The order of the content doesn't matter. On a
    clash the plan holds the first of the two, so that it has each output path once. `kept` is what the build before has left to this process.
    """
    times = again(kept, "times", (config.site.timezone,), lambda: Times(zone_named(config.site.timezone) or UTC))
    policies = Policies(config.sources)
    content = msgspec.structs.replace(content, bodies=lent(kept, content.bodies))
    content = publishable(content, policies)  # from here on nobody knows more than may be told
    every = sorted((*content.articles, *content.mended), key=lambda article: article.path)
    shown, held, lifted = divide(every, now, times, drafts=drafts, future=future)
    broken = frozenset(content.broken)
    public, sheets = _laid(
        content, shown, config, times, static=static, policies=policies, related=related, wording=wording, kept=kept
    )
    desk = Desk(_setting(config, public, assets, options, wording), content.bodies)
    claims = Claims()
    texts = [*_texts(content, public), linking(config.navigation, Place(file=FILE))]
    copies = _claim_copies(
        claims,
        _static(config.paths.static, static),
        _copies(chain.from_iterable(text.targets for text in texts), public.targets, config.paths.content),
        assets,
    )
    pages = [sheet.page(desk) for sheet in sheets if claims.take(sheet)]
    if public.volumes:
        claims.take(Claim(path=INDEX, origin="the search index (`search`)"))
    found = [*claims.diagnostics, *_checked(content, config, public, every, texts, has=claims.has)]
    return Plan(
        pages=tuple(pages),
        copies=tuple(copies),
        volumes=public.volumes,
        held=tuple(one for one in held if one.path not in broken),
        lifted={addresses.output(public.targets.ways[media_way(one.path)]): one for one in lifted},
        shown=sum(article.path not in broken for article in shown),
    ), found


def _inner(config: Config) -> Config:
    """The settings but for what only stands around pages, which is laid out with all of them."""
    return msgspec.structs.replace(config, site=msgspec.structs.replace(config.site, title="", licence=""))


def _mark(content: Content, config: Config, static: Sequence[str], wording: Wording) -> str:
    """The fingerprint of what, beside the articles, decides which pages there are and what each takes."""
    around = (content.editions, content.pages, content.media, content.broken)
    return digest_of((around, config, sorted(static), wording))


def _laid(
    content: Content,
    shown: Sequence[Article],
    config: Config,
    times: Times,
    *,
    static: Sequence[str],
    policies: Policies,
    related: Related,
    wording: Wording,
    kept: Kept | None,
) -> tuple[_Public, list[Sheet]]:
    """What is public and all its sheets, on a desk without what `_inner` leaves out, without the theme's assets and options.

    Both are taken from the build before where all that they take is equal.
    """
    inner = _inner(config)

    def lay() -> tuple[_Public, list[Sheet]]:
        public = _public(content, shown, inner, times, static, kept=kept)
        desk = Desk(_setting(inner, public, {}, {}, wording), content.bodies)
        return public, list(_sheets(desk, inner, public, policies, related, kept=kept))

    seen = (_mark(content, inner, static, wording), content.articles, content.mended, shown, related)
    return again(kept, "sheets", seen, lay)


def _checked(
    content: Content,
    config: Config,
    public: _Public,
    every: Sequence[Article],
    texts: Sequence[Linking],
    *,
    has: Callable[[str], bool],
) -> list[Diagnostic]:
    """What is wrong with the articles together, `every` one of them; `texts` link to pages and files, which the site `has` or not."""
    broken, folder = frozenset(content.broken), config.paths.content
    known = {article.front.id: article.path for article in every if article.front.id is not None}
    complete = not broken or broken <= {article.path for article in every if article.front.id is not None}
    base = addresses.of_site(config.site.url).base
    return [
        *check_policies(config.sources, every, content.bodies, folder),
        *links.check(texts, public.targets, base, has),
        *editions.check(public.notes.values(), public.editions, known, folder, complete=complete, broken=broken),
        *(article_pages.check_also(public.library, content.bodies, known, folder) if complete else []),
    ]


def _public(
    content: Content,
    shown: Sequence[Article],
    config: Config,
    times: Times,
    static: Sequence[str],
    *,
    kept: Kept | None,
) -> _Public:
    notes = {note.key: note for note in sorted(content.editions, key=lambda note: note.path, reverse=True)}
    pages = tuple(sorted(content.pages, key=lambda page: page.path))
    ways = {each.path: addresses.article(times.point(published(each)).day, each.slug) for each in shown}
    ways |= {page.path: addresses.plain_page(page.slug) for page in pages}
    if notes and config.edition != "none":
        keys = {key_of(day, config.edition) for day in {times.point(published(each)).day for each in shown}}
        ways |= {note.path: addresses.edition(note.key) for note in notes.values() if note.key in keys}
    targets = _targets(content, ways, static)
    portrayer = Portrayer(ways, targets, addresses.of_site(config.site.url), config.site.language)
    library = collect(shown, config.topics, config.tags.vocabulary, times, portrayer, kept=kept)
    return _Public(
        shown=shown,
        notes=notes,
        library=library,
        editions=editions.make(library.stories, notes, config.edition, config.topics),
        pages=pages,
        targets=targets,
        streams=feeds.streams(library, config.feeds, config.pages, config.site.description),
        volumes=_volumes(content, library, config),
    )


def _volumes(content: Content, library: Library, config: Config) -> tuple[Volume, ...]:
    if not isinstance(config.search, Search):
        return ()
    return tuple(volumes.volumes(library, content.bodies, config.site.language, config.search.text))


def _targets(content: Content, ways: Mapping[str, str], static: Iterable[str]) -> Targets:
    """Where inner links can lead: every shown content file (`ways`), every file beside them, every static file."""
    sources: list[Article | EditionNote] = [*content.articles, *content.editions]
    hidden = [source.path for source in sources if source.path not in ways]
    return Targets(
        ways={media_way(path): way for path, way in ways.items()},
        media={media_way(media.path): media for media in sorted(content.media, key=lambda media: media.path)},
        held=frozenset(map(media_way, hidden)),
        broken=frozenset(media_way(path) for path in content.broken if path not in ways),
        files=frozenset(static),
    )


def _setting(
    config: Config, public: _Public, assets: Mapping[str, str], options: Mapping[str, Any], wording: Wording
) -> Setting:
    where = addresses.of_site(config.site.url)

    def view(slug: str, name: str, color: str, description: str) -> TopicView:
        href = where.href(addresses.topic(slug)) if config.pages.topics else None
        return TopicView(slug=slug, name=name, color=color, href=href, description=description)

    return Setting(
        site=config.site,
        addresses=where,
        menu=menu(
            config,
            public.library,
            public.editions,
            public.pages,
            has_feeds=bool(public.streams),
            has_search=bool(public.volumes),
            wording=wording,
        ),
        topics={topic.slug: view(topic.slug, topic.name, topic.color, topic.description) for topic in config.topics},
        tag_pages=config.pages.tags,
        archive=config.archive,
        formats=feeds.formats(config.feeds) if public.streams else (),
        search=bool(public.volumes),
        assets=dict(sorted(assets.items())),
        options=dict(options),
        wording=wording,
    )


def _texts(content: Content, public: _Public) -> list[Linking]:
    """The texts that are shown and have inner links; pictures of articles last."""
    written = [edition.note.links for edition in public.editions if edition.note]
    written += [page.links for page in public.pages]
    return [
        *(Linking(each.links, partial(_links, content, each.path)) for each in public.shown if each.links),
        *(Linking([link.target for link in found], partial(tuple, found)) for found in written),
        *(Linking([each.picture], partial(_picture, content, each.path)) for each in public.shown if each.picture),
    ]


def _links(content: Content, path: str) -> Sequence[Link]:
    return content.bodies[path].links


def _picture(content: Content, path: str) -> Sequence[Link]:
    """The link to an article's picture, where it leads to a page's address; reading has looked after the others."""
    picture = content.bodies[path].picture
    return [picture] if picture is not None and picture.target.startswith("site:") else []


def _sheets(
    desk: Desk, config: Config, public: _Public, policies: Policies, related: Related, *, kept: Kept | None
) -> Iterator[Sheet]:
    """Every page of the site, those that people wrote before those that follow from them."""
    library, made, targets = public.library, public.editions, public.targets
    switches, content = config.pages, config.paths.content
    views = edition_pages.views(made, desk.setting.addresses)
    latest = library.stories[: 2 * switches.size] if config.edition == "none" else ()
    with_feeds = frozenset(stream.way for stream in public.streams)
    days = edition_pages.by_day(made, views)
    pages = [
        *article_pages.sheets(desk, library, days, targets, content, policies=policies, related=related, kept=kept),
        home_page.home(desk, latest, made, views, targets),
        *edition_pages.sheets(desk, library, made, views, targets),
        *plain_pages.sheets(desk, public.pages, targets, content),
        *([not_found_page.not_found(desk, library)] if switches.not_found else []),
        *([search_page.search(desk, library, [each.year for each in public.volumes])] if public.volumes else []),
        *list_pages.sheets(desk, library, switches, with_feeds),
        *archive_pages.sheets(desk, library),
    ]
    yield from pages
    yield from feeds.sheets(desk, public.streams, config.feeds, library, targets, policies=policies, kept=kept)
    yield from sitemap.sheets(desk, pages, sitemap=switches.sitemap, robots=switches.robots)
    yield from article_pages.old_addresses(desk, library, content)


def _copies(found: Iterable[str], targets: Targets, folder: str) -> list[Copy]:
    """The files beside the articles that something shown links to; what only drafts show stays unpublished."""
    ways = {targets.way(target) for target in set(found)}
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
    return Claim(path=copy.path, origin=copy.source, kind=kind, place=partial(Place, file=copy.source))


def _static(folder: str, static: Iterable[str]) -> list[Copy]:
    return [Copy(path=composed(path), source=f"{folder}/{path}") for path in sorted(static)]
