from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest.convert.body import Block
from digest.convert.coverage import RULE, uncovered
from digest.convert.markup import to_markdown
from digest.model import Draft, FrontMatter, Origin, Removed, Source

LINES = st.lists(st.text("ab _*&;é1.\u00a0", max_size=12), max_size=6)


def draft(body: str, *removed: str, **front: object) -> Draft:
    return Draft(
        front=FrontMatter(**front),  # type: ignore[arg-type]
        body=to_markdown([Block(kind="paragraph", texts=(body,), line=1)]),
        origins={"tags": Origin(rule="header", line=1)} if "tags" in front else {},
        removed=tuple(Removed(rule="promo", text=text, line=1) for text in removed),
    )


def test_words_in_header_body_and_removed_are_covered() -> None:
    text = "Talks\nBy AP\nOne & two_three *four* &copy\nFollow us"
    made = draft("One & two_three *four* &copy", "Follow us", "By", title="TALKS", source=Source(name="AP"))
    assert uncovered(text, made) == ()


def test_a_table_is_covered_letter_for_letter() -> None:
    rows = ("col1   &lt b   &amp; c", "\\*d   &#65;   e", "```   f   g")
    body = to_markdown([Block(kind="table", texts=rows, line=1), Block(kind="paragraph", texts=("&lt; h",), line=4)])
    made = Draft(front=FrontMatter(), body=body, origins={}, removed=())
    assert uncovered("\n".join((*rows, "&lt; h")), made) == ()


def test_a_byte_order_mark_within_a_word_parts_no_words() -> None:
    assert uncovered("One a\ufeffb two", draft("One ab two")) == ()
    assert uncovered("One ab two", draft("One a\ufeffb two")) == ()


def test_a_lost_line_is_told_with_its_words_and_number() -> None:
    assert uncovered("Talks\n  Follow us now \nOne", draft("One", title="Talks")) == (
        Removed(rule=RULE, text="Follow us now", line=2),
    )


def test_a_word_counts_as_often_as_it_occurs() -> None:
    (lost,) = uncovered("The talks\nThe end of the day", draft("The talks"))
    assert (lost.text, lost.line) == ("The end of the day", 2)


def test_only_the_lost_stretch_of_a_line_is_told() -> None:
    (lost,) = uncovered("One two three four", draft("One four"))
    assert lost.text == "two three"


def test_a_proposed_tag_covers_nothing_but_one_that_the_seed_wrote_does() -> None:
    assert uncovered("Seoul", Draft(front=FrontMatter(tags=("Seoul",)), body="", origins={}, removed=())) != ()
    assert uncovered("Seoul", draft("", tags=("Seoul",))) == ()


@given(LINES)
def test_what_was_kept_whole_is_covered(lines: list[str]) -> None:
    body = to_markdown([Block(kind="paragraph", texts=(line,), line=1) for line in lines])
    assert uncovered("\n".join(lines), Draft(front=FrontMatter(), body=body, origins={}, removed=())) == ()


@given(LINES)
def test_what_was_lost_whole_is_told_whole(lines: list[str]) -> None:
    found = uncovered("\n".join(lines), Draft(front=FrontMatter(), body="", origins={}, removed=()))
    body = to_markdown([Block(kind="paragraph", texts=(removed.text,), line=1) for removed in found])
    assert uncovered("\n".join(lines), Draft(front=FrontMatter(), body=body, origins={}, removed=())) == ()
