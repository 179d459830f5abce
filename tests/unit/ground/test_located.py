from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from digest.ground.diagnostics import Diagnostic, Place
from digest.ground.located import Mapping, Node, Scalar, Sequence, parse


def good(text: bytes | str) -> Node:
    node, found = parse(text, "f.md")
    assert found == []
    assert node is not None
    return node


def bare(node: Node) -> object:
    """A node without its places."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [bare(item) for item in node.items]
    return {key.value: bare(value) for key, value in node.entries}


def only(text: bytes | str) -> Diagnostic:
    (finding,) = parse(text, "f.md")[1]
    return finding


def where(place: Place | None) -> tuple[int, int, int]:
    assert place is not None
    return (place.line, place.column, place.length)


# --- what is read -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["no", "on", "1.10", "012", "0x10", "12:30:00", "2015-13-28", "2015-07-28", "1e5", "~", "null", "<<", "=", ".nan"],
)
def test_a_scalar_keeps_its_text_as_written(text: str) -> None:
    assert bare(good(f"k: {text}")) == {"k": text}
    assert bare(good(f"k: [{text}]")) == {"k": [text]}


def test_quotes_and_escapes_are_undone_and_remembered() -> None:
    node = good("""{a: no, b: "no", c: 'it''s', d: "\\u2028\\n"}""")
    assert isinstance(node, Mapping)
    assert [(v.value, v.plain) for _, v in node.entries if isinstance(v, Scalar)] == [
        ("no", True),
        ("no", False),
        ("it's", False),
        ("\u2028\n", False),
    ]


def test_block_texts_are_read_and_are_not_plain() -> None:
    node = good("a: |\n  one\n  two\nb: >\n  one\n  two\nc: one\n  two\n")
    assert bare(node) == {"a": "one\ntwo\n", "b": "one two\n", "c": "one two"}
    assert isinstance(node, Mapping)
    assert [v.plain for _, v in node.entries if isinstance(v, Scalar)] == [False, False, True]


def test_nested_lists_and_mappings_keep_their_order() -> None:
    text = "z: [b, a]\na:\n  - {x: 1}\n  - [2, [3]]\n"
    node = good(text)
    assert bare(node) == {"z": ["b", "a"], "a": [{"x": "1"}, ["2", ["3"]]]}
    assert isinstance(node, Mapping)
    assert [key.value for key, _ in node.entries] == ["z", "a"]


@pytest.mark.parametrize("text", ["", "\n\n", "# a remark\n", "---\n", "--- # x\n...\n", b"\xef\xbb\xbf"])
def test_a_document_without_content_is_an_empty_mapping(text: bytes | str) -> None:
    assert bare(good(text)) == {}


def test_a_byte_order_mark_and_windows_line_ends_are_no_matter() -> None:
    assert bare(good(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")) == {"a": "1", "b": "2"}


def test_every_node_knows_its_place_and_the_line_it_stands_in() -> None:
    text = "title: Kerry visits Seoul\ntags: [a, 'b c']\nsource:\n  name: AP\n"
    node, _ = parse(text, "content/a.md", first_line=2)
    assert isinstance(node, Mapping)
    (title_key, title), (_, tags), (_, source) = node.entries
    assert title.place == Place(file="content/a.md", line=2, column=8, length=18, source="title: Kerry visits Seoul")
    assert where(title_key.place) == (2, 1, 5)
    assert where(tags.place) == (3, 7, 10)
    assert isinstance(tags, Sequence)
    assert where(tags.items[1].place) == (3, 11, 5)
    assert where(source.place) == (5, 3, 8)


def test_columns_count_characters_not_bytes() -> None:
    node = good("été: 🎉\n北京: x")
    assert isinstance(node, Mapping)
    assert where(node.entries[0][1].place) == (1, 6, 1)
    assert where(node.entries[1][1].place) == (2, 5, 1)


@pytest.mark.parametrize("odd", ["\x85", "\u2028", "\u2029", "\x85\u2028\u2029"])
def test_line_ends_that_only_old_yaml_knows_are_characters_of_the_text(odd: str) -> None:
    node = good(f"a: one{odd}two \ue000\nb: x")
    assert bare(node) == {"a": f"one{odd}two \ue000", "b": "x"}
    assert isinstance(node, Mapping)
    assert where(node.entries[1][0].place) == (2, 1, 1)


# --- what is wrong ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", (3, 1, 1)),
        ("a: {b: 1, b: 2}", "duplicate-key", (1, 11, 1)),
        ("a: &x 1\n", "yaml-alias", (1, 4, 4)),
        ("a: *x\n", "yaml-alias", (1, 4, 2)),
        ("a: !!python/object/apply:os.system [x]\n", "yaml-tag", (1, 4, 33)),
        ("a: !!binary aGk=\n", "yaml-tag", (1, 4, 13)),
        ("a: 1\n---\nb: 2\n", "yaml-documents", (2, 1, 3)),
        ("? [a, b]\n: c\n", "yaml-key", (1, 3, 6)),
        ("a: b\x07c\n", "yaml-character", (1, 5, 1)),
        ("a: \ud800\n", "yaml-character", (1, 4, 1)),
        (b"a: caf\xe9\n", "yaml-encoding", (1, 7, 1)),
        (b"\xff\xfea\x00:\x00", "yaml-encoding", (1, 1, 1)),
        ("a: [1, 2\n", "yaml-syntax", (1, 4, 1)),
    ],
)
def test_each_problem_has_its_code_and_its_place(text: bytes | str, code: str, at: tuple[int, int, int]) -> None:
    finding = only(text)
    assert finding.code == code
    assert finding.severity == "error"
    assert where(finding.place) == at
    assert finding.hint


def test_a_key_that_stands_twice_names_both_places_and_the_first_one_counts() -> None:
    node, found = parse("a: 1\na: 2\na: 3\n", "f.md", first_line=2)
    assert node is not None
    assert bare(node) == {"a": "1"}
    assert [(f.place.line if f.place else 0, f.note) for f in found] == [
        (3, "first on line 2, column 1"),
        (4, "first on line 2, column 1"),
    ]


def test_smaller_errors_are_all_collected_and_the_rest_is_still_read() -> None:
    node, found = parse("a: !x 1\nb: &y 2\nc: *y\nd: 4\nd: 5\n", "f.md")
    assert [f.code for f in found] == ["yaml-tag", "yaml-alias", "yaml-alias", "duplicate-key"]
    assert node is not None
    assert bare(node) == {"a": "1", "b": "2", "c": "*y", "d": "4"}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "[{a: "])
def test_nesting_is_bounded(opening: str) -> None:
    node, found = parse(opening * 100_000, "f.md")
    assert node is None
    assert [f.code for f in found] == ["yaml-depth"]


def test_a_billion_laughs_cost_no_more_than_the_length_of_the_file() -> None:
    laughs = "a0: &a0 [ha]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
    _, found = parse(laughs, "f.md")
    assert {f.code for f in found} == {"yaml-alias"}
    assert len(found) == laughs.count("*") + laughs.count("&")


# --- whatever comes ---------------------------------------------------------------------------------------------------

YAMLISH = st.text(alphabet="ab:-? []{},&*!|>'\"%@`#\n\t\\~0\u2028\x85\x00é")


@given(st.text() | YAMLISH | st.binary())
def test_nothing_that_comes_in_makes_it_raise(data: bytes | str) -> None:
    node, found = parse(data, "f.md", first_line=2)
    assert node is not None or found
    assert all(f.place is not None and f.place.line >= 2 and f.place.column >= 1 for f in found)


@given(YAMLISH)
def test_without_libyaml_good_documents_are_the_same(text: str) -> None:
    fast, found = parse(text, "f.md")
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(yaml, "CSafeLoader", raising=False)
        slow, found_slowly = parse(text, "f.md")
    if not found and not found_slowly:
        assert fast is not None
        assert slow is not None
        assert bare(fast) == bare(slow)


@pytest.mark.parametrize("text", ["a: b: c", "a: [", "a: *x", "a: 1\na: 2", "\ta: b", "[" * 5000, "a: 'x"])
def test_without_libyaml_errors_have_the_same_codes_and_lines(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = [(f.code, f.place.line if f.place else 0) for f in parse(text, "f.md")[1]]
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert [(f.code, f.place.line if f.place else 0) for f in parse(text, "f.md")[1]] == fast


def test_without_libyaml_half_a_character_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    node, [finding] = parse('a: "x\\ud83dy"\nb: é\n', "f.md")
    assert (finding.code, where(finding.place)) == ("yaml-character", (1, 4, 10))
    assert node is not None
    assert bare(node) == {"a": "x\ufffdy", "b": "é"}
