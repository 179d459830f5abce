from __future__ import annotations

from digest.convert.formats import FORMATS
from tests.unit.convert.samples import CONFIG


def test_plain_text_is_a_seed_format() -> None:
    draft = FORMATS[".txt"](
        "Talks open in Seoul\n\n28 July 2015\n\nThey met on Monday and talked all day.\n", "a.txt", CONFIG
    )
    assert draft.front.title == "Talks open in Seoul"
    assert draft.body == "They met on Monday and talked all day.\n"


def test_endings_are_written_in_lower_case_with_their_dot() -> None:
    assert all(ending.startswith(".") and ending == ending.lower() for ending in FORMATS)
