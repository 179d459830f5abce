"""Nothing overwritten, with real processes: runs that are killed at any moment, and runs that collide, leave what one run leaves."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONVERT = [sys.executable, "-m", "digest", "convert", "--quiet", "--site"]
SEEDS = 16
CONFIG = "site: {title: The Pier, url: 'https://example.org/'}\nbuild: {jobs: 1}\n"


def seed(number: int, *, later: bool = False) -> str:
    last = "The council will meet again in autumn." if later else "The council will meet on Friday."
    title = f"Ferry {number} returns to the {'new' if later and number % 3 == 0 else 'old'} harbour"
    return (
        f"{title}\n\nPublished {1 + number} July 2015\n\n"
        f"Ferry {number} left the harbour at dawn with {number} hundred people on board and came back at night, said the mayor.\n\n"
        f"Nobody on ferry {number} was hurt, and the owner is to explain why nobody was told.\n\n{last}\n"
    )


def tree(site: Path) -> dict[str, bytes]:
    files = [file for file in sorted((site / "content").rglob("*")) if file.is_file()]
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in files if ".writing-" not in file.name}


def edits(site: Path) -> int:
    """How many of the paragraphs that a person wrote are there."""
    return sum(text.count(b"I was there, and it rained.") for path, text in tree(site).items() if path.endswith(".md"))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Converted seeds, half of whose articles a person has edited; since then every seed has changed, and some are new."""
    folder = tmp_path / "site"
    (folder / "seeds").mkdir(parents=True)
    (folder / "config.yaml").write_text(CONFIG)
    for number in range(1, SEEDS):
        (folder / f"seeds/{number:02}.txt").write_text(seed(number))
    subprocess.run([*CONVERT, str(folder)], check=True, capture_output=True)
    for path in [path for path in tree(folder) if path.endswith(".md")][::2]:
        article = folder / path
        text = article.read_text().replace("Nobody on", "I was there, and it rained.\n\nNobody on")
        article.write_text(text.replace("title: Ferry", "title: “Ferry”"))
    for number in range(1, SEEDS + 4):
        (folder / f"seeds/{number:02}.txt").write_text(seed(number, later=True))
    assert edits(folder) == SEEDS // 2
    return folder


@pytest.fixture
def whole(site: Path, tmp_path: Path) -> dict[str, bytes]:
    """What one run that nothing disturbs makes of the same site."""
    alone = tmp_path / "alone"
    shutil.copytree(site, alone)
    subprocess.run([*CONVERT, str(alone)], check=True, capture_output=True)
    assert edits(alone) == SEEDS // 2
    return tree(alone)


def test_runs_that_are_killed_lose_no_edit_and_the_next_does_the_rest(site: Path, whole: dict[str, bytes]) -> None:
    before = tree(site)
    for least in (1, 9, 20):
        with subprocess.Popen([*CONVERT, str(site)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
            while run.poll() is None and len(tree(site).items() - before.items()) < least:
                pass
            run.kill()
        assert edits(site) == SEEDS // 2
    subprocess.run([*CONVERT, str(site)], check=True, capture_output=True)
    assert tree(site) == whole


def test_runs_that_collide_make_what_one_makes(site: Path, whole: dict[str, bytes]) -> None:
    runs = [subprocess.Popen([*CONVERT, str(site)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    assert [(run.communicate(timeout=60), run.returncode)[1] for run in runs] == [0, 0, 0]
    assert tree(site) == whole
