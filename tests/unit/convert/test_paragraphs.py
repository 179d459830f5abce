from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.convert.paragraphs import Replaced, merge_paragraphs

WORDS = st.lists(st.sampled_from("abcdefgh"), max_size=6, unique=True)


def text(*paragraphs: str) -> str:
    return "\n" + "\n\n".join(paragraphs) + "\n" if paragraphs else ""


def in_order_of(base: list[str], side: list[str]) -> bool:
    """Whether `side` only adds to and takes from `base`, and moves nothing."""
    return [word for word in side if word in base] == [word for word in base if word in side]


@settings(max_examples=500)
@given(WORDS, WORDS, WORDS)
def test_what_a_person_wrote_or_took_out_stays_so(base: list[str], mine: list[str], theirs: list[str]) -> None:
    merged = merge_paragraphs(text(*base), text(*mine), text(*theirs))[0].split()
    assert set(mine) - set(base) <= set(merged)
    assert not (set(base) - set(mine) - set(theirs)) & set(merged)


@settings(max_examples=500)
@given(WORDS, WORDS, WORDS)
def test_merging_twice_gives_what_merging_once_gives(base: list[str], mine: list[str], theirs: list[str]) -> None:
    if not (in_order_of(base, mine) and in_order_of(base, theirs)):
        return
    once, _ = merge_paragraphs(text(*base), text(*mine), text(*theirs))
    assert merge_paragraphs(text(*base), once, text(*theirs))[0] == once


@given(WORDS, WORDS)
def test_where_only_one_side_changed_its_version_is_the_outcome(base: list[str], changed: list[str]) -> None:
    assert merge_paragraphs(text(*base), text(*changed), text(*base)) == (text(*changed), [])
    assert merge_paragraphs(text(*base), text(*base), text(*changed))[0].split() == changed


def test_changes_in_neighbouring_paragraphs_are_no_conflict() -> None:
    merged = merge_paragraphs(text("one", "two", "three"), text("one", "TWO", "three"), text("one", "two", "THREE"))
    assert merged == (text("one", "TWO", "THREE"), [])


def test_where_both_changed_a_paragraph_the_persons_stays_and_the_other_is_told() -> None:
    merged, conflicts = merge_paragraphs(text("one", "two"), text("one", "my two"), text("one", "their two"))
    assert merged == text("one", "my two")
    assert conflicts == [Replaced(line=4, theirs="their two", mine="my two")]


def test_a_conflict_about_a_paragraph_that_a_person_moved_points_at_where_it_stands_now() -> None:
    moved = text("two", "three", "one")
    merged, conflicts = merge_paragraphs(text("one", "two", "three"), moved, text("their one", "two", "three"))
    assert merged == moved
    assert conflicts == [Replaced(line=6, theirs="their one", mine="one")]


def test_a_paragraph_edited_here_and_taken_out_there_stays() -> None:
    merged, conflicts = merge_paragraphs(text("one", "two"), text("one", "my two"), text("one"))
    assert merged == text("one", "my two")
    assert conflicts == [Replaced(line=4, theirs="", mine="my two")]


def test_what_both_put_in_at_the_same_place_is_all_kept() -> None:
    merged, conflicts = merge_paragraphs(text("one"), text("one", "mine"), text("one", "theirs"))
    assert merged.split() == ["one", "mine", "theirs"]
    assert conflicts == []


def test_the_persons_spacing_and_end_of_file_stay() -> None:
    base, mine = text("one", "two", "three"), "\n\none\n\n\n\ntwo \n \nthree, mine"
    assert (
        merge_paragraphs(base, mine, text("one", "two, theirs", "three"))[0]
        == "\n\none\n\n\n\ntwo, theirs\n\nthree, mine"
    )


def test_without_a_base_everything_stays_and_every_difference_is_told() -> None:
    mine = text("one", "mine")
    assert merge_paragraphs(None, mine, text("one", "theirs")) == (mine, [Replaced(line=2, theirs="theirs")])


@pytest.mark.parametrize("edited", ["    two", "  two", "\ttwo", "two  ", "    two  "])
def test_an_indentation_and_a_hard_break_are_edits_of_a_person(edited: str) -> None:
    base, mine = text("one", "two", "three"), text("one", edited, "three")
    merged, (conflict,) = merge_paragraphs(base, mine, text("one", "theirs", "three"))
    assert (merged, conflict.line, conflict.theirs, conflict.mine.strip()) == (mine, 4, "theirs", "two")
    assert merge_paragraphs(base, mine, text("ONE", "two", "three")) == (text("ONE", edited, "three"), [])
    assert merge_paragraphs(base, mine, text("one", "two")) == (text("one", edited), [])
