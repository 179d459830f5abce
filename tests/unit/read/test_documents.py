"""Content files are taken apart, whoever saved them; what is wrong with their form is said with line and column."""

from __future__ import annotations

import pytest

from digest.ground.diagnostics import Diagnostic
from digest.read.documents import Document, take_apart


def parts(data: bytes) -> Document:
    document, found = take_apart(data, "content/a.md")
    assert document is not None
    assert found == []
    return document


def only(data: bytes) -> Diagnostic:
    document, found = take_apart(data, "content/a.md")
    assert document is None
    [finding] = found
    return finding


@pytest.mark.parametrize(
    "data",
    [b"---\ntitle: a\n---\nBody\n", b"\xef\xbb\xbf---\r\ntitle: a\r\n---  \r\nBody\r\n", b"---\rtitle: a\r---\rBody\r"],
)
def test_header_and_body_know_their_lines_whatever_the_line_ends(data: bytes) -> None:
    assert parts(data) == Document(file="content/a.md", header="title: a", header_line=2, body="Body\n", body_line=4)


def test_a_rule_in_the_body_stays_in_the_body() -> None:
    assert parts(b"---\n---\none\n\n---\n\ntwo").body == "one\n\n---\n\ntwo"


def test_control_characters_that_no_page_may_hold_are_spaces() -> None:
    assert parts(b"---\n---\na\x00b\x1bc\x0cd\te\n").body == "a b c d\te\n"


@pytest.mark.parametrize("data", [b"", b"Just text\n", b"\n---\ntitle: a\n---\n", b"--- # no\n"])
def test_a_file_without_header_is_told_what_to_write(data: bytes) -> None:
    finding = only(data)
    assert (finding.code, finding.place and finding.place.line) == ("front-matter-missing", 1)
    assert "title: …" in finding.hint


def test_a_header_without_end_is_an_error() -> None:
    assert only(b"---\ntitle: a\n\nBody\n").code == "front-matter-unclosed"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_that_is_not_utf8_is_shown_where_it_stands(mark: bytes) -> None:
    finding = only(mark + b"---\ntitle: caf\xe9 noir\r\n---\n")
    assert finding.code == "encoding-invalid"
    assert finding.place is not None
    assert (finding.place.line, finding.place.column) == (2, 11)
    assert finding.place.source == "title: caf\ufffd noir"
    assert "0xE9" in finding.note
