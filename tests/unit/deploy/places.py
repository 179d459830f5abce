"""A site in a repository, with a bare repository as its remote: real git, in folders of the test's own."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from digest.build import BuildOptions
from digest.deploy.conductor import Deployed, DeployOptions, deploy
from digest.ground.moment import Moment

NOW = Moment("2016-01-01")
FERRY, QUAY = "content/2015/07/28/ferry.md", "content/2015/07/27/quay.md"
CONFIG = """\
site: {title: The Pier, url: 'https://user.github.io/repo/'}
search: false
edition: none
feeds: {rss: false, json: false, topics: false, tags: false}
archive: {index: false, years: false, months: false, days: false}
pages: {topics: false, tags: false, related: false}
"""
STORY = """\
---
id: {id}
title: {title}
date: 2015-07-28
topics: [world]
---

{body}
"""
STORIES = {
    FERRY: STORY.format(
        id="aferry2345", title="The ferry leaves without anyone", body="It left at nine, and nobody stood on the quay."
    ),
    QUAY: STORY.format(
        id="aquay23456", title="The quay is swept at dawn", body="Two men whom the council had hired did it in an hour."
    ),
}


@dataclass(frozen=True)
class Place:
    """The site's folder, in its repository, and the repository that its branch is pushed to."""

    site: Path
    remote: Path

    def write(self, path: str, text: str) -> None:
        (self.site / path).parent.mkdir(parents=True, exist_ok=True)
        (self.site / path).write_text(text, encoding="utf-8")

    def git(self, *arguments: str) -> str:
        return git(self.site, *arguments)

    def commit(self) -> str:
        """Commits everything, and gives the commit's name."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "A day's work")
        return self.git("rev-parse", "HEAD")

    def there(self, what: str = "gh-pages") -> str:
        """The name of the commit that a branch of the remote is at; empty where it has none."""
        return git(self.remote, "for-each-ref", "--format=%(objectname)", f"refs/heads/{what}")

    def files(self) -> set[str]:
        """All files of the published branch."""
        return set(filter(None, git(self.remote, "ls-tree", "-r", "-z", "--name-only", "gh-pages").split("\0")))

    def says(self, path: str) -> str:
        """What a file of the published branch says."""
        return git(self.remote, "show", f"gh-pages:{path}")

    def hook(self, repository: Path, name: str, script: str) -> None:
        file = repository / "hooks" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        file.chmod(0o755)

    def deploy(self, **options: bool) -> Deployed:
        return deployed(self.site, **options)


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True, encoding="utf-8")
    return done.stdout.rstrip("\n")


def deployed(site: Path, **options: bool) -> Deployed:
    built = BuildOptions(now=NOW, strict=options.pop("strict", False), jobs=1)
    return deploy(site, DeployOptions(build=built, **options))


def codes(done: Deployed) -> list[str]:
    return [finding.code for finding in done.report.diagnostics]
