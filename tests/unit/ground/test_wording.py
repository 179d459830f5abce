"""The words of an interface: texts with places, and with forms for numbers."""

from __future__ import annotations

import pytest

from digest.ground import wording
from digest.ground.wording import Unsaid, Wording

ENGLISH = Wording(
    texts={
        "home": "Home",
        "by": "By {authors}",
        "stories": {"one": "{count} story", "other": "{count} stories"},
        "of-day": "{day}: {stories}",
    }
)
ARABIC = Wording(
    language="ar",
    texts={"stories": {"one": "خبر واحد", "two": "خبران", "few": "{count} أخبار", "other": "{count} خبر"}},
)


def test_a_text_is_said_with_the_values_in_their_places() -> None:
    assert ENGLISH.say("home") == "Home"
    assert ENGLISH.say("by", authors="Ada & Bo") == "By Ada & Bo"
    assert ENGLISH.say("of-day", day="5 July", stories=ENGLISH.say("stories", 2)) == "5 July: 2 stories"


def test_a_value_that_looks_like_a_place_stays_as_it_is() -> None:
    assert ENGLISH.say("of-day", day="{stories}", stories="{day}") == "{stories}: {day}"


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 stories"), (1, "1 story"), (2, "2 stories"), (1234, "1,234 stories")]
)
def test_a_number_chooses_the_form_and_is_written_by_the_language(count: int, said: str) -> None:
    assert ENGLISH.say("stories", count) == said


@pytest.mark.parametrize(("count", "said"), [(1, "خبر واحد"), (2, "خبران"), (3, "3 أخبار"), (103, "103 أخبار")])
def test_a_language_has_the_forms_that_it_needs(count: int, said: str) -> None:
    assert ARABIC.say("stories", count) == said


def test_a_form_that_is_missing_is_the_other_one() -> None:
    assert ARABIC.say("stories", 11) == "11 خبر"


def test_a_text_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(Unsaid, match="there is no text `hom`") as caught:
        ENGLISH.say("hom")
    assert "home" in caught.value.known


@pytest.mark.parametrize(
    ("key", "values", "message"), [("by", {}, "value for `authors`"), ("stories", {}, "needs a number")]
)
def test_a_text_that_lacks_a_value_is_refused(key: str, values: dict[str, str], message: str) -> None:
    with pytest.raises(Unsaid, match=message):
        ENGLISH.say(key, **values)


def test_a_value_that_a_language_does_without_is_left_out() -> None:
    assert ENGLISH.say("home", place="Seoul") == "Home"


def test_a_wording_without_texts_says_the_keys() -> None:
    assert Wording().say("stories", 3) == "stories"


def test_a_text_without_forms_has_the_other_one() -> None:
    assert ENGLISH.forms("stories") == (("one", "{count} story"), ("other", "{count} stories"))
    assert ENGLISH.forms("home") == (("other", "Home"),)


@pytest.mark.parametrize(
    ("text", "stray"),
    [
        ("{count} stories", ""),
        ("{} stories", "{} stories"),
        ("{Count}", "{Count}"),
        ("a } b", "} b"),
        ("{a.b}", "{a.b}"),
    ],
)
def test_nothing_but_names_stands_in_braces(text: str, stray: str) -> None:
    assert wording.stray_brace(text) == stray
