"""The cache gives back what was put, or nothing; whatever happens to its file."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.engine.cache import Cache, load
from digest.ground.lock import held

KEYS = st.sampled_from(["a", "b", "c", "d", "é"])
TABLES = st.sampled_from(["read", "render"])
ANSWERS = st.binary(max_size=40)
BUILDS = st.lists(
    st.lists(st.tuples(st.sampled_from(["put", "get", "has", "several", "keep"]), TABLES, KEYS, ANSWERS), max_size=12),
    max_size=5,
)
ROOMS = st.sampled_from([0, 50, 1_000_000])
"""How many bytes of new answers stay in memory: none, some, or all."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".digest" / "cache"


def opened(path: Path) -> Cache:
    cache, findings = load(path)
    assert findings == []
    return cache


def remembered(path: Path, **tables: dict[str, bytes]) -> None:
    """A build that asks for all there is, and puts `tables`."""
    cache = opened(path)
    for table in ("read", "render"):
        for key in cache.keys(table):
            cache.has(table, key)
    for table, answers in tables.items():
        for key, answer in answers.items():
            cache.put(table, key, answer)
    assert cache.save() == []


def answers(path: Path, table: str = "read") -> dict[str, bytes | None]:
    with opened(path) as cache:
        return {key: cache.get(table, key) for key in cache.keys(table)}


# --- what was put is there --------------------------------------------------------------------------------------------


def test_without_a_file_nothing_is_remembered_and_nothing_said(path: Path) -> None:
    cache, findings = load(path)
    assert (cache.get("read", "a"), cache.has("read", "a"), findings) == (None, False, [])


def test_an_answer_is_there_at_once_and_in_the_next_build(path: Path) -> None:
    cache = opened(path)
    cache.put("read", "a", b"\x00an answer")
    assert cache.get("read", "a") == b"\x00an answer"
    cache.save()
    assert answers(path) == {"a": b"\x00an answer"}


def test_tables_do_not_share_their_keys(path: Path) -> None:
    remembered(path, read={"a": b"1"}, render={"a": b"2", "b": b""})
    assert (answers(path, "read"), answers(path, "render")) == ({"a": b"1"}, {"a": b"2", "b": b""})


def test_a_new_answer_takes_the_place_of_the_old(path: Path) -> None:
    remembered(path, read={"a": b"old"})
    remembered(path, read={"a": b"new"})
    assert answers(path) == {"a": b"new"}


def test_hits_and_misses_are_counted_by_table(path: Path) -> None:
    remembered(path, read={"a": b"1"})
    with opened(path) as cache:
        cache.get("read", "a")
        cache.has("read", "a")
        cache.get("read", "b")
        cache.has("render", "a")
    assert (dict(cache.hits), dict(cache.misses)) == ({"read": 2}, {"read": 1, "render": 1})


@settings(max_examples=300)
@given(builds=BUILDS, room=ROOMS)
def test_many_builds_remember_what_each_asked_for_or_put(
    builds: list[list[tuple[str, str, str, bytes]]], room: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("site") / "cache"
    model: dict[tuple[str, str], bytes] = {}
    for build in builds:
        (cache, findings), touched = load(path, room=room), set()
        assert findings == []
        for what, table, key, answer in build:
            if what == "put":
                cache.put(table, key, answer)
                model[table, key] = answer
            elif what == "get":
                assert cache.get(table, key) == model.get((table, key))
            elif what == "several":
                assert cache.several(table, [key, "none"]).get(key) == model.get((table, key))
            elif what == "keep":
                assert cache.keep(table, [key, "none"]) == {key} & {name for at, name in model if at == table}
            else:
                assert cache.has(table, key) == ((table, key) in model)
            touched.add((table, key))
        cache.save()
        model = {place: answer for place, answer in model.items() if place in touched}
    for table in ("read", "render"):
        assert answers(path, table) == {key: answer for (name, key), answer in model.items() if name == table}


def test_several_are_asked_for_like_each_of_them(path: Path) -> None:
    remembered(path, read={"a": b"1", "b": b"2", "unasked": b"3"})
    cache = opened(path)
    cache.put("read", "c", b"4")
    assert cache.several("read", ["c", "none", "a", "b", "a"]) == {"a": b"1", "b": b"2", "c": b"4"}
    assert (dict(cache.hits), dict(cache.misses)) == ({"read": 3}, {"read": 1})
    cache.save()
    assert answers(path) == {"a": b"1", "b": b"2", "c": b"4"}


# --- what nobody asks for is forgotten --------------------------------------------------------------------------------


def test_what_a_build_did_not_ask_for_is_forgotten(path: Path) -> None:
    remembered(path, read={"a": b"1", "b": b"2", "c": b"3"})
    cache = opened(path)
    cache.get("read", "a")
    cache.has("read", "b")
    cache.save()
    assert answers(path) == {"a": b"1", "b": b"2"}


def test_a_build_that_stopped_early_forgets_nothing(path: Path) -> None:
    remembered(path, read={"a": b"1", "b": b"2"})
    cache = opened(path)
    cache.put("read", "c", b"3")
    cache.save(keep_unused=True)
    assert answers(path) == {"a": b"1", "b": b"2", "c": b"3"}


def test_a_build_that_learnt_nothing_writes_nothing(path: Path) -> None:
    remembered(path, read={"a": b"1"})
    os.utime(path, ns=(1, 1))
    remembered(path)
    assert path.stat().st_mtime_ns == 1


# --- what saving costs ------------------------------------------------------------------------------------------------


def test_a_change_is_appended_and_the_rest_left_where_it_is(path: Path) -> None:
    remembered(path, read={str(n): bytes(6_000) for n in range(500)})
    before = path.read_bytes()
    remembered(path, read={"new": b"1"})
    after = path.read_bytes()
    assert after[64 : len(before)] == before[64:]
    assert len(after) - len(before) < 500 * 20


def test_the_file_is_written_anew_before_half_of_it_is_dead(path: Path) -> None:
    for n in range(40):
        cache = opened(path)
        cache.put("read", "big", bytes([n]) * 300_000)
        cache.save()
        assert path.stat().st_size < 2 * 300_000 + 2_000_000
    assert answers(path) == {"big": bytes([39]) * 300_000}


def test_a_body_is_read_only_when_it_is_asked_for(path: Path) -> None:
    """The bodies are gone from the file, and yet all that doesn't need them works."""
    remembered(path, read={"a": b"x" * 1_000, "b": b"y" * 1_000})
    whole = path.read_bytes()
    path.write_bytes(whole[:64] + bytes(2_000) + whole[2_064:])
    with opened(path) as cache:
        assert cache.keys("read") == {"a", "b"}
        assert cache.has("read", "a")
        assert cache.get("read", "a") is None


# --- what memory should not hold ---------------------------------------------------------------------------------------


def test_new_answers_leave_memory_for_a_file_that_becomes_the_cache(path: Path) -> None:
    remembered(path, read={"old": b"kept", "unasked": b"forgotten"})
    cache, _ = load(path, room=1_000)
    cache.has("read", "old")
    for n in range(50):
        cache.put("body", str(n), bytes([n]) * 100)
    assert sum(len(answer) for answer in cache._added["body"].values() if isinstance(answer, bytes)) <= 1_000
    assert [cache.get("body", str(n)) for n in range(50)] == [bytes([n]) * 100 for n in range(50)]
    assert cache.save() == []
    assert answers(path, "body") == {str(n): bytes([n]) * 100 for n in range(50)}
    assert answers(path) == {"old": b"kept"}
    assert sorted(file.name for file in path.parent.iterdir()) == ["cache", "cache.lock"]


def test_a_build_that_does_not_save_leaves_the_cache_as_it_was(path: Path) -> None:
    remembered(path, read={"a": b"1"})
    before = path.read_bytes()
    with load(path, room=0)[0] as cache:
        cache.put("read", "b", b"2")
    assert path.read_bytes() == before
    assert sorted(file.name for file in path.parent.iterdir()) == ["cache", "cache.lock"]


def test_what_a_killed_build_left_is_removed_by_the_next_save(path: Path) -> None:
    remembered(path, read={"a": b"1"})
    path.with_name("cache.new").write_bytes(bytes(1_000))
    remembered(path, read={"b": b"2"})
    assert sorted(file.name for file in path.parent.iterdir()) == ["cache", "cache.lock"]


def test_without_a_folder_new_answers_stay_in_memory_until_they_are_saved(path: Path) -> None:
    cache, _ = load(path, room=0)
    cache.put("read", "a", b"1")
    assert not path.parent.exists()
    assert cache.get("read", "a") == b"1"
    cache.save()
    assert answers(path) == {"a": b"1"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_on_a_full_disk_new_answers_stay_in_memory(path: Path) -> None:
    remembered(path, read={"a": b"1"})
    path.with_name("cache.new").symlink_to("/dev/full")
    cache, _ = load(path, room=0)
    cache.put("read", "b", b"2")
    assert cache.get("read", "b") == b"2"
    cache.save()
    assert answers(path) == {"b": b"2"}


def test_of_two_large_builds_at_a_time_both_are_right_and_the_last_one_wins(path: Path) -> None:
    remembered(path, read={"a": b"1"})
    first, second = load(path, room=0)[0], load(path, room=0)[0]
    for cache, answer in ((first, b"2" * 500), (second, b"3" * 500)):
        cache.put("read", "b", answer)
    assert (first.get("read", "b"), second.get("read", "b")) == (b"2" * 500, b"3" * 500)
    assert (first.save(keep_unused=True), second.save(keep_unused=True)) == ([], [])
    assert answers(path) == {"a": b"1", "b": b"3" * 500}


def test_while_another_saves_the_file_is_written_anew(path: Path) -> None:
    """The lock is taken, so that nothing may be appended: what stands there is replaced whole."""
    remembered(path, read={"a": b"1"})
    inode = path.stat().st_ino
    with held(path.with_name("cache.lock"), patience=0) as mine:
        assert mine == "held"
        remembered(path, read={"b": b"2"})
    assert path.stat().st_ino != inode
    assert answers(path) == {"a": b"1", "b": b"2"}


# --- damage -----------------------------------------------------------------------------------------------------------


def damaged(path: Path, expected: dict[str, bytes]) -> Iterator[str]:
    """Loads what is left of a cache; each answer must be right or missing. Gives the notes."""
    cache, findings = load(path)
    with cache:
        for key, answer in expected.items():
            assert cache.get("read", key) in {answer, None}
        assert cache.keys("read") <= expected.keys()
    for finding in (*findings, *cache.findings):
        assert (finding.code, finding.severity) == ("cache-discarded", "note")
        yield finding.message


@settings(max_examples=300)
@given(data=st.data())
def test_a_damaged_file_gives_right_answers_or_none(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("site") / "cache"
    expected = data.draw(st.dictionaries(KEYS, st.binary(min_size=1, max_size=40), min_size=1))
    remembered(path, read=expected)
    whole = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(whole) - 1))
    how = data.draw(st.sampled_from(["flip", "cut", "fill", "insert"]))
    if how == "flip":
        whole[at] ^= data.draw(st.integers(1, 255))
    elif how == "cut":
        del whole[at:]
    elif how == "fill":
        whole[at:] = bytes(len(whole) - at)
    else:
        whole[at:at] = data.draw(st.binary(min_size=1, max_size=100))
    path.write_bytes(whole)
    list(damaged(path, expected))


def test_each_byte_of_a_file_is_guarded(path: Path) -> None:
    """Whichever byte is another: it is noticed, said once, and the build goes on with what it computes."""
    expected = {"a": b"first answer", "b": b"second"}
    remembered(path, read=expected)
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x01]) + whole[at + 1 :])
        assert len(list(damaged(path, expected))) == 1, at


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is empty"),
        (b"something else entirely", "it is no cache of digest"),
        (b"digest-cache 999\n".ljust(64, b"\0"), "it is of another version, or damaged"),
        (b"digest-cache 1\n".ljust(16, b"\0"), "it is cut off"),
        (b"digest-cache 1\n".ljust(16, b"\0") + b"\xff" * 48, "it is cut off"),
        (b"digest-cache 1\n".ljust(64, b"\0"), "it is damaged"),
    ],
)
def test_a_file_that_does_not_fit_is_discarded_with_a_word_why_and_replaced(path: Path, data: bytes, why: str) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    cache, (finding,) = load(path)
    assert (finding.code, finding.severity) == ("cache-discarded", "note")
    assert finding.message == f"the cache: all is computed anew: {why}"
    assert finding.place is not None
    assert finding.place.file == ".digest/cache"
    cache.put("read", "a", b"1")
    cache.save()
    assert answers(path) == {"a": b"1"}


def test_what_stands_there_but_is_no_file_is_a_note(path: Path) -> None:
    path.mkdir(parents=True)
    cache, (finding,) = load(path)
    cache.put("read", "a", b"1")
    assert [finding.code, *(note.code for note in cache.save())] == ["cache-discarded", "cache-not-saved"]


def test_a_folder_that_can_not_be_made_costs_no_more_than_a_note(tmp_path: Path) -> None:
    (tmp_path / ".digest").write_bytes(b"a file where the folder should be")
    cache, _ = load(tmp_path / ".digest/cache")
    cache.put("read", "a", b"1")
    assert [note.code for note in cache.save()] == ["cache-not-saved"]


def test_a_save_that_is_killed_before_its_last_step_leaves_what_was_there(path: Path) -> None:
    """All is appended but the header, which is what a killed save leaves; later saves are none the worse for it."""
    remembered(path, read={"a": b"1"})
    header = path.read_bytes()[:64]
    remembered(path, read={"b": b"2"})
    path.write_bytes(header + path.read_bytes()[64:-3])
    assert answers(path) == {"a": b"1"}
    remembered(path, read={"c": b"3"})
    assert answers(path) == {"a": b"1", "c": b"3"}


# --- two builds at a time ---------------------------------------------------------------------------------------------


def test_of_two_builds_the_one_that_saves_last_wins(path: Path) -> None:
    remembered(path, read={"a": b"1"})
    first, second = opened(path), opened(path)
    for cache, key in ((first, "first"), (second, "second")):
        cache.put("read", key, b"2")
    first.save(keep_unused=True)
    second.save(keep_unused=True)
    assert answers(path) == {"a": b"1", "second": b"2"}


def test_a_build_keeps_its_view_while_others_save(path: Path) -> None:
    remembered(path, read={"a": b"1" * 1_000})
    with opened(path) as reader:
        for n in range(30):
            cache = opened(path)
            cache.put("read", "b", bytes([n]) * 200_000)
            cache.save(keep_unused=n < 5)
        assert reader.get("read", "a") == b"1" * 1_000
        assert reader.get("read", "b") is None


def test_a_file_deleted_meanwhile_is_made_again(path: Path) -> None:
    remembered(path, read={"a": b"1"})
    cache = opened(path)
    path.unlink()
    cache.put("read", "b", b"2")
    cache.save(keep_unused=True)
    assert answers(path) == {"a": b"1", "b": b"2"}


BUILDER = """
import sys
from pathlib import Path
from digest.engine.cache import load
path, who = Path(sys.argv[1]), sys.argv[2]
for n in range(60):
    cache, findings = load(path, room=100_000)
    assert not findings, findings
    for key in cache.keys("read"):
        answer = cache.get("read", key)
        assert answer is None or set(answer) == {ord(key[0])}, (key, answer)
    cache.put("read", f"{who}{n % 7}", who.encode() * (1_000 * n + 1))
    assert not cache.save()
    assert not cache.findings, cache.findings
"""


def test_builds_at_the_same_time_never_read_each_others_bytes_as_theirs(path: Path) -> None:
    program = [sys.executable, "-c", BUILDER, str(path)]
    builders = [subprocess.Popen([*program, who], stderr=subprocess.PIPE, text=True) for who in "xyz"]
    assert [(builder.communicate()[1], builder.returncode) for builder in builders] == [("", 0)] * 3
    assert answers(path)
