"""The Nu HTML checker has nothing to say about any page, style sheet or drawing of the demonstration (https://validator.github.io/validator/)."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest


def messages(jar: Path, folder: Path) -> list[str]:
    """What the checker says about all HTML, CSS and SVG files in a folder: file, line, and the words."""
    java = shutil.which("java")
    assert java is not None
    command = [java, "-Xss1m", "-jar", str(jar), "--Werror", "--skip-non-html", "--also-check-css", "--also-check-svg"]
    done = subprocess.run(
        [*command, "--format", "json", "--stdout", str(folder)], capture_output=True, text=True, check=False
    )
    said: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return [
        f"{each.get('url', '').rpartition('/public/')[2]}:{each.get('lastLine')}: {each['message']}" for each in said
    ]


@pytest.mark.parametrize("built", ["/repo/"], indirect=True)
def test_the_checker_finds_nothing(nu_checker: Path, built: Any) -> None:
    assert messages(nu_checker, built.folder) == []


def test_the_checker_bites(nu_checker: Path, tmp_path: Path) -> None:
    page = '<!doctype html><html lang="en"><title>A page</title><p>A <a href="x y">bad link</a>, a <b>tag left open'
    (tmp_path / "index.html").write_text(page)
    assert len(messages(nu_checker, tmp_path)) >= 2
