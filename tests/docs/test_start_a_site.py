"""The how-to for a new site, and the README that a new site has, say what is so."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from digest import cli
from digest.cli.command import every
from digest.editing import founding

HOW_TO = (Path(__file__).parents[2] / "docs/how-to/start-a-site.md").read_text("utf-8")
README = (Path(founding.__file__).parent / "starter/README.md").read_text("utf-8")


def test_its_commands_make_a_site_that_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = re.search(r"^```sh\n(.*?)^```$", HOW_TO, re.MULTILINE | re.DOTALL)
    assert shown is not None
    monkeypatch.chdir(tmp_path)
    for line in shown[1].splitlines():
        name, *words = shlex.split(line)
        if name == "cd":
            monkeypatch.chdir(words[0])
        else:
            assert CliRunner().invoke(cli.commands, words, standalone_mode=False).return_value == 0
    assert Path("public/index.html").is_file()


def test_it_names_every_file_that_is_made() -> None:
    table = [row.split("|")[1] for row in re.findall(r"^\| `.*$", HOW_TO, re.MULTILINE)]
    assert {name for cell in table for name in re.findall(r"`([^`]+)`", cell)} == set(founding._FILES)


def test_the_commands_in_the_readme_are_real() -> None:
    lines = [shlex.split(line)[1:] for line in re.findall(r"`(digest [^`]+)`", README)]
    assert len(lines) >= 4
    for name, *words in lines:
        command = dict(every())[name]
        _, rest, _ = command.make_parser(click.Context(command)).parse_args(words)
        assert rest == []
