"""Stage 3: what stands around every page: site, navigation, head, crumbs, links to feeds."""

from __future__ import annotations

from collections.abc import Sequence

from digest.arrange import addresses, words
from digest.arrange.addresses import Addresses
from digest.arrange.setting import Setting
from digest.ground.languages import direction
from digest.pages import FeedLink, Head, Hyperlink, Site

NOWHERE = "-"
"""The section of a page that lies below no link of the navigation."""

_TYPES = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}


class Frame:
    """The site as pages see it from each section of the navigation: a section is the way that its link leads to."""

    def __init__(self, setting: Setting) -> None:
        self._addresses = setting.addresses
        self._title = setting.site.title
        self._wording = setting.wording
        self._formats = setting.formats
        self._sites = _sites(setting)
        self._feeds = self.feeds(addresses.HOME, None)

    def site(self, section: str) -> Site:
        """The site with the link of `section` marked as current."""
        return self._sites.get(section) or self._sites[NOWHERE]

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
            title=words.title(title, self._title, self._wording) if title else self._title,
            description=description or self._title,
            canonical=self._addresses.permalink(way),
            noindex=noindex,
            feeds=(*self._feeds, *feeds),
        )

    def crumbs(self, *steps: tuple[str, str]) -> tuple[Hyperlink, ...]:
        """The way from the home page through `steps` (words and way) down to the page itself, the last of them."""
        trail = ((self._wording.say("home"), addresses.HOME), *steps)
        last = len(trail) - 1
        return tuple(
            Hyperlink(text=text, href=self._addresses.href(way), current=number == last)
            for number, (text, way) in enumerate(trail)
        )

    def feeds(self, way: str, name: str | None) -> tuple[FeedLink, ...]:
        """The feeds beside the page at `way`, for its head; `name` is that of its list, None for the site's own."""
        title = words.feed(self._title, name, self._wording)
        return tuple(
            FeedLink(
                type=_TYPES[kind],
                title=words.feed_link(title, kind, self._wording),
                href=self._addresses.href(way + addresses.FEED_FILES[kind]),
            )
            for kind in self._formats
        )


def _sites(setting: Setting) -> dict[str, Site]:
    settings, where, menu = setting.site, setting.addresses, setting.menu
    hrefs = {name: where.href(path) for name, path in setting.assets.items()}

    def site(section: str) -> Site:
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
            options=setting.options,
            search=where.href(addresses.SEARCH) if setting.search else None,
        )

    return {section: site(section) for section in [NOWHERE, *(way for _, way in (*menu.navigation, *menu.footer))]}


def _links(links: Sequence[tuple[str, str]], where: Addresses, section: str) -> tuple[Hyperlink, ...]:
    return tuple(
        Hyperlink(text=text, href=way if "://" in way else where.href(way), current=way == section)
        for text, way in links
    )
