"""Fixtures of the tests of deploying: git as somebody has it who is called Ann, and a site in a repository."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.unit.deploy.places import CONFIG, STORIES, Place, git


@pytest.fixture(autouse=True)
def _editor(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Git as somebody has it who is called Ann, whoever runs the tests."""
    settings = tmp_path_factory.mktemp("home") / "gitconfig"
    settings.write_text("[user]\nname = Ann Editor\nemail = ann@example.org\n[init]\ndefaultBranch = main\n", "utf-8")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture(scope="session")
def _founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both repositories as they begin, for copies."""
    folder = tmp_path_factory.mktemp("founded")
    who = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false"]
    git(folder, "init", "--quiet", "--bare", "remote.git")
    git(folder, "init", "--quiet", "--initial-branch=main", "ünicöde site")
    place = Place(folder / "ünicöde site", folder / "remote.git")
    for path, text in {"config.yaml": CONFIG, ".gitignore": "/public/\n/.digest/\n", **STORIES}.items():
        place.write(path, text)
    place.git("add", "--all")
    place.git(*who, "commit", "--quiet", "--message", "The beginning")
    place.git("remote", "add", "origin", "../remote.git")
    place.git("push", "--quiet", "origin", "main")
    return folder


@pytest.fixture
def place(_founded: Path, tmp_path: Path) -> Place:
    """A site with two articles, committed and pushed; no site is published yet."""
    shutil.copytree(_founded, tmp_path / "there")
    return Place(tmp_path / "there/ünicöde site", tmp_path / "there/remote.git")
