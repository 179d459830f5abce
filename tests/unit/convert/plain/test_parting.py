"""Parting a pasted text into the story and what tells of it."""

from __future__ import annotations

from digest.convert.plain import parting
from digest.convert.plain.head import Head
from digest.convert.plain.roles import Part
from tests.unit.convert.plain.pasted import STORY, page

TEASERS = (
    "Most read",
    "Fire in the fish market: what we know",
    "By Otto Keel",
    "12 March 2019",
    "Harbour master resigns after row",
    "By Anna Brandt",
    "11 March 2019",
    "Sign up for our newsletter",
    "Privacy policy\nTerms of use",
)


def parted(*blocks: str, wrapped: bool = False) -> tuple[list[str], tuple[Part, ...]]:
    """The texts of the story and the parts around it, below a headline."""
    parts = page("Swing bridge closed", *blocks)
    end = next(index for index, part in enumerate(parts) if len(part.text) > 90)
    top = Head(title=0, summary=None, kicker=None, above=(), repeated=(), end=end, sure=1.0)
    body, around = parting.part(parts, top, wrapped=wrapped)
    return [part.text for part in body], around


def test_a_stamp_and_a_byline_above_the_story_tell() -> None:
    body, around = parted("By Jane Doe", "28 July 2021", *STORY)
    assert body == list(STORY)
    assert [part.role for part in around] == ["byline", "stamp"]


def test_what_looks_like_a_date_amid_a_clean_story_is_text() -> None:
    body, _ = parted(*STORY[:2], "28 July 2021", *STORY[2:])
    assert body == [*STORY[:2], "28 July 2021", *STORY[2:]]


def test_dates_and_names_of_teasers_far_behind_the_story_tell_nothing() -> None:
    body, around = parted("By Jane Doe", "28 July 2021", *STORY, *TEASERS)
    assert body == list(STORY)
    assert [part.byline.authors for part in around if part.byline is not None] == [("Jane Doe",)]
    assert len([part for part in around if part.stamp is not None]) == 1


def test_every_part_is_on_one_of_the_sides() -> None:
    body, around = parted("By Jane Doe", *STORY, *TEASERS)
    texts = ["By Jane Doe", *STORY, *(line for block in TEASERS for line in block.split("\n"))]
    assert sorted([*body, *(part.text for part in around)]) == sorted(texts)


def test_whatever_is_taken_out_has_a_rule() -> None:
    _, around = parted(*STORY, *TEASERS)
    assert all(part.rule for part in around if part.role == "furniture")


def test_a_wrapped_text_is_no_page() -> None:
    body, _ = parted(*STORY, "Harbour master resigns after row", *TEASERS[:1], wrapped=True)
    assert "Harbour master resigns after row" in body
