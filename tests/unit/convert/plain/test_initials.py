"""Initials that a page sets apart are joined to their words."""

from __future__ import annotations

import pytest

from digest.convert.plain import initials
from digest.convert.plain.lines import Line, Paragraph
from digest.convert.plain.roles import Part

REST = " ferry was late again this morning, and nobody on the quay could say why."


def part(said: str, number: int = 1) -> Part:
    line = Line(number=number, text=said, raw=said, indent=0, gap=True)
    return Part(paragraph=Paragraph(lines=(line,), text=said))


@pytest.mark.parametrize(
    ("language", "apart", "whole"),
    [
        ("en", "T he", "The"),
        ("en", "W hat", "What"),
        ("en", "I n", "In"),
        ("en", "“ T he".replace("“ ", "“"), "“The"),
        ("de", "D ie", "Die"),
        ("fr", "L es", "Les"),
        ("es", "L as", "Las"),
        ("ru", "Н аш", "Наш"),
    ],
)
def test_an_initial_set_apart_is_joined_to_its_word(language: str, apart: str, whole: str) -> None:
    (joined,), taken = initials.join([part(apart + REST)], language)
    assert joined.text == whole + REST
    assert [(gone.rule, gone.text) for gone in taken.removed] == [("initial", apart.strip("“"))]


@pytest.mark.parametrize(
    ("language", "opening"),
    [
        ("en", "A new"),
        ("en", "I went"),
        ("en", "E coli"),
        ("en", "T cells"),
        ("es", "Y la"),
        ("sv", "I dag"),
        ("cs", "V noci"),
        ("tlh", "T he"),
    ],
)
def test_a_word_of_one_letter_stays_a_word(language: str, opening: str) -> None:
    said = part(opening + REST)
    (kept,), taken = initials.join([said], language)
    assert kept == said
    assert taken.removed == ()


def test_a_letter_that_is_a_word_is_joined_where_the_story_says_the_whole_word_elsewhere() -> None:
    story = [part("A fter" + REST), part("The ferry came after noon.", 2)]
    (first, _), taken = initials.join(story, "en")
    assert first.text == "After" + REST
    assert len(taken.removed) == 1


def test_a_rest_that_the_story_says_elsewhere_is_a_word() -> None:
    story = [part("B lights" + REST), part("The lights on the quay were out.", 2)]
    assert initials.join(story, "en")[0] == tuple(story)


def test_a_single_letter_amid_the_story_stays_where_nothing_speaks_for_an_initial() -> None:
    story = [part("The ferry was late on Monday, and nobody on the quay knew why."), part("Q quay" + REST, 2)]
    assert initials.join(story, "en")[0] == tuple(story)


def test_a_letter_amid_the_story_is_joined_where_several_paragraphs_begin_so() -> None:
    story = [
        part("The ferry was late on Monday, and nobody on the quay knew why."),
        part("W hy" + REST),
        part("H ow" + REST),
    ]
    assert [each.text[:4] for each in initials.join(story, "en")[0]] == ["The ", "Why ", "How "]
