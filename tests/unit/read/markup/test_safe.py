"""What is recognised as harmless is what the sanitiser would give back letter for letter."""

from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.read.markup.safe import HARMLESS, clean, sanitise

PIECES = [
    *(
        "<p>",
        "</p>",
        "<em>",
        "</em>",
        "<strong>",
        "</strong>",
        "<code>",
        "</code>",
        "<br>",
        "<hr>",
        "<h2>",
        "</h2>",
        "\n",
        " ",
    ),
    *(
        "<ul>\n<li>",
        "</li>\n</ul>",
        "<ol>\n<li>",
        "</li>\n</ol>",
        "</li>\n<li>",
        "<blockquote>\n<p>",
        "</p>\n</blockquote>",
    ),
    *(
        "a",
        "é",
        "中",
        "&amp;",
        "&lt;",
        "&gt;",
        "&quot;",
        '"',
        "'",
        "\u00a0",
        "\ufeff",
        "\x0c",
        "\x00",
        "\r",
        "\U0001f600",
        "\ud7ff",
    ),
    *(
        '<a href="',
        '">',
        "</a>",
        "https://example.org",
        "http://xn--a.org/",
        "/a/b.md",
        "#x",
        "?q=1",
        "%zz",
        "a:b",
        "//e.org",
    ),
    *(
        '<a href="javascript:x">',
        "<script>",
        "<p class='x'>",
        "<!-- x -->",
        "<img>",
        "<P>",
        "&",
        "<",
        ">",
        "&nbsp;",
        "https://1.2.3.999/",
    ),
]
LETTERS = st.text(max_size=8).map(html.escape) | st.sampled_from(["word", "two words", "&amp;", "é"])
PHRASES = st.lists(
    LETTERS
    | st.sampled_from(["em", "strong", "code"]).flatmap(lambda tag: LETTERS.map(lambda text: f"<{tag}>{text}</{tag}>"))
    | LETTERS.map(lambda text: f'<a href="https://example.org/a">{text}</a>')
    | st.just("<br>\n"),
    max_size=4,
).map("".join)
LINES = st.sampled_from(["p", "h2", "h6"]).flatmap(lambda tag: PHRASES.map(lambda text: f"<{tag}>{text}</{tag}>\n"))
BODIES = st.lists(
    LINES
    | PHRASES.map(lambda text: f"<ul>\n<li>{text}</li>\n</ul>\n")
    | LINES.map(lambda line: f"<ol>\n<li>\n{line}</li>\n</ol>\n")
    | LINES.map(lambda line: f"<blockquote>\n{line}</blockquote>\n")
    | st.just("<hr>\n"),
    max_size=4,
).map("".join)
ADDRESSES = st.text("abcxnhtps019.:/-_~?=#%+,@[]\\ ", max_size=24)


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_any_html_is_sanitised_alike(made: str) -> None:
    assert sanitise(made) == clean(made)


@settings(max_examples=300, deadline=None)
@given(BODIES)
def test_harmless_html_stays_as_it_is(made: str) -> None:
    if HARMLESS.fullmatch(made):
        assert clean(made) == made


@settings(max_examples=1000, deadline=None)
@given(ADDRESSES, st.sampled_from(["", "http://", "https://", "https://a.org/"]))
def test_addresses_are_sanitised_alike(address: str, before: str) -> None:
    made = f'<p><a href="{before}{address}">x</a></p>'
    assert sanitise(made) == clean(made)


@pytest.mark.parametrize(
    "made",
    [
        "<p>A <em>b</em>, <strong>c</strong> &amp; <code>d</code>.</p>\n<h2>E</h2>\n<p>f<br>\ng</p>",
        '<p><a href="https://example.org/a?b=c#d">x</a> <a href="/topics/world/">y</a> <a href="../b.md">z</a></p>',
        "<ul>\n<li>a</li>\n<li>\n<p>b</p>\n</li>\n</ul>\n<blockquote>\n<p>c</p>\n</blockquote>\n<hr>",
    ],
)
def test_what_most_bodies_are_made_of_is_recognised(made: str) -> None:
    assert HARMLESS.fullmatch(made)
