"""Names that one file system or another takes for the same."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.ground.filenames import alike, composed, placeable, short_enough


@given(st.text())
def test_neither_case_nor_the_form_of_accents_tells_two_names_apart(path: str) -> None:
    for form in ("NFC", "NFD"):
        assert alike(unicodedata.normalize(form, path)) == alike(path)
        assert composed(unicodedata.normalize(form, path)) == composed(path)
    assert alike(path.casefold()) == alike(alike(path)) == alike(path)


def test_letters_tell_two_names_apart() -> None:
    assert len({alike(path) for path in ("a/b", "a/c", "ab", "\u00e4/b")}) == 4


@pytest.mark.parametrize("path", ["index.html", "2015/07/28/a/index.html", ".well-known/security.txt", "a/.git"])
def test_a_path_inside_the_folder_can_be_placed(path: str) -> None:
    assert placeable(path)


@pytest.mark.parametrize(
    "path",
    ["", "/a", "../a", "a/../b", "a//b", "./a", "a/", ".git", ".Git/config", ".digest-output", ".DIGEST-OUTPUT/x"],
)
def test_what_leads_out_or_is_reserved_can_not(path: str) -> None:
    assert not placeable(path)


def test_names_and_paths_that_no_file_system_takes_are_too_long() -> None:
    assert short_enough("a" * 255)
    assert not short_enough("a" * 256)
    assert not short_enough("ü" * 128)
    assert not short_enough("/x" * 1000)
    assert not placeable("a" * 256)
