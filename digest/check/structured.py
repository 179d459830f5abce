"""Check: JSON-LD: known types of schema.org, with the properties that search engines ask for (https://developers.google.com/search/docs/appearance/structured-data)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from digest.check.addresses import Addresses
from digest.check.subject import Fault, error

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "NewsArticle": ("headline", "datePublished", "publisher", "mainEntityOfPage"),
    "Article": ("headline", "datePublished"),
    "BreadcrumbList": ("itemListElement",),
    "ItemList": ("itemListElement",),
    "ListItem": ("position",),
    "WebSite": ("name", "url"),
    "WebPage": ("name",),
    "AboutPage": ("name",),
    "CollectionPage": ("name", "url"),
    "NewsMediaOrganization": ("name",),
    "Organization": ("name",),
    "Person": ("name",),
    "ImageObject": ("url",),
    "CreativeWork": (),
    "SearchAction": ("target", "query-input"),
    "EntryPoint": ("urlTemplate",),
    "Thing": (),
    "Place": ("name",),
}
"""The types that are known, with the properties that each must have."""

_DATES = ("datePublished", "dateModified", "dateCreated")
_ADDRESSES = ("url", "item", "mainEntityOfPage", "isBasedOn", "image", "@id", "contentUrl", "thumbnailUrl", "license")
_CONTEXTS = frozenset({"https://schema.org", "http://schema.org", "https://schema.org/", "http://schema.org/"})
_HINT = "mend the template that writes it"


def check(script: str, path: str, addresses: Addresses) -> Iterator[Fault]:
    """Everything that is wrong with the text of a JSON-LD script in the output file `path`."""
    try:
        whole = json.loads(script)
    except ValueError as problem:
        yield _fault(f"the JSON-LD can't be read: {problem}", path)
        return
    for thing in whole if isinstance(whole, list) else [whole]:
        if not isinstance(thing, dict) or thing.get("@context") not in _CONTEXTS:
            yield _fault("the JSON-LD doesn't say that its words are those of schema.org", path)
            continue
        graph = thing.get("@graph")
        for each in graph if isinstance(graph, list) else [thing]:
            if not isinstance(each, dict) or "@type" not in each:
                yield _fault("a thing in the JSON-LD has no `@type`", path)
            else:
                yield from _thing(each, path, addresses)


def _thing(thing: dict[str, Any], path: str, addresses: Addresses) -> Iterator[Fault]:
    kinds = thing["@type"]
    for kind in kinds if isinstance(kinds, list) else [kinds]:
        if not isinstance(kind, str) or kind not in REQUIRED:
            yield _fault(f"`{kind}` is no type that is known here", path)
            continue
        for name in REQUIRED[kind]:
            if thing.get(name) in (None, "", [], {}):
                yield _fault(f"`{kind}` lacks `{name}`", path)
        if kind == "BreadcrumbList":
            yield from _crumbs(thing.get("itemListElement"), path)
    for name in _DATES:
        if name in thing and not _is_date(thing[name]):
            yield _fault(f"`{name}` is not a date of ISO 8601: {thing[name]!r}", path)
    for name in _ADDRESSES:
        yield from _named(name, thing.get(name), path, addresses)
    for name, value in thing.items():
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict) and ("@type" in inner or name in {"author", "publisher"}):
                yield from _thing({"@type": None} | inner, path, addresses)


def _crumbs(items: Any, path: str) -> Iterator[Fault]:
    crumbs = items if isinstance(items, list) else []
    places = [crumb.get("position") for crumb in crumbs if isinstance(crumb, dict)]
    if places != list(range(1, len(crumbs) + 1)):
        yield _fault("the steps of `BreadcrumbList` aren't counted from 1", path)
    for crumb in crumbs:
        if isinstance(crumb, dict) and not (crumb.get("name") and (crumb.get("item") or crumb is crumbs[-1])):
            yield _fault("a step of `BreadcrumbList` lacks `name` or `item`", path)


def _named(name: str, value: Any, path: str, addresses: Addresses) -> Iterator[Fault]:
    """What is wrong with the addresses of a property: not whole, or one of the site's own that leads nowhere."""
    for address in value if isinstance(value, list) else [value]:
        if not isinstance(address, str) or (name == "@id" and address.startswith("_:")):
            continue
        if not address.startswith(("https://", "http://")):
            yield _fault(f"`{name}` is not a whole address: `{address}`", path, address)
        elif addresses.is_own(address):
            target = addresses.target(address, addresses.url)
            if target is not None and target.trouble not in {"", "beside"}:
                yield _fault(f"`{name}` leads nowhere: `{address}`", path, address)


def _is_date(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(datetime.fromisoformat(value))
    except ValueError:
        return False


def _fault(message: str, path: str, *needles: str) -> Fault:
    return error("json-ld-invalid", message, path, (*needles, "application/ld+json"), hint=_HINT)
