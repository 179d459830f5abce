"""Stage 3: what stands around every page: site, navigation, head, crumbs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from digest.arrange import addresses, words
from digest.arrange.addresses import Addresses
from digest.config import Site as SiteSettings
from digest.ground.languages import direction
from digest.model import Struct
from digest.pages import FeedLink, Head, Hyperlink, Site

Section = str
"""A link of the navigation by the way that it leads to; `-` for a page that lies below none of them."""

NOWHERE: Section = "-"


class Menu(Struct, kw_only=True):
    """The links of the navigation and of the footer: words and ways, in order."""

    navigation: tuple[tuple[str, str], ...]
    footer: tuple[tuple[str, str], ...]


class Frame(Struct, kw_only=True):
    """The site as pages see it from each section of the navigation, and its feeds."""

    addresses: Addresses
    title: str
    sites: dict[Section, Site]
    feeds: dict[str, tuple[FeedLink, ...]]

    def site(self, section: Section) -> Site:
        """The site with the link of `section` marked as current."""
        return self.sites.get(section) or self.sites[NOWHERE]

    def head(
        self,
        title: str,
        description: str,
        way: str,
        *,
        noindex: bool = False,
        feeds: Sequence[FeedLink] = (),
    ) -> Head:
        """The head of the page at `way`; `title` is its own title. What only articles have is empty."""
        return Head(
            title=words.title(title, self.title) if title else self.title,
            description=description or self.title,
            canonical=self.addresses.permalink(way),
            noindex=noindex,
            feeds=(*self.feeds.get(addresses.HOME, ()), *feeds),
        )

    def crumbs(self, *steps: tuple[str, str]) -> tuple[Hyperlink, ...]:
        """The way from the home page through `steps` (words and way) down to the page itself, the last of them."""
        trail = ((words.HOME, addresses.HOME), *steps)
        last = len(trail) - 1
        return tuple(
            Hyperlink(text=text, href=self.addresses.href(way), current=number == last)
            for number, (text, way) in enumerate(trail)
        )


def make(
    settings: SiteSettings,
    menu: Menu,
    where: Addresses,
    *,
    feeds: dict[str, tuple[FeedLink, ...]],
    assets: Mapping[str, str],
    options: Mapping[str, Any],
) -> Frame:
    """The frame of a site with `settings` (`config.Site`); `assets` maps logical names to output paths."""
    hrefs = {name: where.href(path) for name, path in sorted(assets.items())}

    def site(section: Section) -> Site:
        return Site(
            title=settings.title,
            description=settings.description,
            language=settings.language,
            direction=direction(settings.language),
            home=where.href(addresses.HOME),
            root=where.permalink(addresses.HOME),
            licence=settings.licence,
            navigation=_links(menu.navigation, where, section),
            footer=_links(menu.footer, where, section),
            assets=hrefs,
            options=dict(options),
        )

    sections = [NOWHERE, *(way for _, way in (*menu.navigation, *menu.footer))]
    return Frame(
        addresses=where, title=settings.title, sites={section: site(section) for section in sections}, feeds=feeds
    )


def _links(links: Sequence[tuple[str, str]], where: Addresses, section: Section) -> tuple[Hyperlink, ...]:
    return tuple(Hyperlink(text=text, href=where.href(way), current=way == section) for text, way in links)
