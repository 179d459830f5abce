"""Stage 2, Python-Markdown's tree: made pretty and written out; stock code but for what has nothing special in it."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import PrettifyTreeprocessor

_INLINE = frozenset({"a", "code", "em", "strong"})


class Pretty(PrettifyTreeprocessor):
    """A drop-in for the tree processor `prettify`: an element without blocks in it needs no more than a line end."""

    def run(self, root: Element) -> None:
        """As the stock `run`."""
        self._inline = _INLINE.difference(self.md.block_level_elements)
        super().run(root)

    def _prettifyETree(self, elem: Element) -> None:  # noqa: N802 - as it is called
        for child in elem:
            if child.tag not in self._inline:
                super()._prettifyETree(elem)  # type: ignore[misc]  # the stubs don't name it
                return
        if not elem.tail or not elem.tail.strip():
            elem.tail = "\n"


def write(root: Element, md: Markdown) -> str:
    """The children of `root`, as `md.serializer` writes them."""
    return "".join([_paragraph(child) or md.serializer(child) for child in root])


def _paragraph(element: Element) -> str:
    """A paragraph with nothing but letters, emphasis, code and links in it; empty for all else."""
    text, tail = element.text or "", element.tail or ""
    if element.tag != "p" or element.attrib or _special(text) or _special(tail):
        return ""
    if not len(element):
        return f"<p>{text}</p>{tail}"
    parts = [_phrase(child) for child in element]
    return f"<p>{text}{''.join(parts)}</p>{tail}" if all(parts) else ""


def _phrase(element: Element) -> str:
    tag, text, tail = element.tag, element.text or "", element.tail or ""
    if len(element) or tag not in _INLINE or _special(text) or _special(tail):
        return ""
    if not element.attrib:
        return f"<{tag}>{text}</{tag}>{tail}"
    address = element.get("href", "&")
    if len(element.attrib) > 1 or _special(address) or '"' in address:
        return ""
    return f'<{tag} href="{address}">{text}</{tag}>{tail}'


def _special(text: str) -> bool:
    return "&" in text or "<" in text or ">" in text
