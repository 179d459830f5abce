"""Emphasis and links that stand alone are told at sight; whatever is less than plain is left to the patterns."""

from __future__ import annotations

from xml.etree.ElementTree import tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown as Stock
from markdown import inlinepatterns

from digest.read.markup import simple


def told(text: str) -> list[object] | None:
    made = simple.elements(text)
    if made is None:
        return None
    first, children = made
    return [first, *((child.tag, child.text, child.get("href"), child.tail) for child in children)]


def test_simple_markup_becomes_elements_with_their_tails() -> None:
    assert told("A *b* c, **d e**. [f](https://g.org/h?i=1#j)") == [
        "A ",
        ("em", "b", None, " c, "),
        ("strong", "d e", None, ". "),
        ("a", "f", "https://g.org/h?i=1#j", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "*a",
            "a* b",
            "* a *",
            "***a***",
            "**a*",
            "*a**",
            "*a *b* c*",
            "**a *b* c**",
            "*a\nb*",
            "[*a*](b)",
            "*[a](b)*",
        ),
        *(
            "[a]",
            "[a][b]",
            "[a] (b)",
            "[a](b c)",
            '[a](b "c")',
            "[a](<b>)",
            "[a]()",
            "[](a)",
            "[a [b](c)",
            "[a]([b](c))",
            "[a](b(c))",
        ),
    ],
)
def test_anything_else_is_not_simple(text: str) -> None:
    assert told(text) is None


@pytest.mark.skipif(not hasattr(inlinepatterns, "DelimiterProcessor"), reason="Markdown before 3.11 has other patterns")
def test_it_applies_only_where_marks_mean_what_they_mean_in_stock() -> None:
    stock = Stock()
    assert simple.applies(list(stock.inlinePatterns))
    stock.inlinePatterns.deregister("link")
    assert not simple.applies(list(stock.inlinePatterns))


@given(st.lists(st.sampled_from(["*a*", "**b c**", "[d](e)", " ", "f", "*", "]", "\n"]), max_size=8).map("".join))
def test_its_html_is_that_of_its_elements(text: str) -> None:
    made = simple.elements(text)
    whole = None
    if made is not None:
        first, children = made
        whole = (first or "") + "".join(tostring(child, encoding="unicode") for child in children)
    assert simple.html(text) == whole
