from __future__ import annotations

from digest.relate.terms import terms


def test_a_tag_weighs_more_than_a_word_of_the_headline_and_that_more_than_one_of_the_text() -> None:
    found = terms("Ferry strike", "", ["Harbour"], "The quays were empty.")
    assert found["#harbour"] > found["ferry"] > found["quays"]


def test_a_word_of_headline_and_text_weighs_as_one_of_the_headline() -> None:
    assert terms("Ferry", "", (), "The ferry left.")["ferry"] == terms("Ferry", "", (), "")["ferry"]


def test_inflected_forms_and_accents_are_one_term() -> None:
    assert terms("Elections in Iceland", "", (), "").keys() == terms("ELECTION in Icelandic", "", (), "").keys()
    assert terms("Élections", "", (), "").keys() == terms("elections", "", (), "").keys()


def test_short_words_and_numbers_are_none() -> None:
    assert terms("The sea at 2015", "", (), "") == {}


def test_in_scripts_without_spaces_pairs_of_characters_are_words() -> None:
    assert {"東京", "京都"} <= terms("東京都", "", (), "").keys()


def test_only_the_opening_of_a_text_counts() -> None:
    assert "lighthouse"[:6] not in terms("", "", (), "harbour " * 200 + "lighthouse")


def test_the_order_is_settled() -> None:
    assert list(terms("Zebra Apple", "", ["Mango"], "")) == sorted(terms("Apple", "", ["Mango"], "zebra"))


def test_a_text_with_letters_beyond_ascii_has_the_words_that_it_has_without() -> None:
    plain = terms("", "", (), "Lanterns, granite_steps; 40quays at O'Hara pier")
    assert plain.keys() == {"lanter", "granit", "steps", "quays", "ohara", "pier"}
    assert terms("", "", (), "Lanterns, granite_steps; 40quays at O'Hara pier — “ы”").keys() == plain.keys()
