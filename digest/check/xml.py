"""Check: an XML document as a tree. The one door of ElementTree here."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

__all__ = ["Element", "Unreadable", "parse", "tag", "text"]


class Unreadable(Exception):  # noqa: N818 - a finding, in the words of the parser
    """Why the bytes are no document that is read here."""


class _Builder(TreeBuilder):
    """A tree without a document type: with one come entities, of which feeds and sitemaps have none."""

    def doctype(self, *_: str | None) -> None:
        raise Unreadable("it has a document type, which feeds and sitemaps don't")


def parse(data: bytes) -> Element:
    """The document's root. Raises Unreadable."""
    parser = XMLParser(target=_Builder())  # noqa: S314 - what has a document type is refused at its first line
    try:
        parser.feed(data)
        root = parser.close()
    except (ParseError, ValueError, LookupError) as problem:
        raise Unreadable(f"it is not well-formed: {problem}") from problem
    return root


def text(element: Element, name: str) -> str:
    """The text of the first child of that name, without white space around it; empty where there is none."""
    return (element.findtext(name) or "").strip()


def tag(element: Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def said(root: Element) -> Iterator[str]:
    """Every text and every value of an attribute."""
    for element in root.iter():
        yield element.text or ""
        yield from element.attrib.values()
