"""The door of ghp-import (https://github.com/c-w/ghp-import, Apache-2.0): a folder → a commit that holds just that.

It runs as a program of its own, in a repository that is made for it and taken away again. So neither a branch nor the index nor
the working tree of the site's repository is touched; all that this gets is objects, and none of those in a dry run.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from digest.deploy.git import Failed, File, Git, environment, run
from digest.ground import files
from digest.ground.diagnostics import Diagnostic, Place, error

_BRANCH = "site"
_IDENT = re.compile(r"(?P<name>.*) <(?P<email>.*)> (?P<when>\d+ [+-]\d{4})", re.DOTALL)
_GIT = re.compile(r"(?:^|/)\.git(?:/|$)", re.IGNORECASE)


class Made(NamedTuple):
    """A commit, and all that lies in it."""

    commit: str
    tree: str
    files: dict[str, File]


class Shop(NamedTuple):
    """Where commits are made: an empty folder for the repository of its own, the objects to build on, and whether they may be added to."""

    place: Path
    objects: Path
    form: str
    keep: bool


def author(git: Git) -> dict[str, str] | Diagnostic:
    """Who commits and when, as the environment of a program says it."""
    told = git.ask("var", "GIT_COMMITTER_IDENT")
    match = _IDENT.fullmatch(os.fsdecode(told.out).rstrip("\n"))
    if told.status or match is None or not match["name"]:
        hint = "`git config user.name 'Your Name'` and `git config user.email you@example.org`"
        return error("author-unknown", "git doesn't know who commits", hint=hint)
    return {f"GIT_COMMITTER_{key}": match[key.lower()] for key in ("NAME", "EMAIL")} | {
        "GIT_COMMITTER_DATE": match["when"]
    }


def unfit(folder: Path) -> list[Diagnostic]:
    """Files of the site whose names can't go into a commit."""
    return [
        error(
            "name-unfit", f"`{path!a}` is no name for a file in git", Place(file=ascii(path)), hint="rename its source"
        )
        for path in files.walk(folder, passed_over=lambda _: False)
        if "\n" in path or path.startswith('"') or _GIT.search(path)
    ]


def make(
    git: Git, shop: Shop, folder: Path, *, above: str | None, who: dict[str, str], message: str, cname: str
) -> Made:
    """Commits what lies in `folder`, with `.nojekyll` and, where there is a `cname`, `CNAME`, on top of the commit `above`.

    Raises git.Failed.
    """
    bench = _bench(git, shop)
    if above is not None:
        bench.data("update-ref", f"refs/heads/{_BRANCH}", above)
    options = [
        "--no-jekyll",
        f"--branch={_BRANCH}",
        "--remote=none",
        f"--message={message}",
    ]  # “with .nojekyll”, in its words
    options += [f"--cname={cname}"] if cname else []
    command = [sys.executable, "-P", "-m", "ghp_import", *options, str(folder)]
    done = run(command, shop.place, environment() | _of(shop) | who | {"PYTHONUTF8": "1"})
    after = bench.ask("rev-parse", "--verify", "--quiet", f"refs/heads/{_BRANCH}^{{commit}}").out.decode().strip()
    if done.status or not after or after == above:
        raise Failed("\n".join(_reasons(done.said)) or f"ghp-import ended with status {done.status}")
    return Made(after, bench.text("rev-parse", f"{after}^{{tree}}"), bench.files(after))


def _bench(git: Git, shop: Shop) -> Git:
    git.data("init", "--quiet", "--bare", "--template=", f"--object-format={shop.form}", str(shop.place))
    if not shop.keep:
        (shop.place / "objects/info").mkdir(parents=True, exist_ok=True)
        (shop.place / "objects/info/alternates").write_bytes(os.fsencode(shop.objects) + b"\n")
    shallow = git.folder / git.text("rev-parse", "--git-path", "shallow")
    if shallow.is_file():  # where history ends, as the site's repository has it
        shutil.copy(shallow, shop.place / "shallow")
    return Git(shop.place, _of(shop))


def _of(shop: Shop) -> dict[str, str]:
    return {"GIT_DIR": str(shop.place)} | ({"GIT_OBJECT_DIRECTORY": str(shop.objects)} if shop.keep else {})


def _reasons(said: str) -> Iterator[str]:
    lines = said.splitlines()
    yield from [line for line in lines if line.startswith(("fatal:", "error:"))] or lines[-1:]
