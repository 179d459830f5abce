"""Captions: known by the credit that they end with, or by whom they point at."""

import pytest

from digest.convert.plain import captions


@pytest.mark.parametrize(
    "line",
    [
        "The ferry leaves the old quay. © Quay Archive",
        "The ferry leaves the old quay (Image: Getty)",
        "The ferry leaves the old quay. (Jan Kurz / Reuters)",
        "Die Fähre verlässt den alten Kai, Foto: Anna Berg",
        "Die Fähre verlässt den alten Kai. Bildrechte: dpa",
        "Le ferry quitte le vieux quai. Jean Durand / AFP",
        "El transbordador deja el muelle viejo. EFE",
        "Anna Berg/Getty Images",
        "Captain Brandt (l.) greets the harbour master",
        "Kapitän Brandt (links) begrüßt die Hafenmeisterin",
    ],
)
def test_a_line_that_ends_with_a_credit_or_points_at_somebody_is_a_caption(line: str) -> None:
    assert captions.is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "Shipyard wins ruling on copyright",
        "The big picture: why ferries are late again",
        "How the pier was sold on Instagram",
        "Police and press agree on a code: no photo of the victims",
        "Eastern pier to close for two winters",
        "The board (which meets on Mondays) says that it was never asked",
    ],
)
def test_a_headline_with_a_word_of_credits_in_it_is_no_caption(line: str) -> None:
    assert not captions.is_caption(line)


def test_a_short_line_over_a_line_of_nothing_but_a_credit_is_its_caption() -> None:
    assert captions.stands_over_credit("The ferry leaves the old quay", "Quelle: dpa")
    assert not captions.stands_over_credit("The ferry leaves the old quay", "It comes back at noon")
    assert not captions.stands_over_credit("The ferry leaves the old quay", None)


def test_a_closing_agency_makes_no_caption_of_the_last_paragraph() -> None:
    assert not captions.stands_over_credit("The ferry leaves the old quay", "(AP)")
