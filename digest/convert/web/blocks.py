"""The element tree in which Trafilatura gives an article becomes blocks of plain text. Every word of the tree is in one of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from digest.convert.body import Block, BlockKind
from digest.ground.characters import spaced
from digest.ground.text import squeeze

_KINDS: dict[str, BlockKind] = {"head": "heading", "quote": "quote", "p": "paragraph"}
_BLOCKS = frozenset(
    {*_KINDS, "list", "table", "code", "div", "body", "main", "article", "section", "item", "row", "cell"}
)
_WIDEST_CELL = 60
_BREAK = "\n"


def to_blocks(body: Any) -> tuple[Block, ...]:
    """The blocks of the article, in order; lines are not known."""
    return tuple(_of(body, "paragraph"))


def _of(element: Any, kind: BlockKind) -> Iterator[Block]:
    """The blocks of an element. What stands between the blocks within it is of `kind`. As deep as the tree, which lxml limits."""
    loose = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            loose.append(_BREAK)
        elif child.tag in _BLOCKS:
            yield from _running("".join(loose), kind)
            loose.clear()
            yield from _child(child, kind)
        elif isinstance(child.tag, str):
            loose.append(_inline(child))
        loose.append(child.tail or "")
    yield from _running("".join(loose), kind)


def _child(child: Any, kind: BlockKind) -> Iterator[Block]:
    if child.tag == "list":
        yield from _list(child)
    elif child.tag == "table":
        yield from _table(child)
    elif child.tag == "code":
        rows = tuple(spaced(row).rstrip() for row in _inline(child).split("\n"))
        if any(rows):
            yield Block(kind="table", texts=rows, line=1)
    else:
        yield from _of(child, kind if child.tag == "p" and kind == "quote" else _KINDS.get(child.tag, kind))


def _running(text: str, kind: BlockKind) -> Iterator[Block]:
    """A paragraph for each stretch between two line breaks in a row; a single one is only white space."""
    for part in text.split(_BREAK * 2):
        said = squeeze(spaced(part))
        if said:
            yield Block(kind=kind, texts=(said,), line=1)


def _inline(element: Any) -> str:
    parts: list[str] = []
    for each in element.iter():
        if each.tag == "lb":
            parts.append(_BREAK)
        elif isinstance(each.tag, str):
            parts.append((" " if each.tag in _BLOCKS and each is not element else "") + (each.text or ""))
        if each is not element:
            parts.append((" " if each.tag in _BLOCKS else "") + (each.tail or ""))
    return "".join(parts)


def _list(element: Any) -> Iterator[Block]:
    texts = (element.text or "", *(part for item in element for part in (_inline(item), item.tail or "")))
    items = tuple(said for text in texts if (said := squeeze(spaced(text))))
    if items:
        yield Block(kind="list", texts=items, line=1)


def _table(element: Any) -> Iterator[Block]:
    """A table of short cells in columns; one that only lays out text is paragraphs."""
    rows = [[squeeze(spaced(_inline(cell))) for cell in row] for row in element if row.tag == "row"]
    loose = sum(len(row.text or "") + len(row.tail or "") for row in element) + len((element.text or "").strip())
    cells = [cell for row in rows for cell in row]
    if (
        max(map(len, cells), default=0) > _WIDEST_CELL
        or len(rows) != len(element)
        or loose
        or max(map(len, rows), default=0) < 2
    ):
        yield from (Block(kind="paragraph", texts=(text,), line=1) for text in _pieces(element))
        return
    widths = [max(len(row[at]) for row in rows if at < len(row)) for at in range(max(map(len, rows)))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip() for row in rows)
    yield Block(kind="table", texts=tuple(lines), line=1)


def _pieces(element: Any) -> Iterator[str]:
    """The text of each cell, and what stands between them."""
    if squeeze(spaced(element.text or "")):
        yield squeeze(spaced(element.text))
    for row in element:
        for piece in ([row.text, *(part for cell in row for part in (_inline(cell), cell.tail))], [row.tail]):
            yield from (said for text in piece if (said := squeeze(spaced(text or ""))))
