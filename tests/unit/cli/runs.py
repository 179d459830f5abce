"""Commands as people run them, on a site of one article."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from digest import cli

DIGEST = [sys.executable, "-m", "digest"]


def article(date: str, status: str = "published") -> str:
    name = f"a{date.replace('-', '')}"
    return (
        f"---\nid: {name}\ntitle: The ferry\ndate: {date}\ntopics: [world]\nstatus: {status}\n---\n\nIt left at nine.\n"
    )


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.commands, [str(argument) for argument in arguments], standalone_mode=False)


def process(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*DIGEST, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1", **environment},
    )
