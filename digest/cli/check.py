"""`digest check`."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from digest.cli.command import command
from digest.cli.options import FORMAT, NOW_CHECKED, QUIET, SITE, STRICT, URL, check_url, moment
from digest.cli.printing import close, say, watching


@command(
    click.option(
        "--output",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="The built site, instead of `paths.output` in config.yaml: a copy from elsewhere, for example.",
    ),
    URL,
    NOW_CHECKED,
    STRICT,
    QUIET,
    FORMAT,
    SITE,
    example="digest check --strict",
)
def check(
    site: Path,
    *,
    output: Path | None,
    url: str | None,
    now: str | None,
    strict: bool,
    quiet: bool,
    form: str,
) -> int:
    """Check the built site: what would trouble a reader, a feed reader or a search engine.

    Links, places on pages, pictures and other files, ids, alternative texts, feeds, sitemap, JSON-LD, sizes, requests to other
    hosts, and whether anything shows an article that is held back. Nothing is fetched and nothing is written. Each finding
    names the file and the line where it is mended; the same fault on many pages is told once.
    """
    from digest import inspection
    from digest.run import BuildOptions

    gc.disable()  # as a build does
    check_url(url)
    options = BuildOptions(url=url, now=moment(now), strict=strict)
    with watching(quiet=quiet, form=form) as watch:
        report = inspection.check(site, options, output, watch=watch)
    status = close(report, quiet=quiet, form=form)
    if form == "text" and not quiet and not report.diagnostics:
        say(f"nothing is wrong with the {report.tally.get('checked', 0):,} files in {report.output}/")
    return status
