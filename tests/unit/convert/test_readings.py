from __future__ import annotations

from digest.convert.readings import read


def test_a_text_says_what_it_is() -> None:
    found = read("One\x0cTwo é".encode(), ".txt")
    assert found is not None
    assert (found.text, found.said, found.marked) == ("One\nTwo é", "One\nTwo é", False)


def test_markdown_is_its_authors_letter_for_letter() -> None:
    found = read(b"One\x0c\r\nTwo", ".md")
    assert found is not None
    assert (found.text, found.marked) == ("One\x0c\nTwo", True)


def test_of_a_page_a_reader_sees_a_part() -> None:
    found = read(b"<p class=x>One<script>no</script>", ".htm")
    assert found is not None
    assert found.said == "One"


def test_bytes_that_are_no_text_say_nothing() -> None:
    assert read(bytes(range(0x80, 0x100)), ".txt") is None
