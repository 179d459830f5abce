"""XML that every reader takes for what was meant."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from digest.ground.characters import legal
from digest.render.xml import document, element, optional

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(ANY_TEXT, ANY_TEXT)
def test_any_text_comes_back_as_it_was_but_for_what_xml_cannot_hold(text: str, attribute: str) -> None:
    root = etree.fromstring(document(element("a", element("b", text, attributes={"c": attribute}))))
    found = root.find("b")
    assert found is not None
    assert (found.text or "") == legal(text)
    assert found.get("c") == legal(attribute)


def test_what_xml_cannot_hold_is_dropped() -> None:
    assert legal("a\x00b\x1bc\ud800d\ufffee\tf\ng") == "abcde\tf\ng"


def test_an_empty_text_makes_no_optional_element() -> None:
    assert optional("a", "") is None
    assert document(element("a", optional("b", None))) == b'<?xml version="1.0" encoding="utf-8"?>\n<a/>\n'


def test_elements_are_indented_and_texts_are_not() -> None:
    text = document(element("a", element("b", element("c", " x\n y "), element("d")))).decode()
    assert text.split("\n", 1)[1] == "<a>\n  <b>\n    <c> x\n y </c>\n    <d/>\n  </b>\n</a>\n"
