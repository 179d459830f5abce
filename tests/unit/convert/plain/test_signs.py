"""The signs of a line by itself."""

from __future__ import annotations

import itertools

import pytest

from digest.convert.plain.signs import Look, look, width
from tests.unit.convert.plain.pasted import STORY, page


def looks(*blocks: str, headline: str = "Swing bridge closed") -> list[Look]:
    return look(page(*blocks), headline)


def signs(line: str, *others: str) -> set[str]:
    return set(looks(line, *(others or STORY))[0].signs)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (STORY[0] + " They sealed it at noon.", "prose"),
        ("The ferry runs until midnight in all weathers.", "sentence"),
        ("She agreed.", "remark"),
        ("What happens next", "title"),
        ("Next", "scrap"),
        ("Map of both banks " * 6, "fragment"),
    ],
)
def test_kinds_of_lines(line: str, kind: str) -> None:
    assert looks(line, *STORY)[0].kind == kind


def test_a_syllable_sign_is_wider_than_a_letter() -> None:
    assert width("港の橋が閉鎖された") > 2 * len("港の橋が閉鎖された")
    assert width("harbour") == len("harbour")


@pytest.mark.parametrize("end", [".", "?", "!”", "。", "؟", "»."])
def test_a_sentence_ends_in_any_script(end: str) -> None:
    assert any(sign.endswith("sentence") for sign in signs(f"The ferry runs again{end}"))


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ("The bridge. Photo: Jane Doe", "credit short"),
        ("Write to harbour@example.org", "address"),
        ("Home › News › Harbour", "separators"),
        ("Today at 12:45", "clock"),
        ("On 3.4.2021", "date"),
        ("1 / 12", "numbers"),
        ("LATEST FROM THE QUAY", "capitals"),
        ("Anna Brandt Otto Keel", "all names"),
        ("“Nobody asked us,” he said", "opens with speech"),
        ("Three things changed:", "ends with a colon"),
    ],
)
def test_marks_of_a_line(line: str, sign: str) -> None:
    assert sign in signs(line)


def test_lines_that_are_said_again_say_so() -> None:
    found = looks("Harbour news", *STORY[:2], "Harbour news", *STORY[2:])
    assert "said twice" in found[0].signs
    assert "said twice" in found[3].signs


def test_an_interruption_is_what_is_said_again_and_again() -> None:
    found = looks("More below", STORY[0], "More below", STORY[1], "More below", STORY[2], "More below", *STORY[3:])
    assert [each.clear for each in found[:2]] == [True, False]


def test_a_quotation_that_a_paragraph_says_too_says_so() -> None:
    assert "said in a paragraph" in signs("most of their customers come over the bridge", *STORY)


def test_the_headline_is_known_again() -> None:
    assert "the headline" in signs("Swing bridge closed", *STORY)


def test_words_of_the_story_are_shared_by_its_lines_and_not_by_others() -> None:
    prose = [f"{each} {other}" for each in STORY for other in STORY if other != each][:6]
    inside, outside = looks("The harbour authority and the bridge", "Seven recipes with pumpkin", *prose)[:2]
    assert "long words many" in inside.signs
    assert "long words none" in outside.signs


def test_lines_that_stand_together_are_a_block_only_where_paragraphs_are_set_apart() -> None:
    prose = [f"{each} {other}" for each, other in itertools.pairwise(STORY)]
    assert "block of few" in looks("Harbour\nWeather\nSport", *prose)[0].signs
    assert not any(
        sign.startswith("block") for sign in looks("\n".join(["Harbour", "Weather", "Sport", *prose]))[0].signs
    )


def test_a_list_below_a_colon_is_known() -> None:
    prose = [f"{each} {other}" for each, other in itertools.pairwise(STORY)]
    found = looks(*prose, "The council wants:", "a second ferry;\na cheaper ticket;\na later boat.")
    assert {"in a list below a colon", "in a list of clauses"} <= set(found[-1].signs)
