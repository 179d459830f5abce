"""Tags that may be one."""

from __future__ import annotations

import pytest

from digest.convert import alike


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("Bank of Scotland", "Bank of Scotland plc.", None),
        ("AT&T", "ATT", "spelling"),
        ("The Beatles", "Beatles", "spelling"),
        ("Elections", "Election", "plural"),
        ("Ferry", "Ferries", "plural"),
        ("USA", "United States", "names"),
        ("Burma", "Myanmar", "names"),
        ("Kim Jong-un", "Jong-un Kim", "order"),
        ("HPC", "Harbour Pilots Club", "acronym"),
        ("Kerry", "John Kerry", "surname"),
        ("Angela Merkle", "Angela Merkel", "slip"),
        ("Angela Merkl", "Angela Merkel", "slip"),
        ("North Korea", "South Korea", None),
        ("Austria", "Australia", None),
        ("Iran", "Iraq", None),
        ("Niger", "Nigeria", None),
        ("Euro 2012", "Euro 2016", None),
        ("York", "New York", None),
        ("Seoul", "Geneva", None),
    ],
)
def test_some_tags_are_alike_and_others_only_look_so(one: str, other: str, likeness: str | None) -> None:
    assert [pair.likeness for pair in alike.pairs({one: 2, other: 1})] == ([likeness] if likeness else [])


def test_the_one_that_is_used_more_often_should_stay_and_of_a_person_the_whole_name() -> None:
    pairs = alike.pairs({"Beatles": 9, "The Beatles": 3, "Kerry": 7, "John Kerry": 2})
    assert [(pair.less, pair.more) for pair in pairs] == [("The Beatles", "Beatles"), ("Kerry", "John Kerry")]


def test_a_pair_is_told_once_and_in_whatever_order_the_tags_come_the_same() -> None:
    counts = {"USA": 1, "U.S.A.": 2, "United States": 3, "UN": 1, "United Nations": 1}
    pairs = alike.pairs(counts)
    assert pairs == alike.pairs(dict(reversed(counts.items())))
    assert len({frozenset((pair.less, pair.more)) for pair in pairs}) == len(pairs)


def test_a_key_that_many_share_says_nothing() -> None:
    smiths = {f"{first * 3}{second * 3} Smith": 1 for first in "ABCDEFG" for second in "aeiouy"}
    assert alike.pairs(smiths | {"Smith": 5}) == []
