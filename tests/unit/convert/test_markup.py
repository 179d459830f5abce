r"""What a person sees in the Markdown; that engines show the text itself is in tests/properties/test_markdown_is_literal.py."""

from __future__ import annotations

import pytest

from digest.convert.body import Block, BlockKind
from digest.convert.markup import escape, to_markdown, to_plain


def block(kind: BlockKind, *texts: str) -> Block:
    return Block(kind=kind, texts=texts, line=1)


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. said it's up 3.5 % (A-B), the #1 of 5 * 3; see snake_case and C:\\path.",
        "AT&T and R&D rose; x < y, x > y, 50/50, a ~ b, {{ x }}, $x$, a | b, [sic], \"quoted\" – “yes” … 'no'",
        "-5 °C in Seoul — 1,000 people; 2015 was warm. 3 – 2",
        "See https://example.org/a_b?c=d&e=f or write to desk@example.org!",
        "-- Reuters",
        "مرحبا بالعالم",
    ],
)
def test_prose_stays_as_it_is(text: str) -> None:
    assert escape(text) == text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("1. one", "1\\. one"),
        ("1986. A great year", "1986\\. A great year"),
        ("2) two", "2\\) two"),
        ("* star", "\\* star"),
        ("# hash", "\\# hash"),
        ("> more", "\\> more"),
        ("+ plus", "\\+ plus"),
        ("- dash", "\\- dash"),
        ("---", "\\---"),
        ("<b>bold</b>", "&lt;b>bold&lt;/b>"),
        ("<!-- x -->", "&lt;!-- x -->"),
        ("&amp; &copy; &#60;", "&amp;amp; &amp;copy; &amp;#60;"),
        ("AT&ampT &copy5", "AT&amp;ampT &amp;copy5"),
        ("*x* and _y_", "\\*x\\* and \\_y\\_"),
        ("`code`", "\\`code\\`"),
        ("\\*", "\\\\\\*"),
        ("[x](y) and [z]", "\\[x](y) and \\[z]"),
        ("word[^1]", "word\\[^1]"),
        ("[toc]", "\\[toc]"),
        ("~~~", "&#126;&#126;&#126;"),
        (": definition", "&#58; definition"),
        ("--|--", "&#45;-|--"),
        ("*[abbr]: x", "\\*[abbr]: x".replace("[", "\\[")),
    ],
)
def test_what_would_be_markup_is_escaped(text: str, markdown: str) -> None:
    assert escape(text) == markdown
    assert to_plain(markdown) == text


def test_each_kind_of_block_has_its_form() -> None:
    blocks = [
        block("paragraph", "One  line\u00a0only."),
        block("heading", "A heading"),
        block("list", "first", "second"),
        block("quote", "Said so."),
        block("table", "Team   Points", "Chile      9"),
    ]
    assert to_markdown(blocks) == (
        "One line only.\n\n## A heading\n\n- first\n- second\n\n> Said so.\n\n```\nTeam   Points\nChile      9\n```\n"
    )


def test_a_heading_keeps_its_closing_marks_and_braces() -> None:
    assert to_markdown([block("heading", "Learn C# {now}")]) == "## Learn C# \\{now}\n"
    assert to_markdown([block("heading", "Learn C#")]) == "## Learn C\\#\n"


def test_a_tables_fence_is_longer_than_any_in_it_and_tabs_become_columns() -> None:
    assert to_markdown([block("table", "a\t````b", "  ")]) == "`````\na       ````b\n\n`````\n"


def test_empty_blocks_leave_no_trace() -> None:
    assert (
        to_markdown([block("paragraph", " "), block("list", ""), block("table", "", " "), block("heading", "\n")]) == ""
    )


def test_a_table_is_plain_text_letter_for_letter() -> None:
    rows = ("a   &lt;   \\*", "```   &#65;")
    blocks = [Block(kind=kind, texts=rows[:1], line=1) for kind in ("paragraph", "table", "paragraph")]
    assert to_plain(to_markdown(blocks)) == "a &lt; \\*\n\n```\na   &lt;   \\*\n```\n\na &lt; \\*\n".replace(
        "```\n", ""
    )
