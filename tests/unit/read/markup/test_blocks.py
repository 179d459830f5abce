"""Blocks without a mark are paragraphs; all others are asked about as ever."""

from __future__ import annotations

import pytest
from markdown import Markdown as Stock

from digest.read.markup.blocks import is_known, is_plain


@pytest.mark.parametrize(
    "block", ["Some words", "Two\nlines of words", "a | b", "2015 was", "*" * 0 + "é", "\u3000全角", "&amp;"]
)
def test_prose_is_plain(block: str) -> None:
    assert is_plain(block)


@pytest.mark.parametrize(
    "block",
    [
        *("", "\nx", " x", "    x", "# x", "x\n# x", "x\n===", "x\n---", "x\n***", "- x", "* x", "+ x", "1. x", "١. x"),
        *(
            "x\n2. y",
            "> x",
            "x\n> y",
            "[x]: y",
            "[^x]: y",
            "*[x]: y",
            ": x",
            "x\n: y",
            "a|b\n-|-",
            "!!! note",
            "\x02wzxhzdk:0\x03",
        ),
    ],
)
def test_what_may_begin_a_block_is_not(block: str) -> None:
    assert not is_plain(block)


def test_the_shipped_processors_are_known() -> None:
    shipped = Stock(extensions=["extra", "admonition", "sane_lists", "toc"])
    assert all(is_known(processor) for processor in shipped.parser.blockprocessors)
    assert not is_known(object())
