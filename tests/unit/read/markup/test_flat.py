"""Blocks that can be told at sight, and those that can't."""

from __future__ import annotations

import pytest

from digest.read.markup import flat


def write(*blocks: str, headings: bool = True) -> str | None:
    return flat.write(blocks, lambda text: None if "*" in text else text.upper(), headings=headings)


def test_paragraphs_headings_lists_and_quotes_are_written() -> None:
    assert write("one", "## two", "- a\n* b", "> c\n> d", "e") == (
        "<p>ONE</p>\n<h2>TWO</h2>\n<ul>\n<li>A</li>\n<li>B</li>\n</ul>\n<blockquote>\n<p>C\nD</p>\n</blockquote>\n<p>E</p>"
    )


def test_white_space_alone_is_no_paragraph() -> None:
    assert write("a", "\u3000", "b") == "<p>A</p>\n<p>B</p>"


@pytest.mark.parametrize(
    "blocks",
    [
        ("with *markup* in it",),
        ("## with *markup*",),
        ("## closed ##",),
        ("##",),
        ("Two\n---",),
        ("- a", "- b"),
        ("- a\nlazy",),
        ("- - a",),
        ("- > a",),
        ("- a\n    - b",),
        ("-",),
        ("1. one",),
        ("> a", "> b"),
        ("> a\nlazy",),
        ("> > a",),
        ("> - a",),
        ("    code",),
        ("text\n## heading",),
        ("[id]: a.md",),
    ],
)
def test_what_is_nested_joined_or_marked_up_is_not_flat(blocks: tuple[str, ...]) -> None:
    assert write(*blocks) is None


def test_headings_may_be_somebody_elses_business() -> None:
    assert write("## two", headings=False) is None
