"""Characters that nothing can show."""

from __future__ import annotations

from html import escape
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.ground.characters import legal, printable, spaced

ANY = st.text(st.characters() | st.sampled_from("\x00\x0b\x0c\x1f\x7f\x85\ud800\udfff\ufffe\uffff\t\n\r\u2028"))


@given(ANY)
def test_xml_holds_what_is_legal(text: str) -> None:
    read = ET.fromstring(f"<a>{escape(legal(text))}</a>".encode()).text or ""  # noqa: S314 - made in this line
    assert read == legal(text).replace("\r\n", "\n").replace("\r", "\n")


@given(ANY)
def test_a_space_stands_in_the_place_of_what_is_not(text: str) -> None:
    assert len(spaced(text)) == len(text)
    assert legal(spaced(text)) == spaced(text)
    assert spaced(text).replace(" ", "") == legal(text).replace(" ", "")


def test_letters_emoji_and_line_ends_stay() -> None:
    text = "Caf\u00e9 \u4e16\u754c\t\U0001f600\r\n\u200d\u2028"
    assert legal(text) == spaced(text) == text


@given(ANY)
def test_what_is_printed_stands_on_one_line(text: str) -> None:
    assert len(printable(text).splitlines()) <= 1
    assert legal(printable(text)) == printable(text)


@pytest.mark.parametrize(
    ("text", "shown"), [("a\nb", r"a\nb"), ("a\x00", r"a\x00"), ("\udcff", r"\udcff"), ("\u00e9", "\u00e9")]
)
def test_what_can_not_be_printed_is_an_escape(text: str, shown: str) -> None:
    assert printable(text) == shown
