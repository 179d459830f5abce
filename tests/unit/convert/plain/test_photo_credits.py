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
