"""Patterns are tried where they can match, and only there."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown as Stock
from markdown.extensions.smarty import SmartyExtension
from markdown.inlinepatterns import InlineProcessor, Pattern

from digest.read.markup.inline import TRIGGERS, Triggered, trigger

ALL = Stock(extensions=["extra", "toc", "nl2br", "wikilinks", SmartyExtension(smart_angled_quotes=True)])
TEXTS = st.lists(st.sampled_from([*"*_`[]()<>!\\&;#\"'-.: \n^ab1", "  \n", "http://", "...", "--"]), max_size=12).map(
    "".join
)


def patterns() -> list[Any]:
    smarty: Any = ALL.treeprocessors["smarty"]
    return [*ALL.inlinePatterns, *smarty.inlinePatterns]


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: type(pattern).__name__)
def test_the_trigger_of_every_shipped_pattern_is_known(pattern: Pattern) -> None:
    assert trigger(pattern)


@given(TEXTS)
def test_a_text_in_which_a_pattern_matches_holds_its_trigger(text: str) -> None:
    for source, found in TRIGGERS.items():
        if re.search(source, text, re.DOTALL):
            assert any(mark in text for mark in found)


def test_a_pattern_that_has_another_regular_expression_or_way_of_matching_is_unknown() -> None:
    class Own(InlineProcessor):
        def getCompiledRegExp(self) -> re.Pattern[str]:  # noqa: N802
            return re.compile("x")

    assert trigger(InlineProcessor("`")) is None
    assert trigger(Own(r"\*")) is None
    assert trigger(Pattern(r"\*")) is None


def test_stock_still_has_the_methods_that_the_drop_in_stands_on() -> None:
    assert {"_InlineProcessor__handleInline", "_InlineProcessor__applyPattern"} <= vars(Triggered.__mro__[1]).keys()
