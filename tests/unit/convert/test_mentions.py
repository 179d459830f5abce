"""Mentions of names in a text."""

from __future__ import annotations

import pytest

from digest.convert import gazetteer, mentions


def names(text: str, language: str = "en", small: frozenset[str] = frozenset()) -> list[str]:
    """Names that no table knows, as mentioned in `text`."""
    found = mentions.find(gazetteer.tokens(text, language), language, gazetteer.load(language, ()), small)
    return [" ".join(mention.words) for mention in found if mention.words]


def places(text: str) -> dict[str, float]:
    """Known names mentioned in `text`, and how surely they are meant."""
    found = mentions.find(gazetteer.tokens(text, "en"), "en", gazetteer.load("en", ()), frozenset())
    return {mention.entry.label: mention.weight for mention in found if mention.entry}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was President Park Geun-hye who spoke.", "Park Geun-hye"),
        ("The US Secretary of State John Kerry left.", "John Kerry"),
        ("The South Korean Foreign Minister Yun Byung-se left.", "Yun Byung-se"),
        ("He met Dr. Ursula von der Leyen there.", "Ursula von der Leyen"),
        ("It is about Bashar al-Assad himself.", "Bashar al-Assad"),
        ("The book by J. K. Rowling sold out.", "J. K. Rowling"),
        ("She read of Minister for Energy Ana Blandiana today.", "Ana Blandiana"),
    ],
)
def test_titles_are_no_part_of_a_name(text: str, expected: str) -> None:
    assert names(text) == [expected]


def test_an_employer_before_a_title_is_a_name_of_its_own() -> None:
    assert names("We asked Nordwind chief executive Ana Lund and Nordwind CEO Ana Lund.") == [
        "Nordwind",
        "Ana Lund",
        "Nordwind",
        "Ana Lund",
    ]


@pytest.mark.parametrize(
    "text", ["Last week it rained.", "Despite the rain they came.", "However, nobody came on Monday."]
)
def test_a_word_that_only_begins_a_sentence_is_no_name(text: str) -> None:
    assert names(text) == []


def test_what_the_article_writes_small_elsewhere_is_no_name_at_the_beginning() -> None:
    assert names("Pensioners queued.", small=frozenset({"pensioners"})) == []


def test_days_and_months_end_a_name() -> None:
    assert names("He saw Ana Lund Monday in May 2014.") == ["Ana Lund"]


@pytest.mark.parametrize("body", ["Bank of Finland", "Institute for Peace and Security", "University of Somewhere"])
def test_bodies_join_what_follows_their_small_words(body: str) -> None:
    assert names(f"It is said that the {body} agreed.") == [body]


def test_people_beside_one_another_are_two() -> None:
    assert names("There were Ana Lund and Per Holm.") == ["Ana Lund", "Per Holm"]


def test_a_place_after_a_first_name_is_a_surname() -> None:
    assert places("They saw Michael Jordan play.") == {"Jordan": 0.0}
    assert places("They saw Jordan from the plane.") == {"Jordan": 1.0}


def test_a_place_before_another_name_counts_half() -> None:
    assert places("They cheered for Bristol Rovers.") == {"Bristol": 0.5}


def test_a_place_before_a_title_counts_in_full() -> None:
    assert places("They heard Iran President Hassan Rouhani.") == {"Iran": 1.0}


def test_a_place_in_an_adjective_counts() -> None:
    assert places("The Seoul-based firm and the US-led force left.") == {"Seoul": 1.0, "United States": 1.0}


def test_of_a_headline_in_capitals_only_known_names_are_read() -> None:
    assert names("Kerry Visits Seoul To Discuss Regional Security") == []
    assert places("Kerry Visits Seoul To Discuss Regional Security") == {"Seoul": 1.0}
