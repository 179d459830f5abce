"""Pruning takes out what isn't planned, and only from folders that it is sent to."""

from __future__ import annotations

from pathlib import Path

from digest.publish.pruning import folders_of, prune
from tests.unit.publish.samples import tree


def write(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(b"")


def test_all_folders_above_a_path_are_known() -> None:
    assert folders_of(["a/b/c.html", "a/d.html", "e.html"]) == {"", "a", "a/b"}


def test_only_the_folders_that_are_named_are_looked_into(tmp_path: Path) -> None:
    write(tmp_path, "a/page", "a/stray", "b/page", "b/stray", "stray/below/deep")
    files, folders = {"a/page", "b/page"}, {"", "a", "b"}
    gone, stamps, failures = prune(tmp_path, {"a"}, files, folders)
    assert (gone, list(stamps), failures) == (1, ["a"], [])
    assert set(tree(tmp_path)) == {"a/page", "b/page", "b/stray", "stray/below/deep"}
    assert prune(tmp_path, {"", "b"}, files, folders)[0] == 2
    assert set(tree(tmp_path)) == {"a/page", "b/page"}
    assert not (tmp_path / "stray").exists()


def test_a_folder_from_which_something_went_has_a_stamp_that_fits_nothing(tmp_path: Path) -> None:
    write(tmp_path, "a/page", "b/page", "b/stray")
    _, stamps, _ = prune(tmp_path, {"a", "b"}, {"a/page", "b/page"}, {"", "a", "b"})
    assert (stamps["a"].size >= 0, stamps["b"].size) == (True, -1)


def test_a_link_goes_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    write(tmp_path, "elsewhere/private", "public/page")
    (tmp_path / "public/link").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert prune(tmp_path / "public", {""}, {"page"}, {""})[0] == 1
    assert (tmp_path / "elsewhere/private").exists()


def test_a_folder_that_someone_has_taken_away_is_not_taken_for_looked_at(tmp_path: Path) -> None:
    gone, stamps, failures = prune(tmp_path, {"a"}, set(), {"a"})
    assert (gone, stamps["a"].size, failures) == (0, -1, [])


def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path) -> None:
    write(tmp_path, "a")
    _, stamps, failures = prune(tmp_path, {"a"}, set(), {"a"})
    assert (stamps["a"].size, [path for path, _ in failures]) == (-1, ["a"])


def test_what_is_apart_stays_at_the_top_and_nowhere_else(tmp_path: Path) -> None:
    write(tmp_path, "page", "pagefind/2015/index", "a/page", "a/pagefind/stray")
    files, folders, apart = {"page", "a/page"}, {"", "a"}, frozenset({"pagefind"})
    assert prune(tmp_path, folders, files, folders, apart)[0] == 1
    assert set(tree(tmp_path)) == {"page", "a/page", "pagefind/2015/index"}
    assert prune(tmp_path, folders, files, folders)[0] == 1
    assert set(tree(tmp_path)) == {"page", "a/page"}
