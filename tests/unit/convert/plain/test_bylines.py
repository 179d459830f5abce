"""Bylines: who wrote it, for whom, from where."""

import pytest

from digest.convert.plain import bylines


@pytest.mark.parametrize(
    ("line", "authors", "outlet", "place"),
    [
        ("By Mara Lindqvist", ("Mara Lindqvist",), None, None),
        ("BY MARA LINDQVIST", ("MARA LINDQVIST",), None, None),
        ("By Oskar Brandvold, The Northern Ledger", ("Oskar Brandvold",), "The Northern Ledger", None),
        ("By Ines Carvalho in Madrid", ("Ines Carvalho",), None, "Madrid"),
        ("By Janie Gale, Reuters", ("Janie Gale",), "Reuters", None),
        ("By Jane Doe Travel News Reporter", ("Jane Doe",), None, None),
        ("By Jane Doe, John Roe and Ana de la Cruz", ("Jane Doe", "John Roe", "Ana de la Cruz"), None, None),
        ("By Jane Doe jane@example.com", ("Jane Doe",), None, None),
        ("Par Étienne Marchal", ("Étienne Marchal",), None, None),
        ("Von Anna Berg und Jan-Ole Kurz", ("Anna Berg", "Jan-Ole Kurz"), None, None),
        ("بقلم: ليلى منصور", ("ليلى منصور",), None, None),
    ],
)
def test_a_byline_names_people_outlet_and_place(
    line: str, authors: tuple[str, ...], outlet: str | None, place: str | None
) -> None:
    found = bylines.read_byline(line)
    assert found is not None
    assert (found.authors, found.outlet, found.place) == (authors, outlet, place)


@pytest.mark.parametrize(
    "line",
    [
        "By noon the square was full",
        "By the time he came, she was gone.",
        "From Russia, with love",
        "By",
        "By and by",
        "Said Jane Doe",
    ],
)
def test_a_sentence_is_no_byline(line: str) -> None:
    assert bylines.read_byline(line) is None


def test_a_line_of_names_is_a_bare_byline() -> None:
    found = bylines.read_bare_byline("Elif Sönmez")
    assert found is not None
    assert found.authors == ("Elif Sönmez",)
    assert not found.marked


def test_a_bare_byline_may_name_its_paper_behind_a_dash() -> None:
    found = bylines.read_bare_byline("كريم الشاذلي - صحيفة الميناء")
    assert found is not None
    assert (found.authors, found.outlet) == (("كريم الشاذلي",), "صحيفة الميناء")


def test_an_outlet_is_no_person() -> None:
    assert bylines.read_bare_byline("Harbour Gazette") is None
