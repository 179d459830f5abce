"""Options that several commands share, and what their values mean."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from digest.build import BuildOptions
    from digest.ground.moment import Moment

SITE = click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    metavar="DIR",
    help="The folder with config.yaml; by default the current one.",
)
URL = click.option("--url", metavar="URL", help="The site's address, instead of `site.url` in config.yaml.")


def _now(words: str) -> Callable[[Any], Any]:
    help_ = f"{words} (2015-07-28, 2015-07-28T14:05+01:00). Default: SOURCE_DATE_EPOCH, else the clock."
    return click.option("--now", metavar="WHEN", help=help_)


NOW = _now("Show what is published at this day or time; later articles wait")
NOW_CHECKED = _now("Look for articles that aren't public yet, or no longer, at this day or time")
NOW_WRITTEN = _now("Take this day or time for today's")
STRICT = click.option("--strict", is_flag=True, help="Count every warning as an error.")
QUIET = click.option("--quiet", "-q", is_flag=True, help="Print warnings and errors only.")
JOBS = click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=1),
    metavar="N",
    help="Work with up to N processes, instead of `build.jobs` in config.yaml; by default with one a processor.",
)
FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to report: text for people, or one JSON document on stdout.",
)


# --- values --------------------------------------------------------------------------------------------------------------


def check_url(url: str | None) -> None:
    """Raises click.BadParameter where `--url` is no home page's address."""
    from digest import config

    if url is not None and config.normal_url(url) is None:
        message = f"`{url}` is not the address of a home page, such as https://user.github.io/repo/"
        raise click.BadParameter(message, param_hint="--url")


def build_options(*, now: str | None = None, strict: bool = False) -> BuildOptions:
    """What the conductor is asked for, with the moment that decides what is shown."""
    from digest.build import BuildOptions

    return BuildOptions(now=moment(now), strict=strict)


def moment(now: str | None) -> Moment:
    """`--now`, else SOURCE_DATE_EPOCH (reproducible-builds.org), else the clock: read here and nowhere else."""
    from digest.ground.moment import Moment

    if now is not None:
        return parsed(now, "--now")
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        time_ = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(f"SOURCE_DATE_EPOCH is `{epoch}`: it must be a number of seconds since 1970") from None
    return Moment(time_.isoformat(timespec="seconds"))


def parsed(text: str, option: str) -> Moment:
    """The moment that an option's value says; raises click.BadParameter where it says none."""
    from digest.ground.moment import parse_moment

    moment = parse_moment(text)
    if isinstance(moment, str):
        raise click.BadParameter(f"`{text}` is not a day or time: {moment}", param_hint=option)
    if not 1 < moment.day.year < 9999:  # its instant must exist in every zone
        raise click.BadParameter(f"`{text}` is too far away", param_hint=option)
    return moment
