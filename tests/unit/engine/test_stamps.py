"""A file is read again when it may have changed, and only then."""

from __future__ import annotations

import os
import time
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.engine import stamps
from digest.engine.stamps import Table

SECOND = 1_000_000_000


def sha(data: bytes) -> str:
    return sha256(data).hexdigest()


def aged(folder: Path) -> int:
    """What `stamps.clock` would say an hour later, when all that stands in `folder` has grown old."""
    return stamps.clock(folder / ".state") + 3_600 * SECOND


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("a.md", "b.md", "c.md"):
        (tmp_path / name).write_bytes(name.encode())
    return tmp_path


PATHS = ["a.md", "b.md", "c.md"]


def seen(site: Path) -> Table:
    """The table of a build that ran when the files were old."""
    _, count, table = stamps.digests(site, PATHS, {}, now=aged(site))
    assert count == len(PATHS)
    return table


# --- inputs -----------------------------------------------------------------------------------------------------------


def test_the_first_time_every_file_is_read(site: Path) -> None:
    found, count, table = stamps.digests(site, PATHS, {}, now=aged(site))
    assert found == {path: sha(path.encode()) for path in PATHS}
    assert (count, sorted(table)) == (3, PATHS)


def test_unchanged_files_are_not_read(site: Path) -> None:
    table = seen(site)
    found, count, again = stamps.digests(site, PATHS, table, now=aged(site))
    assert (found["b.md"], count, again) == (sha(b"b.md"), 0, table)


def test_an_edited_file_is_the_only_one_read(site: Path) -> None:
    table = seen(site)
    (site / "b.md").write_bytes(b"another text")
    found, count, again = stamps.digests(site, PATHS, table, now=aged(site))
    assert (found["b.md"], count) == (sha(b"another text"), 1)
    assert [path for path in PATHS if again[path] != table[path]] == ["b.md"]


def test_a_touched_file_is_read_once_and_its_digest_decides(site: Path) -> None:
    table = seen(site)
    os.utime(site / "b.md", ns=(5 * SECOND + 1, 5 * SECOND + 1))
    found, count, again = stamps.digests(site, PATHS, table, now=aged(site))
    assert (found["b.md"], count) == (sha(b"b.md"), 1)
    assert stamps.digests(site, PATHS, again, now=aged(site))[1] == 0


def test_a_file_replaced_with_the_same_size_and_time_is_seen(site: Path) -> None:
    table = seen(site)
    times = (site / "b.md").stat().st_mtime_ns
    (site / "new").write_bytes(b"B.MD")
    os.utime(site / "new", ns=(times, times))
    (site / "new").replace(site / "b.md")
    found, count, _ = stamps.digests(site, PATHS, table, now=aged(site))
    assert (found["b.md"], count) == (sha(b"B.MD"), 1)


def test_a_file_rewritten_in_place_with_its_time_set_back_is_seen(site: Path) -> None:
    table = seen(site)
    times = (site / "b.md").stat().st_mtime_ns
    time.sleep(0.02)  # a tick, so that the time of the change differs
    (site / "b.md").write_bytes(b"B.MD")
    os.utime(site / "b.md", ns=(times, times))
    assert stamps.digests(site, PATHS, table, now=aged(site))[0]["b.md"] == sha(b"B.MD")


def test_a_new_file_is_read_and_a_deleted_one_forgotten(site: Path) -> None:
    table = seen(site)
    (site / "a.md").unlink()
    (site / "d.md").write_bytes(b"d")
    found, count, again = stamps.digests(site, ["b.md", "c.md", "d.md"], table, now=aged(site))
    assert (sorted(found), sorted(again), count) == (["b.md", "c.md", "d.md"], ["b.md", "c.md", "d.md"], 1)


def test_what_can_not_be_read_is_left_out(site: Path) -> None:
    (site / "folder.md").mkdir()
    found, count, table = stamps.digests(site, ["a.md", "folder.md", "gone.md"], {}, now=aged(site))
    assert (list(found), count, list(table)) == (["a.md"], 1, ["a.md"])


def test_a_link_counts_as_the_file_that_it_leads_to(site: Path) -> None:
    (site / "link.md").symlink_to(site / "a.md")
    _, _, table = stamps.digests(site, ["link.md"], {}, now=aged(site))
    assert stamps.digests(site, ["link.md"], table, now=aged(site))[1] == 0
    (site / "a.md").write_bytes(b"another text")
    assert stamps.digests(site, ["link.md"], table, now=aged(site))[0] == {"link.md": sha(b"another text")}


def test_reading_gives_the_digest_of_just_those_bytes(site: Path) -> None:
    data, stamp = stamps.read(site / "a.md")
    assert (data, stamp.digest) == (b"a.md", sha(b"a.md"))
    assert stamps.settle({"a.md": stamp}, aged(site)) == {"a.md": seen(site)["a.md"]}


@pytest.mark.parametrize("field", ["size", "modified", "changed", "inode"])
def test_each_thing_that_the_file_system_says_counts(site: Path, field: str) -> None:
    table = seen(site)
    table["b.md"] = msgspec.structs.replace(table["b.md"], **{field: 1})
    assert stamps.compare(site, PATHS, table) == (["a.md", "c.md"], ["b.md"])


# --- as young as the clock --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("age", "trusted"), [(3_600 * SECOND, True), (SECOND // 2, True), (SECOND // 1_000, False)])
def test_a_file_as_young_as_the_clock_is_read_once_more(site: Path, age: int, trusted: bool) -> None:
    facts = (site / "a.md").stat()
    os.utime(site / "a.md", ns=(facts.st_mtime_ns // SECOND * SECOND + 1, facts.st_mtime_ns // SECOND * SECOND + 1))
    newest = (site / "a.md").stat().st_ctime_ns
    _, _, table = stamps.digests(site, ["a.md"], {}, now=newest + age)
    _, count, table = stamps.digests(site, ["a.md"], table, now=newest + 3_600 * SECOND)
    assert count == (0 if trusted else 1)
    assert stamps.digests(site, ["a.md"], table, now=newest + 3_600 * SECOND)[1] == 0


def test_a_file_changed_twice_within_a_tick_is_seen(site: Path) -> None:
    """The racy case itself: read, then rewritten in place, with nothing to show for it in size, times and inode."""
    facts = (site / "a.md").stat()
    _, _, table = stamps.digests(site, ["a.md"], {}, now=facts.st_ctime_ns)
    stamp = table["a.md"]
    (site / "a.md").write_bytes(b"A.MD")
    later = (site / "a.md").stat()
    same = stamps.Stamp(stamp.digest, 4, later.st_mtime_ns, later.st_ctime_ns, later.st_ino)
    racy = stamps.settle({"a.md": same}, later.st_ctime_ns)
    assert stamps.digests(site, ["a.md"], racy, now=aged(site))[0] == {"a.md": sha(b"A.MD")}


def test_where_times_are_whole_seconds_young_means_two_seconds() -> None:
    """FAT and HFS+ keep no fractions."""
    coarse = stamps.Stamp("d", 1, 100 * SECOND, 100 * SECOND, 1)
    fine = stamps.Stamp("d", 1, 100 * SECOND + 1, 100 * SECOND + 1, 1)
    table = stamps.settle({"coarse": coarse, "fine": fine}, 101 * SECOND)
    assert (table["coarse"].size < 0, table["fine"].size) == (True, 1)
    assert [stamps.facts_of(each)[3] for each in (*table.values(), stamps.unfit(table["coarse"]))] == [1, 1, 1]
    assert stamps.settle({"coarse": coarse}, 103 * SECOND) == {"coarse": coarse}


def test_a_time_that_lies_ahead_is_never_trusted(site: Path) -> None:
    ahead = aged(site) + 3_600 * SECOND
    os.utime(site / "a.md", ns=(ahead, ahead))
    table: Table = {}
    for _ in range(3):
        _, count, table = stamps.digests(site, ["a.md"], table, now=aged(site))
        assert count == 1


def test_the_clock_is_that_of_the_file_system(tmp_path: Path) -> None:
    before = stamps.clock(tmp_path / "made/for/it")
    (tmp_path / "file").write_bytes(b"")
    assert before <= (tmp_path / "file").stat().st_mtime_ns <= stamps.clock(tmp_path)
    assert list((tmp_path / "made/for/it").iterdir()) == []


def test_where_there_is_no_clock_nothing_is_trusted(site: Path) -> None:
    assert stamps.clock(site / "a.md" / "below") == 0
    _, _, table = stamps.digests(site, PATHS, {}, now=0)
    assert stamps.digests(site, PATHS, table, now=0)[1] == 3


@settings(max_examples=60)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(PATHS), st.sampled_from(["write", "replace", "touch", "delete", "build"]), st.integers(0, 2)
        ),
        max_size=12,
    )
)
def test_no_sequence_of_changes_gives_a_digest_that_is_not_the_files(
    steps: list[tuple[str, str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """With the true clock, as fast as the machine goes: most changes fall into one tick."""
    site = tmp_path_factory.mktemp("site")
    table: Table = {}
    for path, what, number in steps:
        file = site / path
        if what == "write":
            file.write_bytes(b"text %d" % number)
        elif what == "replace":
            (site / "new").write_bytes(b"TEXT %d" % number)
            os.utime(site / "new", ns=(number, number))
            (site / "new").replace(file)
        elif what == "touch" and file.exists():
            os.utime(file, ns=(number, number))
        elif what == "delete":
            file.unlink(missing_ok=True)
        now = stamps.clock(site)
        found, _, table = stamps.digests(site, PATHS, table, now=now)
        assert found == {name: sha((site / name).read_bytes()) for name in PATHS if (site / name).exists()}


# --- outputs ----------------------------------------------------------------------------------------------------------


def written(site: Path) -> Table:
    pages = {"index.html": b"home", "2015/index.html": b"year"}
    table = {path: stamps.write(site / path, data, sha(data)) for path, data in pages.items()}
    return stamps.settle(table, aged(site))


def test_what_was_written_stands_untouched(tmp_path: Path) -> None:
    table = written(tmp_path)
    assert (tmp_path / "2015/index.html").read_bytes() == b"year"
    assert stamps.untouched(tmp_path, table, now=aged(tmp_path)) == (table, 0)


def test_what_was_just_written_is_read_once_more(tmp_path: Path) -> None:
    stamp = stamps.write(tmp_path / "index.html", b"home", sha(b"home"))
    table = stamps.settle({"index.html": stamp}, stamps.clock(tmp_path))
    again, count = stamps.untouched(tmp_path, table, now=aged(tmp_path))
    assert (again, count) == ({"index.html": stamp}, 1)
    assert stamps.untouched(tmp_path, again, now=aged(tmp_path)) == (again, 0)


def test_an_output_that_stays_young_is_read_each_time(tmp_path: Path) -> None:
    stamp = stamps.write(tmp_path / "index.html", b"home", sha(b"home"))
    table = stamps.settle({"index.html": stamp}, stamp.changed)
    for _ in range(2):
        table, count = stamps.untouched(tmp_path, table, now=stamp.changed)
        assert (list(table), count) == (["index.html"], 1)


def test_a_file_that_another_program_has_put_there_is_not_taken_for_ours(tmp_path: Path) -> None:
    (tmp_path / "ours").write_bytes(b"home")
    (tmp_path / "theirs").write_bytes(b"HOME")
    ours, theirs = (tmp_path / "ours").stat(), (tmp_path / "theirs").stat()
    assert stamps.written("d", ours, ours).size == 4
    assert stamps.written("d", ours, theirs).size < 0


def test_an_output_changed_by_hand_is_not_untouched(tmp_path: Path) -> None:
    table = written(tmp_path)
    (tmp_path / "index.html").write_bytes(b"HOME")
    standing, count = stamps.untouched(tmp_path, table, now=aged(tmp_path))
    assert (list(standing), count) == (["2015/index.html"], 1)


def test_an_output_removed_or_turned_into_something_else_is_not_untouched(tmp_path: Path) -> None:
    table = written(tmp_path)
    (tmp_path / "index.html").rename(tmp_path / "elsewhere.html")
    (tmp_path / "index.html").symlink_to(tmp_path / "elsewhere.html")
    (tmp_path / "2015/index.html").unlink()
    assert stamps.untouched(tmp_path, table, now=aged(tmp_path)) == ({}, 0)


def test_an_output_folder_restored_elsewhere_is_read_but_stands(tmp_path: Path) -> None:
    """A cache restored in CI: other times, other inodes, the same bytes."""
    table = written(tmp_path / "public")
    for path in table:
        (tmp_path / "copy" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "copy" / path).write_bytes((tmp_path / "public" / path).read_bytes())
    standing, count = stamps.untouched(tmp_path / "copy", table, now=aged(tmp_path))
    assert (sorted(standing), count) == (sorted(table), 2)
    assert stamps.untouched(tmp_path / "copy", standing, now=aged(tmp_path)) == (standing, 0)


# --- as bytes ---------------------------------------------------------------------------------------------------------


def test_a_table_survives_as_bytes_and_anything_else_is_an_empty_one(site: Path) -> None:
    table = stamps.settle(seen(site), 0)
    assert stamps.decode(stamps.encode(table)) == table
    assert stamps.decode(None) == stamps.decode(b"") == stamps.decode(b"\x93\x01\x02\x03") == {}
