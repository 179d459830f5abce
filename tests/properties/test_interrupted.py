"""Interrupted builds: one that is killed at any point leaves every page whole, and the next build repairs the rest.

`INTERRUPTED_KILLS=200` kills more often. `-s` shows how the builds ended.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from digest.build import BuildOptions, build
from digest.ground.moment import Moment
from tests.properties import dying, sites
from tests.properties.folders import Tree, differing, place, remove, tree
from tests.properties.sites import OUTPUT, STATE

KILLS = int(os.environ.get("INTERRUPTED_KILLS", "24"))

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")

_HALF_DONE = ".writing-"  # what a file is called until it is moved to its place
_MARK = "DIGEST_TEST_MARK"


class Desk(NamedTuple):
    """A site that an editor changes from version to version, and where it and its clean twin lie."""

    root: Path
    clean: Path
    chance: Random

    def edit(self, version: int) -> Tree:
        """Changes every page, some articles, and which files there are; gives what a clean build of it makes."""
        chosen = sites.settings()
        chosen["site"]["title"] = f"The Pier {version}"
        place(self.root, {"config.yaml": sites.written(chosen)})
        articles = sorted((self.root / "content").glob("2015/**/*.md"))
        for path in self.chance.sample(articles, 3):
            path.write_bytes(sites.with_body(path.read_bytes(), [sites.sentence(self.chance) * 20]))
        for old in (self.root / "content/new").glob("*"):
            old.unlink()
        header = {"title": f"A new one {version}", "date": "2015-08-05", "id": f"new{version}"}
        place(self.root, {f"content/new/story-{version}.md": sites.note(header, "New.")})
        remove(self.root / "static/thing")
        place(self.root, {"static/thing" if version % 2 else "static/thing/index.txt": b"a thing"})
        remove(self.clean)
        place(self.clean, {path: data for path, data in tree(self.root).items() if not path.startswith(_MADE)})
        made(self.clean)
        return tree(self.clean / OUTPUT)


_MADE = (f"{OUTPUT}/", f"{STATE}/")


def made(root: Path) -> None:
    report = build(root, BuildOptions(now=Moment(sites.NOW), convert=False, jobs=1))
    assert report.published is not None, report.diagnostics


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    root = tmp_path / "site"
    place(root, sites.first(1, sites.LEAST))
    remove(root / "seeds")
    made(root)
    return Desk(root, tmp_path / "clean", Random(1))  # noqa: S311


def started(command: Sequence[object], mark: str = "") -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), _MARK: mark}
    whole = [sys.executable, *(str(part) for part in command)]
    return subprocess.Popen(whole, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def by_command(desk: Desk) -> list[object]:
    return ["-m", "digest", "build", "--no-convert", "--now", sites.NOW, "--site", desk.root]


def check_whole(output: Path, versions: Sequence[Tree]) -> None:
    """Each file is as one of the versions has it; what all versions have is there."""
    now = tree(output)
    files = {path: data for path, data in now.items() if data is not None and _HALF_DONE not in path}
    wrong = [path for path, data in files.items() if data not in [version.get(path) for version in versions]]
    assert wrong == []
    stays = set.intersection(*({path for path, data in version.items() if data} for version in versions))
    assert sorted(stays - files.keys()) == []


def left_behind(mark: str) -> Iterator[str]:
    """The processes that were started with this mark in their environment and still run."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"{_MARK}={mark}\0".encode() in (folder / "environ").read_bytes():
                yield (folder / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue


def check_nobody_is_left(mark: str) -> None:
    if Path("/proc/self/environ").exists():
        patience = time.monotonic() + 60
        while (found := list(left_behind(mark))) and time.monotonic() < patience:
            time.sleep(0.05)
        assert found == []


def kill_again_and_again(
    desk: Desk, kills: int, commands: Iterator[tuple[Sequence[object], float | None]], whole: float = 0
) -> None:
    """Edits, has a build killed, looks; builds again, at times only after the next edit and kill.

    With each command comes the share of a `whole` build's seconds after which it is killed, or None where it ends itself.
    """
    ends: Counter[str] = Counter()
    versions = [tree(desk.root / OUTPUT)]
    for version in range(kills):
        versions.append(desk.edit(version))
        mark = f"{os.getpid()}-{desk.root}-{version}"
        command, share = next(commands)
        begun = time.monotonic()
        process = started(command, mark)
        try:
            said = process.communicate(timeout=None if share is None else share * whole)
        except subprocess.TimeoutExpired:
            process.kill()
            said = process.communicate()
        assert process.returncode in {0, -signal.SIGKILL}, said
        if process.returncode == 0:  # the machine has less to do beside it than before
            whole = min(whole, time.monotonic() - begun)
        ends["killed" if process.returncode else "done"] += 1
        check_nobody_is_left(mark)
        check_whole(desk.root / OUTPUT, versions)
        if version % 3:
            made(desk.root)
            assert differing(tree(desk.root / OUTPUT), versions[-1]) == []
            versions = versions[-1:]
    print(dict(ends), sorted(path.name for path in (desk.root / STATE).iterdir()))  # noqa: T201
    assert ends["killed"] >= kills // 3


def test_killed_at_any_time_a_build_leaves_pages_whole_and_the_next_one_repairs_the_rest(desk: Desk) -> None:
    desk.edit(-1)
    begun = time.monotonic()
    process = started(by_command(desk))
    said = process.communicate()
    assert process.returncode == 0, said
    whole = time.monotonic() - begun
    commands = ((by_command(desk), desk.chance.random()) for _ in range(KILLS))
    kill_again_and_again(desk, KILLS // 3, commands, whole)


@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_at_any_call_a_build_leaves_pages_whole_and_the_next_one_repairs_the_rest(desk: Desk, jobs: int) -> None:
    desk.edit(-1)
    script = dying.__file__
    process = started([script, desk.root, jobs, "replace", 0])
    said, problems = process.communicate()
    assert process.returncode == 0, problems
    counts = {name: int(count) for name, count in (word.split("=") for word in said.split())}
    assert counts["replace"] > 50

    def commands() -> Iterator[tuple[Sequence[object], float | None]]:
        while True:
            name = desk.chance.choice([name for name in dying.CALLS if counts[name]])
            yield [script, desk.root, jobs, name, desk.chance.randint(1, counts[name])], None

    kill_again_and_again(desk, KILLS // 3, commands())
