"""A second article in a text shows by its head."""

from __future__ import annotations

import pytest

from digest.config import Config, Site
from digest.convert.plain.drafting import draft
from tests.unit.convert.plain.pasted import STORY

FIRST = ("Swing bridge to stay shut", "By Ann Low", "9 January 2020", *STORY[:3])


def warned(*lines: str) -> list[int | None]:
    found = draft("\n".join(lines), "a.txt", Config(site=Site(title="Test", url="https://example.org/")))
    return [each.place.line for each in found.diagnostics if each.code == "seed-several" and each.place is not None]


@pytest.mark.parametrize("head", [("By Will Day", "10 January 2020"), ("10 January 2020", "By Will Day")])
def test_a_headline_with_byline_and_date_amid_a_story_is_told(head: tuple[str, ...]) -> None:
    assert warned(*FIRST, "Fair returns to the old quay", *head, *STORY[3:]) == [7]


def test_a_sub_heading_or_a_date_amid_a_story_is_nothing_to_tell() -> None:
    assert warned(*FIRST, "What comes next for the bridge", "10 January 2020", *STORY[3:]) == []
