"""Every command explains itself."""

from __future__ import annotations

import re
import shlex

import click
import pytest
from click.testing import CliRunner

from digest import cli
from digest.cli.command import every

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
