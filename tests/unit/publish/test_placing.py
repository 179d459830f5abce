"""A file is put into its place in one step, with the rights that a web server needs, whatever stands there."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from digest.publish.placing import Placing


def placing(folder: Path) -> Placing:
    return Placing(folder, now=0)


def test_what_is_put_has_its_digest_and_its_stamp(tmp_path: Path) -> None:
    folder = placing(tmp_path)
    assert not folder.holds("a/b.html", 4)
    stamp = folder.put("a/b.html", [b"pa", b"ge"])
    facts = (tmp_path / "a/b.html").lstat()
    assert (tmp_path / "a/b.html").read_bytes() == b"page"
    assert stamp.digest == sha256(b"page").hexdigest()
    assert (stamp.size, stamp.modified, stamp.changed) == (4, facts.st_mtime_ns, facts.st_ctime_ns)
    assert folder.changed == {"", "a"}


@pytest.mark.skipif(os.name == "nt", reason="there is no umask")
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_everyone_may_read_a_file_whatever_the_umask_says(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        placing(tmp_path).put("page.html", [b"page"])
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "page.html").stat().st_mode) == 0o644


def test_what_fails_on_the_way_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half a "
        raise OSError("the source has gone")

    (tmp_path / "page.html").write_bytes(b"old")
    with pytest.raises(OSError, match="the source has gone"):
        placing(tmp_path).put("page.html", broken())
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("page.html", b"old")]


def test_what_a_killed_build_of_the_same_number_has_left_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "private").write_bytes(b"mine")
    (tmp_path / f".writing-{os.getpid()}").hardlink_to(tmp_path / "private")
    placing(tmp_path).put("page.html", [b"page"])
    assert (tmp_path / "private").read_bytes() == b"mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.html", "private"]


def test_a_file_of_another_size_or_kind_is_not_held(tmp_path: Path) -> None:
    (tmp_path / "page").write_bytes(b"page")
    (tmp_path / "link").symlink_to("page")
    (tmp_path / "folder/below").mkdir(parents=True)
    folder = placing(tmp_path)
    assert [folder.holds(name, 4) for name in ("page", "link", "folder", "missing")] == [True, False, False, False]
    assert not folder.holds("page", 5)
    assert not (tmp_path / "folder").exists()
    assert folder.changed == {""}
