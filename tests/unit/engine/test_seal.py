"""What is sealed is opened again by its own key alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.engine import seal


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


def test_a_key_is_made_once_and_only_its_owner_may_read_it(home: Path) -> None:
    first = seal.key()
    assert first is not None
    assert seal.key() == first
    file = home / "digest/seal.key"
    assert file.read_bytes() == first
    assert file.stat().st_mode & 0o077 == 0


def test_a_key_that_is_cut_off_is_none(home: Path) -> None:
    seal.key()
    (home / "digest/seal.key").write_bytes(b"short")
    assert seal.key() is None


def test_without_a_folder_for_it_there_is_no_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert seal.key() is None


def test_a_folder_that_is_named_by_a_relative_path_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    assert seal.key() is not None
    assert (tmp_path / "me/.cache/digest/seal.key").is_file()


@pytest.mark.parametrize("data", [b"", b"code", b"x" * 100_000])
def test_a_seal_is_opened_by_its_own_key(data: bytes) -> None:
    mine, theirs = b"m" * 32, b"t" * 32
    closed = seal.sealed(data, mine)
    assert seal.opened(closed, mine) == data
    assert seal.opened(closed, theirs) is None
    assert seal.opened(closed[:-1] + b"!", mine) is None
    assert seal.opened(closed[:31], mine) is None
    assert seal.opened(None, mine) is None
