from __future__ import annotations

import pytest

from digest.convert.limits import LONGEST_LINE, MOST_MARKS, joined_too_long, refusals
from digest.ground.diagnostics import Place

PLACE = Place(file="seeds/a.txt")


def found(text: str) -> list[tuple[str, int]]:
    return [(finding.code, finding.place.line) for finding in refusals(text, PLACE) if finding.place is not None]


def test_a_line_of_the_most_characters_is_read_and_a_longer_one_is_told_with_its_number() -> None:
    assert found("x" * LONGEST_LINE + "\n" + "word " * 10 + "\n") == []
    assert found("One\n" + "x" * (LONGEST_LINE + 1) + "\nTwo\n" + "y" * (LONGEST_LINE + 1)) == [
        ("seed-line-too-long", 2),
        ("seed-line-too-long", 4),
    ]


@pytest.mark.parametrize(
    "marks",
    ["\u0301\u0316", "\u0f73", "\uff9e\u0301", "\u0344", "\u0f71\u0f73"],
    ids=["accents", "decomposes into two", "compatible with one", "is two", "mixed"],
)
def test_marks_piled_on_one_letter_are_told_with_their_line(marks: str) -> None:
    assert found(f"One\na{marks * MOST_MARKS * 2}b") == [("seed-marks-piled", 2)]


def test_letters_with_a_few_marks_are_text_however_many_they_are() -> None:
    assert found("z" + "\u0301" * MOST_MARKS) == []
    assert found("Z\u0350\u0321a\u0301 नमस्ते שָׁלוֹם 東京 が한국어 " * 500) == []
    assert found("が" * 1000) == []


def test_wrapped_lines_that_make_too_long_a_paragraph_are_told() -> None:
    word = "\\*" * (LONGEST_LINE // 2)
    assert joined_too_long(f"{word}{word}\n\n{word}\n", PLACE) == []
    assert [finding.code for finding in joined_too_long(f"One\n\n{word}{word}x\n", PLACE)] == ["seed-line-too-long"]


def test_many_lines_are_text() -> None:
    assert found("word\n" * 20_000) == []
