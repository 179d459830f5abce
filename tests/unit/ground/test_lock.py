from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from digest.ground.lock import held

HOLDER = """
import sys, time
from pathlib import Path
from digest.ground.lock import held
with held(Path(sys.argv[1]), patience=0) as mine:
    print(mine, flush=True)
    time.sleep(60)
"""


def test_only_one_holds_a_lock_and_the_next_has_it_afterwards(tmp_path: Path) -> None:
    lock = tmp_path / "state/a.lock"
    with held(lock, patience=0) as first, held(lock, patience=0) as second:
        assert (first, second) == ("held", "busy")
    with held(lock, patience=0) as third:
        assert third == "held"


def test_waiting_ends_when_patience_does_and_not_before(tmp_path: Path) -> None:
    with held(tmp_path / "a.lock", patience=0):
        start = time.monotonic()
        with held(tmp_path / "a.lock", patience=0.2) as mine:
            assert mine == "busy"
        assert time.monotonic() - start >= 0.2


def test_a_holder_that_is_killed_leaves_nothing_behind(tmp_path: Path) -> None:
    lock = tmp_path / "a.lock"
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(lock)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with held(lock, patience=0) as mine:
        assert mine == "busy"
    holder.kill()
    holder.communicate()
    with held(lock, patience=5) as mine:
        assert mine == "held"


def test_where_no_lock_can_be_the_reason_is_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where a folder is wanted")
    with held(tmp_path / "state/a.lock", patience=0) as outcome:
        assert isinstance(outcome, OSError)
