"""Check: what is wrong with a page: its addresses, its ids, what it tells screen readers and search engines."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote, urljoin

from digest.check import structured
from digest.check.addresses import Addresses
from digest.check.html import Page
from digest.check.links import Links
from digest.check.subject import Fault, Made, error, warning


def check(page: Page, path: str, made: Made, addresses: Addresses, links: Links) -> Iterator[Fault]:
    """Everything that is wrong with the page in the output file `path`.

    What a page must say of itself is asked of the site's own, not of files that are copied as they are.
    """
    here = addresses.of(path)
    if page.base:
        here = urljoin(here, page.base)
    links.know(path, None if page.redirects else frozenset((*page.ids, *page.anchors)))
    for reference in dict.fromkeys(page.references):
        if reference.address or reference.kind == "link":  # an empty address of a picture asks for nothing
            yield from links.judge(reference.kind, reference.address, path, here)
    yield from _ids(page, path)
    yield from _pictures(page, path, made)
    yield from _canonical(page, path, addresses, here)
    if made.renderer != "copy":
        yield from _about_itself(page, path)
    for script in page.data:
        yield from structured.check(script, path, addresses)


def _ids(page: Page, path: str) -> Iterator[Fault]:
    if len(set(page.ids)) == len(page.ids):
        return
    for identity, count in Counter(page.ids).items():
        if count > 1:
            needles = (f'id="{identity}"', f"id='{identity}'", f"#{identity}", identity)
            hint = "give each place a name of its own"
            yield error(
                "anchor-twice", f"the id `{identity}` stands on one page more than once", path, needles, hint=hint
            )


def _pictures(page: Page, path: str, made: Made) -> Iterator[Fault]:
    for picture in dict.fromkeys(page.pictures):
        if picture.alt or picture.decorative:
            continue
        plain = unquote(picture.address)
        names = (posixpath.basename(plain), posixpath.basename(picture.address))
        needles = tuple(dict.fromkeys((plain, *names)))
        if picture.alt is None:
            hint = 'say what it shows; where it only decorates, write alt="" role="presentation"'
            message = f"the picture `{plain}` has no alternative text"
            yield error("alt-missing", message, path, needles, hint=hint)
        elif made.source and made.renderer == "template":
            # a template says so where a picture decorates: https://html.spec.whatwg.org/multipage/images.html#alt
            hint = "say what it shows for those who don't see it: `![A ferry at the quay](ferry.jpg)`, or `alt` in the header"
            message = f"the picture `{plain}` has an empty alternative text"
            yield warning("alt-empty", message, path, needles, hint=hint, written=True)


def _canonical(page: Page, path: str, addresses: Addresses, here: str) -> Iterator[Fault]:
    for address in page.canonical:
        if not address.startswith(("https://", "http://")):
            why, hint = "is not a whole address", "write it with scheme and host"
        else:
            target = addresses.target(address, here)
            if target is None or target.trouble in {"", "foreign"}:  # another host may have the original
                continue
            why, hint = "leads nowhere", "it must be the address of a page of this site, or of the original"
        yield error("canonical-dead", f"the canonical address `{address}` {why}", path, (address,), hint=hint)
    if len(page.canonical) > 1:
        hint = "search engines then believe none of them"
        yield error("canonical-dead", "the page has more than one canonical address", path, hint=hint)


def _about_itself(page: Page, path: str) -> Iterator[Fault]:
    if not page.title:
        yield error(
            "page-untitled", "the page has no title", path, ("<title",), hint="write a <title> into the template"
        )
    if not page.language:
        hint = 'write <html lang="{{ site.language }}"> into the template'
        yield error("page-language", "the page doesn't say its language", path, ("<html",), hint=hint)
    if not page.headings:
        hint = "write an <h1> into the template: screen readers begin there"
        yield error("page-heading", "the page has no main heading", path, hint=hint)
