"""Buttons: lines that are there for the reader of the page."""

import pytest

from digest.convert.plain import buttons


@pytest.mark.parametrize(
    "line",
    ["Share this story: Eastern pier to close", "Facebook Twitter WhatsApp", "Teilen Drucken Merken", "Copy link"],
)
def test_share_rows_and_calls_are_of_the_page(line: str) -> None:
    assert buttons.is_of_the_page(line)


@pytest.mark.parametrize(
    "line", ["Share prices fall as the ferry stops", "Eastern pier to close for two winters", "Die Ostmole schließt"]
)
def test_a_headline_is_not_of_the_page(line: str) -> None:
    assert not buttons.is_of_the_page(line)
