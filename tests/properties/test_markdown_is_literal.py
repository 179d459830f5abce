"""The converter's Markdown shows exactly the text it was made from, in every engine that may read it."""

from __future__ import annotations

import html
import re

import markdown
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from digest.config import Markdown
from digest.convert.body import Block, BlockKind
from digest.convert.markup import to_markdown
from digest.ground.text import squeeze
from digest.read.markup import commonmark

NASTY = [
    *"*_`#>+-=~|:.()[]{}<>!\\&;$^'\"/@ \t12ab",
    *(
        "1. ",
        "* ",
        "# ",
        "> ",
        "---",
        "===",
        "<b>",
        "</div>",
        "<!-- x -->",
        "&amp;",
        "&copy",
        "&copy;",
        "&lt;",
        "&#60;",
    ),
    *("snake_case", "*x*", "C:\\path", "\\*", "[x](y)", "[^1]", "[^1]: ", "![", "| a | b |", "~~~", "```", "{{ x }}"),
    *(
        "{: .c }",
        "{#id}",
        "*[abbr]: x",
        "\n: def",
        ": def",
        "http://a.b/_c_",
        "<user@host>",
        "$x$",
        "<http://x.y>",
        "  ",
    ),
    *(
        "    ",
        "[toc]",
        "[TOC]",
        "[a]: b",
        "[a][b]",
        "!!! note",
        "é",
        "中",
        "١. ",
        "word ",
        "AT&T",
        "<?php",
        "<![CDATA[",
    ),
    *("</p>", "<script>", "</", "x<y", "--|--", "a | b", "[[wiki]]", "- [ ] task", ":::python", "<SRD>"),
]
TEXTS = st.lists(st.sampled_from(NASTY), min_size=1, max_size=10).map("".join)
KINDS: st.SearchStrategy[BlockKind] = st.sampled_from(("paragraph", "heading", "list", "quote"))
BLOCKS = st.lists(st.tuples(KINDS, st.lists(TEXTS, min_size=1, max_size=3)), min_size=1, max_size=4)

PYTHON_MARKDOWN = [
    markdown.Markdown(extensions=list(extensions))
    for extensions in (
        Markdown().extensions,
        ("extra",),
        ("extra", "toc", "admonition", "nl2br", "wikilinks", "sane_lists"),
        (),
    )
]
RUST = (Markdown().extensions, ())
COMMONMARK = [MarkdownIt("commonmark"), MarkdownIt("commonmark").enable(["table", "strikethrough"])]


def as_html(text: str) -> list[str]:
    return [
        *(engine.reset().convert(text) for engine in PYTHON_MARKDOWN),
        *(engine.render(text) for engine in COMMONMARK),
        *(commonmark.convert(text, extensions) for extensions in RUST),
    ]


def as_seen(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", " ", page))


def made(kind: BlockKind, texts: list[str]) -> Block:
    return Block(kind=kind, texts=tuple(texts if kind == "list" else texts[:1]), line=1)


@settings(max_examples=400, deadline=None)
@given(BLOCKS)
@example([("paragraph", [text]) for text in NASTY])
@example([("list", NASTY), ("paragraph", ["after"]), ("quote", ["> deeper"])])
@example([("heading", [text]) for text in NASTY])
def test_a_reader_sees_the_text_letter_for_letter(blocks: list[tuple[BlockKind, list[str]]]) -> None:
    drafted = [made(kind, texts) for kind, texts in blocks]
    wanted = squeeze(" ".join(text for block in drafted for text in block.texts))
    for page in as_html(to_markdown(drafted)):
        assert squeeze(as_seen(page)) == wanted


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXTS.filter(lambda text: "\n" not in text and "\t" not in text), min_size=1, max_size=5))
def test_a_table_keeps_its_columns(lines: list[str]) -> None:
    drafted = [Block(kind="paragraph", texts=("Before",), line=1), Block(kind="table", texts=tuple(lines), line=2)]
    wanted = [line.rstrip() for line in lines]
    source = to_markdown(drafted)
    pages = [
        PYTHON_MARKDOWN[0].reset().convert(source),
        *(engine.render(source) for engine in COMMONMARK),
        commonmark.convert(source, Markdown().extensions),
    ]
    for page in pages:
        code = re.search(r"<pre><code>(.*)\n</code></pre>", page, re.DOTALL)
        if any(wanted):
            assert code is not None
            assert html.unescape(code[1]).split("\n") == wanted
