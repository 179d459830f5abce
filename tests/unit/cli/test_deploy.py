"""`digest deploy` at the command line: what it prints, and with which status it leaves."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from digest import cli
from tests.unit.deploy.places import CONFIG, STORIES, Place, git


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Ann Editor")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "ann@example.org")
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    git(tmp_path, "init", "--quiet", "site")
    place = Place(tmp_path / "site", tmp_path / "remote.git")
    for path, text in {"config.yaml": CONFIG, ".gitignore": "/public/\n/.digest/\n", **STORIES}.items():
        place.write(path, text)
    place.commit()
    place.git("remote", "add", "origin", "../remote.git")
    return place


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.commands, [str(argument) for argument in arguments], standalone_mode=False)


def test_the_way_of_a_site_from_a_dry_run_to_the_branch(place: Place) -> None:
    done = run("deploy", "--dry-run", "--site", place.site)
    assert done.return_value == 0
    assert "added    2015/07/28/ferry/index.html\n" in done.output
    assert done.output.endswith("deploy: nothing was pushed to `gh-pages` on `origin`\n")
    assert place.there() == ""
    done = run("deploy", "--site", place.site)
    assert done.return_value == 0
    assert f"deploy: pushed to `gh-pages` on `origin` as {place.there()[:10]}" in done.output
    assert "http.server" not in done.output
    done = run("deploy", "--quiet", "--site", place.site)
    assert (done.return_value, done.output) == (0, "")


def test_a_refusal_leaves_with_1_and_says_how_to_go_on(place: Place) -> None:
    place.write("new.md", "")
    done = run("deploy", "--site", place.site)
    assert done.return_value == 1
    assert "error[tree-dirty]: 1 file is not as the last commit has it: new.md" in done.stderr
    assert "1 error; nothing was pushed" in done.stderr
    assert run("deploy", "--dirty", "--site", place.site).return_value == 0


def test_programs_get_one_document(place: Place) -> None:
    document = json.loads(run("deploy", "--format", "json", "--site", place.site).output)
    assert document["status"] == 0
    assert document["deploy"]["commit"] == place.there()
    assert "index.html" in document["deploy"]["added"]
    assert document["counts"]["articles"] == 2
