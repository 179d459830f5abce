"""Golden sites: a folder as an editor has it, and the same folder after `digest build`, compared whole.

Each site is a folder here with `before/` and `after/` (what the build made or changed: `content/` and `public/`). A person reads the
difference in `after/` before it is committed; `UPDATE_GOLDEN=1 pytest tests/golden` writes it anew.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SITES = sorted(folder.name for folder in HERE.iterdir() if (folder / "before").is_dir())
MADE = ("content", "public")


def tree(root: Path) -> dict[str, bytes]:
    """Every file that a build makes, by its path."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for part in MADE
        for path in sorted((root / part).rglob("*"))
        if path.is_file()
    }


def build(site: Path) -> None:
    command = [sys.executable, "-m", "digest", "build", "--quiet", "--now", "2025-12-10", "--site", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", SITES)
def test_a_site_is_built_as_it_was_read_and_found_good(name: str, tmp_path: Path) -> None:
    site = tmp_path / "ünicöde site"
    shutil.copytree(HERE / name / "before", site)
    build(site)
    made, after = tree(site), HERE / name / "after"
    if os.environ.get("UPDATE_GOLDEN"):
        shutil.rmtree(after, ignore_errors=True)
        for path, data in made.items():
            (after / path).parent.mkdir(parents=True, exist_ok=True)
            (after / path).write_bytes(data)
    expected = tree(after)
    assert sorted(made) == sorted(expected)
    for path, data in expected.items():
        assert made[path].decode("utf-8", "replace") == data.decode("utf-8", "replace"), path
        assert made[path] == data, path


@pytest.mark.parametrize("name", SITES)
def test_a_second_build_changes_no_file(name: str, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(HERE / name / "before", site)
    build(site)
    before = {path: path.stat().st_mtime_ns for part in MADE for path in (site / part).rglob("*") if path.is_file()}
    build(site)
    after = {path: path.stat().st_mtime_ns for part in MADE for path in (site / part).rglob("*") if path.is_file()}
    assert before == after
