"""Answers in a file: each is given back as it was written, or not at all."""

from __future__ import annotations

import io
from typing import BinaryIO

from hypothesis import given
from hypothesis import strategies as st

from digest.engine import rows
from digest.engine.rows import Row

ANSWERS = st.lists(st.binary(max_size=30), max_size=20)


def written(answers: list[bytes], before: bytes = b"before") -> tuple[BinaryIO, list[Row]]:
    stream = io.BytesIO()
    stream.write(before)
    return stream, rows.write(stream, answers, len(before))


@given(ANSWERS)
def test_one_by_one_or_all_together_they_are_what_was_written(answers: list[bytes]) -> None:
    stream, placed = written(answers)
    assert [rows.read(stream, row) for row in placed] == answers
    names = {str(n): row for n, row in enumerate(placed)}
    assert rows.read_all(stream, names.items()) == {str(n): answer for n, answer in enumerate(answers)}


@given(ANSWERS.filter(any), st.data())
def test_a_damaged_one_is_left_out_and_the_others_are_there(answers: list[bytes], data: st.DataObject) -> None:
    stream, placed = written(answers)
    bad = data.draw(st.sampled_from([n for n, answer in enumerate(answers) if answer]))
    stream.seek(placed[bad].offset)
    stream.write(bytes([answers[bad][0] ^ 0x40]))
    assert rows.read(stream, placed[bad]) is None
    found = rows.read_all(stream, [(str(n), row) for n, row in enumerate(placed)])
    assert found == {str(n): answer for n, answer in enumerate(answers) if n != bad}


def test_what_lies_far_apart_is_read_apart() -> None:
    stream, [first, between, last] = written([b"first", bytes(10_000_000), b"last"])
    assert rows.read_all(stream, [("last", last), ("first", first)]) == {"first": b"first", "last": b"last"}
    assert [len(run) for run in rows._runs([(*_place(row), "x") for row in (first, between, last)])] == [1, 1, 1]
    assert [len(run) for run in rows._runs([(*_place(row), "x") for row in (first, last)])] == [1, 1]


def _place(row: Row) -> tuple[int, int, int]:
    return row.offset, row.length, row.sum


def test_a_place_beyond_the_end_holds_nothing() -> None:
    stream, _ = written([b"a"])
    assert rows.read(stream, Row(3, 100, 0)) is None
    assert rows.read_all(stream, [("x", Row(500, 1, 0))]) == {}


class Sluggish(io.BytesIO):
    """Takes three bytes at a time, as a pipe or a full disk may."""

    def write(self, data: object) -> int:
        return super().write(bytes(data)[:3])  # type: ignore[call-overload]


def test_all_is_written_however_little_the_stream_takes_at_a_time() -> None:
    stream = Sluggish()
    assert rows.write(stream, [b"one", b"two and more"], 0)[1].offset == 3
    assert stream.getvalue() == b"onetwo and more"
