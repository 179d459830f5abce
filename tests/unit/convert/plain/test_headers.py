"""`Key: value` lines at the top of a pasted text."""

from __future__ import annotations

import pytest

from digest.convert.plain import headers, lines


def fields(text: str) -> list[tuple[str | None, str]]:
    return [(header.field, header.value) for header in headers.read_headers(lines.split(text))]


def test_known_keys_name_fields_in_any_spelling() -> None:
    assert fields('TITLE: "A talk: of things"\nDate: 2015-09-28\nKeywords: Mars, water\n\nText') == [
        ("title", "A talk: of things"),
        ("date", "2015-09-28"),
        ("tags", "Mars, water"),
    ]


def test_an_unknown_key_within_the_block_belongs_to_it() -> None:
    assert fields("Title: A\nDesk: foreign\nDate: 2015-09-28") == [
        ("title", "A"),
        (None, "foreign"),
        ("date", "2015-09-28"),
    ]


def test_a_headline_with_a_colon_is_no_header() -> None:
    assert fields("Nepal: the day after\n\nText") == []
    assert fields("Source: unknown forces at work\n\nText") == []


def test_the_block_ends_at_an_empty_line() -> None:
    assert fields("Title: A\nDate: 2015-09-28\n\nNote: this is text") == [("title", "A"), ("date", "2015-09-28")]


def test_a_list_of_values_is_parted_and_each_kept_once() -> None:
    assert headers.values("[Mars, 'water', Mars; NASA]") == ("Mars", "water", "NASA")


@pytest.mark.parametrize(
    ("value", "tag"),
    [("en", "en"), ("pt-BR", "pt-BR"), ("pt_BR", "pt-BR"), ("English", "en"), ("Klingon", None), ("de, fr", None)],
)
def test_a_language_is_given_by_its_tag_or_its_name(value: str, tag: str | None) -> None:
    assert headers.language(value) == tag


def test_what_stands_behind_a_header_begins_after_its_closing_fence() -> None:
    every = lines.split("---\ntitle: A\ndate: 2015-07-28\n---\n\nText")
    assert [line.text for line in headers.behind(every, headers.read_headers(every))] == ["Text"]


def test_a_line_between_the_fences_that_has_no_key_stays_behind_the_header() -> None:
    every = lines.split("---\ntitle: A\ndate: 2015-07-28\nno key here\n---\n\nText")
    assert [line.text for line in headers.behind(every, headers.read_headers(every))] == ["no key here", "---", "Text"]


@pytest.mark.parametrize(
    "head",
    [
        "Subject: Old mill reopens\nFrom: Ann Low <ann@example.org>\nDate: 9 January 2020",
        "From: Ann Low <ann@example.org>\nTo: desk@example.org\nSubject: FW: Old mill reopens\nSent: 9 January 2020",
        "---------- Forwarded message ---------\nFrom: Ann Low <ann@example.org>\nDate: 9 January 2020\nSubject: Fwd: Re: Old mill reopens",
        "Von: Ann Low <ann@example.org>\nGesendet: 9 January 2020\nAn: Desk\nBetreff: WG: Old mill reopens",
    ],
)
def test_the_head_of_a_mail_is_read_whatever_passed_it_on(head: str) -> None:
    found = dict(fields(f"{head}\n\nThe mill was shut for years."))
    assert found["title"] == "Old mill reopens"
    assert found["authors"] == "Ann Low <ann@example.org>"
    assert found["date"] == "9 January 2020"


@pytest.mark.parametrize("text", ["From: Ann Low\nThe mill was shut.", "Subject: mills\nThe mill was shut for years."])
def test_one_line_like_a_mails_is_no_head(text: str) -> None:
    assert fields(text) == []
