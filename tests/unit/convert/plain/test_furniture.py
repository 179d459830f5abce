"""Furniture: what belongs to the page around a story."""

import pytest

from digest.convert.plain import furniture


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Share on Facebook", "share"),
        ("Facebook Twitter WhatsApp", "share"),
        ("Facebook | Twitter | Email", "share"),
        ("ADVERTISEMENT", "advertisement"),
        ("Werbung überspringen", "advertisement"),
        ("12 comments", "comments"),
        ("Sign up for our newsletter", "newsletter"),
        ("Read more: Our review, without a single spoiler", "promo"),
        ("Mehr zum Thema", "promo"),
        ("5 min read", "reading-time"),
        ("ENDS", "end"),
        ("* * *", "ornament"),
    ],
)
def test_furniture_is_named_by_its_rule(line: str, rule: str) -> None:
    assert furniture.read_furniture(line) == rule


@pytest.mark.parametrize(
    "line",
    [
        "Read more books, said the minister.",
        "Watch the sky, they said.",
        "The share of women rose",
        "Comment was free",
        "Related deaths fell by a tenth",
        "In the end",
    ],
)
def test_sentences_are_not_furniture(line: str) -> None:
    assert furniture.read_furniture(line) is None
