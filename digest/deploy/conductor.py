"""The conductor of `digest deploy`: sources → a clean build → check → a commit → the branch.

The site is made in a folder of its own, from nothing but what stands in the sources and the search bundles of the last deploy;
the output folder and the memory stay as they are.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec

from digest import build as building
from digest import inspection
from digest.config import FILE, Paths
from digest.convert import stage as conversion
from digest.deploy import branch as branches
from digest.deploy import commit as commits
from digest.deploy import source as sources
from digest.deploy.branch import Branch
from digest.deploy.changes import Changes, address, compare, is_list
from digest.deploy.commit import Made, Shop
from digest.deploy.git import Failed, Git, Missing
from digest.deploy.refusals import note
from digest.deploy.source import Source
from digest.ground.diagnostics import Diagnostic, Place, error, has_errors, in_order, warning
from digest.ground.filenames import MARKER
from digest.model import Report, Struct
from digest.run import BuildOptions, Run, Watch, begun, locked, unwatched, weighed

_FOLDER = "deploy"  # in the state folder
_SHOWN = 20  # addresses that are told one by one
_NAMED = 5  # feeds and lists that are named in one message
_CNAME = "CNAME"


class DeployOptions(Struct, kw_only=True):
    """What the person at the door asked for.

    `dry` pushes nothing, `dirty` takes a working tree with changes, `force` takes the place of whatever the branch holds.
    """

    build: BuildOptions
    dry: bool = False
    dirty: bool = False
    force: bool = False


class Deployed(Struct, kw_only=True):
    """What happened: the report, and once the site was made, what differs from what the branch held.

    `source` is the commit that the site was made from, `commit` the one that was pushed, empty where none was.
    """

    report: Report
    remote: str = ""
    branch: str = ""
    source: str = ""
    commit: str = ""
    changes: Changes | None = None


def deploy(root: Path, options: DeployOptions, *, watch: Watch = unwatched) -> Deployed:
    """Makes the branch hold the site as its sources say it; says what changed, or why nothing did.

    An error, of the sources or of the check, leaves the branch as it is; so does a site that is on it already. Neither the working
    tree nor the index nor a branch of the site's repository is touched.
    """
    asked = msgspec.structs.replace(options.build, convert=False)
    deployed = Deployed(report=Report())
    with begun(root, asked, watch) as (run, findings):
        found: list[Diagnostic] = []
        if run is not None and not has_errors(findings):
            with locked(run) as busy:
                deployed, found = _deploy(run, options) if busy is None else (deployed, [busy])
        told = tuple(in_order(weighed([*findings, *found], asked)))
    return msgspec.structs.replace(deployed, report=msgspec.structs.replace(deployed.report, diagnostics=told))


class _Ready(NamedTuple):
    """All that has to be known before the site is made: where from, where to, who commits."""

    git: Git
    source: Source
    branch: Branch
    author: dict[str, str]


def _deploy(run: Run, options: DeployOptions) -> tuple[Deployed, list[Diagnostic]]:
    settings = run.config.deploy
    deployed = Deployed(report=Report(url=run.config.site.url), remote=settings.remote, branch=settings.branch)
    git = Git(run.root)
    try:
        ready, findings = _ready(run, git, options)
        if ready is None or has_errors(weighed(findings, run.options)):
            return deployed, findings
        deployed = msgspec.structs.replace(deployed, source=ready.source.commit)
        with _workplace(run) as folder:
            done, found = _put(run, options, ready, folder, deployed)
        return done, [*findings, *found]
    except Missing:
        hint = "install it (https://git-scm.com/downloads), or publish the output folder in another way"
        return deployed, [error("git-missing", "there is no git on this machine", hint=hint)]
    except Failed as problem:
        return deployed, [error("git-failed", "git can't do its part", note=note(str(problem)))]
    except OSError as problem:
        place = Place(file=f"{run.config.paths.state}/{_FOLDER}")
        message = f"there the site can't be made ready: {problem.strerror or type(problem).__name__}"
        return deployed, [error("state-unwritable", message, place)]


# --- before -----------------------------------------------------------------------------------------------------------


def _ready(run: Run, git: Git, options: DeployOptions) -> tuple[_Ready | None, list[Diagnostic]]:
    """Asks everything that can be asked before the site is made, and says all that is wrong at once."""
    settings = run.config.deploy
    source, findings = _source(run, git, dirty=options.dirty)
    if source is None:
        return None, findings
    findings += [*_seeds(run), *_domain(run)]
    own = branches.is_source(git, settings.branch)
    author = commits.author(git)
    findings += [each for each in (own, author) if isinstance(each, Diagnostic)]
    branch, found = branches.look(git, settings.remote, settings.branch)
    findings += found
    if branch is not None and own is None and not options.force:
        findings += branches.doubts(git, branch, source)
    if branch is None or isinstance(author, Diagnostic):
        return None, findings
    return _Ready(git, source, branch, author), findings


def _source(run: Run, git: Git, *, dirty: bool) -> tuple[Source | None, list[Diagnostic]]:
    return sources.look(git, (run.config.paths.output, run.config.paths.state), dirty=dirty)


def _seeds(run: Run) -> Iterator[Diagnostic]:
    """Seeds that are not converted are no part of the site, which somebody who deploys it may not know."""
    hint = "`digest build`, look at the new articles and commit them; or take the seed out"
    for finding in conversion.waiting(run.root, run.config, run.work):
        waits = finding.code == "seed-waiting"
        yield error("seed-unconverted", finding.message, finding.place, hint=hint) if waits else finding


def _domain(run: Run) -> Iterator[Diagnostic]:
    cname, url = run.config.deploy.cname, run.config.site.url
    parts = urlsplit(url)
    if cname and (parts.hostname != cname or parts.path != "/"):
        place = run.loaded.places.get("deploy.cname", Place(file=FILE))
        message = f"GitHub Pages will serve the site at {cname}, and it is made for {url}"
        yield warning("cname-address", message, place, hint=f"set `site.url` to `https://{cname}/`")


# --- making and putting -----------------------------------------------------------------------------------------------


@contextmanager
def _workplace(run: Run) -> Iterator[Path]:
    """An empty folder within the state folder, which is gone afterwards."""
    folder = run.root / run.config.paths.state / _FOLDER
    if folder.exists():  # a deploy was killed
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put(
    run: Run, options: DeployOptions, ready: _Ready, folder: Path, deployed: Deployed
) -> tuple[Deployed, list[Diagnostic]]:
    git, tip = ready.git, ready.branch.tip
    site = folder / Paths().output
    report, findings = _made(run, git, ready.branch, site)
    deployed = msgspec.structs.replace(deployed, report=report)
    if not has_errors(findings) and _source(run, git, dirty=True)[0] != ready.source:
        hint = "deploy again when nobody writes into the site"
        findings.append(error("input-changed", "the sources changed while the site was made", hint=hint))
    if has_errors(weighed(findings, run.options)):
        return deployed, findings
    made = _committed(run, ready, site, folder / "branch.git", dry=options.dry)
    changes = compare(branches.files(git, ready.branch), made.files)
    deployed = msgspec.structs.replace(deployed, changes=changes)
    findings += _vanished(changes, run.config.site.url)
    findings += [] if options.force else _cname_lost(git, ready.branch, changes)
    if options.dry or has_errors(weighed(findings, run.options)) or (tip is not None and tip.tree == made.tree):
        return deployed, findings
    refused = branches.push(git, ready.branch, made.commit, force=options.force)
    if refused is not None:
        return deployed, [*findings, refused]
    return msgspec.structs.replace(deployed, commit=made.commit), findings


def _made(run: Run, git: Git, branch: Branch, site: Path) -> tuple[Report, list[Diagnostic]]:
    """Makes the site in the folder `site`, checks it and takes out what isn't for the web."""
    branches.take_bundles(git, branch, site)
    if site.is_dir():
        (site / MARKER).touch()
    asked = msgspec.structs.replace(run.options, apart=site.parent.relative_to(run.root).as_posix())
    report = building.build(run.root, asked, watch=run.watch)
    if report.published is None or has_errors(report.diagnostics):
        return report, [*report.diagnostics]
    findings = [*report.diagnostics, *inspection.check(run.root, asked, watch=run.watch).diagnostics]
    (site / MARKER).unlink()
    return report, [*findings, *commits.unfit(site)]


def _committed(run: Run, ready: _Ready, site: Path, place: Path, *, dry: bool) -> Made:
    objects, form = sources.repository(ready.git)
    return commits.make(
        ready.git,
        Shop(place, objects, form, keep=not dry),
        site,
        above=ready.branch.tip.commit if ready.branch.tip else None,
        who=ready.author,
        message=branches.message(run.config.deploy.message, ready.source),
        cname=run.config.deploy.cname,
    )


def _vanished(changes: Changes, url: str) -> Iterator[Diagnostic]:
    hint = "`digest mv` and `aliases` in the article that took its place leave a redirect"
    lists = [path for path in changes.vanished if is_list(path)]
    pages = [path for path in changes.vanished if not is_list(path)]
    for path in pages[:_SHOWN]:
        yield warning("url-vanished", f"{address(url, path)} will be gone, and nothing leads on from there", hint=hint)
    more = len(pages) - _SHOWN
    if more > 0:
        count = "1 more address" if more == 1 else f"{more:,} more addresses"
        yield warning("url-vanished", f"{count} will be gone", hint="`digest deploy --dry-run` names all")
    if lists:
        named = ", ".join(f"`{address('/', path)}`" for path in lists[:_NAMED]) + (", …" if len(lists) > _NAMED else "")
        count = "1 feed or list" if len(lists) == 1 else f"{len(lists):,} feeds and lists"
        hint = "a topic, a tag or a setting (`feeds`, `archive`, `pages`) that comes back brings them back; `--dry-run` names all"
        yield warning("url-vanished", f"{count} will be gone for who follows them: {named}", hint=hint)


def _cname_lost(git: Git, branch: Branch, changes: Changes) -> Iterator[Diagnostic]:
    if _CNAME in changes.removed:
        domain = (branches.text(git, branch, _CNAME) or "").strip()
        message = (
            f"the site would lose its domain {domain}: {branch.shown} has a file `{_CNAME}`, the settings name none"
        )
        hint = f"write `deploy: {{cname: {domain}}}` into config.yaml; `--force` gives the domain up"
        yield error("cname-lost", message, Place(file=FILE), hint=hint)
