"""What templates can do with values."""

from __future__ import annotations

import pytest

from digest.ground.moment import Moment
from digest.pages import EditionView, When
from digest.render import filters


def edition(kind: str, first: str, last: str) -> EditionView:
    return EditionView(
        key="",
        kind=kind,
        href=None,
        first=When(iso=first),
        last=When(iso=last),
        number=None,
        title=None,
        count=1,
        topic_count=1,
    )


def test_a_script_within_a_page_is_made_small() -> None:
    assert filters.script("// why\nlet a = 1;\n\nlet b = 2;\n") == "let a=1;let b=2;"


@pytest.mark.parametrize("value", [When(iso="2015-07-28"), Moment("2015-07-28"), "2015-07-28"])
def test_a_date_may_be_of_any_of_our_types(value: When | Moment | str) -> None:
    assert filters.filters("en")["date"](value) == "28 July 2015"


def test_a_date_may_be_asked_for_in_a_style_and_a_language() -> None:
    assert filters.filters("en")["date"](When(iso="2015-07-28"), "month-year", "fr") == "juillet 2015"


def test_an_unknown_style_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"no style `lang`; it has long, short"):
        filters.filters("en")["date"]("2015-07-28", "lang")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (edition("day", "2015-07-28", "2015-07-28"), "Tuesday 28 July 2015"),
        (edition("week", "2015-12-14", "2015-12-20"), "14–20 December 2015"),
        (edition("month", "2015-07-01", "2015-07-31"), "July 2015"),
    ],
)
def test_the_days_of_an_edition_are_written_by_its_kind(value: EditionView, written: str) -> None:
    assert filters.filters("en")["range"](value) == written


def test_numbers_and_plurals() -> None:
    found = filters.filters("en")
    assert found["number"](1234) == "1,234"
    assert [found["plural"](count, "story", "stories") for count in (0, 1, 2)] == ["stories", "story", "stories"]


def test_the_days_of_the_week_are_there_for_calendars() -> None:
    assert filters.functions("en")["weekdays"]("narrow") == ("M", "T", "W", "T", "F", "S", "S")
