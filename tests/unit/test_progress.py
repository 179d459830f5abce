"""Work that is long is shown while it runs; short work is not."""

from __future__ import annotations

import pytest

from digest import progress
from digest.progress import Watching


def test_short_work_says_nothing() -> None:
    said: list[str] = []
    with Watching(said.append) as watch:
        for done in range(100):
            watch("read", done, 100)
    assert said == []


def test_long_work_without_a_terminal_says_a_plain_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PAUSE", 0.0)
    said: list[str] = []
    with Watching(said.append) as watch:
        watch("read", 1200, 4000)
        watch("render", 1, 2)
    assert said == ["read: 1,200 of 4,000", "render: 1 of 2"]


def test_long_work_on_a_terminal_draws_a_bar_on_stderr(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    said: list[str] = []
    with Watching(said.append, on_terminal=True) as watch:
        watch("read", 1, 2)
        watch("render", 1, 40)
        watch("render", 40, 40)
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "40/40" in printed.err
    assert said == []


def test_who_does_not_want_to_watch_sees_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "PAUSE", 0.0)
    with Watching() as watch:
        watch("read", 1, 2)
    assert capsys.readouterr() == ("", "")
