"""One key of a header changes, or some items of one list; every other byte stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.ground import header_edits
from digest.ground.header_edits import Unreadable
from digest.ground.located import Mapping, Scalar, Sequence, parse, quote
from digest.ground.text import fold, squeeze

FILE = """---
id: k8f3m9q4dz   # minted once
'title': "The pier: reopened"

# when it was
date: 2015-07-28  # a Tuesday
tags: [Pier, "Café, open"]
---

date: not this one
"""


def test_a_value_is_replaced_where_it_stands_and_its_comment_stays() -> None:
    assert header_edits.put(FILE, "date", "2015-08-01") == FILE.replace("2015-07-28  # a", "2015-08-01  # a")


def test_a_quoted_value_is_replaced_with_its_quotes() -> None:
    assert header_edits.put(FILE, "title", "Reopened") == FILE.replace('"The pier: reopened"', "Reopened")


def test_a_new_key_is_the_last_line_of_the_header() -> None:
    wanted = FILE.replace("\n---\n\ndate: not", "\nslug: pier\n---\n\ndate: not")
    assert header_edits.put(FILE, "slug", "pier") == wanted


def test_a_key_without_a_value_gets_one() -> None:
    assert header_edits.put("---\nslug:  # none yet\n---\n", "slug", "pier") == "---\nslug: pier  # none yet\n---\n"
    assert header_edits.add("---\naliases:\n---\n", "aliases", "/a/") == "---\naliases: [/a/]\n---\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_stay(end: str, mark: str) -> None:
    file = mark + FILE.replace("\n", end)
    changed = header_edits.put(file, "slug", "pier")
    assert changed == file.replace(f"{end}---{end}{end}date", f"{end}slug: pier{end}---{end}{end}date")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("aliases: [/a/]  # old", "aliases: [/a/, /new/]  # old"),
        ("aliases: []", "aliases: [/new/]"),
        ("aliases: [/a/, '/b/' ,]", "aliases: [/a/, '/b/', /new/ ,]"),
        (
            "aliases:\n  - /a/  # first\n  # more to come\ntitle: x",
            "aliases:\n  - /a/  # first\n  - /new/\n  # more to come\ntitle: x",
        ),
        ("aliases:\n- /a/\n- /b/", "aliases:\n- /a/\n- /b/\n- /new/"),
        ("aliases: [\n  /a/,\n  /b/  # last\n]", "aliases: [\n  /a/,\n  /b/, /new/  # last\n]"),
        ("title: x", "title: x\naliases: [/new/]"),
    ],
)
def test_an_item_is_added_in_the_way_in_which_the_list_is_written(before: str, after: str) -> None:
    assert header_edits.add(f"---\n{before}\n---\nbody", "aliases", "/new/") == f"---\n{after}\n---\nbody"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("aliases: [/a/, /old/]  # old", "aliases: [/a/]  # old"),
        ("aliases: [/old/, /a/]", "aliases: [/a/]"),
        ("aliases: [/a/, '/old/', /b/]", "aliases: [/a/, /b/]"),
        ("aliases:\n  - /old/\n  - /a/\n", "aliases:\n  - /a/\n"),
        ("title: x\naliases: [/old/]\ndate: 2015", "title: x\ndate: 2015"),
        ("title: x\naliases:\n  - /old/\ndate: 2015", "title: x\ndate: 2015"),
        ("title: x", "title: x"),
        ("aliases: [/other/]", "aliases: [/other/]"),
    ],
)
def test_an_item_is_dropped_with_its_comma_or_its_line(before: str, after: str) -> None:
    assert header_edits.drop(f"---\n{before}\n---\nbody", "aliases", "/old/") == f"---\n{after}\n---\nbody"


@pytest.mark.parametrize(
    "header",
    [
        "{title: x}",
        "slug: >\n  folded\n  text",
        "slug: two\n  lines",
        "slug: [a, b]",
        "title: [unclosed",
        "slug: a\nslug: b",
    ],
)
def test_what_cannot_be_changed_in_place_is_not_touched(header: str) -> None:
    assert header_edits.put(f"---\n{header}\n---\n", "slug", "new") is None


def test_a_file_without_a_header_has_nothing_to_change() -> None:
    assert header_edits.put("no header\n---\n", "slug", "x") is None
    assert header_edits.add("", "slug", "x") is None


# --- the items of a list ----------------------------------------------------------------------------------------------


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
def test_only_the_items_concerned_are_respelt(before: str, after: str | None) -> None:
    if after is None:
        with pytest.raises(Unreadable):
            header_edits.respell(article(before), "tags", b_for_a)
    else:
        assert header_edits.respell(article(before), "tags", b_for_a) == article(after)


@pytest.mark.parametrize("tags", ["tags: [C, D]", "tags:", "tags: []", "topics: [a]"])
def test_a_file_without_the_item_stays_as_it_is(tags: str) -> None:
    assert header_edits.respell(article(tags), "tags", b_for_a) == article(tags)


def test_line_ends_and_a_byte_order_mark_stay_when_items_are_respelt() -> None:
    before, after = article("tags:\n  - C\n  - A", "\r\n"), article("tags:\n  - C\n  - Bee, B", "\r\n")
    assert header_edits.respell("\ufeff" + before, "tags", b_for_a) == "\ufeff" + after


@pytest.mark.parametrize("text", ["no header", "---\ntags: [A]\n", "---\ntags: [A\n---\n", "---\ntags: [*a]\n---\n"])
def test_items_that_can_not_be_told_are_said_to_be_so(text: str) -> None:
    with pytest.raises(Unreadable):
        header_edits.items(text, "tags")


# --- properties -------------------------------------------------------------------------------------------------------

KEYS = st.sampled_from(["id", "title", "date", "slug", "aliases", "tags", "kicker"])
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=12)


@st.composite
def headers(draw: st.DrawFn) -> str:
    lines = []
    for key in draw(st.lists(KEYS, unique=True, min_size=1)):
        comment = draw(st.sampled_from(["", "  # a: [b", "\n# between"]))
        items = [quote(text) for text in draw(st.lists(TEXTS, max_size=3))]
        if key in {"aliases", "tags"}:
            block = "".join(f"\n  - {item}" for item in items)
            lines.append(
                f"{key}:{block}{comment}" if draw(st.booleans()) and items else f"{key}: [{', '.join(items)}]{comment}"
            )
        else:
            lines.append(f"{key}: {quote(draw(TEXTS), flow=False)}{comment}")
    return "---\n" + "\n".join(lines) + "\n---\n\nBody.\n"


def values(file: str) -> dict[str, object]:
    node, found = parse(file.split("\n---\n", maxsplit=1)[0].removeprefix("---\n"), "")
    assert found == []
    assert isinstance(node, Mapping)

    def plain(value: object) -> object:
        if isinstance(value, Sequence):
            return [plain(item) for item in value.items]
        assert isinstance(value, Scalar)
        return value.value

    return {name.value: plain(value) for name, value in node.entries}


@given(headers(), TEXTS)
def test_after_a_change_every_other_key_says_what_it_said(file: str, text: str) -> None:
    before = values(file)
    put = header_edits.put(file, "slug", quote(text, flow=False))
    added = header_edits.add(file, "aliases", quote(text))
    assert put is not None
    assert added is not None
    assert values(put) == before | {"slug": text}
    known = before.get("aliases") or []
    assert isinstance(known, list)
    assert values(added) == before | {"aliases": [*known, text]}
    dropped = header_edits.drop(added, "aliases", text)
    if dropped is not None:
        left = [item for item in known if item != text]
        rest = {key: value for key, value in before.items() if key != "aliases"}
        assert values(dropped) == (rest | {"aliases": left} if left else rest)


LABELS = st.lists(
    st.text("abA'\"#:, -é|&", min_size=1, max_size=6).filter(lambda text: text == squeeze(text) and fold(text) != ""),
    min_size=1,
    max_size=6,
    unique_by=fold,
)


@given(LABELS, st.booleans(), st.data())
def test_whatever_the_items_are_the_right_ones_stand_there_afterwards(
    labels: list[str], flow: bool, data: st.DataObject
) -> None:
    old, new = data.draw(st.sampled_from(labels)), data.draw(st.sampled_from([*labels, "New one"]))
    tags = (
        f"tags: [{', '.join(map(quote, labels))}]"
        if flow
        else "\n".join(["tags:", *(f"  - {quote(label)}" for label in labels)])
    )
    text = header_edits.respell(article(tags), "tags", lambda tag: new if tag == old else tag)
    wanted = {fold(new if label == old else label): new if label == old else label for label in reversed(labels)}
    assert sorted(map(fold, header_edits.items(text, "tags"))) == sorted(wanted)
    assert text.startswith("---\n# by hand\ntitle: 'Ferry'   # late\ntags:")
    assert text.endswith("\nstatus: published\n---\n\ntags: [A]\n")
