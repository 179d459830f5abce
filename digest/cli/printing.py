"""What commands print: reports, problems, progress, each on its stream, in colour where people look."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
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
    if not quiet and (closing := words.closing(report, folder=folder, paint=paint(sys.stdout))):
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
