from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from digest.ground.files import walk, write_atomically, write_if_changed, writing


def put(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path)


def test_files_come_sorted_with_slashes_between_folders(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a/z.txt", "a/deep/er/c.txt", "B.txt", "a.txt")
    assert list(walk(tmp_path)) == ["B.txt", "a.txt", "a/deep/er/c.txt", "a/z.txt", "b.txt"]


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    put(tmp_path, "seen.txt", ".hidden", ".provenance/a.json", "a/.DS_Store")
    assert list(walk(tmp_path)) == ["seen.txt"]


def test_a_missing_folder_has_no_files(tmp_path: Path) -> None:
    refused: list[tuple[str, str]] = []
    assert list(walk(tmp_path / "none", unreadable=refused)) == []
    assert refused == []


def test_a_file_in_place_of_the_folder_is_reported(tmp_path: Path) -> None:
    put(tmp_path, "seeds")
    refused: list[tuple[str, str]] = []
    assert list(walk(tmp_path / "seeds", unreadable=refused)) == []
    assert refused == [("", "Not a directory")]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_folder_without_permission_is_reported_and_the_rest_is_walked(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "shut/b.txt")
    (tmp_path / "shut").chmod(0)
    refused: list[tuple[str, str]] = []
    try:
        assert list(walk(tmp_path, unreadable=refused)) == ["a.txt"]
    finally:
        (tmp_path / "shut").chmod(0o755)
    assert refused == [("shut", "Permission denied")]


def test_a_link_to_a_file_is_a_file_and_a_link_to_a_folder_is_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "a/one.txt")
    (tmp_path / "a" / "two.txt").symlink_to("one.txt")
    (tmp_path / "a" / "round").symlink_to(tmp_path)
    refused: list[tuple[str, str]] = []
    assert list(walk(tmp_path, unreadable=refused)) == ["a/one.txt", "a/two.txt"]
    assert refused == []


def test_links_that_lead_nowhere_or_to_themselves_are_reported(tmp_path: Path) -> None:
    (tmp_path / "dangling").symlink_to("nothing")
    (tmp_path / "loop").symlink_to("loop")
    refused: list[tuple[str, str]] = []
    assert list(walk(tmp_path, unreadable=refused)) == []
    assert sorted(path for path, _ in refused) == ["dangling", "loop"]
    assert all(reason for _, reason in refused)


def test_a_pipe_is_passed_over_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert list(walk(tmp_path)) == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names themselves")
def test_a_name_that_is_not_utf_8_is_reported_in_letters_that_can_be_printed(tmp_path: Path) -> None:
    put(tmp_path, "good.txt")
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    refused: list[tuple[str, str]] = []
    assert list(walk(tmp_path, unreadable=refused)) == ["good.txt"]
    assert refused == [("caf\\udce9.txt", "its name is not UTF-8")]


def test_names_are_as_the_file_system_gives_them(tmp_path: Path) -> None:
    put(tmp_path, "cafe\u0301.txt", "日本語.txt", "emoji 🎉.txt")
    assert all((tmp_path / name).is_file() for name in walk(tmp_path))
    assert len(list(walk(tmp_path))) == 3


def test_bytes_are_written_into_folders_that_are_made_for_them(tmp_path: Path) -> None:
    write_atomically(tmp_path / "2015" / "07" / "a.md", b"text")
    assert (tmp_path / "2015" / "07" / "a.md").read_bytes() == b"text"


def test_a_name_as_long_as_the_file_system_allows_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 255)
    write_atomically(path, b"text")
    assert path.read_bytes() == b"text"


def test_a_name_that_is_too_long_is_an_oserror_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="too long"):
        write_if_changed(tmp_path / ("n" * 256), b"text")
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_fails_halfway_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    path.write_bytes(b"old")

    def interrupted() -> None:
        with writing(path) as stream:
            stream.write(b"half of the ne")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_the_way_is_an_oserror_and_leaves_nothing_behind(tmp_path: Path) -> None:
    put(tmp_path, "index.html/inside")
    with pytest.raises(OSError, match="directory"):
        write_atomically(tmp_path / "index.html", b"text")
    assert list(walk(tmp_path)) == ["index.html/inside"]
    assert [entry.name for entry in tmp_path.iterdir()] == ["index.html"]


def test_what_was_written_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.html", b"text")
    assert (tmp_path / "a.html").stat().st_mode & 0o777 == 0o644


def test_a_file_that_stands_there_already_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    assert write_if_changed(path, b"text")
    before = path.stat()
    assert not write_if_changed(path, b"text")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_file_with_other_bytes_of_the_same_length_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    write_if_changed(path, b"text")
    assert write_if_changed(path, b"tent")
    assert path.read_bytes() == b"tent"
