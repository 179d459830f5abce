"""`digest serve` where it can't begin; what it shows is tested in a browser."""

from __future__ import annotations

from pathlib import Path

from tests.unit.cli.runs import process


def test_a_folder_for_the_preview_that_cannot_be_written_is_named(site: Path) -> None:
    process("build", "--site", site)
    (site / ".digest/preview").write_text("in the way", "utf-8")
    done = process("serve", "--site", site)
    assert done.returncode == 1
    assert f"`{site}/.digest/preview/" in done.stderr
    assert "can't be written" in done.stderr
    assert "listened" not in done.stderr
