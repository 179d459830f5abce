"""What a wrong name was meant to be."""

from __future__ import annotations

from digest.ground.suggestions import Suggestions


def test_the_nearest_name_is_suggested_whatever_the_order() -> None:
    for known in (["world", "sport"], ["sport", "world"]):
        suggestions = Suggestions(known)
        assert suggestions.nearest("wrld") == "world"
        assert suggestions.nearest("quartz") is None


def test_only_so_many_names_are_compared_and_each_wrong_one_is_asked_for_once() -> None:
    suggestions = Suggestions(["world"], most=2)
    assert [suggestions.nearest(word) for word in ("wrld", "worl", "wolrd")] == ["world", "world", None]
    assert suggestions.nearest("wrld") == "world"
