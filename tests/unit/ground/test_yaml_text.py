from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from digest.ground import located
from digest.ground.located import quote

TRAPS = [
    "no",
    "Null",
    "~",
    "",
    "1.10",
    "012",
    "0x10",
    "1e5",
    "12:30:00",
    "2015-07-28",
    "2015-07-28 14:05:00 Z",
    "<<",
    "=",
]
TRAPS += [
    "- x",
    "? x",
    "a: b",
    "a:",
    "a #b",
    "#x",
    "[x]",
    "{x}",
    "*x",
    "&x",
    "!x",
    "%x",
    "@x",
    "`x`",
    "|",
    ">",
    "'x'",
    '"x"',
]
TRAPS += [
    "C:\\path",
    " x",
    "x ",
    "\u00a0x\u00a0",
    "x\ny",
    "x\ty",
    "\x85",
    "\u2028",
    "\u2029",
    "\ufeff",
    "\x00",
    "🎉",
    "---",
    "...",
]
TRAPS += ["١٢", "é", "\ufffe", "\U0001fffe", "y", "N", ".inf", "-", "1_000", "0o7", "20 dead in floods", "a, b"]

TEXTS = st.text() | st.text(alphabet="ab 0:#-,[]{}\"'\\\n\t\u2028\x85.?&*!%@|>~") | st.sampled_from(TRAPS)


@given(TEXTS, st.booleans())
@example("a: b", False)
def test_any_text_comes_back_from_its_yaml_as_the_same_text(text: str, flow: bool) -> None:
    written = "k: " + quote(text, flow=flow)
    node, found = located.parse(written, "f")
    assert found == []
    assert isinstance(node, located.Mapping)
    value = node.entries[0][1]
    assert isinstance(value, located.Scalar)
    assert value.value == text
    assert yaml.safe_load(written) == {"k": text}
    assert len(written.splitlines()) == 1


@given(TEXTS)
def test_any_text_may_stand_within_a_list_and_be_a_key(text: str) -> None:
    written = f"k: [{quote(text)}, {{{quote(text)}: {quote(text)}}}]"
    assert yaml.safe_load(written) == {"k": [text, {text: text}]}


@pytest.mark.parametrize("text", TRAPS[:39])
def test_what_yaml_would_take_for_something_else_is_put_in_quotes(text: str) -> None:
    assert quote(text).startswith('"')


@pytest.mark.parametrize(
    "text", ["Seoul", "North Korea", "20 dead in floods", "«Non»", "“Yes”, they said", "https://x.org/a?b=c", "京都"]
)
def test_what_every_reader_takes_for_a_text_stays_without_quotes(text: str) -> None:
    assert quote(text, flow=False) == text


def test_a_comma_needs_quotes_only_within_a_list() -> None:
    assert quote("Tokyo, Japan") == '"Tokyo, Japan"'
    assert quote("Tokyo, Japan", flow=False) == "Tokyo, Japan"


def test_a_lone_surrogate_becomes_the_replacement_character() -> None:
    assert quote("a\ud800") == '"a\ufffd"'
