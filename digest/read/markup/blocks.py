"""Stage 2, Python-Markdown's block stage: a block without any mark goes straight to the paragraph processor.

The stock parser asks each block processor in turn whether a block is its own. Each of the shipped ones looks for marks at the
beginning of a line, or for a `|`; a block without them is a paragraph. Processors that aren't in the table are asked as ever.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown, blockprocessors
from markdown.blockparser import BlockParser
from markdown.extensions import abbr, admonition, def_list, footnotes, md_in_html, sane_lists, tables

_AT_A_LINE_START: frozenset[type[blockprocessors.BlockProcessor]] = frozenset(
    {
        blockprocessors.EmptyBlockProcessor,
        blockprocessors.ListIndentProcessor,
        blockprocessors.CodeBlockProcessor,
        blockprocessors.HashHeaderProcessor,
        blockprocessors.SetextHeaderProcessor,
        blockprocessors.HRProcessor,
        blockprocessors.OListProcessor,
        blockprocessors.UListProcessor,
        blockprocessors.BlockQuoteProcessor,
        blockprocessors.ReferenceProcessor,
        abbr.AbbrBlockprocessor,
        admonition.AdmonitionProcessor,
        def_list.DefListIndentProcessor,
        def_list.DefListProcessor,
        footnotes.FootnoteBlockProcessor,
        md_in_html.MarkdownInHtmlProcessor,
        sane_lists.SaneOListProcessor,
        sane_lists.SaneUListProcessor,
        tables.TableProcessor,
    }
)
"""Processors that leave a block alone, and themselves unchanged, when `is_plain` says so."""

_MARK = r"[\n #=\-_*+:>\[!\x02]|\d+\."
_MARKED = re.compile(rf"{_MARK}|\Z")
_LINE_MARKED = re.compile(rf"\n(?:{_MARK})")


def is_plain(block: str) -> bool:
    """Whether no line of `block` begins with a space or a mark, and it is no table."""
    if _MARKED.match(block):
        return False
    return "\n" not in block or ("|" not in block and not _LINE_MARKED.search(block))


def is_known(processor: object) -> bool:
    """Whether what `processor` does with plain blocks is known."""
    return type(processor) in _AT_A_LINE_START or type(processor) is blockprocessors.ParagraphProcessor


class PlainFirst(BlockParser):
    """A drop-in for the block parser of a `Markdown`, whose processors it takes over."""

    def __init__(self, md: Markdown, stock: BlockParser) -> None:
        super().__init__(md)
        self.blockprocessors = stock.blockprocessors
        for processor in self.blockprocessors:
            processor.parser = self

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802 - as it is called
        """As the stock `parseBlocks`."""
        every = self.blockprocessors
        others = [processor for processor in every if type(processor) not in _AT_A_LINE_START]
        paragraphs = [type(processor) for processor in others] == [blockprocessors.ParagraphProcessor]
        while blocks:
            plain = is_plain(blocks[0])
            if plain and paragraphs and not self.state:
                _paragraph(parent, blocks.pop(0).lstrip())
                continue
            for processor in others if plain else every:
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break


def _paragraph(parent: Element, text: str) -> None:
    """What the paragraph processor does outside of lists."""
    if text:
        SubElement(parent, "p").text = text
