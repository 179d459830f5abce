"""What commands print: reports, problems, progress, each on its stream, in colour where people look."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from digest.model import Report
    from digest.progress import Watching

GOOD, SITE_ERROR, BUG, INTERRUPTED = 0, 1, 3, 130

_COLORS = {"error": "red", "warning": "yellow", "note": "cyan", "place": "blue", "hint": "cyan", "good": "green"}


def close(
    report: Report,
    *,
    quiet: bool,
    form: str,
    remark: str = "",
    folder: str = "",
    more: Mapping[str, object] | None = None,
) -> int:
    """Prints the report, problems on stderr, and says the exit status.

    `remark` follows the count of problems, `folder` is the output as seen from here, `more` is added to the JSON document. Where it
    is `quiet`, notes are no problems.
    """
    from digest import report as words
    from digest.ground.diagnostics import has_errors

    status = SITE_ERROR if has_errors(report.diagnostics) else GOOD
    if form == "json":
        say(words.as_json(report, status, more))
        return status
    colors, width = paint(sys.stderr), shutil.get_terminal_size((words.WIDTH, 0)).columns
    findings = [finding for finding in report.diagnostics if not (quiet and finding.severity == "note")]
    if findings:
        say("\n".join(words.show(finding, paint=colors, width=width) + "\n" for finding in findings), err=True)
        tally = words.tally(findings)
        say(f"{tally}; {remark}" if status == SITE_ERROR and remark else tally, err=True)
    if not quiet and (closing := words.closing(report, folder=folder, digest=called(), paint=paint(sys.stdout))):
        say(closing)
    return status


def say(text: str, *, err: bool = False) -> None:
    """Prints a text; when nobody reads any more (`digest build | head -1`), the work goes on in silence.

    A report that can't be written, since the disk is full, must not look like success: it ends the command.
    """
    stream = sys.stderr if err else sys.stdout
    try:
        click.echo(text, file=stream, color=is_colored(stream))
    except OSError as problem:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not err and not isinstance(problem, BrokenPipeError):
            raise click.ClickException(f"the report can't be written: {problem.strerror}") from problem


def called(folder: Path | None = None) -> str:
    """What a person has to type for digest itself who stands in `folder`, by default in the current one.

    That is the way in which it was called now: plain `digest` only where the shell finds this very program by that name.
    """
    program = Path(sys.argv[0])
    if program.name == "__main__.py" and program.parent.name == "digest":
        python = Path(sys.executable)
        beside = shutil.which("digest")
        return "digest" if beside and Path(beside).parent == python.parent else f"{_way_to(python, folder)} -m digest"
    if program.stem != "digest":  # a program of somebody else's that calls us
        return "digest"
    return _way_to(program, folder)


def _way_to(program: Path, folder: Path | None) -> str:
    """How a shell in `folder` is told to run a program: by its name where it finds it so, else by the shortest path."""
    name = program.stem if program.suffix == ".exe" else program.name
    found = shutil.which(name)
    absolute = _absolute(program)
    if found is not None and _absolute(Path(found)) == absolute:
        return name
    here = _absolute(folder or Path())
    if not absolute.is_relative_to(here):
        return shlex.quote(str(absolute))
    way = str(absolute.relative_to(here))
    return shlex.quote(way if os.sep in way else f".{os.sep}{way}")


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - a link stays what it is: in a virtual environment it is the program


def is_colored(stream: TextIO | None) -> bool:
    """Colours are for terminals, and for people who want them (no-color.org)."""
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return stream is not None and stream.isatty() and wanted


def paint(stream: TextIO | None) -> Callable[[str, str], str]:
    """What gives a text the colour of its role on this stream; see `digest.report.Paint`."""
    if not is_colored(stream):
        return lambda text, _role: text
    return lambda text, role: click.style(text, fg=_COLORS[role], bold=role in {"error", "warning"})


def watching(*, quiet: bool, form: str) -> Watching:
    """What shows progress on stderr, where somebody wants to see it."""
    from digest.progress import Watching

    if quiet or form == "json" or sys.stderr is None:
        return Watching()
    return Watching(lambda line: say(line, err=True), on_terminal=sys.stderr.isatty())
