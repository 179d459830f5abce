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
        ("By Jane Doe and AP", ("Jane Doe", "AP"), "AP", None),
        ("Por Ana Prado e Rui Sá, Porto Velho", ("Ana Prado", "Rui Sá"), None, None),
        ("Von Anna Berg, Redakteurin für Reisen", ("Anna Berg",), None, None),
        ("Von Anna Berg, Volontärin (Sport)", ("Anna Berg",), None, None),
        ("von Anna Berg, RTV Sport", ("Anna Berg",), "RTV Sport", None),
        ("Von Anna Berg, Zürich", ("Anna Berg",), None, None),
        ("By Reporter Jane Doe", ("Jane Doe",), None, None),
        ("By Jane Doe at Mill Lane", ("Jane Doe",), None, "Mill Lane"),
        ("Por Ana Prado, g2 — Porto", ("Ana Prado",), None, None),
        ("By Markets Reporter", (), None, None),
        ("by Rev. Joan Small, Canon of Lisbon", ("Rev. Joan Small",), None, None),
        ("Das Interview führte Anna Berg", ("Anna Berg",), None, None),
        ("By JANE DOE FOR THE GAZETTE", ("JANE DOE",), "THE GAZETTE", None),
        ("By JANE DOE in LISBON and JOHN ROE in PORTO", ("JANE DOE", "JOHN ROE"), None, "LISBON"),
        ("By Jane Doe RTVNews", ("Jane Doe",), None, None),
        ("記者 山田花子", ("山田花子",), None, None),
        ("记者 王小明", ("王小明",), None, None),
        ("מאת: דנה לוי", ("דנה לוי",), None, None),
        ("Kolumne von Anna Berg", ("Anna Berg",), None, None),
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


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Jane Doe @janedoe", ("Jane Doe",)),
        ("Jane Doe Jane Doe", ("Jane Doe",)),
        ("Jane Doe, Travel Writer", ("Jane Doe",)),
        ("Jane Doe Travel Writer", ("Jane Doe",)),
        ("Chus Prado, Martí Sala (Enviado especial)", ("Chus Prado", "Martí Sala")),
        ("Jane Doe/John Roe", ("Jane Doe", "John Roe")),
        ("Jane Doe and AP", ("Jane Doe", "AP")),
        ("김민수 기자", ("김민수",)),
        ("अनिता शर्मा", ("अनिता शर्मा",)),
    ],
)
def test_a_bare_byline_is_read_without_handles_roles_and_repetitions(line: str, authors: tuple[str, ...]) -> None:
    found = bylines.read_bare_byline(line)
    assert found is not None
    assert found.authors == authors


@pytest.mark.parametrize(
    "line", ["AP/Jane Doe", "GET IT", "von Anna", "Senior Reporter", "Reuters", "Jane doe", "Read more here."]
)
def test_picture_credits_roles_and_agencies_alone_are_no_bare_byline(line: str) -> None:
    assert bylines.read_bare_byline(line) is None


@pytest.mark.parametrize(
    ("line", "authors"), [("dpa", ("dpa",)), ("Harbour Gazette", ("Harbour Gazette",)), ("Jane Doe", ("Jane Doe",))]
)
def test_below_the_word_by_agencies_and_papers_sign_too(line: str, authors: tuple[str, ...]) -> None:
    found = bylines.read_announced_byline(line)
    assert found is not None
    assert (found.authors, found.marked) == (authors, True)


@pytest.mark.parametrize("line", ["By", "By:", "Von", "Par :", "Author of the article:", "بقلم"])
def test_a_line_of_nothing_but_the_word_by_is_a_label(line: str) -> None:
    assert bylines.is_label(line)


@pytest.mark.parametrize("line", ["Jane Doe", "By Jane Doe", "Bye", "o"])
def test_a_line_with_names_or_other_words_is_no_label(line: str) -> None:
    assert not bylines.is_label(line)


def test_a_house_written_in_one_word_stands_behind_a_name() -> None:
    found = bylines.read_bare_byline("Budi Santoso - pelabuhanNews")
    assert found is not None
    assert (found.authors, found.outlet) == (("Budi Santoso",), "pelabuhanNews")
