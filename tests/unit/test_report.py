"""A report as text and as JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import report as words
from digest.ground.diagnostics import Diagnostic, Place, error, warning
from digest.model import Converted, Held, Published, Report

# --- findings ---------------------------------------------------------------------------------------------------------


def test_a_finding_shows_its_place_its_line_and_what_to_do() -> None:
    place = Place(
        file="content/2015/07/28/kerry-visits-seoul.md", line=3, column=7, length=10, source="date: 2015-13-28"
    )
    finding = error(
        "date-invalid",
        "`date` is not a date",
        place,
        note="there is no month 13",
        hint="write YYYY-MM-DD, for example 2015-07-28",
    )
    assert words.show(finding) == (
        "error[date-invalid]: `date` is not a date\n"
        " --> content/2015/07/28/kerry-visits-seoul.md:3:7\n"
        "  |\n"
        "3 | date: 2015-13-28\n"
        "  |       ^^^^^^^^^^ there is no month 13\n"
        "  = hint: write YYYY-MM-DD, for example 2015-07-28"
    )


def test_the_gutter_is_as_wide_as_the_line_number() -> None:
    place = Place(file="config.yaml", line=120, column=1, length=4, source="sitee: x")
    assert words.show(error("key-unknown", "unknown", place)) == (
        "error[key-unknown]: unknown\n   --> config.yaml:120:1\n    |\n120 | sitee: x\n    | ^^^^"
    )


def test_a_finding_without_a_line_shows_only_its_file() -> None:
    finding = warning("date-missing", "no date", Place(file="seeds/a.txt"), note="nothing tells", hint="write one")
    assert words.show(finding) == (
        "warning[date-missing]: no date\n--> seeds/a.txt\n = nothing tells\n = hint: write one"
    )


def test_a_finding_without_a_place_is_one_line() -> None:
    assert words.show(error("x", "something")) == "error[x]: something"


@pytest.mark.parametrize(
    ("source", "column", "length", "line", "carets"),
    [
        ("a: 一二三", 4, 2, "a: 一二三", "   ^^^^"),  # a wide letter takes two cells
        ("\tkey: x", 2, 3, "    key: x", "    ^^^"),  # a tab ends at the next stop
        ("ab\tkey: x", 4, 3, "ab  key: x", "    ^^^"),
        ("e\u0301a: x", 3, 1, "e\u0301a: x", " ^"),  # an accent takes none
        ("title", 6, 1, "title", "     ^"),  # one past the end: something is missing there
        ("title", 4, 99, "title", "   ^^"),  # a length beyond the line
        ("a\x1b[31mb", 8, 1, "a\ufffd[31mb", "      ^"),  # a line can't give orders to the terminal
    ],
)
def test_carets_stand_under_the_place_in_cells(source: str, column: int, length: int, line: str, carets: str) -> None:
    place = Place(file="f", line=1, column=column, length=length, source=source)
    shown = words.show(error("x", "y", place)).split("\n")
    assert shown[3] == f"1 | {line}"
    if "\x1b" not in source:
        assert shown[4] == f"  | {carets}"


def test_a_very_long_line_is_cut_around_the_place() -> None:
    source = "word " * 200 + "HERE" + " more" * 200
    place = Place(file="f", line=1, column=source.index("HERE") + 1, length=4, source=source)
    shown = words.show(error("x", "y", place), width=80).split("\n")
    assert len(shown[3]) <= 80
    assert shown[3].startswith("1 | …")
    assert shown[3].endswith("…")
    start = shown[4].index("^")
    assert shown[3][start : start + 4] == "HERE"


@given(
    st.text(max_size=300),
    st.integers(1, 320),
    st.integers(1, 400),
    st.integers(0, 200),
)
def test_no_line_is_wider_than_the_terminal_and_none_is_broken(
    source: str, column: int, length: int, width: int
) -> None:
    place = Place(file="f", line=7, column=column, length=length, source=source)
    shown = words.show(error("x", "y", place), width=width)
    for line in shown.split("\n")[3:]:
        assert sum(words._width(character) for character in line) <= max(width, 40) + 1
    assert "\x1b" not in shown
    assert "\r" not in shown


def test_text_that_turns_the_direction_of_a_line_is_made_harmless() -> None:
    assert words.clean("a\u202eb\u2067c\x07d عربي") == "a\ufffdb\ufffdc\ufffdd عربي"


def test_colours_change_nothing_but_the_looks() -> None:
    place = Place(file="f", line=1, column=2, source="abc")
    finding = error("x", "y", place, note="why", hint="do")
    painted = words.show(finding, paint=lambda text, role: f"<{role}>{text}</{role}>" if text else "")
    assert painted.startswith("<error>error[x]</error>: y")
    for role in ("error", "place", "hint"):
        painted = painted.replace(f"<{role}>", "").replace(f"</{role}>", "")
    assert painted == words.show(finding)


# --- the closing lines ------------------------------------------------------------------------------------------------

HELD = (
    Held(path="content/undated/a.md", title="A", reason="review", detail="without a date"),
    Held(path="content/undated/b.md", title="B", reason="review", detail="without a date"),
    Held(path="content/2015/c.md", title="C", reason="review"),
)
REPORT = Report(
    converted=Converted(converted=24, unchanged=1, review=2),
    articles=23,
    held=HELD,
    pages=1234,
    feeds=1,
    published=Published(written=1300, unchanged=4, pruned=2),
    output="public",
    url="https://example.org/",
    seconds={"read": 0.5, "render": 1.25},
)


def test_the_closing_lines_say_what_was_done_and_where_to_look() -> None:
    assert words.closing(REPORT).split("\n") == [
        "seeds: 24 converted, 1 unchanged, 2 held for review",
        "site: 23 articles, 1,234 pages, 1 feed in 1.8 s",
        "files: 1300 written, 4 unchanged, 2 removed",
        "look: digest serve",
        "3 held back: 2 without a date, 1 for review → digest list review",
    ]


def test_a_site_under_a_path_is_looked_at_in_the_same_way() -> None:
    report = Report(published=Published(), output="public", url="https://user.github.io/repo/")
    assert words.closing(report).endswith("look: digest serve")


def test_the_site_to_look_at_is_named_as_it_is_seen_from_here() -> None:
    assert "look: digest serve --site 'my site'\n" in words.closing(REPORT, folder="my site/public")


def test_what_is_to_be_typed_begins_with_the_way_to_digest() -> None:
    shown = words.closing(REPORT, digest=".venv/bin/digest")
    assert "look: .venv/bin/digest serve\n" in shown
    assert shown.endswith("→ .venv/bin/digest list review")


def test_there_is_nothing_to_look_at_when_the_output_could_not_be_written() -> None:
    assert "look:" not in words.closing(_with(error("output-failed", "the disk is full")))


def test_several_reasons_lead_to_the_whole_list() -> None:
    held = (*HELD[:1], Held(path="content/d.md", title="D", reason="draft"))
    assert words.closing(Report(held=held)) == "2 held back: 1 in draft, 1 without a date → digest list"


def test_the_number_of_problems_is_told_by_kind() -> None:
    assert words.tally([error("a", "x"), warning("b", "y"), error("c", "z")]) == "2 errors, 1 warning"
    assert words.tally([]) == ""


# --- for programs -----------------------------------------------------------------------------------------------------


def test_json_tells_the_same_in_one_document() -> None:
    place = Place(file="content/a.md", line=3, column=7, length=10, source="date: 2015-13-28")
    document = json.loads(words.as_json(_with(error("date-invalid", "no date — keine", place, hint="write")), 1))
    assert document["status"] == 1
    assert document["counts"]["converted"] == 24
    assert document["counts"]["pages"] == 1234
    assert document["counts"]["held"] == 3
    assert document["diagnostics"] == [
        {
            "code": "date-invalid",
            "severity": "error",
            "message": "no date — keine",
            "note": "",
            "hint": "write",
            "file": "content/a.md",
            "line": 3,
            "column": 7,
            "length": 10,
        }
    ]
    assert set(document["seconds"]) == {"read", "render"}


def test_json_is_ascii_and_null_where_a_stage_did_not_run() -> None:
    text = words.as_json(Report(diagnostics=(error("x", "naïve \udcff"),)), 1)
    assert text.isascii()
    document = json.loads(text)
    assert document["counts"]["converted"] is None
    assert document["counts"]["files_written"] is None
    assert document["diagnostics"][0]["file"] is None


def _with(*findings: Diagnostic) -> Report:
    return Report(
        converted=REPORT.converted,
        articles=REPORT.articles,
        held=REPORT.held,
        pages=REPORT.pages,
        feeds=REPORT.feeds,
        published=REPORT.published,
        seconds=REPORT.seconds,
        diagnostics=findings,
    )


def test_a_profile_tells_seconds_work_and_memory_a_line_each() -> None:
    report = Report(
        seconds={"read": 0.25, "render": 1.5},
        tally={"hashed": 3, "parsed": 2, "rendered": 1200},
        hits={"read": 8},
        misses={"read": 2, "body": 1},
        published=Published(written=1, unchanged=20, pruned=3),
    )
    lines = [" ".join(line.split()) for line in words.profile(report).split("\n")]
    assert lines[:3] == ["read 0.250 s", "render 1.500 s", "all stages 1.750 s"]
    assert {"content files hashed 3", "content files parsed 2", "pages laid out 0", "pages rendered 1,200"} < set(lines)
    assert {"files written 1", "files left as they were 20", "files removed 3"} < set(lines)
    assert lines[-2:] == ["remembered: body 0 of 1", "remembered: read 8 of 10"]


def test_json_tells_the_work_and_what_was_remembered() -> None:
    report = Report(tally={"parsed": 2}, hits={"read": 8}, misses={"read": 1, "body": 1})
    document = json.loads(words.as_json(report, 0))
    assert document["work"] == {"parsed": 2}
    assert document["memory"] == {"body": {"hits": 0, "misses": 1}, "read": {"hits": 8, "misses": 1}}
