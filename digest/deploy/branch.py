"""The branch on the remote repository: what it holds, whether a site may be put on it, and putting it there.

A push moves the branch in one step, on the remote's side and as the last thing that happens: whatever breaks off before leaves
the old site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from digest.deploy import refusals
from digest.deploy.git import File, Git
from digest.deploy.source import Source
from digest.ground.diagnostics import Diagnostic, error
from digest.ground.filenames import INDEX

_TRAILER = "Site-Source"
_MADE_OF = re.compile(rf"^{_TRAILER}: (?P<commit>[0-9a-f]{{40,64}})\b", re.MULTILINE)
_AGAIN = "`digest deploy` once more looks at what is there now, and says what would go"


class Tip(NamedTuple):
    """The last commit of the branch: its name, its files, its message's first line, and from which commit its site was made, where it says so."""

    commit: str
    tree: str
    subject: str
    source: str | None


class Branch(NamedTuple):
    """A branch on a remote; no tip where it isn't there yet."""

    remote: str
    name: str
    tip: Tip | None = None

    @property
    def shown(self) -> str:
        """The branch as messages call it."""
        return f"`{self.name}` on `{self.remote}`"

    @property
    def ref(self) -> str:
        """Its whole name on the remote."""
        return f"refs/heads/{self.name}"


def look(git: Git, remote: str, name: str) -> tuple[Branch | None, list[Diagnostic]]:
    """The branch as it is now, its last commit fetched; none where the remote can't be asked.

    The repository gets commits, and the remote-tracking branch that fetching always moves; nothing else of it changes.
    """
    branch = Branch(remote, name)
    for _ in range(2):  # it may move while it is fetched
        asked = git.ask("ls-remote", "--", remote, branch.ref)
        if asked.status:
            known = git.ask("remote").out.decode("utf-8", "replace").split()
            return None, [refusals.unreachable(asked.said, remote, known)]
        commit = asked.out.decode().partition("\t")[0].strip()
        if not commit:
            return branch, []
        if not _is_here(git, commit):
            depth = ["--depth=1"] if _is_shallow(git) else []
            options = ["--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", *depth]
            done = git.ask("fetch", *options, "--", remote, branch.ref)
            if done.status:
                return None, [refusals.unreachable(done.said, remote, ())]
        if _is_here(git, commit):
            return branch._replace(tip=_tip(git, commit)), []
    return None, [error("branch-moved", f"{branch.shown} moves while it is fetched", hint=_AGAIN)]


def _is_here(git: Git, commit: str) -> bool:
    return git.ask("cat-file", "-e", f"{commit}^{{tree}}").status == 0


def _is_shallow(git: Git) -> bool:
    return git.text("rev-parse", "--is-shallow-repository") == "true"


def _tip(git: Git, commit: str) -> Tip:
    tree, _, message = git.text("log", "-1", "--format=%T%n%B", commit).partition("\n")
    made_of = _MADE_OF.search(message)
    return Tip(commit, tree, message.partition("\n")[0], made_of["commit"] if made_of else None)


def message(subject: str, source: Source) -> str:
    """What the commit says: the subject, `{commit}` in it replaced, and from which commit the site was made."""
    changed = "\nwith changes that were not committed" if source.dirty else ""
    return f"{subject.replace('{commit}', source.short)}\n\n{_TRAILER}: {source.commit}{changed}\n"


# --- may it be replaced? ----------------------------------------------------------------------------------------------


def doubts(git: Git, branch: Branch, source: Source) -> Iterator[Diagnostic]:
    """Why a site made from `source` may not simply take the place of what the branch holds: errors, unless a person forces it."""
    head = git.ask("symbolic-ref", "--quiet", "--short", "HEAD").out.decode("utf-8", "replace").strip()
    tip = branch.tip
    if tip is None or tip.commit == source.commit:
        return
    if tip.source is None:
        message = (
            f"the last commit of {branch.shown} was not made by `digest deploy`: {tip.commit[:10]} “{tip.subject}”"
        )
        hint = f"look at it: `git show {tip.commit[:10]}`; `--force` puts the site in place of what is there, and keeps its history"
        yield error("branch-foreign", message, hint=hint)
    elif git.ask("merge-base", "--is-ancestor", tip.source, source.commit).status:
        where = f"`{head}`" if head else "what you have checked out"
        if _is_shallow(git):
            message = f"the site on {branch.shown} was made from {tip.source[:10]}, and this shallow clone can't tell whether {where} is newer"
            hint = "`git fetch --unshallow`; in GitHub Actions `fetch-depth: 0` for actions/checkout; `--force` publishes it untold"
            yield error("history-shallow", message, hint=hint)
            return
        message = f"the site on {branch.shown} was made from {tip.source[:10]}, which is no part of {where}"
        hint = "`git pull` first; `--force` publishes yours instead, after a rebase or to go back to an older site"
        yield error("source-behind", message, hint=hint)


def is_source(git: Git, name: str) -> Diagnostic | None:
    """The finding that the site would be put on the branch that it is made from."""
    head = git.ask("symbolic-ref", "--quiet", "--short", "HEAD").out.decode("utf-8", "replace").strip()
    if head != name:
        return None
    message = f"`{name}` is checked out: the site would take the place of its own sources"
    return error("branch-is-source", message, hint="check out another branch, or set `deploy.branch` to another")


# --- what is there ----------------------------------------------------------------------------------------------------


def files(git: Git, branch: Branch) -> dict[str, File]:
    """The files of the site that the branch holds."""
    return git.files(branch.tip.tree) if branch.tip else {}


def text(git: Git, branch: Branch, path: str) -> str | None:
    """What a file of the branch says; None where it isn't there."""
    if branch.tip is None:
        return None
    found = git.files(branch.tip.tree, path).get(path)
    return next(git.contents([found.blob])).decode("utf-8", "replace") if found else None


def take_bundles(git: Git, branch: Branch, folder: Path) -> None:
    """Puts the search bundles of the last deploy into `folder`, for the build to keep those that are still good.

    They come out differently each time that they are made. Raises OSError.
    """
    found = git.files(branch.tip.tree, f"{INDEX}/") if branch.tip else {}
    for path, content in zip(found, git.contents(file.blob for file in found.values()), strict=True):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


# --- putting it there -------------------------------------------------------------------------------------------------


def push(git: Git, branch: Branch, commit: str, *, force: bool) -> Diagnostic | None:
    """Moves the branch to `commit`, if it is still where it was looked at or with `force`; gives the reason why it didn't move.

    Hooks are asked, the repository's own (`pre-push`) and the remote's.
    """
    expected = branch.tip.commit if branch.tip else ""
    lease = "--force" if force else f"--force-with-lease={branch.ref}:{expected}"
    options = ["--porcelain", "--no-follow-tags", "--recurse-submodules=no", lease]
    done = git.ask("push", *options, "--", branch.remote, f"{commit}:{branch.ref}")
    if not done.status:
        return None
    rejected = re.search(rf"^!\t\S+:{re.escape(branch.ref)}\t(.+)$", done.out.decode("utf-8", "replace"), re.MULTILINE)
    return refusals.not_pushed(rejected[1] if rejected else "", done.said, branch.remote, branch.name)
