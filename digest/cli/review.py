"""The commands that answer questions about conversions: `digest why` and `digest review`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from digest.cli import completion
from digest.cli.command import command
from digest.cli.options import FORMAT, SITE, build_options
from digest.cli.printing import GOOD, SITE_ERROR, close, paint, say


@command(
    click.argument("article", shell_complete=completion.articles),
    click.argument("field", required=False),
    FORMAT,
    SITE,
    example="digest why kerry-visits-seoul date",
)
def why(site: Path, *, article: str, field: str | None, form: str) -> int:
    """Say where an article comes from: each value, the rule that set it, and its words in the seed.

    ARTICLE is a path, an id, a slug, a seed, or a part of one of these. With FIELD (title, date, body, ...) only that is told.
    What a person has changed since is told too, and what was taken out of the seed by which rule.
    """
    from digest import questions, telling
    from digest import report as words
    from digest.model import Report

    answer = questions.why(site, build_options(), article, field)
    if answer.account is None:
        return close(Report(diagnostics=tuple(answer.findings)), quiet=True, form=form)
    folders = {"content": answer.content, "seeds": answer.seeds}
    if form == "json":
        say(telling.why_document(answer.account, field=field, status=GOOD, **folders))
        return GOOD
    width = shutil.get_terminal_size((words.WIDTH, 0)).columns
    say(telling.why(answer.account, field=field, paint=paint(sys.stdout), width=width, **folders))
    return GOOD


@command(
    click.option(
        "--settle",
        metavar="ARTICLE",
        shell_complete=completion.articles,
        help="Say that you have looked at this article and that it is right as it stands; nothing else is done.",
    ),
    FORMAT,
    SITE,
    example="digest review --settle kerry-visits-seoul",
)
def review(site: Path, *, settle: str | None, form: str) -> int:
    """List what needs a person, the most pressing first, each with the edit or the command that settles it.

    What somebody has seen to is listed no more: a field that was edited, if only by a comment behind it (`topics: [world]  #
    right`), or an article that was settled. The exit status is 1 while something is listed, 0 when nothing is.
    """
    from digest import questions, telling
    from digest.ground.diagnostics import has_errors
    from digest.model import Report

    if settle is not None:
        return close(Report(diagnostics=tuple(questions.settle(site, build_options(), settle))), quiet=False, form=form)
    answer = questions.review(site, build_options())
    if has_errors(answer.findings):
        return close(Report(diagnostics=tuple(answer.findings)), quiet=True, form=form)
    status = SITE_ERROR if answer.items else GOOD
    if form == "json":
        say(telling.review_document(answer.items, status=status))
    else:
        say(telling.review(answer.items, paint=paint(sys.stdout)))
    return status
