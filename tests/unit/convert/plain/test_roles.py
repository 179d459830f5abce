"""Which part each line plays by itself."""

import pytest

from digest.convert.plain import lines, roles


def part(text: str) -> roles.Part:
    (paragraph,) = lines.paragraphs(lines.split(text), wrapped=False, alone=())
    return roles.part_of(paragraph, None)


@pytest.mark.parametrize("line", ["Today, 12:37", "vor 14 Minuten", "1 day ago", "Jane Doe 3 hours ago"])
def test_a_time_without_its_day_is_a_stamp_that_tells_no_date(line: str) -> None:
    assert (part(line).role, part(line).stamp) == ("stamp", None)


def test_a_name_beside_a_stamp_is_its_byline() -> None:
    for line in ("Jane Doe 4 May 2015", "4 May 2015 | By Jane Doe", "Jane Doe 3 hours ago"):
        byline = part(line).byline
        assert byline is not None
        assert byline.authors == ("Jane Doe",)


@pytest.mark.parametrize("line", ["By", "Kommentar von", "Author of the article:"])
def test_the_word_by_alone_is_a_byline_without_names(line: str) -> None:
    assert (part(line).role, part(line).byline) == ("byline", None)


@pytest.mark.parametrize(
    "line", ["Queen of the lake will be crowned on 21 October 2012", "Kateri est canonisée le 21 octobre 2012"]
)
def test_a_headline_with_a_date_in_it_is_text(line: str) -> None:
    assert part(line).role == "text"


@pytest.mark.parametrize(
    "line", ["Home » World » Asia", "News / Sport / Football", "Home > News", "Nachrichten | Hafen | Molen"]
)
def test_a_trail_of_sections_is_no_outlet(line: str) -> None:
    assert roles.is_trail(line)
    assert part(line).role == "text"


@pytest.mark.parametrize(
    "line",
    ["Jane Doe / Harbour Gazette", "The pier is closed > and will stay so for two winters > says the board", "Home"],
)
def test_other_lines_are_no_trail(line: str) -> None:
    assert not roles.is_trail(line)


def test_a_single_question_is_no_prose_until_it_is_long() -> None:
    assert not roles.is_prose(part("Should the eastern pier close, and who will pay for its pillars in the end?"))
    assert roles.is_prose(part("The eastern pier has to close, and nobody knows who will pay for its pillars."))
