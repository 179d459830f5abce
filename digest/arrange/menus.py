"""Stage 3: what stands in the navigation and in the footer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from digest.arrange import addresses, words
from digest.arrange.editions import Edition
from digest.arrange.library import Library
from digest.arrange.setting import Menu
from digest.config import Config
from digest.model import PlainPage


def menu(
    config: Config, library: Library, editions: Sequence[Edition], plain: Iterable[PlainPage], *, has_feeds: bool
) -> Menu:
    """The links at the top and at the bottom of every page, only to pages that are made."""
    pages = config.pages
    topics = [(words.TOPICS, addresses.TOPICS)] if library.stories and pages.topics else []
    archive = [(words.ARCHIVE, addresses.ARCHIVE)] if library.stories and config.archive.index else []
    own = sorted((page for page in plain if page.nav is not None), key=lambda page: (page.nav, page.path))
    footer = [(words.EDITIONS, addresses.EDITIONS)] if editions else []
    footer += archive
    footer += [(words.TAGS, addresses.TAGS)] if library.tags and pages.tags else []
    if has_feeds and config.feeds.atom:
        footer.append((words.ATOM_FEED, addresses.FEED_FILES["atom"]))
    if has_feeds and config.feeds.opml:
        footer.append((words.FEEDS, addresses.OPML))
    navigation = [
        (words.LATEST, addresses.HOME),
        *topics,
        *archive,
        *((page.title, addresses.plain_page(page.slug)) for page in own),
    ]
    return Menu(navigation=tuple(navigation), footer=tuple(footer))
