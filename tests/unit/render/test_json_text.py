"""JSON as Python's own library writes it, in a form that can stand where it is put."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from digest.render.json_text import for_script, write

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
)


@given(VALUES)
def test_it_is_indented_by_two_spaces_and_ends_its_line(value: Any) -> None:
    assert write(value).decode() == json.dumps(value, ensure_ascii=False, indent=2) + "\n"


@given(VALUES)
def test_in_a_script_it_stands_on_one_line_without_anything_that_html_could_take_for_a_tag(value: Any) -> None:
    text = for_script(value)
    assert json.loads(text) == value
    assert not {"<", ">", "&", "\n"} & set(text)


def test_half_a_character_is_left_out() -> None:
    assert write({"a\ud800": ["b\udfff<"]}) == b'{\n  "a": [\n    "b<"\n  ]\n}\n'
    assert for_script("\ud800<") == '"\\u003c"'
