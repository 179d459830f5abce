"""`digest list`: what is held back, and why."""

from __future__ import annotations

import json
from pathlib import Path

from tests.unit.cli.runs import article, process


def test_list_shows_each_article_that_is_held_back_with_its_reason(held: Path) -> None:
    done = process("list", "--site", held, "--now", "2016-01-01")
    assert done.returncode == 0
    assert done.stdout == (
        "content/2015/07/29/draft.md\n  draft: The ferry\ncontent/2017.md\n  future (2017-01-01): The ferry\n"
        "2 held back: 1 in draft, 1 of a day to come\n"
    )


def test_list_can_be_narrowed_to_one_reason(held: Path) -> None:
    done = process("list", "drafts", "--site", held, "--now", "2016-01-01")
    assert done.stdout == "content/2015/07/29/draft.md\n  draft: The ferry\n1 held back: 1 in draft\n"
    assert "nothing is held back" in process("list", "review", "--site", held).stdout


def test_list_says_that_nothing_is_held_back_though_there_are_warnings_but_not_when_there_are_errors(
    site: Path,
) -> None:
    story = site / "content/2015/07/28/ferry.md"
    story.write_text(article("2015-07-28").replace("id: a20150728\n", ""), encoding="utf-8")
    done = process("list", "--site", site)
    assert "warning[id-missing]" in done.stderr
    assert done.stdout == "nothing is held back\n"
    story.write_text(article("2015-13-28"), encoding="utf-8")
    assert process("list", "--site", site).stdout == ""


def test_list_can_be_read_by_programs(held: Path) -> None:
    done = process("list", "--site", held, "--now", "2016-01-01", "--format", "json")
    assert [one["reason"] for one in json.loads(done.stdout)["held"]] == ["draft", "future"]
