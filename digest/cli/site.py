"""`digest init`."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from digest.cli.command import command
from digest.cli.options import check_url
from digest.cli.printing import called, close, say


@command(
    click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path)),
    click.option("--title", metavar="TITLE", default="The News Digest", show_default=True, help="The site's name."),
    click.option(
        "--url", metavar="URL", default="https://example.org/", show_default=True, help="The address of its home page."
    ),
    example="digest init harbour-digest --title 'The Harbour Digest' --url https://user.github.io/harbour-digest/",
)
def init(folder: Path, *, title: str, url: str) -> int:
    """Make a new site that builds at once.

    It has settings with comments, two seeds to try it with, a page about the site, a README for its editors, and a workflow
    that publishes it on GitHub Pages. The folder must be new, or hold nothing but hidden files such as a repository's .git.
    """
    from digest.editing import founding
    from digest.model import Report

    check_url(url)
    name = " ".join(title.split())
    if not name.isprintable() or not name:
        raise click.BadParameter("a site needs a name on one line", param_hint="--title")
    paths, found = founding.found(folder, title=name, url=url)
    status = close(Report(diagnostics=tuple(found)), quiet=True, form="text")
    if paths:
        say("\n".join(str(folder / path) for path in paths))
        say(f"now: cd {shlex.quote(str(folder))} && {called(folder)} serve")
    return status
