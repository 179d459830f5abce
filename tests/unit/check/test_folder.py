"""The output folder as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.config import Check
from tests.unit.check.samples import checked, page, told


def test_what_is_planned_must_be_there(tmp_path: Path) -> None:
    found = checked(tmp_path, {}, {"about/index.html": "content/pages/about.md"}, planned=("about/index.html",))
    assert told(found) == [("output-missing", "content/pages/about.md")]


def test_what_nobody_planned_is_told_unless_a_build_made_it(tmp_path: Path) -> None:
    built = {"index.html": page(), "notes.bak": "x", "old/index.html": page()}
    found = checked(tmp_path, built, planned=("index.html",), known=("old/index.html",))
    assert told(found) == [("output-stray", "public/notes.bak")]


def test_a_folder_that_is_made_apart_from_the_plan_is_let_be(tmp_path: Path) -> None:
    built = {"index.html": page(), "pagefind/2015/search.key": "x", "pagefinder.txt": "x"}
    found = checked(tmp_path, built, planned=("index.html",), apart=("pagefind/",))
    assert told(found) == [("output-stray", "public/pagefinder.txt")]


def test_names_that_differ_in_capitals_or_accents_alone_clash(tmp_path: Path) -> None:
    built = {"a/Pier.png": "", "a/pier.png": "", "B/x.txt": "", "b/y.txt": "", "e\u0301.png": "", "\xe9.png": ""}
    found = checked(tmp_path, built)
    assert [finding.code for finding in found] == ["output-clash"] * 3


@pytest.mark.parametrize("stray", ["INDEX.html", "indeX.html"])
def test_of_two_that_clash_the_one_that_nobody_planned_is_named(tmp_path: Path, stray: str) -> None:
    found = checked(tmp_path, {"index.html": page(), stray: page()}, planned=("index.html",))
    assert told(found) == [("output-clash", f"public/{stray}"), ("output-stray", f"public/{stray}")]
    assert f"`{stray}` is no part of the site: delete it" in found[-1].hint + found[0].hint


def test_pages_and_pictures_that_are_too_large_are_told_with_their_sources(tmp_path: Path) -> None:
    built = {"index.html": page("x" * 2000), "pier.jpg": "x" * 3001, "data.bin": "x" * 9000}
    sources = {"index.html": "themes/own/templates/home.html", "pier.jpg": "content/2015/07/28/pier.jpg"}
    found = checked(tmp_path, built, sources, limits=Check(page=2, picture=3))
    assert told(found) == [
        ("page-large", "themes/own/templates/home.html"),
        ("picture-large", "content/2015/07/28/pier.jpg"),
    ]
    assert {finding.severity for finding in found} == {"warning"}


def test_just_within_the_limits_is_no_fault(tmp_path: Path) -> None:
    assert checked(tmp_path, {"pier.jpg": "x" * 3000}, limits=Check(picture=3)) == []
