"""The tags of a content file, read and rewritten: nothing else of it changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.convert import tagline
from digest.convert.tagline import Unreadable
from digest.ground.located import quote
from digest.ground.text import fold, squeeze


def article(tags: str, end: str = "\n") -> str:
    lines = [
        "---",
        "# by hand",
        "title: 'Ferry'   # late",
        *tags.split("\n"),
        "status: published",
        "---",
        "",
        "tags: [A]",
        "",
    ]
    return end.join(lines)


def b_for_a(tag: str) -> str:
    return "Bee, B" if fold(tag) == "a" else tag


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("tags: [A, C]  # mine", 'tags: ["Bee, B", C]  # mine'),
        ("tags: [x, 'a', \"Bee, B\"]", 'tags: [x, "Bee, B"]'),
        ("tags: ['Bee, B', x,  A]", "tags: ['Bee, B', x]"),
        ("tags: [A]", 'tags: ["Bee, B"]'),
        ("tags: [A, a]", 'tags: ["Bee, B"]'),
        ("tags:\n  - A   # why\n  - C\n# on the status", "tags:\n  - Bee, B   # why\n  - C\n# on the status"),
        ('tags:\n- C\n- "Bee, B"\n- A  # gone', 'tags:\n- C\n- "Bee, B"'),
        ("tags: [\n  A,  # first\n  C\n]", 'tags: [\n  "Bee, B",  # first\n  C\n]'),
        ('"tags" : [A]', '"tags" : ["Bee, B"]'),
        ("tags:\n  - A\n  - >-\n    long\n    text", "tags:\n  - Bee, B\n  - >-\n    long\n    text"),
        ("tags: [C, {a: b}, A]", None),
        ("tags: A", None),
    ],
)  # fmt: skip
def test_only_the_tags_concerned_change(before: str, after: str | None) -> None:
    if after is None:
        with pytest.raises(Unreadable):
            tagline.rewrite(article(before), b_for_a)
    else:
        assert tagline.rewrite(article(before), b_for_a) == article(after)


@pytest.mark.parametrize("tags", ["tags: [C, D]", "tags:", "tags: []", "topics: [a]"])
def test_a_file_without_the_tag_stays_as_it_is(tags: str) -> None:
    assert tagline.rewrite(article(tags), b_for_a) == article(tags)


def test_line_ends_of_windows_and_a_byte_order_mark_stay() -> None:
    before, after = article("tags:\n  - C\n  - A", "\r\n"), article("tags:\n  - C\n  - Bee, B", "\r\n")
    assert tagline.rewrite("\ufeff" + before, b_for_a) == "\ufeff" + after


@pytest.mark.parametrize("text", ["no header", "---\ntags: [A]\n", "---\ntags: [A\n---\n", "---\ntags: [*a]\n---\n"])
def test_tags_that_can_not_be_told_are_said_to_be_so(text: str) -> None:
    with pytest.raises(Unreadable):
        tagline.read(text)


_LABELS = st.lists(
    st.text("abA'\"#:, -é|&", min_size=1, max_size=6).filter(lambda text: text == squeeze(text) and fold(text) != ""),
    min_size=1,
    max_size=6,
    unique_by=fold,
)


@given(_LABELS, st.booleans(), st.data())
def test_whatever_the_tags_are_the_right_ones_stand_there_afterwards(
    labels: list[str], flow: bool, data: st.DataObject
) -> None:
    old, new = data.draw(st.sampled_from(labels)), data.draw(st.sampled_from([*labels, "New one"]))
    tags = (
        f"tags: [{', '.join(map(quote, labels))}]"
        if flow
        else "\n".join(["tags:", *(f"  - {quote(label)}" for label in labels)])
    )
    text = tagline.rewrite(article(tags), lambda tag: new if tag == old else tag)
    wanted = {fold(new if label == old else label): new if label == old else label for label in reversed(labels)}
    assert sorted(map(fold, tagline.read(text))) == sorted(wanted)
    assert text.startswith("---\n# by hand\ntitle: 'Ferry'   # late\ntags:")
    assert text.endswith("\nstatus: published\n---\n\ntags: [A]\n")
