"""The signs that a line has from the lines around it."""

from __future__ import annotations

import pytest

from digest.convert.plain import neighbours, signs
from tests.unit.convert.plain.pasted import STORY, page


@pytest.mark.parametrize(
    ("values", "run"),
    [
        ([], (0, -1)),
        ([-1.0, -2.0], (0, -1)),
        ([2.0], (0, 0)),
        ([-1.0, 2.0, -0.5, 2.0, -1.0], (1, 3)),
        ([1.0, -3.0, 2.0], (2, 2)),
    ],
)
def test_the_main_run_is_the_one_with_the_greatest_sum(values: list[float], run: tuple[int, int]) -> None:
    assert neighbours.main_run(values) == run


def around(blocks: list[str], worth: list[float]) -> list[set[str]]:
    return [set(found) for found in neighbours.around(signs.look(page(*blocks), ""), worth)]


def test_a_heading_sees_the_story_on_both_sides() -> None:
    found = around([STORY[0], "What happens next", STORY[1]], [4.0, 0.0, 4.0])
    assert {"title, above ++ next", "title, below ++ next"} <= found[1]


def test_a_line_that_is_clearly_of_the_page_is_looked_through() -> None:
    found = around([STORY[0], "Related topics", "What happens next", STORY[1]], [4.0, -4.0, 0.0, 4.0])
    assert "title, above ++ one off" in found[2]
    assert "title, pointer above" in found[2]


def test_an_interruption_takes_no_part() -> None:
    found = around([STORY[0], "Advertisement", "What happens next", STORY[1]], [4.0, -4.0, 0.0, 4.0])
    assert found[1] == set()
    assert "title, above ++ next" in found[2]


def test_a_line_far_behind_the_story_knows_it() -> None:
    found = around([*STORY, *(f"Walk number {word}" for word in "one two three four".split())], [3.0] * 5 + [-2.0] * 4)
    assert "title behind the main run" in found[-1]
    assert "title with no story ahead" in found[-1]


def test_a_quotation_above_its_speaker_and_a_teaser_above_its_time_are_known() -> None:
    looks = signs.look(
        page("Nobody has ever asked us about the ferry.", "Anna Brandt", "Fire at the quay", "12:45"), ""
    )
    beside = neighbours.beside(looks)
    assert "above a name" in beside[0]
    assert "above a time" in beside[2]
