"""Stage 3: what every page may look at beside its own inputs. Nothing in it comes from a single story."""

from __future__ import annotations

from typing import Any

from digest.arrange import addresses
from digest.arrange.addresses import Addresses
from digest.config import Archive, Site
from digest.ground.wording import Wording
from digest.model import Struct
from digest.pages import TopicView


class Menu(Struct, kw_only=True):
    """The links of the navigation and of the footer: words and ways, in order."""

    navigation: tuple[tuple[str, str], ...]
    footer: tuple[tuple[str, str], ...]


class Setting(Struct, kw_only=True):
    """The site around its stories. Its fingerprint is a part of every page's digest.

    `topics` are the site's by their slugs, in its order; `formats` are the feeds that each list of stories has, the preferred one
    first; `search` tells whether there is a search page; `assets` maps the theme's asset names to output paths,
    `wording` has the words of the interface.
    """

    site: Site
    addresses: Addresses
    menu: Menu
    topics: dict[str, TopicView]
    tag_pages: bool
    archive: Archive
    formats: tuple[str, ...]
    search: bool = False
    assets: dict[str, str]
    options: dict[str, Any]
    wording: Wording = Wording()

    def tag_href(self, slug: str) -> str | None:
        """The page of the tag with that slug, where tags have pages."""
        return self.addresses.href(addresses.tag(slug)) if self.tag_pages else None
