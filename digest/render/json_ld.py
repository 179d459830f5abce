"""Structured data for search engines: schema.org as JSON-LD, for the pages that have something to say.

https://schema.org/NewsArticle, WebSite, NewsMediaOrganization, CollectionPage and BreadcrumbList, with the properties that search
engines document. The publisher's logo is the theme's option `logo`, else its `icon.png`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import urljoin

from digest.ground.text import excerpt
from digest.pages import (
    ArchivePage,
    ArticlePage,
    DayPage,
    EditionList,
    EditionPage,
    HomePage,
    Hyperlink,
    ImageView,
    MonthPage,
    Rights,
    Site,
    TagList,
    TagPage,
    TemplatePage,
    TopicList,
    TopicPage,
    YearPage,
)
from digest.render.json_text import for_script

_HEADLINE = 110
"""Search engines cut longer headlines."""

_ICON = "icon.png"
_LISTS = (
    *(ArchivePage, YearPage, MonthPage, DayPage, EditionList, EditionPage),
    *(TopicList, TopicPage, TagList, TagPage),
)
"""The pages that are lists of stories, or of such lists."""


def script(page: TemplatePage) -> str:
    """The text of a page's `<script type="application/ld+json">`, safe to stand there; empty for pages without."""
    things: list[dict[str, Any]] = []
    site = page.site
    if isinstance(page, HomePage):
        things += [_website(site), _publisher(site)]
    elif isinstance(page, ArticlePage):
        things.append(_article(page))
    elif isinstance(page, _LISTS) and page.head.canonical:
        things.append(_collection(page))
    crumbs = _crumbs(page)
    if crumbs:
        things.append(_breadcrumbs(crumbs, site))
    if not things:
        return ""
    whole = things[0] if len(things) == 1 else {"@graph": things}
    return for_script({"@context": "https://schema.org"} | whole)


def _crumbs(page: TemplatePage) -> tuple[Hyperlink, ...]:
    if not isinstance(page, ArticlePage):
        return page.crumbs
    topic = page.topics[0] if page.topics else None
    home = Hyperlink(text=page.site.title, href=page.site.home)
    return (home, Hyperlink(text=topic.name, href=topic.href)) if topic and topic.href else ()


def _website(site: Site) -> dict[str, Any]:
    return _without_empty(
        {
            "@type": "WebSite",
            "name": site.title,
            "url": site.root,
            "description": site.description,
            "inLanguage": site.language,
            "potentialAction": _search(site),
        }
    )


def _search(site: Site) -> dict[str, Any] | None:
    if site.search is None:
        return None
    target = {"@type": "EntryPoint", "urlTemplate": f"{_absolute(site.root, site.search)}?q={{search_term_string}}"}
    return {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"}


def _publisher(site: Site) -> dict[str, Any]:
    logo = site.assets.get(site.options.get("logo") or _ICON)
    return _without_empty(
        {
            "@type": "NewsMediaOrganization",
            "name": site.title,
            "url": site.root,
            "logo": {"@type": "ImageObject", "url": _absolute(site.root, logo)} if logo else None,
        }
    )


def _collection(page: TemplatePage) -> dict[str, Any]:
    head, site = page.head, page.site
    return {
        "@type": "CollectionPage",
        "name": page.crumbs[-1].text if page.crumbs else head.title,
        "url": head.canonical,
        "inLanguage": site.language,
        "isPartOf": {"@type": "WebSite", "name": site.title, "url": site.root},
    }


def _picture(image: ImageView, site: Site) -> dict[str, Any] | str:
    """The picture with its size, or its address alone where nobody knows more."""
    url = _absolute(site.root, image.href)
    more = {"width": image.width, "height": image.height, "caption": image.caption, "creditText": image.credit}
    return _without_empty({"@type": "ImageObject", "url": url} | more) if any(more.values()) else url


def _article(page: ArticlePage) -> dict[str, Any]:
    head, site = page.head, page.site
    people = [{"@type": "Person", "name": name} for name in page.authors]
    source = [{"@type": "Organization", "name": page.source.name}] if page.source else []
    return _without_empty(
        {
            "@type": "NewsArticle",
            "headline": excerpt(page.title, _HEADLINE),
            "description": page.summary,
            "image": [_picture(page.image, site)] if page.image else [],
            "datePublished": head.published or page.date.iso,
            "dateModified": head.modified or (page.updated.iso if page.updated else None),
            "author": people or source,
            "publisher": _publisher(site),
            "mainEntityOfPage": head.canonical,
            "articleSection": [topic.name for topic in page.topics],
            "keywords": [tag.label for tag in page.tags],
            "inLanguage": page.language,
            "isBasedOn": page.source.url if page.source else None,
            "creditText": page.rights.credit or (page.source.name if page.source else None),
            "copyrightHolder": source[0] if source and page.rights.credit else None,
            "copyrightNotice": page.rights.credit or site.licence,
            "license": _licence(page.rights),
        }
    )


def _licence(rights: Rights) -> str | dict[str, str]:
    """A licence as schema.org wants it: the address of its text, or a work with a name."""
    return rights.licence_url or ({"@type": "CreativeWork", "name": rights.licence} if rights.licence else "")


def _breadcrumbs(crumbs: tuple[Hyperlink, ...], site: Site) -> dict[str, Any]:
    items = [
        {"@type": "ListItem", "position": position, "name": crumb.text, "item": _absolute(site.root, crumb.href)}
        for position, crumb in enumerate(crumbs, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


@lru_cache(maxsize=1024)
def _absolute(root: str, href: str) -> str:
    return urljoin(root, href)


def _without_empty(thing: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in thing.items() if value}
