from __future__ import annotations

import pytest

from digest.convert.merge import Merged, merge, taken_apart

BASE = "---\ntitle: Talks\ndate: 2015-07-28\ntags: [Seoul]\nstatus: published\n---\n\nOne.\n\nTwo.\n"


def merged(mine: str, theirs: str, base: str | None = BASE) -> Merged:
    found = merge(base, mine, theirs)
    assert found is not None
    return found


def test_where_the_seed_changed_nothing_not_a_byte_changes() -> None:
    mine = BASE.replace("title: Talks", 'title:   "Talks!"  # better').replace("Two.\n", "Two.  \n\n\n\nThree")
    assert merged(mine, BASE) == Merged(text=mine)


def test_where_a_person_changed_nothing_the_seed_decides() -> None:
    theirs = BASE.replace("Talks", "New talks")
    assert merged(BASE, theirs) == Merged(text=theirs)


def test_changes_in_different_fields_and_paragraphs_meet() -> None:
    mine = BASE.replace("[Seoul]", "[Seoul, Korea]").replace("One.", "One, edited.")
    theirs = BASE.replace("Talks", "New talks").replace("Two.", "Two, updated.")
    both = theirs.replace("[Seoul]", "[Seoul, Korea]").replace("One.", "One, edited.")
    assert merged(mine, theirs) == Merged(text=both)


def test_where_both_changed_a_field_the_persons_stays_and_the_other_is_told() -> None:
    mine, theirs = BASE.replace("Talks", "My talks"), BASE.replace("Talks", "Their talks")
    found = merged(mine, theirs)
    assert found.text == mine
    (conflict,) = found.conflicts
    assert (conflict.part, conflict.theirs, conflict.line) == ("title", "title: Their talks", 2)


def test_a_conflict_in_the_body_tells_its_line_in_the_file() -> None:
    (conflict,) = merged(BASE.replace("Two.", "My two."), BASE.replace("Two.", "Their two.")).conflicts
    assert (conflict.part, conflict.theirs, conflict.line) == ("body", "Their two.", 10)


def test_a_field_that_a_person_took_out_stays_out() -> None:
    mine = BASE.replace("tags: [Seoul]\n", "")
    assert merged(mine, BASE.replace("Talks", "New")).text == mine.replace("Talks", "New")
    assert merged(mine, BASE.replace("[Seoul]", "[Busan]")).text == mine


def test_a_field_that_the_seed_has_no_longer_goes_and_a_new_one_comes_at_its_place() -> None:
    mine = BASE.replace("Two.", "My two.")
    theirs = BASE.replace("tags: [Seoul]\n", "").replace("date:", "summary: In short\ndate:")
    assert merged(mine, theirs).text == theirs.replace("Two.", "My two.")


def test_comments_keys_and_formatting_of_a_person_stay() -> None:
    header = (
        "# my notes\n"
        "title: 'Talks'   # keep\n"
        "date: 2015-07-28\n"
        "\n"
        "# the list\n"
        "tags:\n"
        "  - Seoul  # capital\n"
        "weight: 3\n"
        "status: published\n"
        "# the end\n"
    )
    mine = f"---\n{header}---\n\nOne.\n\nTwo.\n"
    found = merged(mine, BASE.replace("2015-07-28", "2015-07-29").replace("Two", "2"))
    assert found == Merged(text=mine.replace("2015-07-28", "2015-07-29").replace("Two", "2"))


def test_a_comment_behind_a_value_stays_when_the_seed_changes_the_value() -> None:
    mine = BASE.replace("title: Talks", "title: Talks # checked").replace("Two.", "My two.")
    assert "title: New # checked\n" in merged(mine, BASE.replace("Talks", "New")).text


def test_a_comment_behind_a_value_that_the_seed_has_no_longer_stays_and_is_told() -> None:
    mine = BASE.replace("date: 2015-07-28", "date: 2015-07-28  # checked with the press office")
    found = merged(mine, BASE.replace("date: 2015-07-28\n", ""))
    assert found.text == mine
    assert [(conflict.part, conflict.theirs, conflict.line) for conflict in found.conflicts] == [("date", "", 3)]


def test_a_hash_in_a_value_is_no_comment() -> None:
    base = BASE.replace("title: Talks", 'title: "Talks: the # 1 question"')
    mine, theirs = base.replace("Two.", "My two."), BASE.replace("Two.", "2.")
    found = merged(mine, theirs, base)
    assert found.text == BASE.replace("Two.", "My two.")
    assert [conflict.part for conflict in found.conflicts] == ["body"]


def test_a_conflict_tells_its_line_in_the_merged_file() -> None:
    mine = BASE.replace("status: published", "status: draft").replace("Two.", "My two.")
    theirs = BASE.replace("date:", "summary: In short\ndate:").replace("status: published", "status: review")
    theirs = theirs.replace("One.", "Zero.\n\nOne.").replace("Two.", "Their two.")
    found = merged(mine, theirs)
    lines = found.text.splitlines()
    assert [lines[conflict.line - 1] for conflict in found.conflicts] == ["status: draft", "My two."]


def test_a_reformatted_value_with_a_comment_in_it_counts_as_edited() -> None:
    mine = BASE.replace("tags: [Seoul]", "tags:\n  - Seoul # capital")
    found = merged(mine, BASE.replace("[Seoul]", "[Busan]"))
    assert found.text == mine
    assert [conflict.part for conflict in found.conflicts] == ["tags"]


def test_the_persons_line_ends_stay() -> None:
    mine = BASE.replace("Two.", "My two.").replace("\n", "\r\n")
    assert merged(mine, BASE.replace("Talks", "New")).text == mine.replace("Talks", "New")
    assert merged(BASE.replace("\n", "\r\n"), BASE.replace("Talks", "New")).text == BASE.replace("\n", "\r\n").replace(
        "Talks", "New"
    )


@pytest.mark.parametrize(
    "mine",
    [
        "No header.\n",
        BASE.replace("---\n\nOne", "\n\nOne"),
        BASE.replace("title: Talks", "title: [Talks"),
        BASE.replace("date:", "title: Twice\ndate:"),
        "---\n{title: Talks, date: 2015-07-28}\n---\n\nOne.\n",
        "",
    ],
)
def test_a_file_whose_header_cannot_be_read_is_left_to_its_author(mine: str) -> None:
    assert merge(BASE, mine, BASE.replace("Talks", "New")) is None


def test_without_a_base_the_file_stays_and_each_difference_is_told() -> None:
    mine = BASE.replace("Talks", "My talks").replace("Two.", "My two.")
    found = merged(mine, BASE, None)
    assert found.text == mine
    assert [conflict.part for conflict in found.conflicts] == ["title", "body"]


def test_without_a_base_an_equal_file_is_no_conflict() -> None:
    assert merged(BASE, BASE, None) == Merged(text=BASE)


def test_merging_twice_gives_what_merging_once_gives() -> None:
    mine = BASE.replace("[Seoul]", "[Korea]").replace("One.", "My one.\n\nMine.")
    theirs = (
        BASE.replace("Talks", "New")
        .replace("[Seoul]", "[Busan]")
        .replace("One.", "One.\n\nTheirs.")
        .replace("Two.", "2.")
    )
    once = merged(mine, theirs).text
    assert merged(once, theirs).text == once


def test_a_file_is_taken_apart_into_plain_data_and_a_body() -> None:
    mine = "---\r\nid: a\r\ntopics:\r\n- world\r\nkicker: 1.10\r\n---\r\nBody.\r\n"
    assert taken_apart(mine) == ({"id": "a", "topics": ["world"], "kicker": "1.10"}, "Body.\n")
    assert taken_apart("no header") is None


def test_an_empty_header_holds_nothing() -> None:
    assert taken_apart("---\n\n---\nText.\n") == ({}, "Text.\n")
