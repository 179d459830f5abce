"""The same input gives the same bytes: whatever the folder, the locale, the clock's zone, and the order of hashes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INPUTS = ("config.yaml", "seeds", "content", "themes", "static", "overrides")

HERE = {
    "LC_ALL": "C",
    "LANG": "C",
    "TZ": "UTC",
    "PYTHONHASHSEED": "1",
    "COLUMNS": "80",
    "PYTHONWARNDEFAULTENCODING": "1",  # a file opened in the locale's encoding is an error
    "PYTHONWARNINGS": "error::EncodingWarning",
}
THERE = {
    "LC_ALL": "tr_TR.UTF-8",
    "LANG": "tr_TR.UTF-8",
    "LANGUAGE": "tr",
    "TZ": "Asia/Tokyo",
    "PYTHONHASHSEED": "4242",
    "PYTHONUTF8": "1",
    "COLUMNS": "200",
}


def built(folder: Path, environment: dict[str, str]) -> dict[str, bytes]:
    """Every file that a build of the repository's own site in `folder` makes, in content and output, by its path."""
    folder.mkdir(parents=True)
    for name in INPUTS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, folder / name)
    command = [sys.executable, "-m", "digest", "build", "--quiet", "--now", "2016-06-01"]
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "TMPDIR"}}
    done = subprocess.run(command, cwd=folder, env={**kept, **environment}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    made = [folder / "content", folder / "public"]
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for top in made
        for path in sorted(top.rglob("*"))
        if path.is_file() and ("pagefind" not in path.parts or path.name == "search.key")  # see `digest.search.stage`
    }


@pytest.mark.slow
def test_two_folders_locales_zones_and_hash_seeds_give_the_same_bytes(tmp_path: Path) -> None:
    one = built(tmp_path / "one", HERE)
    other = built(tmp_path / "ikinci ünite/iki", THERE)
    assert len(one) > 100
    assert sorted(one) == sorted(other)
    assert [path for path in one if one[path] != other[path]] == []


def test_the_output_names_no_folder_of_the_machine(tmp_path: Path) -> None:
    made = built(tmp_path / "a-very-telling-name", HERE)
    assert [path for path, data in made.items() if b"a-very-telling-name" in data] == []
