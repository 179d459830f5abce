from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from digest.ground.files import (
    copy_if_changed,
    create,
    walk,
    write_atomically,
    write_if_changed,
    write_together,
    writing,
)


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


def test_a_link_to_a_file_is_a_file_and_a_link_to_a_folder_is_reported_and_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "a/one.txt")
    (tmp_path / "a" / "two.txt").symlink_to("one.txt")
    (tmp_path / "a" / "round").symlink_to(tmp_path)
    refused: list[tuple[str, str]] = []
    assert list(walk(tmp_path, unreadable=refused)) == ["a/one.txt", "a/two.txt"]
    assert refused == [("a/round", "a link to a folder is not followed")]


def test_links_that_lead_nowhere_or_to_themselves_are_reported(tmp_path: Path) -> None:
    (tmp_path / "dangling").symlink_to("nothing")
    (tmp_path / "loop").symlink_to("loop")
    refused: list[tuple[str, str]] = []
    assert list(walk(tmp_path, unreadable=refused)) == []
    assert sorted(path for path, _ in refused) == ["dangling", "loop"]
    assert all(reason for _, reason in refused)


def test_what_is_no_regular_file_is_reported_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "null.txt").symlink_to(os.devnull)
    refused: list[tuple[str, str]] = []
    assert list(walk(tmp_path, unreadable=refused)) == []
    assert sorted(refused) == [("null.txt", "not a regular file"), ("pipe.txt", "not a regular file")]


def test_hidden_links_and_pipes_are_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ".pipe")
    (tmp_path / ".round").symlink_to(tmp_path)
    refused: list[tuple[str, str]] = []
    assert list(walk(tmp_path, unreadable=refused)) == []
    assert refused == []


def test_a_folder_may_be_named_like_a_file(tmp_path: Path) -> None:
    put(tmp_path, "folder.txt/a.txt")
    assert list(walk(tmp_path)) == ["folder.txt/a.txt"]


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


def test_a_new_file_never_takes_the_place_of_anything(tmp_path: Path) -> None:
    assert create(tmp_path / "new/a.txt", b"mine")
    (tmp_path / "link.txt").symlink_to("nowhere.txt")
    for path in ("new/a.txt", "link.txt", "new"):
        assert not create(tmp_path / path, b"yours")
    assert (tmp_path / "new/a.txt").read_bytes() == b"mine"
    assert (tmp_path / "link.txt").is_symlink()
    assert not [*tmp_path.rglob(".writing-*")]


def test_a_new_file_never_takes_the_place_of_anything_where_there_are_no_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    test_a_new_file_never_takes_the_place_of_anything(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="other permissions there")
def test_a_file_is_written_with_the_permissions_asked_for(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.txt", b"a", mode=0o664)
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o664


def test_a_link_is_replaced_even_when_it_leads_to_the_same_bytes(tmp_path: Path) -> None:
    other, written, copied = (tmp_path / name for name in ("other.txt", "written.txt", "copied.txt"))
    other.write_bytes(b"text")
    for link in (written, copied):
        link.symlink_to(other)
    assert write_if_changed(written, b"text")
    assert copy_if_changed(other, copied)
    assert not written.is_symlink()
    assert not copied.is_symlink()
    assert not write_if_changed(written, b"text")
    assert not copy_if_changed(other, copied)


def test_a_copy_is_made_only_when_the_bytes_differ(tmp_path: Path) -> None:
    source, copy = tmp_path / "a.bin", tmp_path / "below" / "b.bin"
    source.write_bytes(b"text")
    assert copy_if_changed(source, copy)
    assert not copy_if_changed(source, copy)
    source.write_bytes(b"tent")
    assert copy_if_changed(source, copy)
    assert copy.read_bytes() == b"tent"


def test_a_walk_passes_over_hidden_files_or_what_it_is_told_to(tmp_path: Path) -> None:
    for name in (".hidden", "shown", "skipped"):
        (tmp_path / name).touch()
    assert list(walk(tmp_path)) == ["shown", "skipped"]
    assert list(walk(tmp_path, passed_over="skipped".__eq__)) == [".hidden", "shown"]


def test_files_written_together_keep_their_permissions(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for file in (one, other):
        file.write_bytes(b"old")
    one.chmod(0o600)
    write_together({one: b"new", other: b"newer"})
    assert (one.read_bytes(), other.read_bytes(), one.stat().st_mode & 0o777) == (b"new", b"newer", 0o600)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "other"]


def test_files_written_together_are_all_old_when_one_can_not_be_written(tmp_path: Path) -> None:
    one = tmp_path / "one"
    one.write_bytes(b"old")
    for bad in (tmp_path / "missing", tmp_path):
        with pytest.raises(OSError, match=r"\S"):
            write_together({one: b"new", bad: b"new"})
        assert one.read_bytes() == b"old"
        assert [path.name for path in tmp_path.iterdir()] == ["one"]


def test_files_written_together_are_all_old_when_the_last_can_not_be_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"old")
    two.write_bytes(b"old")
    read, replace = Path.read_bytes, Path.replace

    def second_fails(new: Path, path: Path) -> Path:
        if path == two:
            raise PermissionError(13, "kept from that")
        return replace(new, path)

    monkeypatch.setattr(Path, "replace", second_fails)
    with pytest.raises(PermissionError):
        write_together({one: b"new", two: b"new"})
    assert (read(one), read(two)) == (b"old", b"old")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]
