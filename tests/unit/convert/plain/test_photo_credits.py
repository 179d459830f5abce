"""Photo credits."""

import pytest

from digest.convert.plain import photo_credits


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Photo by: AP", "AP"),
        ("Photo: ESA", "ESA"),
        ("Image credit: NASA", "NASA"),
        ("(Photo by: Daniel Varga/Touchline Post)", "Daniel Varga/Touchline Post"),
        ("Photo : Le Quotidien", "Le Quotidien"),
        ("© AFP", "AFP"),
        ("(c) 2015 Jane Doe", "Jane Doe"),
        ("Photograph by Jane Doe/Agency", "Jane Doe/Agency"),
        ("Foto: Jane Doe", "Jane Doe"),
        ("صورة: رويترز", "رويترز"),
    ],
)
def test_a_credit_line_says_whom_the_picture_is_owed_to(line: str, who: str) -> None:
    found = photo_credits.read_credit(line)
    assert found is not None
    assert found.who == who


@pytest.mark.parametrize(
    "line",
    [
        "Photo finish at the line",
        "Photographs show none of them",
        "Title: The Photo",
        "Who took the photo: is it known?",
    ],
)
def test_other_lines_are_no_credits(line: str) -> None:
    assert photo_credits.read_credit(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "The bridge on Monday. Photo: Jane Doe",
        "Die Brücke am Montag. Foto: Anna Brandt",
        "El puente, este lunes. EFE",
        "Le pont, lundi / AFP",
        "Köprü pazartesi günü. GETTY İMAGES",
        "The bridge on Monday (AP Photo)",
        "The bridge, seen from the north bank, via Getty Images",
        "Die Brücke © Hafenmuseum",
        "橋の様子 写真：山田",
    ],
)
def test_a_caption_names_whom_its_picture_is_owed_to(line: str) -> None:
    assert photo_credits.names_a_source(line)


@pytest.mark.parametrize(
    "line",
    [
        "The bridge was closed on Monday.",
        "She said: nobody asked us.",
        "Reuters reported that the bridge was closed.",
        "A photo of the bridge went round the world.",
    ],
)
def test_a_sentence_names_no_source_of_a_picture(line: str) -> None:
    assert not photo_credits.names_a_source(line)


def test_the_credit_behind_a_caption_names_the_photographer_alone() -> None:
    found = photo_credits.read_credit("Photo: The sisters at the oven. Credit: Jane Doe")
    assert found is not None
    assert found.who == "Jane Doe"


def test_a_sentence_behind_a_label_is_no_credit() -> None:
    assert photo_credits.read_credit("Video: nothing at all was found, the police said.") is None


def test_a_notice_of_rights_is_no_credit() -> None:
    assert photo_credits.read_credit("© All rights reserved") is None
