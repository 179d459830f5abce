"""How a command is registered: its help with an example, and the guard that reports a bug of ours."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from digest import __version__
from digest.cli.printing import BUG, say


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="digest", message="%(prog)s %(version)s")
def commands() -> None:
    """Make a news digest: raw texts in `seeds/`, Markdown in `content/`, a website in `public/`."""


def command(
    *decorators: Callable[[Any], Any], example: str, name: str | None = None, group: click.Group = commands
) -> Callable[[Callable[..., int]], click.Command]:
    """A command, on the site that `--site` names where it has that; a bug in it is reported, not shown as a traceback."""

    def register(function: Callable[..., int]) -> click.Command:
        @functools.wraps(function)
        def guarded(**arguments: Any) -> int:
            try:
                return function(**arguments)
            except (click.ClickException, click.Abort, click.exceptions.Exit):
                raise
            except Exception as bug:  # noqa: BLE001 - the last door: whatever comes here is our fault
                return crashed(arguments.get("site"), bug)

        wrapped: Any = guarded
        for decorator in reversed(decorators):
            wrapped = decorator(wrapped)
        return group.command(name, epilog=f"Example: {example}")(wrapped)

    return register


def group(name: str, words: str, *, example: str) -> click.Group:
    """Commands that share a first word."""
    made = click.Group(name, help=words, epilog=f"Example: {example}")
    commands.add_command(made)
    return made


def every(group: click.Group = commands, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Each command with its whole name, `theme new` for one within a group; sorted by name."""
    for name, found in sorted(group.commands.items()):
        if isinstance(found, click.Group):
            yield from every(found, f"{before}{name} ")
        else:
            yield f"{before}{name}", found


def crashed(site: Path | None, bug: Exception) -> int:
    """Says that digest itself has failed, and where the details are."""
    from digest import crash

    summary = " ".join(f"{type(bug).__name__}: {bug}".split())
    say(f"this is a bug in digest, not in your site: {summary}", err=True)
    say(f"{crash.write(site, bug)} Please report them in the repository that you got digest from.", err=True)
    return BUG
