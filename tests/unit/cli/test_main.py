"""The command line as a whole: with which status it leaves, and what it needs of its surroundings."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.runs import DIGEST, article, process


@pytest.mark.parametrize(
    "arguments",
    [
        ["bild"],
        ["build", "--nonsense"],
        ["build", "--now", "2015-13-28"],
        ["build", "--url", "foo"],
        ["build", "--now", "0001-01-01"],
        ["build", "--site", "/no/such/folder"],
        ["list", "everything"],
        ["schema"],
    ],
)
def test_a_wrong_command_leaves_with_2(arguments: list[str]) -> None:
    done = process(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "Error" in done.stderr


def test_an_interrupted_build_leaves_with_130(site: Path) -> None:
    """A named pipe to which nobody writes stands for long work."""
    os.mkfifo(site / "pipe")
    program = (
        "import sys; from digest import build, cli\n"
        f"build.build = lambda *_, **__: print('ready', flush=True) or open({str(site / 'pipe')!r}).read()\n"
        f"sys.argv = ['digest', 'build', '--site', {str(site)!r}]\n"
        "cli.main()"
    )
    child = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=60)
    assert child.returncode == 130
    assert err.strip() == "interrupted"


def test_a_locale_that_can_not_name_every_file_is_told_before_anything_is_done(site: Path) -> None:
    done = process("build", "--site", site.parent, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 2
    assert "PYTHONUTF8=1" in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_any_encoding_of_the_terminal_will_do(site: Path, encoding: str) -> None:
    (site / "content/2015/07/28/ferry.md").write_text(article("2015-07-28", "draft"), encoding="utf-8")
    (site / "content/名前.md").write_text("---\ntitel: 名前\n---\n", encoding="utf-8")
    done = subprocess.run(
        [*DIGEST, "build", "--site", str(site)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )
    assert done.returncode == 1
    assert b"??.md" in done.stderr
    assert b"bug" not in done.stderr
