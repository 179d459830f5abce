"""Texts cut after so many words."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.ground.shortening import count, first_words, first_words_of_html


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("The ferry left at nine.", 5, "The ferry left at nine."),
        ("The ferry left at nine.", 3, "The ferry left…"),
        ("The ferry, late, left.", 2, "The ferry…"),
        ("Ferry—late/again", 2, "Ferry—late…"),
        ("東京の港", 1, "東京…"),
        ("anything", 0, ""),
        ("", 3, ""),
    ],
)
def test_a_text_ends_at_a_word_with_an_ellipsis_where_there_is_more(text: str, words: int, wanted: str) -> None:
    assert first_words(text, words) == wanted


def test_two_letters_are_a_word_where_a_script_has_no_spaces() -> None:
    assert (count("東京の港に"), count("a quay"), count("")) == (3, 2, 0)


@pytest.mark.parametrize(
    ("fragment", "words", "wanted"),
    [
        ("<p>One two.</p><p>Three.</p>", 5, "<p>One two.</p><p>Three.</p>"),
        ("<p>One <em>two three</em> four</p>", 2, "<p>One <em>two…</em></p>"),
        ("<p>One two.</p>\n<ul>\n<li>Three</li>\n</ul>", 2, "<p>One two…</p>"),
        ("<p>One <em>two</em> three</p>", 2, "<p>One <em>two…</em></p>"),
        ("<p>A &lt;b&gt; c d</p>", 3, "<p>A &lt;b&gt; c…</p>"),
        ('<p><a href="https://x.example/?a=1&amp;b=2" title="Secret" class="x">Go</a></p>', 3,
         '<p><a href="https://x.example/?a=1&amp;b=2">Go</a></p>'),
        ('<p>See <a href="#below">below</a>.</p>', 9, "<p>See below.</p>"),
        ("<p>One</p><p>two<p>three", 9, "<p>One</p><p>two</p><p>three</p>"),
        ("<p>Some words</p>", 0, ""),
        ("", 5, ""),
    ],
)  # fmt: skip
def test_html_is_cut_after_a_word_and_stays_whole(fragment: str, words: int, wanted: str) -> None:
    assert first_words_of_html(fragment, words).html == wanted


@pytest.mark.parametrize(
    "hidden",
    [
        '<img src="a.jpg" alt="secret">',
        "<table><tr><td>secret</td></tr></table>",
        "<!-- secret -->",
        "<script>secret</script>",
        '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">secret</a></sup>',
        '<div class="footnote"><ol><li id="fn:1"><p>secret</p></li></ol></div>',
        '<span title="secret" data-note="secret">x</span>',
        "<figure><figcaption>secret</figcaption></figure>",
    ],
)
def test_what_is_no_text_is_left_out_even_within_the_first_words(hidden: str) -> None:
    made = first_words_of_html(f"<p>One</p>{hidden}<p>two</p>", 9)
    assert "secret" not in made.html + made.text
    assert made.text.startswith("One")
    assert made.text.endswith("two")


def test_the_text_says_what_the_html_says() -> None:
    made = first_words_of_html("<h2>Quays</h2><p>One &amp; <b>t</b>wo<br>three four</p>", 6)
    assert made.text == "Quays One & two three…"


class Nested(HTMLParser):
    """Finds what is open at the end, and every end without a beginning."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - as it is called
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


PIECES = [
    "<p>",
    "</p>",
    "<em>",
    "</em>",
    "<ul><li>",
    "</li></ul>",
    "<a href='/x'>",
    "</a>",
    "<!--x",
    "-->",
    "<br>",
    "<table>",
]
TEXTS = st.lists(st.sampled_from([*PIECES, "</table>", "&amp;", "<", " one two ", "word", "東京", "\n"]), max_size=20)


@given(TEXTS.map("".join), st.integers(0, 12))
def test_no_more_words_than_asked_for_and_no_tag_left_open(fragment: str, words: int) -> None:
    made = first_words_of_html(fragment, words)
    assert count(made.text) <= words or made.text.endswith("…")
    assert count(re.sub(r"…", "", made.text)) <= words
    nested = Nested()
    nested.feed(made.html)
    nested.close()
    assert nested.open == []


JOINERS = ["…", "\u200b", "\u2060", "\ufeff", "·", "⋯", "\u2800", "\u3164", "...", ",", ";", "\u200b…"]


@pytest.mark.parametrize("joiner", JOINERS, ids=ascii)
def test_whatever_a_reader_sees_as_a_gap_or_nothing_parts_words(joiner: str) -> None:
    text = joiner.join(["ferry"] * 200)
    assert count(text) == 200
    assert first_words(text, 20).count("ferry") == 20
    assert first_words_of_html(f"<p>{text}</p>", 20).text.count("ferry") == 20


@pytest.mark.parametrize("joiner", ["", "\u00ad", "\u200d", "+", '"', "\ufe0f", "a"], ids=ascii)
def test_words_joined_by_anything_have_a_ceiling_of_letters(joiner: str) -> None:
    text = " ".join([joiner.join(["ferry"] * 10)] * 20)
    assert 0 < len(first_words(text, 20)) <= 20 * 12 + 24 + 20
    assert 0 < len(first_words_of_html(f"<p>{text}</p>", 20).text) <= 20 * 12 + 24 + 20


def test_initials_numbers_and_hyphens_are_one_word() -> None:
    assert count("The U.S. paid 3.5 to a well-known pilot's boat") == 9
