"""Check: sitemaps (https://www.sitemaps.org/protocol.html) and the address of the sitemap in robots.txt (RFC 9309)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import NamedTuple

from digest.check.addresses import Addresses
from digest.check.dates import is_w3c
from digest.check.subject import Fault, Secret, error
from digest.check.xml import Element, tag, text

_NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_MOST = 50_000
_BYTES = 50 * 1024 * 1024
_LONGEST = 2048
_PARTS = {"loc", "lastmod", "changefreq", "priority"}


class Unwanted(NamedTuple):
    """Pages that no sitemap may name: those that no search engine shall list, and those of articles that are held back."""

    noindex: Set[str]
    hidden: Mapping[str, Secret]


def check(root: Element, size: int, path: str, addresses: Addresses, unwanted: Unwanted) -> Iterator[Fault]:
    """Everything that is wrong with a sitemap of `size` bytes, or with an index of sitemaps."""
    outer, inner = root.tag, "url" if tag(root) == "urlset" else "sitemap"
    if not outer.startswith(_NAMESPACE):
        yield _fault("its elements aren't those of the sitemap protocol", path)
        return
    if size > _BYTES or len(root) > _MOST:
        yield _fault(f"it has {len(root):,} addresses and {size:,} bytes; 50,000 and 52,428,800 are allowed", path)
    if not len(root):
        yield _fault("it is empty", path)
    seen: set[str] = set()
    for entry in root:
        if entry.tag != _NAMESPACE + inner:
            yield _fault(f"`{tag(entry)}` doesn't belong into it", path)
            continue
        location = text(entry, f"{_NAMESPACE}loc")
        if location in seen:
            yield _fault(f"it names `{location}` twice", path, location)
        seen.add(location)
        yield from _entry(entry, location, path, addresses, unwanted)


def robots(data: str, path: str, addresses: Addresses) -> Iterator[Fault]:
    """What is wrong with the sitemap's address in robots.txt."""
    for line in data.splitlines():
        name, _, value = line.partition(":")
        if name.strip().lower() == "sitemap":
            target = addresses.target(value.strip(), addresses.url)
            if target is None or target.trouble not in {"", "foreign"}:
                yield _fault(f"robots.txt names a sitemap that isn't there: `{value.strip()}`", path, value.strip())


def _entry(entry: Element, location: str, path: str, addresses: Addresses, unwanted: Unwanted) -> Iterator[Fault]:
    for child in entry:
        if child.tag.startswith(_NAMESPACE) and tag(child) not in _PARTS:
            yield _fault(f"`{tag(child)}` doesn't belong into an entry", path, location)
    if not location.startswith(("https://", "http://")) or len(location) >= _LONGEST:
        yield _fault(f"`loc` is no whole address of less than 2,048 characters: `{location[:80]}`", path, location)
        return
    target = addresses.target(location, addresses.url)
    if target is not None and target.path in unwanted.hidden:
        yield unwanted.hidden[target.path].leak(path)
    elif target is None or target.trouble:
        yield _fault(f"it names an address that is no page of this site: `{location}`", path, location)
    elif target.path in unwanted.noindex:
        yield _fault(f"it names a page that search engines are asked to leave out: `{location}`", path, location)
    changed = text(entry, f"{_NAMESPACE}lastmod")
    if changed and not is_w3c(changed):
        yield _fault(f"`lastmod` is not a date: `{changed}`", path, location)
    priority = text(entry, f"{_NAMESPACE}priority")
    if priority and not _is_share(priority):
        yield _fault(f"`priority` is not between 0.0 and 1.0: `{priority}`", path, location)


def _is_share(written: str) -> bool:
    try:
        return 0.0 <= float(written) <= 1.0
    except ValueError:
        return False


def _fault(message: str, path: str, *needles: str) -> Fault:
    hint = "build again; where it stays, it is a mistake of digest's, or of a file in `static/`"
    return error("sitemap-invalid", f"the sitemap is not valid: {message}", path, needles, hint=hint)
