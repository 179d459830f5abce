"""The text of a body, and its length for a reader."""

from __future__ import annotations

import pytest

from digest.read.plain_text import count_words, opening, plain_text


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("<p>One <em>t</em>wo.</p>\n<p>Three</p>", "One two. Three"),
        ("<ul><li>a</li><li>b</li></ul>c<br>d", "a b c d"),
        ("a &lt;b&gt; &amp;amp; &nbsp;c", "a <b> &amp; c"),
        ('<p>x<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></p>', "x"),
        ('<p>note <a class="footnote-backref" href="#fnref:1" title="a > b">↩</a></p>', "note"),
        ('<img alt="a > b" src="c">d', "d"),
        ("<script>var a = '<p>';</script>text<!-- no -->", "text"),
        ("1 < 2 and a<b", "1 < 2 and a<b"),
        ("", ""),
    ],
)
def test_tags_go_and_words_stay_apart(fragment: str, text: str) -> None:
    assert plain_text(fragment) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Mr. O’Brien's 1,200 state-of-the-art plans — all of them", 8),
        ("وزير الخارجية الأمريكي", 3),
        ("東京五輪 2020", 3),
        ("สวัสดี", 3),
    ],
)
def test_words_are_counted_as_they_are_read(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("<h2>Head</h2><p>One.</p><h3 id='x'>Sub</h3><p>Two.</p>", "One. Two."),
        ('<p>One.</p><div class="footnote"><hr><ol><li id="fn:1"><p>A note.</p></li></ol></div>', "One."),
        ("<p>One.</p><table><tr><td>9</td></tr></table><ul><li>Two</li></ul>", "One. Two"),
        ("<h2>Only a head</h2>", "Only a head"),
        ("", ""),
    ],
)
def test_an_opening_has_no_headings_notes_and_tables(fragment: str, text: str) -> None:
    assert opening(fragment, plain_text(fragment)) == text
