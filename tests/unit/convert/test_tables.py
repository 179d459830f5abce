from __future__ import annotations

from importlib import resources

import pytest

from digest.convert import tables

FILES = sorted(file.name for file in resources.files("digest.convert").joinpath("data").iterdir())


@pytest.mark.parametrize("name", FILES)
def test_a_table_is_its_rows_without_blank_lines_and_remarks(name: str) -> None:
    rows = tables.rows(name)
    assert rows
    assert all(row == row.strip() and row[0] != "#" for row in rows)


@pytest.mark.parametrize("name", FILES)
def test_the_sections_of_a_table_hold_each_of_its_rows(name: str) -> None:
    sections = tables.sections(name)
    rows = [row for row in tables.rows(name) if not row.startswith("[")]
    assert [row for section in sections.values() for row in section] == rows


def test_a_heading_stands_in_brackets_and_what_is_behind_them_is_a_remark() -> None:
    assert [*tables.sections("titles.txt")] == [
        *("ranks", "portfolios", "breaks", "common", "joints", "bodies"),
        *("tails", "things", "firstnames"),
    ]


def test_a_table_that_is_not_there_has_no_rows() -> None:
    assert tables.rows("topics.tlh.txt") == ()
    assert tables.sections("topics.tlh.txt") == {}
