"""Check: a page as its rules see it. The one door of selectolax, which parses as browsers do (https://html.spec.whatwg.org/multipage/parsing.html)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from digest.check import css

Kind = Literal["link", "asset", "hint"]

_WANTED = (
    ":is([id],[href],[src],[srcset],[action],[formaction],[poster],[data],[background],[style],[imagesrcset],"
    "html,title,h1,img,style,meta,script,use,a[name])"
)
_DRAWN = frozenset({"use", "image", "feimage"})
_FETCHED = frozenset(
    {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest", "apple-touch-icon", "mask-icon"}
)
_HINTS = frozenset({"preconnect", "dns-prefetch"})
_CARDS = frozenset({"og:image", "og:image:url", "og:url", "og:audio", "og:video", "twitter:image"})
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?[\"']?(?P<address>[^\"']*)", re.IGNORECASE)
_SRCSET = re.compile(r"[\s,]*(?P<address>\S*[^\s,])(?:\s[^,]*)?")
_SPOKEN = ("alt", "title", "aria-label", "content", "placeholder", "value")


class Reference(NamedTuple):
    """An address in a page: `link` leads a reader on, `asset` is fetched with the page, `hint` opens a connection."""

    kind: Kind
    address: str


class Picture(NamedTuple):
    """A picture: its address, what it shows (None where it doesn't say), and whether it is for the eyes alone."""

    address: str
    alt: str | None
    decorative: bool


class Page(NamedTuple):
    """What a page holds. `places` are its ids and names of anchors in order; `data` are its JSON-LD scripts."""

    references: list[Reference]
    ids: list[str]
    anchors: list[str]
    pictures: list[Picture]
    title: str
    language: str
    headings: int
    canonical: list[str]
    data: list[str]
    redirects: bool
    noindex: bool
    base: str


def parse(text: str) -> Page:
    """The page whose HTML is `text`; any text is one."""
    page = Page([], [], [], [], "", "", 0, [], [], redirects=False, noindex=False, base="")
    title = language = base = ""
    headings = 0
    redirects = noindex = False
    for node in LexborHTMLParser(text).css(_WANTED):
        tag, attributes = node.tag or "", node.attributes
        if (identity := attributes.get("id")) is not None:
            page.ids.append(identity)
        if tag == "html":
            language = (attributes.get("lang") or "").strip()
        elif tag == "title":
            title = title or node.text().strip()
        elif tag == "h1":
            headings += 1
        elif tag == "base":
            base = attributes.get("href") or ""
            continue
        elif tag == "img":
            page.pictures.append(_picture(attributes))
        elif tag == "meta":
            address = _refresh(attributes)
            redirects = redirects or address is not None
            noindex = noindex or _is_noindex(attributes)
        elif tag == "script" and attributes.get("type") == "application/ld+json":
            page.data.append(node.text())
        elif tag == "a" and (name := attributes.get("name")):
            page.anchors.append(name)
        _gather(page, node, tag, attributes)
    return page._replace(
        title=title, language=language, headings=headings, redirects=redirects, noindex=noindex, base=base
    )


@lru_cache(maxsize=2048)  # a story stands in several feeds, in several forms
def references(text: str) -> tuple[Reference, ...]:
    """The addresses in a piece of HTML, each once."""
    return tuple(dict.fromkeys(parse(text).references)) if "<" in text else ()


def words(text: str) -> str:
    """All that a page says: its text, its scripts, and what its attributes say of pictures and of itself."""
    tree = LexborHTMLParser(text)
    said = [tree.root.text(separator=" ")] if tree.root is not None else []
    for node in tree.css(":is([alt],[title],[aria-label],[content],[placeholder],[value])"):
        attributes = node.attributes
        said += [value for name in _SPOKEN if (value := attributes.get(name))]
    return "\n".join(said)


# --- addresses --------------------------------------------------------------------------------------------------------


def _gather(page: Page, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> None:
    """Every address that an element names."""
    if tag == "link":
        _of_link(page, attributes)
    elif tag == "meta":
        named = attributes.get("property") or attributes.get("name") or ""
        address = attributes.get("content") if named in _CARDS else _refresh(attributes)
        if address is not None:
            page.references.append(Reference("link", address))
    elif tag == "style":
        page.references.extend(Reference("asset", address) for address in css.addresses(node.text()))
    else:
        page.references.extend(_of_others(tag, attributes))
    if style := attributes.get("style"):
        page.references.extend(Reference("asset", address) for address in css.addresses(style))


def _of_others(tag: str, attributes: dict[str, str | None]) -> Iterator[Reference]:
    for name in ("href", "xlink:href", "action", "formaction"):
        if (address := attributes.get(name)) is not None:
            yield Reference("asset" if tag in _DRAWN else "link", address)
    for name in ("src", "poster", "background", *(("data",) if tag == "object" else ())):
        if (address := attributes.get(name)) is not None:
            yield Reference("asset", address)
    for name in ("srcset", "imagesrcset"):
        if written := attributes.get(name):
            yield from _of_set(written)


def _of_set(written: str) -> Iterator[Reference]:
    for match in _SRCSET.finditer(written):
        yield Reference("asset", match["address"])


def _of_link(page: Page, attributes: dict[str, str | None]) -> None:
    relations = set((attributes.get("rel") or "").lower().split())
    address = attributes.get("href")
    if address is not None:
        if "canonical" in relations:
            page.canonical.append(address)
        elif relations & _HINTS:
            page.references.append(Reference("hint", address))
        else:
            page.references.append(Reference("asset" if relations & _FETCHED else "link", address))
    if written := attributes.get("imagesrcset"):
        page.references.extend(_of_set(written))


def _refresh(attributes: dict[str, str | None]) -> str | None:
    if (attributes.get("http-equiv") or "").lower() != "refresh":
        return None
    match = _REFRESH.match(attributes.get("content") or "")
    return match["address"].strip() if match else None


def _is_noindex(attributes: dict[str, str | None]) -> bool:
    return (attributes.get("name") or "").lower() == "robots" and "noindex" in (attributes.get("content") or "").lower()


def _picture(attributes: dict[str, str | None]) -> Picture:
    alt = (attributes["alt"] or "") if "alt" in attributes else None
    decorative = attributes.get("role") in {"presentation", "none"} or attributes.get("aria-hidden") == "true"
    return Picture(attributes.get("src") or "", alt, decorative)
