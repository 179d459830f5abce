"""The details of a bug of ours go to a file that the person can find."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest

from digest import crash


def bug() -> Exception:
    try:
        raise ZeroDivisionError("by nought")
    except ZeroDivisionError as problem:
        return problem


def file_of(sentence: str) -> Path:
    match = re.fullmatch(r"The details are in (.+)\.", sentence)
    assert match is not None
    return Path(match[1])


def test_the_traceback_is_written_into_the_state_folder(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(
        "site: {title: T, url: 'https://example.org/'}\npaths: {state: .kept}\n", encoding="utf-8"
    )
    path = file_of(crash.write(tmp_path, bug()))
    assert path == tmp_path / ".kept/crash.txt"
    text = path.read_text(encoding="utf-8")
    assert text.startswith("digest ")
    assert "by nought" in text
    assert "in bug" in text


@pytest.mark.parametrize("config", [None, "site: [", "paths: {state: ../..}\n"])
def test_without_sound_settings_it_goes_where_passing_files_go(tmp_path: Path, config: str | None) -> None:
    if config is not None:
        (tmp_path / "config.yaml").write_text(config, encoding="utf-8")
    assert file_of(crash.write(tmp_path, bug())) == Path(tempfile.gettempdir()) / "digest-crash.txt"


def test_a_folder_that_can_not_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "file"))
    assert crash.write(None, bug()).startswith("The details could not be written (")
