from __future__ import annotations

from digest.convert.pairing import Pairing, Task, pair
from digest.convert.record import Entry
from digest.convert.seeds import Found, Refused
from digest.ground.diagnostics import error


def known(identity: str, path: str, digest: str, converter: int = 1) -> Entry:
    return Entry(id=identity, seed=path, digest=digest, wording=digest, path=f"{identity}.md", converter=converter)


def paired(seeds: dict[str, str], *entries: Entry) -> Pairing:
    """Seeds by path and digest, with the records that there are."""
    return pair(Found(digests=seeds), {entry.id: entry for entry in entries}, version=1)


def test_a_seed_as_its_record_says_needs_nothing() -> None:
    found = paired({"a": "1"}, known("x", "a", "1"))
    assert found == Pairing(todo=(), unchanged=1, gone=())


def test_a_seed_without_a_record_is_new() -> None:
    assert paired({"a": "1"}).todo == (Task(path="a", digest="1"),)


def test_other_bytes_at_the_same_path_are_a_change() -> None:
    entry = known("x", "a", "1")
    assert paired({"a": "2"}, entry).todo == (Task(path="a", digest="2", entry=entry),)


def test_the_same_bytes_elsewhere_are_a_new_name() -> None:
    entry = known("x", "a", "1")
    assert paired({"b": "1"}, entry).todo == (Task(path="b", digest="1", entry=entry, anew=False),)


def test_two_seeds_that_change_places_keep_their_articles() -> None:
    x, y = known("x", "a", "1"), known("y", "b", "2")
    todo = paired({"a": "2", "b": "1"}, x, y).todo
    assert [(task.path, task.entry and task.entry.id) for task in todo] == [("a", "y"), ("b", "x")]


def test_a_renamed_seed_keeps_its_article_though_another_text_takes_its_place() -> None:
    x = known("x", "a", "1")
    todo = paired({"a": "2", "b": "1"}, x).todo
    assert [(task.path, task.entry and task.entry.id) for task in todo] == [("a", None), ("b", "x")]


def test_a_copy_is_new_and_the_original_unchanged() -> None:
    found = paired({"a": "1", "copy": "1"}, known("x", "a", "1"))
    assert found.unchanged == 1
    assert found.todo == (Task(path="copy", digest="1"),)


def test_a_newer_converter_makes_everything_anew_and_an_older_one_nothing() -> None:
    assert paired({"a": "1"}, known("x", "a", "1", converter=0)).todo[0].anew
    assert paired({"a": "1"}, known("x", "a", "1", converter=2)).todo == ()


def test_a_seed_that_is_not_there_any_more_is_gone_but_a_refused_one_is_not() -> None:
    x, y, z = known("x", "a", "1"), known("y", "b", "2"), known("z", "vault/c", "3")
    refused = tuple(Refused(path=path, finding=error("seed-unreadable", "no")) for path in ("b", "vault"))
    found = pair(Found(digests={}, refused=refused), {entry.id: entry for entry in (x, y, z)}, version=1)
    assert found.gone == (x,)
