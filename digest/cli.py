"""The command line: the one door of click, and the only place that prints or exits.

Exit status: 0 good, 1 the site has errors, 2 wrong command, 3 a bug of digest's own, 130 interrupted. Everything else is imported by
the command that needs it, so that `digest --help` is there at once.
"""

from __future__ import annotations

import functools
import gc
import io
import os
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import click

from digest import __version__

if TYPE_CHECKING:
    from digest.build import BuildOptions
    from digest.ground.moment import Moment
    from digest.model import Report
    from digest.progress import Watching

GOOD, SITE_ERROR, BUG, INTERRUPTED = 0, 1, 3, 130

_COLORS = {"error": "red", "warning": "yellow", "note": "cyan", "place": "blue", "hint": "cyan", "good": "green"}


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
        _say("interrupted", err=True)
        status = INTERRUPTED
    sys.exit(status)


def _check_names() -> None:
    if sys.getfilesystemencoding() != "utf-8":
        raise click.UsageError("this locale has no name for a file with letters beyond its own; set PYTHONUTF8=1")


# --- commands ---------------------------------------------------------------------------------------------------------


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="digest", message="%(prog)s %(version)s")
def commands() -> None:
    """Make a news digest: raw texts in `seeds/`, Markdown in `content/`, a website in `public/`."""


def _command(
    *decorators: Callable[[Any], Any], example: str, name: str | None = None
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
                return _crash(arguments.get("site"), bug)

        wrapped: Any = guarded
        for decorator in reversed(decorators):
            wrapped = decorator(wrapped)
        return commands.command(name, epilog=f"Example: {example}")(wrapped)

    return register


_SITE = click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    metavar="DIR",
    help="The folder with config.yaml; by default the current one.",
)
_URL = click.option("--url", metavar="URL", help="The site's address, instead of `site.url` in config.yaml.")
_NOW = click.option(
    "--now",
    metavar="WHEN",
    help="Show what is published at this day or time (2015-07-28, 2015-07-28T14:05+01:00); later articles wait."
    " Default: SOURCE_DATE_EPOCH, else the clock.",
)
_STRICT = click.option("--strict", is_flag=True, help="Count every warning as an error.")
_QUIET = click.option("--quiet", "-q", is_flag=True, help="Print warnings and errors only.")
_JOBS = click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=1),
    metavar="N",
    help="Work with up to N processes, instead of `build.jobs` in config.yaml; by default with one a processor.",
)
_FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to report: text for people, or one JSON document on stdout.",
)


@_command(
    _URL,
    click.option("--no-convert", is_flag=True, help="Leave the seeds alone: build what stands in content/."),
    _NOW,
    _JOBS,
    _STRICT,
    click.option(
        "--profile", is_flag=True, help="Say where the time went, and how much was read, made and remembered."
    ),
    _QUIET,
    _FORMAT,
    _SITE,
    example="digest build --url https://user.github.io/repo/ --now 2015-07-31",
)
def build(
    site: Path,
    *,
    url: str | None,
    no_convert: bool,
    now: str | None,
    jobs: int | None,
    strict: bool,
    profile: bool,
    quiet: bool,
    form: str,
) -> int:
    """Convert the seeds and make the site.

    Every seed in seeds/ becomes a Markdown file in content/, which is yours to edit: what you change there is kept. Then
    every page of the site is written into public/. When config, content, theme or addresses have an error, all errors are
    shown and public/ stays as it was. What is as it was is not made again: see --profile.
    """
    from digest import build as conductor

    gc.disable()  # a run leaves next to no circles, and ends soon; looking for them costs a fifth of its time
    _check_url(url)
    options = conductor.BuildOptions(url=url, convert=not no_convert, now=_moment(now), strict=strict, jobs=jobs)
    with _watching(quiet=quiet, form=form) as watch:
        report = conductor.build(site, options, watch=watch)
    if profile and form == "text":
        from digest import report as words

        _say(words.profile(report), err=True)
    unpublished = f"{report.output}/ is as it was" if report.output and not report.published else ""
    return _close(report, quiet=quiet, form=form, remark=unpublished, folder=str(site / report.output))


@_command(
    click.option(
        "--restore",
        metavar="ID",
        help="Bring back the deleted article with this id; ids are the names in content/.provenance/.",
    ),
    _STRICT,
    _QUIET,
    _FORMAT,
    _SITE,
    example="digest convert --restore k8f3m9q4dz",
)
def convert(site: Path, *, restore: str | None, strict: bool, quiet: bool, form: str) -> int:
    """Convert the seeds into Markdown files, and make no site.

    What a person changed in content/ is kept; what a person deleted stays deleted until it is restored. With --restore nothing
    else is done.
    """
    from digest import build as conductor

    options = _options(strict=strict)
    if restore is not None:
        return _close(conductor.restore(site, options, restore), quiet=quiet, form=form)
    with _watching(quiet=quiet, form=form) as watch:
        report = conductor.convert(site, options, watch=watch)
    return _close(report, quiet=quiet, form=form)


@_command(
    click.argument("reason", type=click.Choice(["drafts", "future", "expired", "review"]), required=False),
    _NOW,
    _FORMAT,
    _SITE,
    name="list",
    example="digest list review",
)
def list_held(site: Path, *, reason: str | None, now: str | None, form: str) -> int:
    """List the articles that are held back, each with the reason.

    drafts: `status: draft`. review: something is missing, mostly the date. future: its date is still to come. expired: its
    `expires` has passed.
    """
    import msgspec

    from digest import build as conductor
    from digest import report as words
    from digest.ground.diagnostics import has_errors

    report = conductor.held_back(site, _options(now=now))
    held = tuple(article for article in report.held if reason in {None, words.ARGUMENTS[article.reason]})
    if form == "json":
        return _close(msgspec.structs.replace(report, held=held), quiet=True, form=form)
    if held:
        _say(words.held_articles(held, paint=_paint(sys.stdout)))
    elif not has_errors(report.diagnostics):
        _say("nothing is held back")
    return _close(msgspec.structs.replace(report, held=()), quiet=True, form=form)


@_command(
    click.argument("what", type=click.Choice(["config", "article", "edition", "page", "front-matter"])),
    example="digest schema config",
)
def schema(what: str) -> int:
    """Print the JSON Schema of config.yaml, or of the front matter of articles, edition notes or pages.

    Editors check and complete YAML with it while one types. front-matter is another name for article.
    """
    import json

    _say(json.dumps(_schema(what), indent=2, ensure_ascii=False))
    return GOOD


def _schema(what: str) -> dict[str, Any]:
    if what == "config":
        from digest import config

        return config.json_schema()
    from digest.read import schemas

    return schemas.json_schemas()["article" if what == "front-matter" else what]


# --- values of options --------------------------------------------------------------------------------------------------


def _check_url(url: str | None) -> None:
    from digest import config

    if url is not None and config.normal_url(url) is None:
        message = f"`{url}` is not the address of a home page, such as https://user.github.io/repo/"
        raise click.BadParameter(message, param_hint="--url")


def _options(*, now: str | None = None, strict: bool = False) -> BuildOptions:
    from digest.build import BuildOptions

    return BuildOptions(now=_moment(now), strict=strict)


def _moment(now: str | None) -> Moment:
    """`--now`, else SOURCE_DATE_EPOCH (reproducible-builds.org), else the clock: read here and nowhere else."""
    from digest.ground.moment import Moment, parse_moment

    if now is not None:
        moment = parse_moment(now)
        if isinstance(moment, str):
            raise click.BadParameter(f"`{now}` is not a day or time: {moment}", param_hint="--now")
        if not 1 < moment.day.year < 9999:  # its instant must exist in every zone
            raise click.BadParameter(f"`{now}` is too far away", param_hint="--now")
        return moment
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        time_ = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(f"SOURCE_DATE_EPOCH is `{epoch}`: it must be a number of seconds since 1970") from None
    return Moment(time_.isoformat(timespec="seconds"))


# --- printing ---------------------------------------------------------------------------------------------------------


def _close(report: Report, *, quiet: bool, form: str, remark: str = "", folder: str = "") -> int:
    """Prints the report, problems on stderr, and says the exit status.

    `remark` follows the count of problems, `folder` is the output as seen from here. Where it is `quiet`, notes are no problems.
    """
    from digest import report as words
    from digest.ground.diagnostics import has_errors

    status = SITE_ERROR if has_errors(report.diagnostics) else GOOD
    if form == "json":
        _say(words.as_json(report, status))
        return status
    paint, width = _paint(sys.stderr), shutil.get_terminal_size((words.WIDTH, 0)).columns
    findings = [finding for finding in report.diagnostics if not (quiet and finding.severity == "note")]
    for finding in findings:
        _say(words.show(finding, paint=paint, width=width) + "\n", err=True)
    if findings:
        tally = words.tally(findings)
        _say(f"{tally}; {remark}" if status == SITE_ERROR and remark else tally, err=True)
    if not quiet and (closing := words.closing(report, folder=folder, paint=_paint(sys.stdout))):
        _say(closing)
    return status


def _say(text: str, *, err: bool = False) -> None:
    """Prints a text; when nobody reads any more (`digest build | head -1`), the work goes on in silence.

    A report that can't be written, since the disk is full, must not look like success: it ends the command.
    """
    stream = sys.stderr if err else sys.stdout
    try:
        click.echo(text, file=stream, color=_is_colored(stream))
    except OSError as problem:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not err and not isinstance(problem, BrokenPipeError):
            raise click.ClickException(f"the report can't be written: {problem.strerror}") from problem


def _is_colored(stream: TextIO | None) -> bool:
    """Colours are for terminals, and for people who want them (no-color.org)."""
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return stream is not None and stream.isatty() and wanted


def _paint(stream: TextIO | None) -> Callable[[str, str], str]:
    if not _is_colored(stream):
        return lambda text, _role: text
    return lambda text, role: click.style(text, fg=_COLORS[role], bold=role in {"error", "warning"})


def _watching(*, quiet: bool, form: str) -> Watching:
    from digest.progress import Watching

    if quiet or form == "json" or sys.stderr is None:
        return Watching()
    return Watching(lambda line: _say(line, err=True), on_terminal=sys.stderr.isatty())


def _crash(site: Path | None, bug: Exception) -> int:
    """Says that digest itself has failed, and where the details are."""
    from digest import crash

    summary = " ".join(f"{type(bug).__name__}: {bug}".split())
    _say(f"this is a bug in digest, not in your site: {summary}", err=True)
    _say(f"{crash.write(site, bug)} Please report them in the repository that you got digest from.", err=True)
    return BUG
