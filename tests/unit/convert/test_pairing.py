from __future__ import annotations

from digest.convert.pairing import Pairing, Work, pair
from digest.convert.record import Entry
from digest.convert.seeds import Refused
from digest.ground.diagnostics import error
from digest.model import Seed


def seed(path: str, digest: str) -> Seed:
    return Seed(path=path, data=digest.encode(), digest=digest)


def known(identity: str, path: str, digest: str, converter: int = 1) -> Entry:
    return Entry(id=identity, seed=path, digest=digest, wording=digest, path=f"{identity}.md", converter=converter)


def paired(found: list[Seed | Refused], *entries: Entry) -> Pairing:
    return pair(found, {entry.id: entry for entry in entries}, version=1)


def test_a_seed_as_its_record_says_needs_nothing() -> None:
    found = paired([seed("a", "1")], known("x", "a", "1"))
    assert found == Pairing(todo=(), unchanged=1, gone=(), findings=())


def test_a_seed_without_a_record_is_new() -> None:
    assert paired([seed("a", "1")]).todo == (Work(seed=seed("a", "1")),)


def test_other_bytes_at_the_same_path_are_a_change() -> None:
    entry = known("x", "a", "1")
    assert paired([seed("a", "2")], entry).todo == (Work(seed=seed("a", "2"), entry=entry),)


def test_the_same_bytes_elsewhere_are_a_new_name() -> None:
    entry = known("x", "a", "1")
    assert paired([seed("b", "1")], entry).todo == (Work(seed=seed("b", "1"), entry=entry, anew=False),)


def test_two_seeds_that_change_places_keep_their_articles() -> None:
    x, y = known("x", "a", "1"), known("y", "b", "2")
    todo = paired([seed("a", "2"), seed("b", "1")], x, y).todo
    assert [(work.seed.path, work.entry and work.entry.id) for work in todo] == [("a", "y"), ("b", "x")]


def test_a_renamed_seed_keeps_its_article_though_another_text_takes_its_place() -> None:
    x = known("x", "a", "1")
    todo = paired([seed("a", "2"), seed("b", "1")], x).todo
    assert [(work.seed.path, work.entry and work.entry.id) for work in todo] == [("a", None), ("b", "x")]


def test_a_copy_is_new_and_the_original_unchanged() -> None:
    found = paired([seed("a", "1"), seed("copy", "1")], known("x", "a", "1"))
    assert found.unchanged == 1
    assert found.todo == (Work(seed=seed("copy", "1")),)


def test_a_newer_converter_makes_everything_anew_and_an_older_one_nothing() -> None:
    assert paired([seed("a", "1")], known("x", "a", "1", converter=0)).todo[0].anew
    assert paired([seed("a", "1")], known("x", "a", "1", converter=2)).todo == ()


def test_a_seed_that_is_not_there_any_more_is_gone_but_a_refused_one_is_not() -> None:
    x, y, z = known("x", "a", "1"), known("y", "b", "2"), known("z", "vault/c", "3")
    refused = [Refused(path=path, finding=error("seed-unreadable", "no")) for path in ("b", "vault")]
    found = paired([*refused], x, y, z)
    assert found.gone == (x,)
    assert len(found.findings) == 2
