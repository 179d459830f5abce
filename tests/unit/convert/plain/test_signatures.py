"""Signatures: lines of names that no By announces."""

import pytest

from digest.convert.plain import lines, roles, signatures

TITLE = "Eastern pier to close for two winters"
STORY = (
    "The harbour board decided on Tuesday to close the eastern pier for two winters, a step long feared by the fishing families.\n\n"
    "Engineers found cracks in eleven of the forty pillars, and the board says that mending them costs more than the town earns.\n\n"
    "A vote on the western pier is planned for June, and Oskar Brandvold of the fishing families has asked for it to be secret."
)


def authors(text: str, *, below: int = 1, story: int | None = None) -> list[tuple[str, ...]]:
    read = lines.paragraphs(lines.split(text), wrapped=False, alone=())
    parts = [roles.part_of(each, None) for each in read]
    first = next(index for index, part in enumerate(parts) if roles.is_prose(part))
    signed, _ = signatures.sign(parts, below, first if story is None else story)
    return [part.byline.authors for part in signed if part.byline is not None]


@pytest.mark.parametrize(
    ("above", "names"),
    [
        ("Mara Lindqvist\n4 May 2015", ("Mara Lindqvist",)),
        ("Mara Lindqvist, Jan Kurz\nUpdated 3 hours ago", ("Mara Lindqvist", "Jan Kurz")),
        ("4 mai 2015\nÉtienne Marchal", ("Étienne Marchal",)),
        ("4 мая 2015\nОльга Котова", ("Ольга Котова",)),
        ("Elif Sönmez | 04.05.2015", ("Elif Sönmez",)),
        ("Jane Doe 3 hours ago", ("Jane Doe",)),
        ("Reuters\n4 May 2015", ("Reuters",)),
    ],
)
def test_names_beside_a_stamp_sign_the_story(above: str, names: tuple[str, ...]) -> None:
    assert authors(f"{TITLE}\n{above}\n{STORY}") == [names]


@pytest.mark.parametrize(
    ("above", "names"),
    [
        ("By\nMara Lindqvist", ("Mara Lindqvist",)),
        ("Author of the article:\nMara Lindqvist", ("Mara Lindqvist",)),
        ("Kommentar von\nAnna Berg", ("Anna Berg",)),
        ("By\nMara Lindqvist Lifestyle Writer", ("Mara Lindqvist",)),
        ("von\ndpa", ("dpa",)),
    ],
)
def test_the_names_under_a_line_that_is_the_word_by_sign_the_story(above: str, names: tuple[str, ...]) -> None:
    assert authors(f"{TITLE}\n{above}\n{STORY}") == [names]


@pytest.mark.parametrize("place", ["New York", "Sevilla", "South Korea"])
def test_a_place_above_a_stamp_signs_nothing(place: str) -> None:
    assert authors(f"{TITLE}\n{place}\n4 May 2015\n{STORY}") == []


def test_somebody_of_whom_the_story_tells_does_not_sign_it() -> None:
    assert authors(f"{TITLE}\nOskar Brandvold\n4 May 2015\n{STORY}") == []


def test_a_section_beside_a_stamp_above_the_headline_signs_nothing() -> None:
    assert authors(f"Harbour News 4.5.2015\n{TITLE}\n{STORY}", below=2) == []


def test_a_name_without_a_stamp_signs_where_the_head_has_other_lines_of_a_page() -> None:
    assert authors(f"{TITLE}\nMara Lindqvist\nShare\n{STORY}") == [("Mara Lindqvist",)]
    assert authors(f"{TITLE}\nMara Lindqvist\n{STORY}") == []


def test_a_name_below_the_last_paragraph_signs_a_story_that_nobody_signed_above() -> None:
    assert authors(f"{TITLE}\n{STORY}\nLê Minh Phương") == [("Lê Minh Phương",)]
    assert authors(f"{TITLE}\nBy Jane Doe\n{STORY}\nLê Minh Phương") == [("Jane Doe",)]


def test_a_line_that_begins_with_a_comma_signs_nothing() -> None:
    assert authors(f"{TITLE}\n{STORY}\n, Brandvold Quay") == []
    assert authors(f"{TITLE}\n{STORY}\n\n,") == []


def test_an_item_of_a_list_at_the_end_signs_nothing() -> None:
    assert authors(f"{TITLE}\n{STORY}\n- Mara Lindqvist") == []


def test_names_behind_a_summary_sign_and_the_head_ends_behind_their_stamp() -> None:
    text = f"{TITLE}\n{STORY}\nMara Lindqvist\n4 May 2015\nMore."
    parts = [roles.part_of(each, None) for each in lines.paragraphs(lines.split(text), wrapped=False, alone=())]
    signed, end = signatures.sign(parts, 1, 1)
    assert signed[4].byline is not None
    assert end == 6
