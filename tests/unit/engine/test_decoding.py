"""Answers as values: the same whether they were kept from the build before or not, and decoded once."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import msgspec
import pytest

from digest.engine import cache, decoding
from digest.engine.kept import Kept

ENCODE = msgspec.msgpack.encode


class Decoder:
    """Counts what it decodes."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, data: bytes) -> list[int]:
        self.count += 1
        return msgspec.msgpack.decode(data, type=list[int])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def remember(path: Path, answers: dict[str, list[int]]) -> None:
    memory, _ = cache.load(path)
    for key, value in answers.items():
        memory.put("table", key, ENCODE(value))
    assert memory.save() == []


def build(path: Path, kept: Kept | None, decode: Decoder, keys: str = "ab") -> dict[str, list[int]]:
    """One build that asks for some answers and saves."""
    memory, _ = cache.load(path, kept=kept)
    found = decoding.several(memory, "table", keys, decode)
    memory.save()
    return found


def test_what_was_decoded_for_the_build_before_is_not_decoded_again(path: Path) -> None:
    remember(path, {"a": [1], "b": [2]})
    kept, decode = Kept(), Decoder()
    assert [build(path, kept, decode) for _ in range(3)] == [{"a": [1], "b": [2]}] * 3
    assert decode.count == 2
    assert build(path, None, Decoder()) == {"a": [1], "b": [2]}


def test_a_kept_value_counts_only_while_the_memory_has_its_answer(path: Path) -> None:
    remember(path, {"a": [1], "b": [2]})
    kept, decode = Kept(), Decoder()
    build(path, kept, decode)
    path.unlink()
    assert build(path, kept, decode) == {}


def test_what_is_made_of_things_with_a_fingerprint_is_made_once(path: Path) -> None:
    kept = Kept()
    for key, value, found in (("a", 1, 1), ("a", 2, 1), ("b", 3, 3)):
        memory, _ = cache.load(path, kept=kept)
        assert decoding.made(memory, "made", key, partial(int, value)) == found
        memory.close()
    memory, _ = cache.load(path)
    assert decoding.made(memory, "made", "b", partial(int, 4)) == 4


def test_what_a_build_did_not_ask_for_is_kept_no_longer(path: Path) -> None:
    remember(path, {"a": [1], "b": [2]})
    kept, decode = Kept(), Decoder()
    build(path, kept, decode)
    build(path, kept, decode, keys="a")
    remember(path, {"b": [2]})
    assert build(path, kept, decode, keys="b") == {"b": [2]}
    assert decode.count == 3


def test_what_can_not_be_decoded_is_not_there(path: Path) -> None:
    memory, _ = cache.load(path, kept=Kept())
    memory.put("table", "a", b"\xc1")
    memory.put("table", "b", ENCODE([2]))
    assert decoding.several(memory, "table", "ab", Decoder()) == {"b": [2]}


def test_an_answer_that_another_build_has_put_takes_the_place_of_the_kept_one(path: Path) -> None:
    remember(path, {"a": [1]})
    kept, decode = Kept(), Decoder()
    for value in ([1], [5], [5]):
        remember(path, {"a": value})
        memory, _ = cache.load(path, kept=kept)
        assert decoding.one(memory, "table", "a", decode) == value
        memory.close()
    assert decode.count == 2


def test_what_was_put_as_a_value_is_not_decoded_by_the_next_build(path: Path) -> None:
    kept, decode = Kept(), Decoder()
    memory, _ = cache.load(path, kept=kept)
    decoding.put(memory, "table", "a", [1], ENCODE)
    memory.save()
    memory, _ = cache.load(path, kept=kept)
    assert decoding.one(memory, "table", "a", decode) == [1]
    assert decode.count == 0
    memory.close()
    memory, _ = cache.load(path)
    assert decoding.one(memory, "table", "a", decode) == [1]
    assert decoding.one(memory, "table", "missing", decode) is None
    memory.close()
