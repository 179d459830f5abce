"""A file that is copied as it is: read only when it has to be, and never into memory whole."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from digest.engine import cache, stamps
from digest.engine.work import Work, forgetful
from digest.model import Copy
from digest.publish import copies
from digest.publish.placing import Placing

HOUR = 3_600_000_000_000
LOGO = Copy(path="assets/logo.png", source="static/logo.png")


def work(root: Path) -> Work:
    memory, _ = cache.load(root / "cache")
    return Work(cache=memory, code="", clock=stamps.clock(root) + HOUR, tally=Counter())


def write(root: Path, data: bytes) -> None:
    for folder in ("static", "public"):
        (root / folder).mkdir(exist_ok=True)
    (root / "static/logo.png").write_bytes(data)


def test_a_source_is_known_until_it_is_touched(tmp_path: Path) -> None:
    write(tmp_path, b"png")
    assert copies.known([LOGO], tmp_path, forgetful()) == {}
    _, stamp, _ = copies.place(LOGO, tmp_path, None, Placing(tmp_path / "public", 0))
    first = work(tmp_path)
    copies.remember({}, {LOGO.source: stamp}, first)
    first.cache.save()
    second = work(tmp_path)
    assert copies.known([LOGO], tmp_path, second) == {LOGO.source: stamp}
    write(tmp_path, b"PNG")
    assert copies.known([LOGO], tmp_path, second) == {}
    assert copies.copied(second) == {LOGO.source: stamp}
    second.cache.close()


def test_a_copy_of_the_same_bytes_is_left_as_it_is_known_or_not(tmp_path: Path) -> None:
    write(tmp_path, b"png" * 1_000_000)
    placing = Placing(tmp_path / "public", 0)
    row, _, wrote = copies.place(LOGO, tmp_path, None, placing)
    assert wrote
    assert copies.is_source(row, stamps.Stamp(row.digest, 1, 1, 1, 1))
    assert not copies.place(LOGO, tmp_path, row, Placing(tmp_path / "public", 0))[2]
    assert not copies.place(LOGO, tmp_path, None, Placing(tmp_path / "public", 0))[2]
    write(tmp_path, b"PNG" * 1_000_000)
    assert copies.place(LOGO, tmp_path, row, Placing(tmp_path / "public", 0))[2]
    assert (tmp_path / "public/assets/logo.png").read_bytes() == b"PNG" * 1_000_000
