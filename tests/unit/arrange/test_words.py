"""The words of page titles."""

from __future__ import annotations

from datetime import date

from digest.arrange import words

FIRST, LAST = date(2015, 12, 14), date(2015, 12, 20)


def test_editions_are_named_by_their_kind() -> None:
    assert words.edition("week", FIRST, LAST, 51, "en") == "Week 51, 14–20 December 2015"
    assert words.edition("month", FIRST.replace(day=1), LAST, None, "en") == "December 2015"
    assert words.edition("day", FIRST, FIRST, None, "en") == "14 December 2015"


def test_days_and_months_are_named_in_the_language_of_the_site() -> None:
    assert words.day(FIRST, "en") == "14 December 2015"
    assert words.day(FIRST, "fr") == "14 décembre 2015"
    assert words.month(FIRST, "de") == "Dezember 2015"
    assert words.edition("week", FIRST, LAST, 51, "fr").endswith("14–20 décembre 2015")
