from __future__ import annotations

from lxml import etree

from digest.convert.body import Block
from digest.convert.web.blocks import to_blocks


def blocks(markup: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(block.kind, block.texts) for block in _blocks(markup)]


def _blocks(markup: str) -> tuple[Block, ...]:
    return to_blocks(etree.fromstring(f"<body>{markup}</body>"))


def test_each_element_becomes_a_block_of_its_kind() -> None:
    assert blocks(
        "<head>Next</head><p>One <hi>bold</hi>\nline</p><list><item>a</item><item>b <ref>c</ref></item></list>"
        "<quote><p>Said</p><p>so</p></quote><code>x = 1\n  y</code>"
    ) == [
        ("heading", ("Next",)),
        ("paragraph", ("One bold line",)),
        ("list", ("a", "b c")),
        ("quote", ("Said",)),
        ("quote", ("so",)),
        ("table", ("x = 1", "  y")),
    ]


def test_two_line_breaks_part_paragraphs_and_one_does_not() -> None:
    assert blocks("<p>a<lb/>b<lb/><lb/>c</p>") == [("paragraph", ("a b",)), ("paragraph", ("c",))]


def test_a_table_of_short_cells_is_set_in_columns() -> None:
    assert blocks(
        "<table><row><cell>A</cell><cell>Bee</cell></row><row><cell>100</cell><cell>2</cell></row></table>"
    ) == [("table", ("A    Bee", "100  2"))]


def test_a_table_that_lays_out_text_is_paragraphs() -> None:
    long = "word " * 20
    assert blocks(f"<table><row><cell>{long}</cell><cell>x</cell></row></table>") == [
        ("paragraph", (long.strip(),)),
        ("paragraph", ("x",)),
    ]


def test_every_word_of_the_tree_is_in_a_block() -> None:
    markup = (
        "a<p>b<list>c<item>d<p>e</p>f</item>g</list>h</p>i<table>j<row>k<cell>l<lb/>m</cell>n</row>o</table>p"
        "<quote>q<head>r</head>s</quote>t<div>u<code>v<code>w</code>x</code>y</div>z<!-- no -->"
    )
    said = " ".join(text for block in _blocks(markup) for text in block.texts)
    assert sorted(said.replace(" ", "")) == sorted("abcdefghijklmnopqrstuvwxyz")
