"""Names known beforehand: vocabulary, organisations, places."""

from __future__ import annotations

from importlib import resources

import pytest

from digest.convert import gazetteer


def label(text: str, language: str = "en", vocabulary: tuple[str, ...] = (), *, capitals: bool = False) -> str | None:
    """The known name with which `text` begins."""
    index = gazetteer.load(language, vocabulary)
    found = gazetteer.find(gazetteer.tokens(text, language), 0, language, index, capitals=capitals)
    return found[0].label if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("South Koreans", "South Korea"),
        ("DPRK", "North Korea"),
        ("U.S. banks", "United States"),
        ("Iran’s offer", "Iran"),
        ("Kiev", "Kyiv"),
        ("St. Petersburg", "St. Petersburg"),
        ("Papua New Guinea", "Papua New Guinea"),
        ("the Netherlands", "Netherlands"),
        ("UN", "United Nations"),
    ],
)
def test_a_place_is_known_by_all_its_names(text: str, expected: str) -> None:
    assert label(text) == expected


@pytest.mark.parametrize("text", ["turkey with chestnuts", "china cups", "us", "who", "polish the silver"])
def test_small_letters_are_no_place(text: str) -> None:
    assert label(text) is None


def test_the_longest_name_is_taken() -> None:
    assert label("New York City Council") == "New York"
    assert label("Guinea-Bissau votes") == "Guinea-Bissau"


def test_a_line_of_capitals_is_read_as_such() -> None:
    assert label("SAUDI ARABIA CUTS OUTPUT", capitals=True) == "Saudi Arabia"
    assert label("US", capitals=True) is None, "in a line of capitals it may be the pronoun"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "États-Unis", "États-Unis"),
        ("fr", "Londres", "Londres"),
        ("de", "Frankreichs Präsident", "Frankreich"),
        ("es", "Alemania", "Alemania"),
        ("tr", "Ankara'da", "Ankara"),
        ("tr", "Almanya'nın", "Almanya"),
        ("ar", "وليبيا", "ليبيا"),
        ("ar", "للولايات المتحدة", "الولايات المتحدة"),
    ],
)
def test_places_have_their_names_in_the_article_s_language(language: str, text: str, expected: str) -> None:
    assert label(text, language) == expected


def test_the_vocabulary_of_the_site_comes_first_and_any_of_its_aliases_gives_its_label() -> None:
    vocabulary = ("USA | US | U.S. | America", "climate talks | climate summit")
    assert label("US", vocabulary=vocabulary) == "USA"
    assert label("Climate Summit", vocabulary=vocabulary) == "climate talks", "written small, it holds in any case"


@pytest.mark.parametrize(
    ("dateline", "country"),
    [
        ("SEOUL", "South Korea"),
        ("Seoul", "South Korea"),
        ("STAMFORD, Conn.", "United States"),
        ("SAN JOSE, Calif.", "United States"),
        ("KANATA, Ontario", "Canada"),
        ("Baikonur, Kazakhstan", "Kazakhstan"),
        ("SOMEWHERE", None),
        ("", None),
    ],
)
def test_a_dateline_tells_its_country(dateline: str, country: str | None) -> None:
    place = gazetteer.place_of(dateline, "en")
    assert (place.country if place else None) == country


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("U.S. troops in St. Ives", ["U.S.", "troops", "in", "St.", "Ives"]),
        ("J. R. Lund's AT&T-run plan", ["J.", "R.", "Lund's", "AT&T-run", "plan"]),
        ("Smith & Sons Inc.Ltd.", ["Smith", "&", "Sons", "Inc.Ltd", "."]),
        ("l’accord_final, 2015", ["l'accord", "final", ",", "2015"]),
    ],
)
def test_abbreviations_and_joined_words_are_one_word_each(text: str, words: list[str]) -> None:
    assert gazetteer.tokens(text, "en") == words


def test_the_tables_stay_small() -> None:
    data = resources.files("digest.convert").joinpath("data")
    names = ("gazetteer", "vocabulary", "titles", "topics", "languages")
    assert sum(len(file.read_bytes()) for file in data.iterdir() if file.name.startswith(names)) <= 150 * 1024
