"""What commands print: reports on stdout, problems on stderr, colours for those who want them."""

from __future__ import annotations

import json
import os
import pty
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.runs import DIGEST, article, process


def test_quiet_prints_problems_only(site: Path) -> None:
    done = process("build", "--site", site, "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_quiet_prints_warnings_and_no_notes(site: Path) -> None:
    seed = site / "seeds/a.txt"
    seed.parent.mkdir()
    seed.write_text("A headline\n\nJuly 3, 2015\n\nAnd its story.", encoding="utf-8")
    process("build", "--site", site)
    seed.unlink()
    (site / "content/b.md").write_text("---\ntitle: B\ndate: 2015-07-29\n---\nB.\n", encoding="utf-8")
    quiet, loud = process("build", "--site", site, "--quiet"), process("build", "--site", site)
    assert "note[seed-removed]" in loud.stderr
    assert "warning[id-missing]" in quiet.stderr
    assert "note" not in quiet.stderr


def test_json_is_one_document_on_stdout_and_nothing_else(site: Path) -> None:
    (site / "content/2015/07/28/ferry.md").write_text(article("2015-13-28"), encoding="utf-8")
    done = process("build", "--site", site, "--format", "json")
    document = json.loads(done.stdout)
    assert (done.returncode, done.stderr, document["status"]) == (1, "", 1)
    assert [finding["code"] for finding in document["diagnostics"]] == ["date-invalid"]


def test_a_reader_that_goes_away_does_not_stop_the_build(site: Path) -> None:
    child = subprocess.Popen(
        [*DIGEST, "build", "--site", str(site)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    child.stdout.close()
    assert child.stderr is not None
    assert child.stderr.read() == ""
    child.stderr.close()
    assert child.wait(timeout=120) == 0
    assert (site / "public/index.html").is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_report_that_cannot_be_written_is_no_success(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("site: {title: T, url: https://example.org/}\n", "utf-8")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "digest", "build", "--site", str(tmp_path)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "can't be written" in done.stderr


def on_terminal(*arguments: str, **environment: str) -> str:
    """What a command writes when its stdout and stderr are a terminal."""
    ours, theirs = pty.openpty()
    env = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    child = subprocess.Popen(
        [*DIGEST, *arguments], stdout=theirs, stderr=theirs, stdin=theirs, env={**env, "TERM": "xterm", **environment}
    )
    os.close(theirs)
    written = b""
    while True:
        try:
            chunk = os.read(ours, 65536)
        except OSError:  # Linux says EIO when the other end is closed
            break
        if not chunk:
            break
        written += chunk
    os.close(ours)
    child.wait(timeout=120)
    return written.decode("utf-8", "replace")


def test_colours_are_for_terminals_and_for_those_who_want_them(site: Path) -> None:
    (site / "content/2015/07/28/ferry.md").write_text(article("2015-13-28"), encoding="utf-8")
    command = ("build", "--site", str(site))
    assert "\x1b[31m" in on_terminal(*command)
    assert "\x1b[" not in on_terminal(*command, NO_COLOR="1")
    assert "\x1b[" not in on_terminal(*command, TERM="dumb")
    assert "\x1b[" not in process(*command, NO_COLOR="").stderr


def program(folder: Path) -> Path:
    """A `digest` as a virtual environment in `folder` has it."""
    script = folder / ".venv/bin/digest"
    script.parent.mkdir(parents=True)
    script.write_text(f"#!{sys.executable}\nfrom digest.cli import main\nmain()\n", "utf-8")
    script.chmod(0o755)
    return script


def looked(command: list[str | Path], site: Path, path: str) -> str:
    """What is to be typed to see the site, in words of the one who stands in its folder."""
    done = subprocess.run(
        [*command, "build"], cwd=site, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=True
    )
    return next(line for line in done.stdout.splitlines() if line.startswith("look: "))


@pytest.mark.skipif(os.name == "nt", reason="a script is no program there")
def test_what_is_to_be_typed_is_what_was_typed(site: Path) -> None:
    script, path = program(site), os.environ["PATH"]
    assert looked([".venv/bin/digest"], site, os.defpath) == "look: .venv/bin/digest serve"
    assert looked(["digest"], site, f"{script.parent}:{path}") == "look: digest serve"
    elsewhere = site / "seeds"
    elsewhere.mkdir()
    done = subprocess.run(
        [script, "init", "new site"], cwd=elsewhere, env=os.environ | {"PATH": os.defpath}, capture_output=True, text=True, check=True
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == f"now: cd 'new site' && {shlex.quote(str(script))} serve"
