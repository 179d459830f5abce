"""Dates and times that a story is told by are its own, and no stamps of the page."""

from __future__ import annotations

import pytest

from digest.convert.plain import chronicle
from tests.unit.convert.plain.pasted import page, parts


def entries(text: str) -> list[str]:
    return [part.text for part in chronicle.mark(parts(text)) if part.rule == chronicle.ENTRY]


def test_the_days_of_a_timeline_belong_to_it_and_the_first_stamp_is_the_storys() -> None:
    text = (
        "How the weir broke\n12 August 2021\nThe weir gave way after four days of rain, and this is how it came to that.\n"
        "5 August 2021\nIt begins to rain.\n6 August 2021\nThe warning is given at noon.\n9 August 2021\nThe wall breaks."
    )
    assert entries(text) == ["5 August 2021", "6 August 2021", "9 August 2021"]


@pytest.mark.parametrize("times", [("08:15 Uhr", "09:40 Uhr", "12:00 Uhr"), ("17.55 GMT", "17.40 GMT", "16.02 GMT")])
def test_the_times_of_a_live_report_belong_to_it(times: tuple[str, ...]) -> None:
    told = "\n".join(f"{time}\nThe divers go down to the piers again." for time in times)
    assert entries(f"Bridge shut: live\n9 February 2024\n{told}") == list(times)


def test_the_dates_below_teasers_are_none() -> None:
    assert entries("Most read\nFire at the quay\n5 May 2021\nFair opens\n6 May 2021\nRow over pier\n7 May 2021") == []


def test_two_stamps_of_a_story_are_no_chronicle() -> None:
    assert (
        entries("Bridge shut\nUpdated 5 May 2021\n4 May 2021\nThe bridge is shut.\n3 May 2021\nIt was checked.") == []
    )


def test_days_ago_are_the_pages() -> None:
    assert chronicle.mark(page("1 hour ago", "It rains.", "2 hours ago", "It rained.", "3 hours ago", "All was dry."))[
        0
    ].role == ("stamp")
