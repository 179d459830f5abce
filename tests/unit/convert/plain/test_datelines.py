"""Datelines: place, day and agency before a dash."""

import pytest

from digest.convert.plain import datelines


@pytest.mark.parametrize(
    ("paragraph", "place", "agency", "rest"),
    [
        ("SEOUL, May 18 (Reuters) - Kerry met", "Seoul", "Reuters", "Kerry met"),
        ("NEW YORK, Feb 26 - Shares rose", "New York", None, "Shares rose"),
        ("GENEVA — Talks began", "Geneva", None, "Talks began"),
        (
            "BAIKONUR, Kazakhstan, Dec 15 (Meridian Wire) - Tim Peake",
            "Baikonur, Kazakhstan",
            "Meridian Wire",
            "Tim Peake",
        ),
        ("DALTON, Ohio (WXYZ) — The fair", "Dalton, Ohio", "WXYZ", "The fair"),
        ("Seoul, May 18 (AP) -- Kerry met", "Seoul", "AP", "Kerry met"),
        ("RIO DE JANEIRO (AFP) – The games", "Rio de Janeiro", "AFP", "The games"),
        ("الصخيرات (المغرب) — بعد أكثر من عام", "الصخيرات (المغرب)", None, "بعد أكثر من عام"),
    ],
)
def test_a_dateline_names_place_and_agency(paragraph: str, place: str, agency: str | None, rest: str) -> None:
    found = datelines.read_dateline(paragraph, None)
    assert found is not None
    assert (found.place, found.agency, paragraph[found.end :]) == (place, agency, rest)


def test_a_dateline_with_its_year_is_evidence_of_a_date() -> None:
    found = datelines.read_dateline("VANCOUVER, July 5, 2015 - Anyone who came late", None)
    assert found is not None
    assert found.dated is not None
    assert found.dated.moment.text == "2015-07-05"


def test_a_day_without_a_year_is_no_date() -> None:
    found = datelines.read_dateline("SEOUL, May 18 (Reuters) - Kerry met", None)
    assert found is not None
    assert found.dated is None


@pytest.mark.parametrize(
    "paragraph",
    [
        "The man - a teacher - said so",
        "NASA — which sent it — waits",
        "US-led forces - and others - went",
        "Well — it rained",
        "- A list item",
        "A - B",
    ],
)
def test_a_dash_in_a_sentence_makes_no_dateline(paragraph: str) -> None:
    assert datelines.read_dateline(paragraph, None) is None
