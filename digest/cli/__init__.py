"""The command line: the one door of click, and the only place that prints, asks or exits.

Exit status: 0 good, 1 the site has errors, 2 wrong command, 3 a bug of digest's own, 130 interrupted. Each group of commands has
its module, which registers them with `digest.cli.command`; everything else is imported by the command that needs it, so that
`digest --help` is there at once.
"""

from __future__ import annotations

import io
import sys
from typing import NoReturn

import click

from digest.cli import articles, build, check, completion, deploy, review, schema, serve, site, tags, theme  # noqa: F401 - each registers its commands
from digest.cli.command import commands
from digest.cli.printing import INTERRUPTED, say

__all__ = ["commands", "main"]


def main() -> NoReturn:
    """Runs the command of `sys.argv` and leaves with its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        _check_names()
        status = commands.main(prog_name="digest", standalone_mode=False)
    except click.ClickException as wrong:
        wrong.show()
        status = wrong.exit_code
    except (click.Abort, KeyboardInterrupt):
        say("interrupted", err=True)
        status = INTERRUPTED
    sys.exit(status)


def _check_names() -> None:
    if sys.getfilesystemencoding() != "utf-8":
        raise click.UsageError("this locale has no name for a file with letters beyond its own; set PYTHONUTF8=1")
