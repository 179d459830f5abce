"""Lines of the vocabulary in config.yaml, added and completed; nothing else of the file changes."""

from __future__ import annotations

import pytest

from digest.convert import vocabulary
from digest.model import Draft, FrontMatter

BLOCK = 'tags:\n  vocabulary:\n    - US | U.S. | United States  # here\n    - "WHO | World Health"\n  ignore: [x]\n'
LINES = ("US | U.S. | United States", "WHO | World Health")


def rewritten(text: str, before: tuple[str, ...], alias: str, label: str) -> str | None:
    top = "site: {title: The Pier, url: 'https://example.org/'}  # top\n"
    new = vocabulary.rewritten(top + text, before, vocabulary.with_alias(before, alias, label))
    assert new is None or new.startswith(top)
    return new and new.removeprefix(top)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "tags:\n  vocabulary:\n    - John Kerry | Kerry\n"),
        ("edition: day", "edition: day\ntags:\n  vocabulary:\n    - John Kerry | Kerry\n"),
        ("tags:\n", "tags:\n  vocabulary:\n    - John Kerry | Kerry\n"),
        ("tags: {}\n", "tags: {vocabulary: [John Kerry | Kerry]}\n"),
        ("tags: {max: 6} # z\n", "tags: {vocabulary: [John Kerry | Kerry], max: 6} # z\n"),
        ("tags:\n  max: 6 # six\n", "tags:\n  vocabulary:\n    - John Kerry | Kerry\n  max: 6 # six\n"),
        ("tags:\n  vocabulary: []\n", "tags:\n  vocabulary: [John Kerry | Kerry]\n"),
        ("tags:\n  vocabulary:\n  max: 3\n", "tags:\n  vocabulary: [John Kerry | Kerry]\n  max: 3\n"),
    ],
)
def test_a_first_line_goes_where_there_was_no_vocabulary(before: str, after: str) -> None:
    assert rewritten(before, (), "Kerry", "John Kerry") == after


def test_line_ends_of_windows_stay() -> None:
    assert vocabulary.rewritten("tags:\r\n  max: 2\r\n", (), ("B | A",)) == (
        "tags:\r\n  vocabulary:\r\n    - B | A\r\n  max: 2\r\n"
    )


@pytest.mark.parametrize(
    ("alias", "label", "before", "after"),
    [
        ("Kerry", "John Kerry", '"WHO | World Health"', '"WHO | World Health"\n    - John Kerry | Kerry'),
        ("America", "United States", "United States  # here", "United States | America  # here"),
        ("WHO", "Health Body", '"WHO | World Health"', "Health Body | WHO | World Health"),
        ("U.S.", "WHO", '- US | U.S. | United States  # here\n    - "WHO | World Health"',
         "- US | United States  # here\n    - WHO | World Health | U.S."),
        ("US", "WHO", '- US | U.S. | United States  # here\n    - "WHO | World Health"',
         "- WHO | World Health | US | U.S. | United States"),
        ("WHO", "US", 'United States  # here\n    - "WHO | World Health"',
         "United States | WHO | World Health  # here"),
        ("U.S.", "us", "", ""),
    ],
)  # fmt: skip
def test_a_line_is_completed_moved_or_added_where_the_others_stand(
    alias: str, label: str, before: str, after: str
) -> None:
    assert rewritten(BLOCK, LINES, alias, label) == BLOCK.replace(before, after, 1)


@pytest.mark.parametrize(
    ("alias", "label", "after"),
    [
        ("Kerry, J", "John: Kerry", '[US | U.S., WHO, "John: Kerry | Kerry, J"]'),
        ("WHO", "US", "[US | U.S. | WHO]"),
        ("US", "WHO", "[WHO | US | U.S.]"),
        ("U.S.", "WHO", "[US, WHO | U.S.]"),
    ],
)
def test_a_vocabulary_on_one_line_stays_on_one(alias: str, label: str, after: str) -> None:
    lines = ("US | U.S.", "WHO")
    assert rewritten("tags: {vocabulary: [US | U.S., WHO], max: 6} # z\n", lines, alias, label) == (
        f"tags: {{vocabulary: {after}, max: 6}} # z\n"
    )


@pytest.mark.parametrize(
    "text", ["tags: x\n", "tags:\n  vocabulary: x\n", "tags: [\n", "tags:\n  vocabulary: {a: b}\n"]
)
def test_what_is_no_vocabulary_is_left_to_a_person(text: str) -> None:
    assert rewritten(text, (), "Kerry", "John Kerry") is None


def test_the_preferred_spelling_is_the_first_of_its_line() -> None:
    assert vocabulary.preferred("united states", LINES) == "US"
    assert vocabulary.preferred("Seoul", LINES) is None


def test_a_draft_has_its_tags_in_the_preferred_spelling_each_once() -> None:
    draft = Draft(front=FrontMatter(tags=("Seoul", "u.s.", "United States")), body="", origins={}, removed=())
    assert vocabulary.in_vocabulary(draft, LINES).front.tags == ("Seoul", "US")
    assert vocabulary.in_vocabulary(draft, ()) == draft
