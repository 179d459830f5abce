from __future__ import annotations

import pytest

from digest.convert.plain import trade


def test_words_are_folded() -> None:
    assert {"publie le", "published on"} <= trade.words("published")


def test_the_longest_phrase_stands_first() -> None:
    lengths = [len(phrase) for phrase in trade.phrases("newsletter-start")]
    assert lengths == sorted(lengths, reverse=True)
    assert trade.words("newsletter-start") == {*trade.phrases("newsletter-start")}


def test_a_section_that_is_not_there_is_a_mistake_of_the_program() -> None:
    with pytest.raises(LookupError):
        trade.words("nonsense")


def test_months_and_days_are_known_in_many_languages() -> None:
    assert trade.months()["avril"] == {4}
    assert trade.months()["temmuz"] == {7}
    assert "donnerstag" in trade.days()


def test_a_zone_is_an_offset_or_a_place_whose_summer_time_decides() -> None:
    assert trade.zones()["gmt"] == "+00:00"
    assert all(value[0] in "+-" or "/" in value for value in trade.zones().values())
