"""The commands that begin a theme of the site's own: `digest theme new`, `digest theme eject`."""

from __future__ import annotations

from pathlib import Path

import click

from digest.cli import completion
from digest.cli.command import command, group
from digest.cli.options import SITE, build_options
from digest.cli.printing import close, say

theme = group(
    "theme", "Begin a theme of your own, or change one file of the theme in use.", example="digest theme new evening"
)


@command(
    click.argument("name"),
    click.option(
        "--extends", metavar="THEME", default="default", show_default=True, help="The theme that has what it lacks."
    ),
    SITE,
    group=theme,
    example="digest theme new evening",
)
def new(site: Path, *, name: str, extends: str) -> int:
    """Make a theme in themes/NAME/ that extends another: a theme.yaml, a template and a style sheet to go on from.

    It changes nothing until config.yaml chooses it: theme: {name: NAME}.
    """
    from digest.editing import theming
    from digest.model import Report

    made, found = theming.begin(site, build_options(), name, extends)
    if made.files:
        say("\n".join(made.files))
        say(f"to use it, write into config.yaml: theme: {{name: {name}}}")
    return close(Report(diagnostics=tuple(found)), quiet=True, form="text")


@command(
    click.argument("template", required=False, shell_complete=completion.theme_parts),
    click.option("--list", "listed", is_flag=True, help="Name all templates and assets of the theme."),
    SITE,
    group=theme,
    example="digest theme eject article.html",
)
def eject(site: Path, *, template: str | None, listed: bool) -> int:
    """Copy a template or an asset of the theme into overrides/, where yours replaces the theme's.

    A copy doesn't follow the theme's next version. To change one block only, let the file extend the theme's instead. A file
    that is there is never overwritten.
    """
    from digest.editing import theming
    from digest.model import Report

    if listed == (template is not None):
        raise click.UsageError("name a template or an asset; --list names all of them")
    if listed:
        parts, found = theming.parts(site, build_options())
        say("\n".join(f"{part.name:<24} {part.kind.removesuffix('s')} of {part.theme}" for part in parts))
        return close(Report(diagnostics=tuple(found)), quiet=True, form="text")
    made, found = theming.eject(site, build_options(), template or "")
    if made.part is not None:
        say("\n".join(made.files))
        if made.part.kind == "templates":
            say(f'to change one block only, begin it with {{% extends "{made.part.theme}:{made.part.name}" %}} instead')
    return close(Report(diagnostics=tuple(found)), quiet=True, form="text")
