"""A look at the output folder says the same whether it is taken beside other work or not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from digest.publish import look as looking
from digest.publish.look import Look
from tests.unit.publish.samples import build, remembering

FILES = {"index.html": b"home", "2015/07/28/a/index.html": b"aaaa"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    build(tmp_path, FILES)
    build(tmp_path, FILES)  # a while later, when nothing is too young to be trusted
    return tmp_path


def test_what_is_as_it_was_left_is_whole_without_a_list_of_it(site: Path) -> None:
    with remembering(site) as work, Look(site / "public", work) as look:
        assert look.is_whole()
        assert work.tally == {}


def test_a_look_finds_what_stood_when_it_began_or_was_asked(site: Path) -> None:
    (site / "public/index.html").write_bytes(b"gone by hand")
    with remembering(site) as work, Look(site / "public", work) as look:
        assert not look.is_whole()
        assert "index.html" not in look.standing().rows
        assert work.tally == {"hashed": 1}  # once, however often one asks


def test_a_folder_that_was_never_published_is_not_whole(tmp_path: Path) -> None:
    (tmp_path / ".digest").mkdir()
    with remembering(tmp_path) as work, Look(tmp_path / "public", work) as look:
        assert not look.is_whole()
        assert look.standing().published == frozenset()


PROGRAM = """
import sys
from pathlib import Path
from digest.publish import look as looking
from tests.unit.publish.samples import remembering

looking._LARGE = int(sys.argv[2])
site = Path(sys.argv[1])
with remembering(site) as work, looking.Look(site / "public", work) as look:
    there = look.standing()
    print(look.is_whole(), sorted(there.keys), sorted(there.folders), sorted(there.published), dict(work.tally))
"""


@pytest.mark.parametrize("by", ["nobody", "changed", "removed", "another file", "another folder"])
def test_a_child_sees_what_this_process_sees(site: Path, by: str) -> None:
    page = site / "public/2015/07/28/a/index.html"
    if by == "changed":
        page.write_bytes(b"bbbb")
    elif by == "removed":
        page.unlink()
    elif by == "another file":
        (page.parent / "more.txt").write_bytes(b"")
    elif by == "another folder":
        (page.parent / "more").mkdir()
    seen = {_seen(site, large) for large in (0, looking._LARGE)}
    assert len(seen) == 1
    assert seen.pop().startswith(str(by == "nobody"))


def _seen(site: Path, large: int) -> str:
    program = [sys.executable, "-c", PROGRAM, str(site), str(large)]
    done = subprocess.run(program, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3])
    return done.stdout
