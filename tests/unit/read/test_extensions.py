"""What comes of an extension is remembered only as long as its code is the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown.util import get_installed_extensions

from digest.config import Markdown
from digest.read import extensions


def test_python_markdowns_own_need_no_version() -> None:
    names = [point.name for point in get_installed_extensions() if point.module.startswith("markdown.extensions.")]
    assert {*Markdown().extensions, "toc"} <= set(names)
    assert extensions.version([*names, "markdown.extensions.footnotes"]) == ""


@pytest.mark.parametrize("file", ["shouting.py", "shouting/__init__.py", "shouting/deep/part.py"])
def test_anybodys_extension_has_the_version_of_its_package(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    path = tmp_path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.parent != tmp_path:
        (tmp_path / "shouting/__init__.py").touch()
    path.write_text("x = 1\n")
    seen = [extensions.version(["shouting:Extension"]), extensions.version(["shouting:Extension", "toc"])]
    path.write_text("x = 2\n")
    seen.append(extensions.version(["shouting:Extension"]))
    assert seen[0] == seen[1] != seen[2]


def test_one_that_is_not_there_has_a_version_too() -> None:
    assert extensions.version(["none.such"]) not in {"", extensions.version(["none.other"])}
    assert extensions.version([":odd"])
