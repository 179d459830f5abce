"""Headline, standfirst and kicker among the lines above a story."""

from digest.convert.plain import head, lines, roles

STORY = (
    "The bridge over the estuary was opened on Monday, nine years after the first pile was driven and at twice the price.\n\n"
    "The mayor walked across it first, followed by a brass band and by several hundred people who had brought umbrellas."
)


def read(text: str) -> tuple[str | None, str | None, str | None]:
    split = lines.split(text)
    parts = [roles.part_of(each, None) for each in lines.paragraphs(split, wrapped=False, alone=())]
    found = head.read_head(parts, None)

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
