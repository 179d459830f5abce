"""What a site is made from: the commit that is checked out, and whether the site's folder holds anything else."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from digest.deploy.git import Git
from digest.ground.diagnostics import Diagnostic, Place, error

_SHOWN = 5  # files that are named in a message


class Source(NamedTuple):
    """The commit, by its whole name, and whether the site is made of something else than what it holds."""

    commit: str
    dirty: bool = False

    @property
    def short(self) -> str:
        """The commit as messages call it."""
        return self.commit[:10]


def look(git: Git, apart: Sequence[str], *, dirty: bool) -> tuple[Source | None, list[Diagnostic]]:
    """The source of the site in git's folder, and what is wrong with it; none where there is no commit.

    `apart` are folders of the site that digest makes, which may hold anything; so may the site with `dirty`. Changes nothing.
    """
    done = git.ask("rev-parse", "--is-inside-work-tree")
    if done.status or done.out.strip() != b"true":
        hint = "`git init`, commit the site, and name the repository on GitHub: `git remote add origin …`"
        note = done.said.splitlines()[0] if done.said else ""
        return None, [error("repository-absent", "the site is in no git repository", note=note, hint=hint)]
    head = git.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    if head.status:
        hint = "commit the site: `git add . && git commit`"
        return None, [error("commit-absent", "the repository has no commit yet", hint=hint)]
    commit, changes = head.out.decode().strip(), sorted(_uncommitted(git, apart))
    source = Source(commit, dirty=bool(changes))
    return source, [_dirty(changes)] if changes and not dirty else []


def _uncommitted(git: Git, apart: Sequence[str]) -> Iterator[str]:
    """The files of the site, and folders with nothing else in them, that aren't as the commit has them."""
    outside = [f":(exclude,literal){path}" for path in apart]
    status = git.data("status", "--porcelain=v1", "-z", "--untracked-files=normal", "--", ".", *outside)
    top = git.text("rev-parse", "--show-prefix")
    rows = iter(status.split(b"\0"))
    for row in rows:
        if not row:
            continue
        kind, path = row[:2], row[3:]
        if b"R" in kind or b"C" in kind:  # the name before follows
            next(rows, None)
        yield os.fsdecode(path).removeprefix(top)


def _dirty(changes: Sequence[str]) -> Diagnostic:
    named = ", ".join(changes[:_SHOWN]) + (f" and {len(changes) - _SHOWN:,} more" if len(changes) > _SHOWN else "")
    count = "1 file is" if len(changes) == 1 else f"{len(changes):,} files are"
    return error(
        "tree-dirty",
        f"{count} not as the last commit has {'it' if len(changes) == 1 else 'them'}: {named}",
        Place(file=changes[0]),
        hint="commit or stash what has changed; `--dirty` publishes it as it is",
    )


def repository(git: Git) -> tuple[Path, str]:
    """The folder of the repository's objects, and how their names are made (`sha1`)."""
    objects = git.folder / git.text("rev-parse", "--git-path", "objects")
    return objects.resolve(), git.text("rev-parse", "--show-object-format")
