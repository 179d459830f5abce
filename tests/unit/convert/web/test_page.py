from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.convert.web.page import read_page


def test_lines_are_what_a_reader_sees() -> None:
    page = read_page(
        "<title>T</title><style>p{}</style><p>One <b>bo</b>ld\n word<br>next</p><script>x<y</script><li>item"
    )
    assert page.said == "One bold word\nnext\nitem"
    assert page.title is not None
    assert page.title.value == "T"


def test_two_links_side_by_side_are_two_words() -> None:
    assert read_page("<a>Home</a><a>News</a>").said == "Home News"


def test_each_line_knows_the_markups_line_its_tag_and_its_class() -> None:
    (line,) = read_page("<html>\n<body>\n\n<p class='Standfirst big'>\n  It grows.").lines
    assert (line.number, line.tag, line.role.split()) == (5, "p", ["standfirst", "big"])


def test_what_the_head_says_is_known_by_name() -> None:
    page = read_page(
        "<!-- saved from url=(0020)https://example.org/ -->\n<html lang=fr><link rel=canonical href='https://example.org/a'>"
        "<meta property='og:title' content='A &amp; B'><meta name=Author content=Ada><time datetime='2015-07-28'>28 July</time>"
        "<script type='application/ld+json'>{\"a\": 1}</script>"
    )
    assert page.language is not None
    assert page.canonical is not None
    assert page.address is not None
    assert (page.language.value, page.canonical.value, page.address.value) == (
        *("fr", "https://example.org/a", "https://example.org/"),
    )
    assert {name: facts[0].value for name, facts in page.metas.items()} == {"og:title": "A & B", "author": "Ada"}
    assert (page.data[0].value, page.times[0].value) == ('{"a": 1}', "2015-07-28")


@pytest.mark.parametrize(
    "markup", ["<![if !IE]>a<![endif]>", "<!x", "<![CDATA[a]]>", "</", "<a b='", "&#xFFFFFF;&#0;", "<!-->"]
)
def test_broken_markup_is_read_as_far_as_it_goes(markup: str) -> None:
    read_page(markup)


def test_tags_that_are_never_closed_are_no_trouble() -> None:
    assert read_page("<div>" * 20_000 + "deep").said == "deep"


def test_a_title_without_an_end_hides_nothing_behind_it() -> None:
    assert read_page("<title>T<p>One<p>Two").said == "One\nTwo"


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<b", ">", "<script>", "</script>", "<!--", "-->", "&amp;", "a ", "<![x y]>", "\n"]
        )
    )
)
def test_any_markup_can_be_read(parts: list[str]) -> None:
    read_page("".join(parts))
