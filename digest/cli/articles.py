"""The commands that are about single articles: `digest list`, `digest new`, `digest mv`."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import click

from digest.cli import completion
from digest.cli.command import command
from digest.cli.options import FORMAT, NOW, NOW_WRITTEN, SITE, build_options, parsed
from digest.cli.printing import GOOD, SITE_ERROR, close, paint, say


@command(
    click.argument("reason", type=click.Choice(["drafts", "future", "expired", "review"]), required=False),
    NOW,
    FORMAT,
    SITE,
    name="list",
    example="digest list review",
)
def list_held(site: Path, *, reason: str | None, now: str | None, form: str) -> int:
    """List the articles that are held back, each with the reason, and how many there are.

    drafts: `status: draft`. review: something is missing, mostly the date. future: its date is still to come. expired: its
    `expires` has passed.
    """
    import msgspec

    from digest import build as conductor
    from digest import report as words
    from digest.ground.diagnostics import has_errors

    report = conductor.held_back(site, build_options(now=now))
    held = tuple(article for article in report.held if reason in {None, words.ARGUMENTS[article.reason]})
    if form == "json":
        return close(msgspec.structs.replace(report, held=held), quiet=True, form=form)
    if held:
        say(words.held_articles(held, paint=paint(sys.stdout)))
        say(words.held_counts(held))
    elif not has_errors(report.diagnostics):
        say("nothing is held back")
    return close(msgspec.structs.replace(report, held=()), quiet=True, form=form)


@command(
    click.argument("headline"),
    click.option(
        "--topic",
        "topics",
        metavar="TOPIC",
        multiple=True,
        shell_complete=completion.topics,
        help="A topic's slug; the first given is the main one.",
    ),
    click.option(
        "--date", metavar="DATE", help="When it is published (2015-07-28, 2015-07-28T14:05+01:00); by default today."
    ),
    click.option(
        "--slug",
        metavar="SLUG",
        help="The file's name and the last part of the address, instead of the headline's words.",
    ),
    click.option(
        "--open/--no-open",
        "wished",
        default=None,
        help="Open it in $VISUAL or $EDITOR; by default on a terminal, where one is set.",
    ),
    NOW_WRITTEN,
    SITE,
    example="digest new 'Ozone hole larger than last year' --topic climate --topic science",
)
def new(
    site: Path,
    *,
    headline: str,
    topics: tuple[str, ...],
    date: str | None,
    slug: str | None,
    wished: bool | None,
    now: str | None,
) -> int:
    """Begin an article: make its file in content/ with its header filled in, as a draft.

    The file is content/YYYY/MM/DD/slug.md. It is shown on the site when `status: draft` is taken out. A file that is there is
    never overwritten.
    """
    from digest.editing import beginning
    from digest.model import Report

    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if wished and not editor:
        raise click.UsageError("--open: neither VISUAL nor EDITOR names an editor")
    idea = beginning.Idea(
        title=headline, topics=topics, date=parsed(date, "--date") if date is not None else None, slug=slug
    )
    path, found = beginning.begin(site, build_options(now=now), idea)
    status = close(Report(diagnostics=tuple(found)), quiet=True, form="text")
    if path is None:
        return status
    say(path)
    return _opened(editor, site / path) if editor and (sys.stdout.isatty() if wished is None else wished) else status


def _opened(editor: str, file: Path) -> int:
    """Waits until a person has closed the editor, which may be a command with options of its own."""
    import subprocess

    try:
        done = subprocess.run([*shlex.split(editor), str(file)], check=False)  # noqa: S603 - the person's own choice
    except (OSError, ValueError) as problem:
        say(f"the editor `{editor}` can't be started: {problem}", err=True)
        return SITE_ERROR
    return SITE_ERROR if done.returncode else GOOD


@command(
    click.argument("article", shell_complete=completion.articles),
    click.option("--slug", metavar="SLUG", help="The last part of its new address."),
    click.option("--date", metavar="DATE", help="Its new date, or date and time (2015-07-28, 2015-07-28T14:05+01:00)."),
    click.option("--to", metavar="PATH", help="Where its file goes, below content/; a folder keeps the file's name."),
    click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing."),
    SITE,
    example="digest mv ferry-leaves-empty --slug ferry-sails-empty",
)
def mv(site: Path, *, article: str, slug: str | None, date: str | None, to: str | None, dry_run: bool) -> int:
    """Give an article another slug, date or file; its old address then leads to the new one.

    ARTICLE is its id, its file, its slug or its address. Of its header only these keys change, and `aliases`, which gets the
    old address where the article was to be published. Its file stays where it is unless --to says otherwise; then links from
    and to it change too. All files change, or none.
    """
    from digest.editing import moving
    from digest.model import Report

    if slug is None and date is None and to is None:
        raise click.UsageError("say what is to change: --slug, --date or --to")
    wanted = moving.Wanted(slug=slug, date=parsed(date, "--date") if date is not None else None, to=to)
    moved, found = moving.move(site, build_options(), article, wanted, dry_run=dry_run)
    if moved is not None:
        from digest import edit_report

        say(edit_report.moved(moved, dry_run=dry_run))
    return close(Report(diagnostics=tuple(found)), quiet=True, form="text")
