"""`digest build` and `digest convert`."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from digest.cli.command import command
from digest.cli.options import FORMAT, JOBS, NOW, QUIET, SITE, STRICT, URL, build_options, check_url, moment
from digest.cli.printing import close, say, watching


@command(
    URL,
    click.option("--no-convert", is_flag=True, help="Leave the seeds alone: build what stands in content/."),
    NOW,
    JOBS,
    STRICT,
    click.option(
        "--profile", is_flag=True, help="Say where the time went, and how much was read, made and remembered."
    ),
    QUIET,
    FORMAT,
    SITE,
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
    check_url(url)
    options = conductor.BuildOptions(url=url, convert=not no_convert, now=moment(now), strict=strict, jobs=jobs)
    with watching(quiet=quiet, form=form) as watch:
        report = conductor.build(site, options, watch=watch)
    gc.freeze()  # nor does Python look for them when it ends
    if profile and form == "text":
        from digest import report as words

        say(words.profile(report), err=True)
    unpublished = f"{report.output}/ is as it was" if report.output and not report.published else ""
    return close(report, quiet=quiet, form=form, remark=unpublished, folder=str(site / report.output))


@command(
    click.option(
        "--restore",
        metavar="ID",
        help="Bring back the deleted article with this id; ids are the names in content/.provenance/.",
    ),
    STRICT,
    QUIET,
    FORMAT,
    SITE,
    example="digest convert --restore k8f3m9q4dz",
)
def convert(site: Path, *, restore: str | None, strict: bool, quiet: bool, form: str) -> int:
    """Convert the seeds into Markdown files, and make no site.

    What a person changed in content/ is kept; what a person deleted stays deleted until it is restored. With --restore nothing
    else is done.
    """
    from digest import build as conductor

    gc.disable()  # as a build does
    options = build_options(strict=strict)
    if restore is not None:
        return close(conductor.restore(site, options, restore), quiet=quiet, form=form)
    with watching(quiet=quiet, form=form) as watch:
        report = conductor.convert(site, options, watch=watch)
    gc.freeze()
    return close(report, quiet=quiet, form=form)
