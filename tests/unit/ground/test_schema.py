from __future__ import annotations

from typing import Any, Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.ground import fingerprint, located, schema
from digest.ground.diagnostics import Diagnostic
from digest.ground.located import quote
from digest.ground.moment import Moment
from digest.ground.struct import Struct


class Author(msgspec.Struct, frozen=True, kw_only=True):
    """Who wrote it."""

    name: str
    """As in the byline."""
    url: str | None = None


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """A story."""

    title: str
    """The headline."""
    status: Literal["published", "review", "draft"] = "published"
    date: Moment | None = None
    weight: int = 0
    share: float = 0.5
    hidden: bool = False
    tags: tuple[str, ...] = ()
    author: Author | None = None
    others: tuple[Author, ...] = ()
    extra: dict[str, Any] = msgspec.field(default_factory=dict)
    names: dict[str, str] = msgspec.field(default_factory=dict)
    """Two lines

    and a third.
    """


def check(text: str) -> schema.Checked[Story]:
    node, found = located.parse(text, "f.md")
    assert found == []
    return schema.check(node, Story, what="the header")


def story(text: str) -> Story:
    checked = check(text)
    assert checked.diagnostics == []
    assert checked.value is not None
    assert checked.sound == checked.value
    return checked.value


def only(text: str) -> Diagnostic:
    checked = check(text)
    assert checked.value is None
    (finding,) = checked.diagnostics
    return finding


# --- values -----------------------------------------------------------------------------------------------------------


def test_a_written_default_is_the_default_itself_and_gives_the_same_fingerprint() -> None:
    class Settings(Struct, kw_only=True):
        html: str = "a safe one"
        names: tuple[str, ...] = ("fenced_code", "tables")

    written, _ = located.parse("html: a safe one\nnames: [fenced_code, tables]\n", "config.yaml")
    found = schema.check(written, Settings, what="the settings").value
    assert fingerprint.of_value(found) == fingerprint.of_value(Settings())


class Lamp(Struct, kw_only=True):
    watts: int = 40


class House(Struct, kw_only=True):
    lamp: Lamp | bool = Lamp()


@pytest.mark.parametrize(
    ("text", "value"),
    [("", Lamp()), ("lamp: true", Lamp()), ("lamp: false", False), ("lamp: {watts: 60}", Lamp(watts=60))],
)
def test_a_block_that_can_be_switched_is_true_false_or_its_keys(text: str, value: Lamp | bool) -> None:
    node, _ = located.parse(text, "f.yaml")
    checked = schema.check(node, House, what="the house")
    assert (checked.value, checked.diagnostics) == (House(lamp=value), [])


def test_a_switch_that_says_neither_is_shown_what_it_may_say() -> None:
    node, _ = located.parse("lamp: off\n", "f.yaml")
    (finding,) = schema.check(node, House, what="the house").diagnostics
    assert (finding.code, finding.hint) == ("value-type", "write `lamp: false`")
    assert finding.message == "`lamp` must be `true` or `false`, or keys with values, not `off`"


def test_left_out_keys_have_their_defaults() -> None:
    assert story("title: Kerry") == Story(title="Kerry")


@pytest.mark.parametrize("text", ["2015", "no", "1.10", "12:30:00", "2015-07-28", "0x10", "true", ".nan"])
def test_a_text_is_what_stands_there_even_where_yaml_sees_something_else(text: str) -> None:
    assert story(f"title: {text}").title == text
    assert story(f"title: x\ntags: [{text}, '{text}']").tags == (text, text)


@given(st.text(), st.lists(st.text()))
def test_every_text_survives_its_way_through_yaml_and_schema(title: str, tags: list[str]) -> None:
    made = story(f"title: {quote(title)}\ntags: [{', '.join(quote(tag) for tag in tags)}]\n")
    assert made == Story(title=title, tags=tuple(tags))


def test_every_type_of_field_is_converted() -> None:
    text = """
title: Kerry
status: draft
date: 2015-07-28T14:05Z
weight: -12
share: .25e1
hidden: True
tags:
  - Seoul
author: {name: Ann}
others: [{name: Bob, url: https://x.org}]
names: {en: Kerry, no: "1"}
"""
    assert story(text) == Story(
        title="Kerry",
        status="draft",
        date=Moment("2015-07-28T14:05:00+00:00"),
        weight=-12,
        share=2.5,
        hidden=True,
        tags=("Seoul",),
        author=Author(name="Ann"),
        others=(Author(name="Bob", url="https://x.org"),),
        names={"en": "Kerry", "no": "1"},
    )


def test_free_values_have_the_types_of_yaml_1_2() -> None:
    text = """
title: x
extra:
  truth: [true, False, yes, "true"]
  count: [12, -0, 0x1F, 0o17, "12", 1_000, 12:30]
  ratio: [1.5, .5, 1e3, 1.10, .inf, 1e999]
  none: [null, ~, "null", ]
  empty:
  big: 123456789012345678901234567890
  date: 2015-07-28
  deep: {a: [{b: 1}]}
"""
    assert story(text).extra == {
        "truth": [True, False, "yes", "true"],
        "count": [12, 0, 31, 15, "12", "1_000", "12:30"],
        "ratio": [1.5, 0.5, 1000.0, 1.1, ".inf", "1e999"],
        "none": [None, None, "null"],
        "empty": None,
        "big": "123456789012345678901234567890",
        "date": "2015-07-28",
        "deep": {"a": [{"b": 1}]},
    }


@pytest.mark.parametrize("nothing", ["", "~", "null", "# a remark"])
@pytest.mark.parametrize("key", ["status", "date", "weight", "hidden", "tags", "author", "others", "extra", "names"])
def test_a_key_without_a_value_counts_as_left_out(key: str, nothing: str) -> None:
    assert story(f"title: Kerry\n{key}: {nothing}\n") == Story(title="Kerry")


def test_an_empty_text_in_quotes_is_a_text() -> None:
    assert story('title: ""').title == ""


def test_items_without_a_value_are_passed_over() -> None:
    assert story("title: x\ntags:\n  - a\n  -\n  - b\n").tags == ("a", "b")


def test_a_single_text_is_a_list_of_one() -> None:
    assert story("title: x\ntags: North Korea").tags == ("North Korea",)
    assert story('title: x\ntags: "Smith, John"').tags == ("Smith, John",)


def test_places_name_where_each_value_stands() -> None:
    places = check("title: x\nauthor:\n  name: Ann\ntags: [a, b]\nothers: [{name: Bob}]\nextra: {a: {b: 1}}\n").places
    assert {key: (place.line, place.column) for key, place in places.items()} == {
        "title": (1, 8),
        "author": (3, 3),
        "author.name": (3, 9),
        "tags": (4, 7),
        "tags.0": (4, 8),
        "tags.1": (4, 11),
        "others": (5, 9),
        "others.0": (5, 10),
        "others.0.name": (5, 17),
        "extra": (6, 8),
        "extra.a": (6, 12),
        "extra.a.b": (6, 16),
    }


# --- problems ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "code", "message", "column", "hint"),
    [
        ("titel: x", "key-unknown", "`titel` is not a key of the header", 1, "did you mean `title`?"),
        ("author: {nam: x, name: y}", "key-unknown", "`nam` is not a key of `author`", 10, "did you mean `name`?"),
        ("status: Draft", "value-unknown", "`Draft` is not a value of `status`", 9, "did you mean `draft`?"),
        ("status: x", "value-unknown", "`x` is not a value of `status`", 9, "known: `published`, `review`, `draft`"),
        ("weight: heavy", "value-type", "`weight` must be a whole number, not `heavy`", 9, ""),
        ("weight: 1.5", "value-type", "`weight` must be a whole number, not `1.5`", 9, ""),
        ("weight: ٣", "value-type", "`weight` must be a whole number, not `٣`", 9, ""),
        (
            'weight: "3"',
            "value-type",
            "`weight` must be a whole number, not `3` in quotes",
            9,
            "without quotes it would be one",
        ),
        ("share: .inf", "value-type", "`share` must be a number, not `.inf`", 8, ""),
        ("hidden: yes", "value-type", "`hidden` must be `true` or `false`, not `yes`", 9, "write `hidden: true`"),
        ("hidden: Off", "value-type", "`hidden` must be `true` or `false`, not `Off`", 9, "write `hidden: false`"),
        (
            "tags: Seoul, North Korea",
            "value-type",
            "`tags` must be a list, not `Seoul, North Korea`",
            7,
            "write `[Seoul, North Korea]`, or put the text in quotes if it is one with a comma",
        ),
        (
            "tags: {a: b}",
            "value-type",
            "`tags` must be a list, not keys with values",
            7,
            "begin each item on a line of its own with `- `",
        ),
        (
            "tags: [[a]]",
            "value-type",
            "`tags.0` must be a text, not a list",
            8,
            "a text that begins with [ must be in quotes",
        ),
        (
            "author: Reuters",
            "value-type",
            "`author` must be keys with values, not `Reuters`",
            9,
            "write `author: {name: Reuters}`",
        ),
        ("author: {url: x}", "key-missing", "`name` is missing in `author`", 9, "add `name: …`"),
        ("author: {name: }", "key-missing", "`name` of `author` has no value", 16, "add `name: …`"),
        (
            "others: {name: x}",
            "value-type",
            "`others` must be a list, not keys with values",
            9,
            "begin each item on a line of its own with `- `",
        ),
        (
            "extra: [a]",
            "value-type",
            "`extra` must be keys with values, not a list",
            8,
            "write `key: value` on indented lines below it",
        ),
        (
            "names: {a: [b]}",
            "value-type",
            "`names.a` must be a text, not a list",
            12,
            "a text that begins with [ must be in quotes",
        ),
    ],
)
def test_each_problem_has_its_code_its_place_and_a_hint(
    line: str, code: str, message: str, column: int, hint: str
) -> None:
    finding = only(f"title: x\n{line}\n")
    assert (finding.code, finding.message, finding.hint) == (code, message, hint)
    assert finding.place is not None
    assert (finding.place.line, finding.place.column, finding.place.source) == (2, column, line)


def test_a_bad_date_says_what_is_wrong_with_it() -> None:
    finding = only("title: x\ndate: 2015-13-28")
    assert (finding.code, finding.message, finding.note) == (
        "date-invalid",
        "`date` is not a date",
        "there is no month 13",
    )
    assert "2015-07-28" in finding.hint


def test_a_missing_key_without_a_default_is_an_error() -> None:
    assert only("weight: 1").code == "key-missing"
    assert only("title:\n").message == "`title` of the header has no value"


def test_nothing_at_all_is_an_empty_mapping() -> None:
    checked = schema.check(None, Story, what="the header")
    assert [(f.code, f.place) for f in checked.diagnostics] == [("key-missing", None)]


@pytest.mark.parametrize("text", ["[a, b]", "just words"])
def test_a_document_that_is_no_mapping_is_one_error(text: str) -> None:
    assert only(text).code == "value-type"
    assert only(text).message.startswith("the header must be keys with values")


def test_all_problems_are_found_in_one_walk() -> None:
    codes = [f.code for f in check("titel: x\nweight: a\ndate: b\nstatus: c\ntags: [{d: e}]\n").diagnostics]
    assert codes == ["key-unknown", "value-type", "date-invalid", "value-unknown", "value-type", "key-missing"]


def test_a_sound_value_has_defaults_for_what_is_wrong() -> None:
    checked = check("title: x\nweight: a\nstatus: draft\ntags: [a, [b]]\nunknown: 1\n")
    assert checked.value is None
    assert checked.sound == Story(title="x", status="draft")
    assert check("weight: 1").sound is None


# --- JSON Schema ------------------------------------------------------------------------------------------------------


def test_the_json_schema_says_what_the_types_say() -> None:
    made = schema.json_schema(Story, title="A story's header")
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert (made["title"], made["description"]) == ("A story's header", "A story.")
    assert made["required"] == ["title"]
    assert made["additionalProperties"] is False
    assert made["properties"]["title"] == {"description": "The headline.", "type": "string"}
    assert made["properties"]["names"]["description"] == "Two lines\n\nand a third."
    assert made["$defs"]["Author"]["additionalProperties"] is False
    assert made["$defs"]["Author"]["properties"]["name"]["description"] == "As in the byline."


@pytest.mark.parametrize(
    ("value", "good"),
    [
        ({"title": "x", "date": "2015-07-28", "tags": ["a"], "author": {"name": "Ann"}}, True),
        ({"title": "x", "date": "2015-07-28T14:05:00+01:00", "extra": {"anything": [1, {}]}}, True),
        ({"title": "x", "date": "28/07/2015"}, False),
        ({"title": "x", "status": "secret"}, False),
        ({"title": "x", "author": {"nam": "Ann"}}, False),
        ({"titel": "x"}, False),
    ],
)
def test_an_editor_can_check_with_the_json_schema(value: object, good: bool) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(schema.json_schema(Story, title="x"))
    jsonschema.Draft202012Validator.check_schema(validator.schema)
    assert validator.is_valid(value) is good


def test_in_a_list_of_texts_null_is_a_word_and_nothing_is_no_item() -> None:
    made = story("title: T\ntags: [null, a, ~, ]\nothers: [null, {name: A}]\n")
    assert made.tags == ("null", "a")
    assert made.others == (Author(name="A"),)


WORDS = st.sampled_from(["null", "~", "", "a", '"null"', "7", "{name: A}", "{name: null}", "[null]", "[]", "{a: null}"])


@given(st.dictionaries(st.sampled_from(msgspec.structs.fields(Story)).map(lambda field: field.name), WORDS))
def test_whatever_is_checked_what_comes_out_is_of_the_type(values: dict[str, str]) -> None:
    node, _ = located.parse("".join(f"{key}: {value}\n" for key, value in values.items()), "f.md")
    checked = schema.check(node, Story, what="the header")
    for made in (checked.value, checked.sound):
        if made is not None:
            plain = msgspec.to_builtins(made)  # raises for anything that no Struct, list, mapping or scalar is
            assert msgspec.convert(plain, Story) == made
