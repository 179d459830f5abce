"""Stage 3: what stands in the navigation and in the footer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from digest.arrange import addresses
from digest.arrange.editions import Edition
from digest.arrange.library import Library
from digest.arrange.links import Linking
from digest.arrange.setting import Menu
from digest.config import Config, NavigationLink
from digest.ground.diagnostics import Place
from digest.ground.wording import Wording
from digest.model import Link, PlainPage


def menu(
    config: Config,
    library: Library,
    editions: Sequence[Edition],
    plain: Iterable[PlainPage],
    *,
    has_feeds: bool,
    has_search: bool,
    wording: Wording,
) -> Menu:
    """The links at the top and at the bottom of every page: the site's own at the top, else only to pages that are made.

    The search stands behind the site's own links, unless one of them leads there: readers look for it at the top.
    """
    pages = config.pages
    topics = [(wording.say("topics"), addresses.TOPICS)] if library.stories and pages.topics else []
    archive = [(wording.say("archive"), addresses.ARCHIVE)] if library.stories and config.archive.index else []
    own = sorted((page for page in plain if page.nav is not None), key=lambda page: (page.nav, page.path))
    footer = [(wording.say("editions"), addresses.EDITIONS)] if editions else []
    footer += archive
    footer += [(wording.say("tags"), addresses.TAGS)] if library.tags and pages.tags else []
    if has_feeds and config.feeds.atom:
        footer.append((wording.say("atom-feed"), addresses.FEED_FILES["atom"]))
    if has_feeds and config.feeds.opml:
        footer.append((wording.say("all-feeds"), addresses.OPML))
    search = [(wording.say("search"), addresses.SEARCH)] if has_search else []
    navigation = [
        (wording.say("latest"), addresses.HOME),
        *topics,
        *archive,
        *search,
        *((page.title, addresses.plain_page(page.slug)) for page in own),
    ]
    chosen = [
        (link.text, link.to if is_elsewhere(link.to) else addresses.way_of(link.to)) for link in config.navigation
    ]
    if chosen and addresses.SEARCH not in (way for _, way in chosen):
        chosen += search
    return Menu(navigation=tuple(chosen or navigation), footer=tuple(footer))


def is_elsewhere(to: str) -> bool:
    """Whether a link of the navigation leads to another site."""
    return not to.startswith("/")


def linking(links: Sequence[NavigationLink], place: Place) -> Linking:
    """The site's own navigation as a text with links to pages, which have to be there."""
    targets = [f"site:{link.to}" for link in links if not is_elsewhere(link.to)]
    return Linking(targets, lambda: [Link(target=target, place=place) for target in targets])
