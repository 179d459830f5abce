from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.convert.parts import file_of, name, number_of, split


def texts(data: bytes, file: str = "july.txt") -> list[tuple[int, bytes]]:
    return [(part.line, part.data) for part in split(data, file)]


def test_a_line_of_equals_signs_parts_two_articles_and_each_knows_its_line() -> None:
    assert texts(b"One\n\ntext\n===\n\nTwo\n") == [(1, b"One\n\ntext\n"), (6, b"Two\n")]


@pytest.mark.parametrize("bar", [b"===", b"  =====  ", b"=" * 80])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_a_bar_has_three_signs_or_more_and_any_line_end(bar: bytes, end: bytes) -> None:
    assert [data for _, data in texts(end.join((b"One", bar, b"Two")))] == [b"One\n", b"Two\n"]


@pytest.mark.parametrize("line", [b"==", b"=== Two ===", b"= = =", b"x==="])
def test_what_is_no_bar_parts_nothing(line: bytes) -> None:
    data = b"One\n" + line + b"\nTwo"
    assert texts(data) == [(1, data)]


def test_sections_without_a_word_are_none() -> None:
    assert [data for _, data in texts(b"===\n \n====\nOne\n===\n\n===\nTwo\n===\n")] == [b"One\n", b"Two\n"]


def test_a_file_with_one_article_is_left_as_it_is() -> None:
    assert texts(b"\n\nOne  \n===\n") == [(1, b"\n\nOne  \n===\n")]


def test_an_articles_bytes_are_the_same_wherever_it_stands() -> None:
    first = split(b"\xef\xbb\xbfOne\n\n\n===\nTwo", "a.txt")
    second = split(b"Two\n===\n\nOne", "a.txt")
    assert {part.digest for part in first} == {part.digest for part in second}


def test_a_line_under_a_text_is_a_headings_in_markdown() -> None:
    data = b"One\n===\ntext\n\n===\n\nTwo\n===\ntext\n"
    assert [data for _, data in texts(data, "a.md")] == [b"One\n===\ntext\n", b"Two\n===\ntext\n"]


def test_wide_encodings_are_parted_too() -> None:
    assert [data for _, data in texts("Één\n===\nTwee".encode("utf-16"))] == ["Één\n".encode(), b"Twee\n"]


def test_articles_go_by_their_files_name_and_their_number() -> None:
    assert [name("a/july.txt", number) for number in (1, 2)] == ["a/july.txt", "a/july.txt#2"]
    for path, file, number in (
        ("a/july.txt", "a/july.txt", 1),
        ("a/july.txt#12", "a/july.txt", 12),
        ("page.html#2", "page.html#2", 1),
        ("july.txt#0", "july.txt#0", 1),
        ("no#1.txt", "no#1.txt", 1),
    ):
        assert (file_of(path), number_of(path)) == (file, number)


@given(st.lists(st.sampled_from([b"One", b"===", b"", b"  ", b"Two words", b"\xff\xfe", b"="]), max_size=12))
def test_no_word_is_lost_between_the_parts(lines: list[bytes]) -> None:
    data = b"\n".join(lines)
    kept = b"\n".join(part.data for part in split(data, "a.txt")).split()
    assert [word for word in kept if set(word) != {61}] == [word for word in data.split() if set(word) != {61}] or (
        data.startswith(b"\xff\xfe")
    )
