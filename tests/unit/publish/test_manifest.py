"""What stands as the last build left it is only looked at; everything else is made good, whoever has touched it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.model import Published
from digest.publish.folder import MARKER
from digest.publish.look import standing
from tests.unit.publish.samples import build, is_whole, put_out, remembering, tree

FILES = {"index.html": b"home", "2015/07/28/a/index.html": b"aaaa", "2015/07/28/a/feed.xml": b"feed"}
COPIES = {"logo.png": "static/logo.png"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site whose files were published a while ago, by builds that remember it."""
    (tmp_path / "static").mkdir()
    (tmp_path / "static/logo.png").write_bytes(b"png")
    build(tmp_path, FILES, COPIES)
    build(tmp_path, FILES, COPIES)  # a while later, when nothing is too young to be trusted
    return tmp_path


def stands(site: Path, files: dict[str, bytes] | None = None) -> bool:
    """Whether the output holds the files, the copy and nothing else."""
    return tree(site / "public") == (FILES if files is None else files) | {"logo.png": b"png"}


# --- nothing has changed ----------------------------------------------------------------------------------------------


def test_what_stands_is_neither_made_nor_read(site: Path) -> None:
    published, tally = build(site, FILES, COPIES)
    assert (published, tally) == (Published(unchanged=4), {})
    assert is_whole(site)


def test_what_was_written_a_moment_ago_is_read_once_and_then_trusted(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static/logo.png").write_bytes(b"png")
    for _ in range(2):
        with remembering(tmp_path, later=0) as work:
            published, problems = put_out(tmp_path, FILES, COPIES, work)
            assert problems == []
    assert published == Published(unchanged=4)
    build(tmp_path, FILES, COPIES)
    assert build(tmp_path, FILES, COPIES) == (Published(unchanged=4), {})


def test_a_fresh_clone_of_the_output_is_read_but_nothing_is_made_or_written(site: Path) -> None:
    shutil.copytree(site / "public", site / "clone")
    shutil.rmtree(site / "public")
    (site / "clone").rename(site / "public")
    assert is_whole(site)
    assert build(site, FILES, COPIES) == (Published(unchanged=4), {"hashed": 5})  # the marker, too
    assert build(site, FILES, COPIES) == (Published(unchanged=4), {})


def test_only_the_stamps_of_a_clone_are_remembered_anew(site: Path) -> None:
    os.utime(site / "public/index.html", ns=(1, 1))
    assert build(site, FILES, COPIES) == (Published(unchanged=4), {"hashed": 1})
    assert build(site, FILES, COPIES) == (Published(unchanged=4), {})


# --- someone was there ------------------------------------------------------------------------------------------------


def test_a_file_changed_by_hand_is_made_again_whatever_its_size_and_time_say(site: Path) -> None:
    page = site / "public/2015/07/28/a/index.html"
    facts = page.stat()
    page.write_bytes(b"AAAA")
    os.utime(page, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert not is_whole(site)
    published, tally = build(site, FILES, COPIES)
    assert (published, tally) == (Published(written=1, unchanged=3), {"hashed": 1, "rendered": 1})
    assert stands(site)


def test_after_a_build_that_could_not_place_everything_nothing_counts_as_whole(site: Path) -> None:
    with remembering(site) as work:
        _, problems = put_out(site, FILES, COPIES | {"more.png": "static/more.png"}, work)
    assert [problem.code for problem in problems] == ["copy-unreadable"]
    assert not is_whole(site)
    (site / "static/more.png").write_bytes(b"more")
    published, tally = build(site, FILES, COPIES | {"more.png": "static/more.png"})
    assert (published, tally) == (Published(written=1, unchanged=4), {})
    assert is_whole(site)


def test_what_was_removed_by_hand_is_made_again(site: Path) -> None:
    shutil.rmtree(site / "public/2015")
    (site / "public/logo.png").unlink()
    published, tally = build(site, FILES, COPIES)
    assert (published, tally) == (Published(written=3, unchanged=1), {"rendered": 2})
    assert stands(site)


@pytest.mark.parametrize(
    "path", ["stray.html", "2015/07/28/a/stray.html", "2015/stray/below/index.html", "2015/.writing-1"]
)
def test_what_was_put_there_by_hand_goes(site: Path, path: str) -> None:
    (site / "public" / path).parent.mkdir(parents=True, exist_ok=True)
    (site / "public" / path).write_bytes(b"not planned")
    assert not is_whole(site)
    published, tally = build(site, FILES, COPIES)
    assert (published, tally) == (Published(unchanged=4, pruned=1), {})
    assert stands(site)
    assert build(site, FILES, COPIES)[0] == Published(unchanged=4)
    assert is_whole(site)


def test_a_file_that_was_changed_by_hand_and_is_no_longer_planned_goes(site: Path) -> None:
    (site / "public/2015/07/28/a/feed.xml").write_bytes(b"FEED")
    files = {path: data for path, data in FILES.items() if not path.endswith("feed.xml")}
    published, _ = build(site, files, COPIES)
    assert published == Published(unchanged=3, pruned=1)
    assert stands(site, files)


def test_a_folder_that_is_no_longer_planned_goes_with_all_above_it_that_is_empty(site: Path) -> None:
    published, _ = build(site, {"index.html": b"home"}, COPIES)
    assert published == Published(unchanged=2, pruned=2)
    assert sorted(path.name for path in (site / "public").iterdir()) == [MARKER, "index.html", "logo.png"]


def test_a_folder_moved_away_and_linked_to_is_not_taken_for_itself(site: Path) -> None:
    """All that stands behind the link has the stamps that it had."""
    (site / "public/2015").rename(site / "elsewhere")
    (site / "public/2015").symlink_to(site / "elsewhere", target_is_directory=True)
    assert not is_whole(site)
    published, _ = build(site, FILES, COPIES)
    assert published.written == 2
    assert stands(site)
    assert not (site / "public/2015").is_symlink()
    assert (site / "elsewhere/07/28/a/index.html").read_bytes() == b"aaaa"


def test_files_and_folders_that_changed_places_by_hand_change_back(site: Path) -> None:
    (site / "public/index.html").unlink()
    (site / "public/index.html").mkdir()
    (site / "public/index.html/inside").write_bytes(b"")
    shutil.rmtree(site / "public/2015/07")
    (site / "public/2015/07").write_bytes(b"a file")
    published, _ = build(site, FILES, COPIES)
    assert published.written == 3
    assert stands(site)


def test_a_marker_that_was_changed_or_has_gone_is_put_back(site: Path) -> None:
    marker = site / "public" / MARKER
    text = marker.read_bytes()
    marker.write_bytes(b"")
    assert not is_whole(site)
    build(site, FILES, COPIES)
    assert marker.read_bytes() == text
    marker.unlink()
    assert not is_whole(site)
    build(site, FILES, COPIES)
    assert marker.read_bytes() == text


def test_a_name_that_differs_in_case_alone_is_another_file(site: Path) -> None:
    files = {path.replace("feed.xml", "Feed.xml"): data for path, data in FILES.items()}
    build(site, files, COPIES)
    assert sorted(path.name for path in (site / "public/2015/07/28/a").iterdir()) in (
        ["Feed.xml", "index.html"],
        ["feed.xml", "index.html"],  # where the file system takes them for one
    )


def test_the_repository_of_a_deployment_branch_is_nobodys_business(site: Path) -> None:
    (site / "public/.git").mkdir()
    (site / "public/.git/HEAD").write_bytes(b"ref")
    assert is_whole(site)
    assert build(site, FILES, COPIES)[0] == Published(unchanged=4)
    assert (site / "public/.git/HEAD").is_file()


# --- another build ----------------------------------------------------------------------------------------------------


def test_what_a_killed_build_has_written_is_not_trusted(site: Path) -> None:
    memory = (site / ".digest/cache").read_bytes()
    build(site, {"index.html": b"HOME", "2016/new/index.html": b"new"})
    (site / ".digest/cache").write_bytes(memory)  # it was killed before it could remember anything
    (site / "public/2015").mkdir()
    (site / "public/2015/.writing-99").write_bytes(b"half a page")
    published, _ = build(site, FILES, COPIES)
    assert published == Published(written=4, pruned=2)
    assert stands(site)


def test_pages_that_a_killed_build_has_finished_are_not_written_again(site: Path) -> None:
    memory = (site / ".digest/cache").read_bytes()
    new = FILES | {"2016/new/index.html": b"new", "index.html": b"other"}
    build(site, new, COPIES)
    (site / ".digest/cache").write_bytes(memory)
    published, tally = build(site, new, COPIES)
    assert (published, tally["rendered"]) == (Published(unchanged=5), 2)


def test_without_its_memory_a_build_makes_everything_and_writes_nothing(site: Path) -> None:
    shutil.rmtree(site / ".digest")
    published, tally = build(site, FILES, COPIES)
    assert (published, tally["rendered"]) == (Published(unchanged=4), 3)
    assert build(site, FILES, COPIES) == (Published(unchanged=4), {})


def test_a_memory_of_something_else_is_no_memory(site: Path) -> None:
    with remembering(site) as work:
        work.cache.put("manifest", "output", b"\x93nonsense")
        assert standing(site / "public", work).keys == {}
    assert build(site, FILES, COPIES)[0] == Published(unchanged=4)


def test_bytes_that_come_out_the_same_under_another_key_are_not_written(site: Path) -> None:
    page = site / "public/index.html"
    before = page.stat()
    with remembering(site) as work:
        put_out(site, FILES, COPIES, work, stale=["index.html"])
        assert work.tally["rendered"] == 1
    assert (page.stat().st_ino, page.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


# --- copies -----------------------------------------------------------------------------------------------------------


def test_a_source_that_was_touched_is_read_once_and_not_copied(site: Path) -> None:
    os.utime(site / "static/logo.png", ns=(1, 1))
    copy = (site / "public/logo.png").stat()
    assert build(site, FILES, COPIES) == (Published(unchanged=4), {"hashed": 1})
    assert build(site, FILES, COPIES) == (Published(unchanged=4), {})
    assert (site / "public/logo.png").stat().st_ino == copy.st_ino


def test_a_source_replaced_with_the_same_size_and_time_is_copied(site: Path) -> None:
    source = site / "static/logo.png"
    facts = source.stat()
    source.write_bytes(b"PNG")
    os.utime(source, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert build(site, FILES, COPIES)[0] == Published(written=1, unchanged=3)
    assert (site / "public/logo.png").read_bytes() == b"PNG"


def test_a_page_may_become_a_copy_and_a_copy_a_page(site: Path) -> None:
    (site / "static/home").write_bytes(b"home")
    swapped = {path: data for path, data in FILES.items() if path != "index.html"} | {"logo.png": b"a page"}
    published, _ = build(site, swapped, {"index.html": "static/home"})
    assert published == Published(written=1, unchanged=3)
    assert tree(site / "public") == swapped | {"index.html": b"home"}
    build(site, FILES, COPIES)
    assert stands(site)


# --- whatever happens -------------------------------------------------------------------------------------------------

NAMES = ["a", "b", "a/index.html", "a/b/index.html", "b/index.html", "c/d/e", "A", "index.html"]
PLANS = st.dictionaries(st.sampled_from(NAMES), st.sampled_from([b"one", b"two", b"three"])).map(
    lambda plan: {path: data for path, data in plan.items() if not any(f"{path}/" in other for other in plan)}
)
MISCHIEF = st.tuples(st.sampled_from(["write", "remove", "link", "folder", "touch", "none"]), st.sampled_from(NAMES))


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None, max_examples=60
)
@given(steps=st.lists(st.tuples(PLANS, MISCHIEF, st.booleans()), min_size=2, max_size=5))
def test_after_any_mischief_the_next_build_leaves_just_what_is_planned(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[dict[str, bytes], tuple[str, str], bool]]
) -> None:
    site = tmp_path_factory.mktemp("site")
    for plan, (what, path), forgets in steps:
        if forgets:
            shutil.rmtree(site / ".digest", ignore_errors=True)
        build(site, plan, later=0)
        assert tree(site / "public") == plan
        assert not [each for each in (site / "public").rglob("*") if each.is_dir() and not any(each.iterdir())]
        assert is_whole(site, later=0)
        do(site / "public" / path, what)


def do(target: Path, what: str) -> None:
    """Some mischief in the output folder."""
    if what == "touch" and target.exists():
        os.utime(target, ns=(5, 5))
    if what in {"none", "touch"} or not target.parent.is_dir():
        return
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
    target.unlink(missing_ok=True)
    if what == "write":
        target.write_bytes(b"two")
    elif what == "link":
        target.symlink_to("nowhere")
    elif what == "folder":
        target.mkdir()
