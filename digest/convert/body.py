"""The body of an article between its seed and its Markdown: plain blocks of plain text."""

from __future__ import annotations

from typing import Literal

from digest.model import Struct

BlockKind = Literal["paragraph", "heading", "list", "quote", "table"]


class Block(Struct, kw_only=True):
    """One block: `paragraph`, `heading` and `quote` have one text; a `list` one for each item; a `table` one for each line.

    Texts are plain, as the reader shall see them, white space already squeezed (but a table's, whose columns it makes);
    `line` is where the block begins in the seed, counted from 1.
    """

    kind: BlockKind
    texts: tuple[str, ...]
    line: int
