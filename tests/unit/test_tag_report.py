"""The tags of a site as people and programs read them."""

from __future__ import annotations

import pytest

from digest import tag_report
from digest.convert.alike import Pair
from digest.convert.labels import Survey, Use
from digest.convert.relabelling import Merger


def merger(count: int) -> Merger:
    paths = tuple(f"content/{number:02}.md" for number in range(count))
    return Merger(alias="A\x1b", label="B", articles=paths, line="B | A", files=dict.fromkeys(paths, b""))


def test_numbers_stand_in_one_column_and_nothing_writes_on_the_terminal() -> None:
    survey = Survey(
        uses=(Use(label="Ferry", count=1200), Use(label="Tide\x1b[2J", count=9, spelt=("tide",))), articles=1201
    )
    assert tag_report.listing(survey).splitlines()[:2] == ["1,200  Ferry", r"    9  Tide\x1b[2J (also tide)"]


def test_the_command_for_a_pair_can_be_copied_as_it_stands() -> None:
    uses = (Use(label="-A", count=2), Use(label="A b", count=1))
    survey = Survey(uses=uses, alike=(Pair(less="-A", more="A b", likeness="spelling"),), articles=3)
    assert tag_report.listing(survey).endswith("\n    digest tags merge -- -A 'A b'")


@pytest.mark.parametrize(("count", "last"), [(1, "  content/00.md"), (23, "  … and 3 more")])
def test_a_dry_run_names_the_first_files(count: int, last: str) -> None:
    assert tag_report.merged(merger(count), dry_run=True).splitlines()[-1] == last


def test_one_article_has_and_several_have() -> None:
    assert "1 article now has `B`" in tag_report.merged(merger(1), dry_run=False)
    assert "2 articles now have `B`" in tag_report.merged(merger(2), dry_run=False)
