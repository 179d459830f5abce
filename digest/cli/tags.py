"""The command about the tags of a site: `digest tags`."""

from __future__ import annotations

from pathlib import Path

import click

from digest.cli.command import command
from digest.cli.options import FORMAT, SITE, build_options
from digest.cli.printing import GOOD, close, say

_USAGE = "write `digest tags`, or `digest tags merge A B`"


@command(
    click.argument("words", nargs=-1, metavar="[merge A B]"),
    click.option("--dry-run", is_flag=True, help="With merge: say what would change, and change nothing."),
    FORMAT,
    SITE,
    example="digest tags merge 'U.N.' 'United Nations' --dry-run",
)
def tags(site: Path, *, words: tuple[str, ...], dry_run: bool, form: str) -> int:
    """List the tags of all articles with their numbers, and those that may be one; or merge two.

    merge A B makes A another name of B: every article that has the tag A gets B instead, A joins B's line in
    `tags.vocabulary`, so that no new article gets it, and the page of A leads to that of B. Of the files only the tags
    change. All of them do, or none.
    """
    if not words:
        if dry_run:
            raise click.UsageError("only a merger can be tried; " + _USAGE)
        return _list(site, form)
    if words[0] != "merge" or len(words) != 3:
        raise click.UsageError(_USAGE)
    return _merge(site, words[1], words[2], dry_run=dry_run, form=form)


def _list(site: Path, form: str) -> int:
    from digest import tag_report, tagging
    from digest.model import Report

    surveyed = tagging.survey(site, build_options())
    if surveyed.survey is not None and form == "json":
        say(tag_report.listing_as_json(surveyed.survey, GOOD))
        return GOOD
    if surveyed.survey is not None:
        say(tag_report.listing(surveyed.survey))
    return close(Report(diagnostics=tuple(surveyed.findings)), quiet=True, form=form)


def _merge(site: Path, alias: str, label: str, *, dry_run: bool, form: str) -> int:
    from digest import tag_report, tagging
    from digest.model import Report

    done = tagging.merge(site, build_options(), alias, label, dry_run=dry_run)
    if done.merger is not None and form == "json":
        say(tag_report.merged_as_json(done.merger, GOOD, dry_run=dry_run))
        return GOOD
    if done.merger is not None:
        say(tag_report.merged(done.merger, dry_run=dry_run))
    return close(Report(diagnostics=tuple(done.findings)), quiet=True, form=form)
