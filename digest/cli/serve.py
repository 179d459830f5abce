"""`digest serve`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.cli.command import command
from digest.cli.options import JOBS, NOW, QUIET, SITE, STRICT, moment
from digest.cli.printing import GOOD, SITE_ERROR, close, say

if TYPE_CHECKING:
    from digest.ground.diagnostics import Diagnostic
    from digest.model import Report


@command(
    click.option(
        "--drafts", is_flag=True, help="Show drafts and articles for review too, each with what holds it back."
    ),
    click.option("--future", is_flag=True, help="Show articles too whose day is yet to come."),
    click.option("--open", "opened", is_flag=True, help="Open the home page in your browser."),
    click.option(
        "--port",
        type=click.IntRange(1, 65535),
        metavar="N",
        help="The port; by default 8000, or the next one that is free.",
    ),
    click.option(
        "--host", default="127.0.0.1", metavar="HOST", show_default=True, help="The address at which to listen."
    ),
    NOW,
    JOBS,
    STRICT,
    QUIET,
    SITE,
    example="digest serve --drafts --open",
)
def serve(
    site: Path,
    *,
    drafts: bool,
    future: bool,
    opened: bool,
    port: int | None,
    host: str,
    now: str | None,
    jobs: int | None,
    strict: bool,
    quiet: bool,
) -> int:
    """Show the site in a browser, and show each change as soon as a file is saved.

    The site is made in .digest/preview/, not in public/. Ctrl-C ends it, with status 0.
    """
    from digest import config as settings
    from digest.build import BuildOptions
    from digest.model import Report
    from digest.preview import serve as preview

    def options() -> BuildOptions:
        return BuildOptions(now=moment(now), jobs=jobs, strict=strict, drafts=drafts, future=future)

    def listening(url: str) -> None:
        say(f"{url} shows the site; Ctrl-C ends it")
        if opened:
            preview.opening(url)

    if not (site / settings.FILE).exists():  # a broken one may be mended while we wait; this is the wrong folder
        return close(Report(diagnostics=settings.load_all(site).diagnostics), quiet=quiet, form="text")
    options()  # what is wrong with --now is said at once
    if preview.is_reachable(host):
        say(f"everybody who reaches {host} on your network sees this site, drafts included", err=True)
    asked = preview.Asked(host=host, port=port, options=options)
    try:
        preview.serve(site, asked, preview.Told(listening=listening, built=_Told(quiet=quiet)))
    except preview.Busy as other:
        say(
            f"this site is shown already, at {other or 'another port'}: look there, or end that `digest serve` first",
            err=True,
        )
        return SITE_ERROR
    except OSError as problem:
        reason = problem.strerror or problem
        where = f"`{problem.filename}` can't be written" if problem.filename else f"{host} can't be listened at"
        say(f"{where}: {reason}", err=True)
        return SITE_ERROR
    return GOOD


class _Told:
    """What is said of builds: each problem once for as long as it lasts."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._known: frozenset[Diagnostic] = frozenset()

    def __call__(self, report: Report, seconds: float | None, stands: bool) -> None:
        import msgspec

        found = report.diagnostics
        fresh = tuple(each for each in found if each.severity == "error" or each not in self._known)
        self._known = frozenset(found)
        close(
            msgspec.structs.replace(report, diagnostics=fresh),
            quiet=True,
            form="text",
            remark="the browser shows the site as it was" if stands else "there is no site to show yet",
        )
        if report.published is not None and seconds is not None and not self._quiet:
            changed = report.published.written + report.published.pruned
            say(f"{seconds:.2f} s: {changed:,} file{'' if changed == 1 else 's'} changed")
