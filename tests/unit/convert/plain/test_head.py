"""Headline, standfirst and kicker among the lines above a story."""

from digest.convert.plain import head, lines, roles

STORY = (
    "The bridge over the estuary was opened on Monday, nine years after the first pile was driven and at twice the price.\n\n"
    "The mayor walked across it first, followed by a brass band and by several hundred people who had brought umbrellas."
)


def read(text: str) -> tuple[str | None, str | None, str | None]:
    split = lines.split(text)
    read = [roles.part_of(each, None) for each in lines.paragraphs(split, wrapped=False, alone=())]
    parts, found = head.read_head(read, None)

    def said(index: int | None) -> str | None:
        return None if index is None else parts[index].text

    return said(found.kicker), said(found.title), said(found.summary)


def test_the_first_line_is_the_headline_when_the_story_follows() -> None:
    assert read(f"Estuary bridge opens at last\n\n{STORY}") == (None, "Estuary bridge opens at last", None)


def test_a_standfirst_stands_apart_from_the_story() -> None:
    standfirst = "Twice as dear as promised, the crossing is meant to spare commuters an hour a day."
    assert read(f"Estuary bridge opens at last\n\n{standfirst}\n\nBy Jane Doe\n\n{STORY}")[2] == standfirst


def test_a_line_without_a_full_stop_under_the_headline_is_the_standfirst() -> None:
    standfirst = "Twice as dear as promised, the crossing is meant to spare commuters an hour a day"
    assert read(f"Estuary bridge opens at last\n\n{standfirst}\n\n{STORY}")[2] == standfirst


def test_a_short_line_over_the_headline_is_the_kicker() -> None:
    assert read(f"ANALYSIS\n\nEstuary bridge opens at last\n\n{STORY}")[:2] == (
        "ANALYSIS",
        "Estuary bridge opens at last",
    )


def test_a_standfirst_is_not_taken_for_the_headline_beside_a_stamp() -> None:
    standfirst = "The mayor walks across the estuary bridge first, a brass band follows, and hundreds bring umbrellas"
    assert read(f"Estuary bridge opens at last\n{standfirst}\n14 July 2015\n\n{STORY}")[1:] == (
        "Estuary bridge opens at last",
        standfirst,
    )


def test_a_text_that_begins_with_its_story_has_no_headline() -> None:
    assert read(STORY)[1] is None


MENU = "\n".join(f"{name} {number}" for number in range(6) for name in ("World", "Harbour", "Sport", "Culture"))


def test_a_sites_menu_above_the_headline_is_skipped_and_taken_out() -> None:
    text = f"{MENU}\nEstuary bridge opens at last after nine years\nBy Jane Doe\n{STORY}"
    parts, found = head.read_head(
        [roles.part_of(each, None) for each in lines.paragraphs(lines.split(text), wrapped=False, alone=())], None
    )
    assert found.title is not None
    assert parts[found.title].text == "Estuary bridge opens at last after nine years"
    assert found.above == tuple(range(24))
    assert parts[found.end].text == STORY.split("\n\n", maxsplit=1)[0]


def test_a_few_short_lines_are_no_menu() -> None:
    assert read(f"World\nHarbour\nEstuary bridge opens\n\n{STORY}")[1] == "Estuary bridge opens"


def test_a_paragraph_that_stands_apart_from_the_story_by_its_byline_is_within_the_head() -> None:
    standfirst = "Twice as dear as promised, the crossing is meant to spare commuters an hour a day."
    text = f"Estuary bridge opens at last\n{standfirst}\nBy Jane Doe\n14 July 2015\n{STORY}"
    parts, found = head.read_head(
        [roles.part_of(each, None) for each in lines.paragraphs(lines.split(text), wrapped=False, alone=())], None
    )
    assert [part.role for part in parts[: found.end]] == ["text", "text", "byline", "stamp"]


def test_a_long_list_of_short_items_is_no_menu() -> None:
    items = "\n".join(f"{number} pears" for number in range(2, 30))
    assert read(f"Jam for the harbour fair\n{items}\n{STORY}")[1] == "Jam for the harbour fair"


def test_a_paragraph_above_the_headline_is_not_taken_out() -> None:
    note = "This report was first printed in our evening edition of the day, with a map and with a long list of names that are missing here"
    text = f"Maps\n{note}, and that we could not find again\nEstuary bridge opens at last\nBy Jane Doe\n{STORY}"
    parts, found = head.read_head(
        [roles.part_of(each, None) for each in lines.paragraphs(lines.split(text), wrapped=False, alone=())], None
    )
    assert found.title is not None
    assert parts[found.title].text == "Estuary bridge opens at last"
    assert 1 not in found.above
