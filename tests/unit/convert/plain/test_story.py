"""The blocks of a story."""

from digest.convert.plain import lines, roles, story

PROSE = "The mayor walked across it first, followed by a brass band and by several hundred people who had brought umbrellas."


def blocks(text: str) -> list[tuple[str, tuple[str, ...]]]:
    split = lines.split(text)
    parts = [roles.part_of(each, None) for each in lines.paragraphs(split, wrapped=False, alone=())]
    return [(block.kind, block.texts) for block in story.read_story(parts, wrapped=False)]


def test_a_short_line_between_paragraphs_is_a_sub_heading() -> None:
    assert blocks(f"{PROSE}\n\nWhat comes next\n\n{PROSE}")[1] == ("heading", ("What comes next",))


def test_a_line_with_a_full_stop_inside_is_a_paragraph() -> None:
    line = "The goal was made stricter. Article 2 speaks of"
    assert blocks(f"{PROSE}\n\n{line}\n\n{PROSE}")[1] == ("paragraph", (line,))


def test_a_short_sentence_is_a_paragraph() -> None:
    assert blocks(f"{PROSE}\n\nThen it rained.\n\n{PROSE}")[1] == ("paragraph", ("Then it rained.",))


def test_lines_with_bullets_are_one_list() -> None:
    assert blocks(f"{PROSE}\n\n• one\n• two\n\n{PROSE}")[1] == ("list", ("one", "two"))


def test_lines_with_dashes_are_a_list_when_they_stand_together() -> None:
    assert blocks(f"{PROSE}\n\n- one\n- two\n\n{PROSE}")[1] == ("list", ("one", "two"))


def test_a_dash_that_opens_speech_is_no_bullet() -> None:
    assert [kind for kind, _ in blocks(f"{PROSE}\n\n– Who is there?\n\n– It is I.\n\n{PROSE}")] == ["paragraph"] * 4


def test_markup_stays_text() -> None:
    for line in ("1. first", "* star", "# hash", "> quoted", "+ plus"):
        assert blocks(f"{PROSE}\n\n{line}\n\n{PROSE}")[1] == ("paragraph", (line,))


def test_dashes_before_speech_are_no_bullets() -> None:
    said = ["– Who would have come? asked one.", "– Not I, said the other.", "- Sit down, said the first."]
    assert blocks("\n".join([PROSE, *said, PROSE])) == [("paragraph", (each,)) for each in (PROSE, *said, PROSE)]


def test_items_with_dashes_of_which_only_the_last_ends_are_a_list() -> None:
    assert blocks(f"{PROSE}\n- a loaf\n- butter from the farm\n- salt.\n{PROSE}")[1] == (
        "list",
        ("a loaf", "butter from the farm", "salt."),
    )
