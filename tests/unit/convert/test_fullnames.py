"""Short forms of names joined with their full names."""

from __future__ import annotations

from digest.convert import fullnames
from digest.convert.fullnames import Candidate, Sighting
from digest.convert.mentions import Mention


def gather(*mentioned: str, text: str = "", small: str = "", language: str = "en") -> dict[str, float]:
    """Labels and counts of the candidates among mentions in mid-sentence."""
    seen = [
        Sighting(mention=Mention(words=tuple(name.split(" "))), where="body", at=at)
        for at, name in enumerate(mentioned)
    ]
    found: list[Candidate] = fullnames.gather(seen, text, frozenset(small.split()), language)
    return {candidate.label: candidate.count for candidate in found}


def test_a_surname_joins_its_full_name() -> None:
    assert gather("Kerry", "John Kerry", "Kerry", "Kerry") == {"John Kerry": 4}


def test_a_given_name_with_a_hyphen_joins_its_full_name() -> None:
    assert gather("Hyon Yong-chol", "Yong-chol") == {"Hyon Yong-chol": 2}


def test_a_name_is_written_as_it_is_most_often() -> None:
    assert gather("Park Geun-Hye", "Park Geun-hye", "Park Geun-hye") == {"Park Geun-hye": 3}


def test_a_surname_that_two_share_joins_neither() -> None:
    assert gather("Ana Lund", "Per Lund", "Lund", "Lund") == {"Ana Lund": 1, "Per Lund": 1, "Lund": 2}


def test_a_single_word_that_is_mentioned_once_is_left_out() -> None:
    assert gather("Lund", "Kerry", "Kerry") == {"Kerry": 2}


def test_a_firm_does_not_vanish_in_one_of_its_parts() -> None:
    assert gather(*["Nordwind"] * 5, "Nordwind Pictures") == {"Nordwind": 5, "Nordwind Pictures": 1}


def test_a_description_before_a_full_name_falls_off() -> None:
    assert gather("Pole Agnieszka Lis", "Agnieszka Lis") == {"Agnieszka Lis": 2}


def test_an_acronym_joins_its_long_form() -> None:
    text = "The Office for Budget Duty (OBD) said so."
    assert gather("Office for Budget Duty", "OBD", "OBD", text=text) == {"Office for Budget Duty": 3}


def test_an_acronym_of_small_words_is_no_name() -> None:
    assert gather("SLBM", text="a submarine-launched ballistic missile (SLBM) test") == {}


def test_words_that_are_written_small_too_are_no_name_alone() -> None:
    assert gather("Start", small="start") == {}


def test_in_german_a_word_behind_an_article_is_a_noun() -> None:
    parts = [["Die", "Zukunft", "ist", "offen"]]
    small = " ".join(fullnames.nouns(parts, "de"))
    assert gather("Neue Zukunft", "Angela Merkel", "Haus", small=small, language="de") == {"Angela Merkel": 1}
    assert fullnames.nouns(parts, "en") == frozenset()
