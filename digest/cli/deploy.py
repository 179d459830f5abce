"""`digest deploy`."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from digest.cli.command import command
from digest.cli.options import FORMAT, JOBS, NOW, QUIET, SITE, STRICT, URL, check_url, moment
from digest.cli.printing import close, say, watching


@command(
    click.option("--dry-run", "dry", is_flag=True, help="Push nothing; list the files that would come, change or go."),
    click.option("--dirty", is_flag=True, help="Publish what stands here, though not all of it is committed."),
    click.option("--force", is_flag=True, help="Take the place of whatever the branch holds, whoever put it there."),
    URL,
    NOW,
    JOBS,
    STRICT,
    QUIET,
    FORMAT,
    SITE,
    example="digest deploy --dry-run",
)
def deploy(
    site: Path,
    *,
    dry: bool,
    dirty: bool,
    force: bool,
    url: str | None,
    now: str | None,
    jobs: int | None,
    strict: bool,
    quiet: bool,
    form: str,
) -> int:
    """Publish the site on GitHub Pages: build it afresh, check it, and push it to a branch.

    The site is made from what is committed, in a folder of its own: public/, the working tree and the index stay as they are.
    Nothing is pushed when there is an error, a seed that is not converted, or a change that is not committed; when somebody
    else has put something on the branch; or when the branch holds the same site already. Addresses that would lead nowhere
    afterwards are warnings. Branch, remote and domain are set under `deploy` in config.yaml.
    """
    import msgspec

    from digest.deploy import telling
    from digest.deploy.conductor import DeployOptions
    from digest.deploy.conductor import deploy as put
    from digest.run import BuildOptions

    gc.disable()  # as a build does
    check_url(url)
    asked = BuildOptions(url=url, now=moment(now), strict=strict, jobs=jobs)
    with watching(quiet=quiet, form=form) as watch:
        done = put(site, DeployOptions(build=asked, dry=dry, dirty=dirty, force=force), watch=watch)
    if form == "json":
        return close(done.report, quiet=quiet, form=form, more={"deploy": telling.as_values(done)})
    report = msgspec.structs.replace(done.report, published=None)  # its folder is gone
    status = close(report, quiet=quiet, form=form, remark="nothing was pushed")
    if not quiet and (told := telling.told(done, dry=dry)):
        say(told)
    return status
