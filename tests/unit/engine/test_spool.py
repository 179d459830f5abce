"""A file beside the cache, for what memory should not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.engine import spool
from digest.engine.spool import Spool


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def begun(path: Path) -> Spool:
    made = spool.begin(path, 64)
    assert made is not None
    return made


def test_what_is_added_is_there_at_once(path: Path) -> None:
    made = begun(path)
    first = made.add([b"one", b"two"])
    second = made.add([b"three"])
    assert [made.get(row) for row in (*first, *second)] == [b"one", b"two", b"three"]
    assert (first[0].offset, made.offset) == (64, 64 + 11)
    made.discard()


def test_it_becomes_the_cache_in_one_step(path: Path) -> None:
    path.write_bytes(b"old")
    made = begun(path)
    made.add([b"new"])
    assert path.read_bytes() == b"old"
    made.become(path)
    assert path.read_bytes() == bytes(64) + b"new"
    made.discard()
    assert [file.name for file in path.parent.iterdir() if file.suffix != ".lock"] == ["cache"]


def test_what_is_discarded_leaves_nothing(path: Path) -> None:
    begun(path).discard()
    assert not spool.beside(path).exists()


def test_there_is_one_at_a_time(path: Path) -> None:
    first = begun(path)
    assert spool.begin(path, 64) is None
    first.discard()
    begun(path).discard()


def test_one_that_a_killed_build_left_is_begun_anew(path: Path) -> None:
    spool.beside(path).write_bytes(b"left by someone" * 100)
    made = begun(path)
    [row] = made.add([b"x"])
    assert made.get(row) == b"x"
    made.become(path)
    assert path.read_bytes() == bytes(64) + b"x"


def test_no_folder_is_made_for_it(tmp_path: Path) -> None:
    assert spool.begin(tmp_path / "none/cache", 64) is None
    assert spool.begin(Path(), 64) is None
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_can_not_be_written_has_none(path: Path) -> None:
    spool.beside(path).mkdir()
    assert spool.begin(path, 64) is None
    spool.beside(path).rmdir()
    begun(path).discard()
