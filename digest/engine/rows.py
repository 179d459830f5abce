"""Answers end to end in a file: where each stands, and how it is read so that a damaged one is noticed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

import msgspec

_GAP = 4_096  # bytes: reading so many in vain takes less time than reading twice
_RUN = 4 << 20  # bytes to read at a time


class Row(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where an answer stands in a file, and its CRC-32."""

    offset: int
    length: int
    sum: int


def write(stream: BinaryIO, answers: Iterable[bytes], offset: int) -> list[Row]:
    """Writes the answers at `offset`, where the stream stands; says where each of them is."""
    rows: list[Row] = []
    whole: list[bytes] = []
    for answer in answers:
        rows.append(Row(offset, len(answer), zlib.crc32(answer)))
        whole.append(answer)
        offset += len(answer)
    pour(stream, b"".join(whole))
    return rows


def pour(stream: BinaryIO, data: bytes) -> None:
    """Writes all of `data`: an unbuffered stream may take a part at a time."""
    view = memoryview(data)
    while view:
        view = view[stream.write(view) :]


def read(stream: BinaryIO, row: Row) -> bytes | None:
    """The answer that stands there, None where it is damaged or the file can't be read."""
    try:
        stream.seek(row.offset)
        data = stream.read(row.length)
    except (OSError, ValueError, OverflowError):
        return None
    return data if len(data) == row.length and zlib.crc32(data) == row.sum else None


def read_all(stream: BinaryIO, wanted: Iterable[tuple[str, Row]]) -> dict[str, bytes]:
    """The answers by their names, without those that are damaged. What stands close together is read together."""
    found: dict[str, bytes] = {}
    for run in _runs(sorted([(row.offset, row.length, row.sum, name) for name, row in wanted])):
        first, last = run[0], run[-1]
        try:
            stream.seek(first[0])
            data = stream.read(last[0] + last[1] - first[0])
        except (OSError, ValueError, OverflowError):
            continue
        for offset, length, sum_, name in run:
            answer = data[offset - first[0] : offset - first[0] + length]
            if len(answer) == length and zlib.crc32(answer) == sum_:
                found[name] = answer
    return found


_Placed = tuple[int, int, int, str]


def _runs(ordered: Sequence[_Placed]) -> Iterator[Sequence[_Placed]]:
    begin, end = 0, 0
    for at, (offset, length, _, _) in enumerate(ordered):
        if at > begin and (offset > end + _GAP or offset + length > ordered[begin][0] + _RUN):
            yield ordered[begin:at]
            begin = at
        end = offset + length
    if ordered:
        yield ordered[begin:]
