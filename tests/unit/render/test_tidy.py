"""Pages as they are published."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.render.tidy import tidy


def test_blank_lines_and_spaces_at_line_ends_go() -> None:
    assert tidy("\n<p>  \n\n  \n<b>\t\n\n") == "<p>\n<b>\n"


@pytest.mark.parametrize("tag", ["pre", "textarea", "script", "style"])
def test_where_white_space_counts_it_stays(tag: str) -> None:
    verbatim = f"<{tag} class='a'>\n\n  x  \n\n\n</{tag}>"
    assert tidy(f"<p>  \n\n{verbatim}  \n\n<b>") == f"<p>\n{verbatim}\n<b>\n"


def test_what_html_cannot_hold_goes() -> None:
    assert tidy("a\x00b\x0cc\ud800d\x7f") == "abcd\n"


@given(st.text(st.sampled_from("a<>\n \t\r"), max_size=40))
def test_no_line_is_blank_or_ends_in_a_space_and_all_else_stays(text: str) -> None:
    lines = [line.rstrip(" \t\r") for line in text.split("\n")]
    assert tidy(text) == "\n".join(line for line in lines if line).strip() + "\n"
    assert tidy(tidy(text)) == tidy(text)


def test_an_element_that_is_never_closed_is_tidied_and_the_ones_behind_it_are_kept() -> None:
    assert tidy("<pre>\n\na<style>\n\n</style>\n\nb") == "<pre>\na<style>\n\n</style>\nb\n"


def test_a_tag_whose_name_only_begins_alike_is_none_of_them() -> None:
    assert (
        tidy("<prefix>\n\n</prefix>\n<style-guide>\n\n</style-guide>")
        == "<prefix>\n</prefix>\n<style-guide>\n</style-guide>\n"
    )


def test_tags_in_capitals_count() -> None:
    assert tidy("<PRE\n>\n\n</Pre >\n\n<b>") == "<PRE\n>\n\n</Pre >\n<b>\n"
