"""The words of page titles."""

from __future__ import annotations

from datetime import date

from digest.arrange import words
from digest.ground.wording import Wording
from digest.render import wordings

FIRST, LAST = date(2015, 12, 14), date(2015, 12, 20)


def spoken(language: str) -> Wording:
    return wordings.settle(language, [], [], ())[0]


def test_editions_are_named_by_their_kind() -> None:
    assert words.edition("week", FIRST, LAST, 51, spoken("en")) == "Week 51, 14–20 December 2015"
    assert words.edition("month", FIRST.replace(day=1), LAST, None, spoken("en")) == "December 2015"
    assert words.edition("day", FIRST, FIRST, None, spoken("en")) == "14 December 2015"


def test_days_and_months_are_named_in_the_language_of_the_site() -> None:
    assert words.day(FIRST, "en") == "14 December 2015"
    assert words.day(FIRST, "fr") == "14 décembre 2015"
    assert words.month(FIRST, "de") == "Dezember 2015"
    assert words.edition("week", FIRST, LAST, 51, spoken("fr")) == "Semaine 51, 14–20 décembre 2015"
    assert words.edition("week", FIRST, LAST, 51, spoken("tr")) == "51. hafta, 14–20 Aralık 2015"


def test_what_is_put_together_follows_the_language_too() -> None:
    assert words.feed("Le Site", "Monde", spoken("fr")) == "Le Site\u202f: Monde"
    assert words.numbered("العالم", 1200, spoken("ar")) == "العالم، الصفحة 1200"
    assert words.stories_of("Dünya", spoken("tr")) == "Haberler: Dünya"
