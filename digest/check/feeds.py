"""Check: feeds by their formats' rules: Atom (RFC 4287), RSS 2.0 (https://www.rssboard.org/rss-specification), JSON Feed 1.1 and OPML 2.0.

A fault of an entry is told with the entry's own address, so that the article can be named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from digest.check import html
from digest.check.addresses import Addresses
from digest.check.dates import is_rfc822, is_rfc3339
from digest.check.links import Links
from digest.check.subject import Fault, error
from digest.check.xml import Element, tag, text

_ATOM = "{http://www.w3.org/2005/Atom}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_ONCE = frozenset({"id", "title", "updated", "subtitle", "rights", "published", "summary", "content", "icon", "logo"})
_CHANNEL = frozenset(
    "title link description language copyright managingEditor webMaster pubDate lastBuildDate category generator docs cloud"
    " ttl image rating textInput skipHours skipDays item".split()
)
_ITEM = frozenset("title link description author category comments enclosure guid pubDate source".split())
_HTTP = ("https://", "http://")


class Sheet(NamedTuple):
    """The output file that is checked, and what its addresses are judged by. `entry` is the file behind an address."""

    path: str
    addresses: Addresses
    links: Links
    entry: Callable[[str], str]

    def fault(self, what: str, link: str = "") -> Fault:
        """A fault of the feed, or of its entry with the address `link`."""
        hint = "mend the article or template that it comes from; RFC 4287 (Atom), rssboard.org, jsonfeed.org and opml.org say what is asked for"
        return error("feed-invalid", f"the feed is not valid: {what}", self.path, hint=hint, source=self.entry(link))

    def address(self, address: str, what: str, link: str = "") -> Iterator[Fault]:
        """What is wrong with an address that must be whole, and lead somewhere where it is the site's own."""
        if not address.startswith(_HTTP):
            yield self.fault(f"{what} is not a whole address: `{address}`", link)
        else:
            yield from self.links.judge("link", address, self.path, self.addresses.of(self.path))

    def body(self, written: str, link: str) -> Iterator[Fault]:
        """What is wrong with an entry's HTML: a reader shows it elsewhere, so that each address must be whole."""
        for reference in html.references(written):
            address = reference.address.strip()
            if address and address.partition(":")[0].isalpha() and ":" in address:
                yield from self.links.judge("link", address, self.path, self.addresses.of(self.path))
            else:
                yield self.fault(f"an address in the text is not whole: `{address}`", link)


def _repeated(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


# --- Atom -------------------------------------------------------------------------------------------------------------


def atom(root: Element, sheet: Sheet) -> Iterator[Fault]:
    """RFC 4287, section 4."""
    entries = root.findall(f"{_ATOM}entry")
    yield from _atom_part(root, sheet, "the feed", "")
    if not any(link.get("rel") == "self" for link in root.findall(f"{_ATOM}link")):
        yield sheet.fault('it doesn\'t name its own address: <link rel="self">')
    has_author = root.find(f"{_ATOM}author") is not None
    for number, entry in enumerate(entries, start=1):
        links = entry.findall(f"{_ATOM}link")
        own = next((link.get("href", "") for link in links if link.get("rel", "alternate") == "alternate"), "")
        named = f"entry {number}" if not own else "an entry"
        yield from _atom_part(entry, sheet, named, own)
        if not has_author and entry.find(f"{_ATOM}author") is None:
            yield sheet.fault(f"{named} has no author, and the feed has none", own)
        if entry.find(f"{_ATOM}content") is None and not own:
            yield sheet.fault(f"{named} has neither content nor a link to its page", own)
        for name in ("content", "summary", "title"):
            part = entry.find(f"{_ATOM}{name}")
            if part is not None and part.get("type") == "html":
                yield from sheet.body(part.text or "", own)
    for identity in _repeated(text(entry, f"{_ATOM}id") for entry in entries):
        yield sheet.fault(f"two entries have the id `{identity}`")


def _atom_part(part: Element, sheet: Sheet, named: str, own: str) -> Iterator[Fault]:
    """What feed and entry have in common."""
    counted = Counter(tag(child) for child in part if child.tag.startswith(_ATOM))
    for name in ("id", "title", "updated"):
        if not counted[name] or (name != "title" and not text(part, f"{_ATOM}{name}")):
            yield sheet.fault(f"{named} has no `{name}`", own)
    for name in sorted(name for name, count in counted.items() if count > 1 and name in _ONCE):
        yield sheet.fault(f"{named} has more than one `{name}`", own)
    identity = text(part, f"{_ATOM}id")
    if identity and ":" not in identity:
        yield sheet.fault(f"the id `{identity}` is no URI", own)
    for name in ("updated", "published"):
        written = text(part, f"{_ATOM}{name}")
        if written and not is_rfc3339(written):
            yield sheet.fault(f"`{name}` is not a date of RFC 3339: `{written}`", own)
    for author in part.findall(f"{_ATOM}author"):
        if not text(author, f"{_ATOM}name"):
            yield sheet.fault(f"an author of {named} has no name", own)
    for category in part.findall(f"{_ATOM}category"):
        if not category.get("term"):
            yield sheet.fault(f"a category of {named} has no term", own)
    for link in part.findall(f"{_ATOM}link"):
        yield from sheet.address(link.get("href", ""), f"a link of {named}", own)
    kinds = [
        (link.get("rel", "alternate"), link.get("type"), link.get("hreflang")) for link in part.findall(f"{_ATOM}link")
    ]
    if kinds.count(("alternate", "text/html", None)) > 1:
        yield sheet.fault(f"{named} has two links to its page", own)


# --- RSS --------------------------------------------------------------------------------------------------------------


def rss(root: Element, sheet: Sheet) -> Iterator[Fault]:
    """The RSS 2.0 specification, with the modules that are common."""
    channels = root.findall("channel")
    if root.get("version") != "2.0" or len(channels) != 1:
        yield sheet.fault('it is not `<rss version="2.0">` with one channel')
        return
    [channel] = channels
    for name in ("title", "link", "description"):
        if not text(channel, name):
            yield sheet.fault(f"the channel has no `{name}`")
    for child in channel:
        if not child.tag.startswith("{") and child.tag not in _CHANNEL:
            yield sheet.fault(f"RSS knows no `{child.tag}` in a channel")
    if text(channel, "link"):
        yield from sheet.address(text(channel, "link"), "the channel's link")
    for link in channel.findall(f"{_ATOM}link"):
        yield from sheet.address(link.get("href", ""), "the channel's own address")
    yield from _rss_dates(channel, ("pubDate", "lastBuildDate"), sheet, "")
    items = channel.findall("item")
    for item in items:
        yield from _item(item, sheet)
    for identity in _repeated(text(item, "guid") for item in items if text(item, "guid")):
        yield sheet.fault(f"two items have the guid `{identity}`")


def _item(item: Element, sheet: Sheet) -> Iterator[Fault]:
    own = text(item, "link")
    if not text(item, "title") and not text(item, "description"):
        yield sheet.fault("an item has neither `title` nor `description`", own)
    for child in item:
        if not child.tag.startswith("{") and child.tag not in _ITEM:
            yield sheet.fault(f"RSS knows no `{child.tag}` in an item", own)
    if own:
        yield from sheet.address(own, "an item's link", own)
    guid = item.find("guid")
    if guid is None or not (guid.text or "").strip():
        yield sheet.fault("an item has no `guid`, so that readers can't tell it from others", own)
    elif guid.get("isPermaLink", "true") == "true":
        yield from sheet.address((guid.text or "").strip(), "a guid that is said to be an address", own)
    for enclosure in item.findall("enclosure"):
        if not (enclosure.get("url") and enclosure.get("type") and (enclosure.get("length") or "").isdigit()):
            yield sheet.fault("an enclosure lacks `url`, `length` or `type`", own)
    yield from _rss_dates(item, ("pubDate",), sheet, own)
    for name in ("description", _CONTENT):
        yield from sheet.body(text(item, name), own)


def _rss_dates(part: Element, names: Iterable[str], sheet: Sheet, own: str) -> Iterator[Fault]:
    for name in names:
        written = text(part, name)
        if written and not is_rfc822(written):
            yield sheet.fault(f"`{name}` is not a date of RFC 822: `{written}`", own)


# --- OPML -------------------------------------------------------------------------------------------------------------


def opml(root: Element, sheet: Sheet) -> Iterator[Fault]:
    """http://opml.org/spec2.opml, a list of subscriptions."""
    head, body = root.find("head"), root.find("body")
    if root.get("version") not in {"1.0", "1.1", "2.0"} or head is None or body is None:
        yield sheet.fault('it is not `<opml version="2.0">` with a head and a body')
        return
    outlines = list(body.iter("outline"))
    if not outlines:
        yield sheet.fault("it lists nothing")
    for outline in outlines:
        if outline.get("text") is None:
            yield sheet.fault("an outline has no `text`")
        if outline.get("type") == "rss":
            yield from sheet.address(outline.get("xmlUrl", ""), "the address of a feed in the list")
        if outline.get("htmlUrl"):
            yield from sheet.address(outline.get("htmlUrl", ""), "the page of a feed in the list")
    for address in _repeated(outline.get("xmlUrl", "") for outline in outlines if outline.get("xmlUrl")):
        yield sheet.fault(f"it lists `{address}` twice")
