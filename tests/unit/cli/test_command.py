"""Every command explains itself, and owns up to its own mistakes."""

from __future__ import annotations

import re
import shlex
import tempfile
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from digest import cli
from digest.cli.command import every
from tests.unit.cli.runs import run

COMMANDS = dict(every())
GROUPS = {name: made for name, made in cli.commands.commands.items() if isinstance(made, click.Group)}


def test_there_are_no_commands_but_those_that_work() -> None:
    known = "build check completion convert init list mv new review schema tags why".split()
    assert sorted({*known, "theme eject", "theme new"} - COMMANDS.keys()) == []
    assert GROUPS.keys() == {"theme"}


@pytest.mark.parametrize("name", [*COMMANDS, *GROUPS])
def test_the_help_of_each_command_has_an_example_that_is_one_of_it(name: str) -> None:
    done = CliRunner().invoke(cli.commands, [*name.split(), "--help"])
    assert done.exit_code == 0
    epilog = ({**COMMANDS, **GROUPS}[name].epilog or "").removeprefix("Example: ")
    assert f"Example: {epilog.split()[0]}" in done.stdout
    assert epilog.startswith(f"digest {name}")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_example_is_a_command_that_click_takes(name: str) -> None:
    example = (COMMANDS[name].epilog or "").removeprefix("Example: ")
    words = shlex.split(re.split(r"&&|[|>]", example)[0])[1 + len(name.split()) :]
    context = click.Context(COMMANDS[name], info_name=name)
    _, rest, _ = COMMANDS[name].make_parser(context).parse_args(words)
    assert rest == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name: str) -> None:
    options = [parameter for parameter in COMMANDS[name].params if isinstance(parameter, click.Option)]
    assert [option.name for option in options if not option.help] == []
    assert COMMANDS[name].help


@pytest.mark.parametrize("name", [*COMMANDS])
def test_its_example_can_be_copied_from_a_narrow_window(name: str) -> None:
    """No word of it is broken over two lines."""
    shown = CliRunner().invoke(cli.commands, [*name.split(), "--help"], terminal_width=80).stdout
    example = str(COMMANDS[name].epilog).removeprefix("Example: ")
    assert set(example.split()) <= set(shown.partition("Example: ")[2].split())


@pytest.mark.parametrize("name", ["check", "new"])
def test_the_day_of_a_command_that_shows_nothing_is_not_said_to_show_something(name: str) -> None:
    [now] = [each for each in COMMANDS[name].params if each.name == "now"]
    assert isinstance(now, click.Option)
    assert "Show what is published" not in str(now.help)


def test_a_bug_of_ours_leaves_with_3_and_writes_its_details_to_a_file(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from digest import build

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the ferry\nsank")

    monkeypatch.setattr(build, "build", broken)
    done = run("build", "--site", site)
    assert done.return_value == 3
    assert "this is a bug in digest, not in your site: RuntimeError: the ferry sank" in done.stderr
    assert "Traceback" not in done.stderr
    crash = site / ".digest/crash.txt"
    assert str(crash) in done.stderr
    assert "Traceback" in crash.read_text(encoding="utf-8")


def test_the_details_of_a_bug_go_into_the_state_folder_of_the_site(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from digest import build

    monkeypatch.setattr(build, "held_back", lambda *_: 1 / 0)
    with (site / "config.yaml").open("a", encoding="utf-8") as config:
        config.write("paths: {state: work/state}\n")
    assert run("list", "--site", site).return_value == 3
    assert "ZeroDivisionError" in (site / "work/state/crash.txt").read_text(encoding="utf-8")
    assert not (site / ".digest").exists()


def test_a_bug_where_there_is_no_site_is_reported_as_well(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from digest import config

    monkeypatch.setattr(config, "json_schema", lambda: 1 / 0)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    done = run("schema", "config")
    assert done.return_value == 3
    assert "this is a bug in digest" in done.stderr
    assert "ZeroDivisionError" in (tmp_path / "digest-crash.txt").read_text(encoding="utf-8")
