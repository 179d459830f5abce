"""What counts as a change of the inputs."""

from __future__ import annotations

import queue
from pathlib import Path

import pytest

from digest.config import Paths
from digest.preview.changes import Changes, folders, git_lock, is_input


@pytest.mark.parametrize(
    "path", ["content/2015/a.md", "static/.nojekyll", "static/.well-known/x", "seeds/a.txt", "themes/x/theme.yaml"]
)
def test_files_of_the_input_folders_are_inputs(path: str) -> None:
    root = Path("/site")
    assert is_input(root / path, folders(root, Paths()))


@pytest.mark.parametrize(
    "path", ["content/.provenance/x.json", "content/.a.md.swp", "content/a.md~", "seeds/4913", "themes/.git/index"]
)
def test_records_and_files_of_editors_are_not(path: str) -> None:
    root = Path("/site")
    assert not is_input(root / path, folders(root, Paths()))


def test_git_says_by_a_file_that_it_is_at_work_in_a_working_tree_too(tmp_path: Path) -> None:
    (tmp_path / "repo/.git").mkdir(parents=True)
    (tmp_path / "repo/site").mkdir()
    assert git_lock(tmp_path / "repo/site") == tmp_path / "repo/.git/index.lock"
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree/.git").write_text("gitdir: ../repo/.git/worktrees/tree\n")
    lock = git_lock(tmp_path / "tree")
    assert lock is not None
    assert lock.resolve() == tmp_path / "repo/.git/worktrees/tree/index.lock"


def test_changes_are_told_and_so_are_folders_that_come_later(tmp_path: Path) -> None:
    told: queue.Queue[set[Path]] = queue.Queue()
    (tmp_path / "content").mkdir()
    changes = Changes(tmp_path, told.put)
    changes.start()
    try:
        for path in ("content/a.md", "config.yaml", "static"):
            file = tmp_path / path
            _until(told, file, lambda file=file: file.mkdir(exist_ok=True) if not file.suffix else file.write_text("x"))
        _until(told, tmp_path / "static/x.txt", lambda: (tmp_path / "static/x.txt").write_text("x"))
    finally:
        changes.stop()


def _until(told: queue.Queue[set[Path]], path: Path, act: object) -> None:
    """Does it again until it is told: a watch takes a moment to begin."""
    assert callable(act)
    for _ in range(200):
        act()
        try:
            while path not in told.get(timeout=0.1):
                pass
        except queue.Empty:
            continue
        return
    raise AssertionError(path)
