from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from msgspec.structs import replace

from digest.convert.ledger import Ledger
from digest.convert.record import Record, encode, entry_of, location
from digest.engine.work import Work, forgetful
from tests.unit.convert.samples import remembering

A = Record(
    id="k3f3m2q4dz",
    seed="july/é.txt",
    digest="00",
    wording="11",
    path="2015/07/28/talks.md",
    converter=1,
    encoding="utf-8",
    generated=("---", "title: Talks", "---", "", "Text.", ""),
)
B = replace(A, id="x3f3m2q4dz", seed="b.txt", duplicate=A.id)


def put(root: Path, record: Record, data: bytes | None = None) -> Path:
    file = root / location("content", record.id)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(encode(record) if data is None else data)
    return file


def opened(root: Path, work: Work | None = None) -> Ledger:
    return Ledger(root, "content", work or forgetful())


def test_a_ledger_has_all_good_records_by_their_ids(tmp_path: Path) -> None:
    put(tmp_path, B)
    put(tmp_path, A)
    (tmp_path / "content/.provenance/README").write_text("not a record")
    ledger = opened(tmp_path)
    assert list(ledger.entries.items()) == [(A.id, entry_of(A)), (B.id, entry_of(B))]
    assert (ledger.damaged, ledger.findings) == (frozenset(), [])


def test_a_damaged_record_stops_no_other(tmp_path: Path) -> None:
    put(tmp_path, A)
    put(tmp_path, B, b"<<<<<<< HEAD")
    ledger = opened(tmp_path)
    assert list(ledger.entries) == [A.id]
    assert ledger.damaged == {B.id}
    assert [finding.code for finding in ledger.findings] == ["record-damaged"]


def test_a_site_without_records_has_an_empty_ledger(tmp_path: Path) -> None:
    assert opened(tmp_path).entries == {}


def test_a_record_that_was_put_reads_back_and_is_written_only_when_it_differs(tmp_path: Path) -> None:
    ledger = opened(tmp_path)
    ledger.put(A)
    file = tmp_path / location("content", A.id)
    assert ledger.whole(A.id) == A
    before = file.stat().st_ino
    ledger.put(A)
    assert file.stat().st_ino == before
    ledger.put(replace(A, seed="new.txt"))
    assert opened(tmp_path).entries[A.id].seed == "new.txt"


def test_a_link_in_the_place_of_a_record_is_replaced_by_it(tmp_path: Path) -> None:
    file, other = put(tmp_path, A), tmp_path / "other.json"
    file.rename(other)
    file.symlink_to(other)
    opened(tmp_path).put(A)
    assert not file.is_symlink()
    assert file.read_bytes() == other.read_bytes() == encode(A)


# --- what is remembered ---


def run(root: Path, *records: Record) -> tuple[Ledger, int]:
    """The ledger of a run that begins a minute later and puts these records, and how many it reads first."""
    with remembering(root, later=60) as work:
        ledger = opened(root, work)
        for record in records:
            ledger.put(record)
        ledger.remember(root / ".digest")
    return ledger, work.tally["records read"]


def test_a_record_that_did_not_change_is_not_read_again(tmp_path: Path) -> None:
    put(tmp_path, A)
    put(tmp_path, B)
    first, second = run(tmp_path), run(tmp_path)
    assert (first[1], second[1]) == (2, 0)
    assert first[0].entries == second[0].entries
    assert list(second[0].entries) == [A.id, B.id]


def test_a_record_of_another_branch_is_read_and_one_that_is_gone_forgotten(tmp_path: Path) -> None:
    put(tmp_path, A)
    file = put(tmp_path, B)
    run(tmp_path)
    put(tmp_path, replace(A, seed="elsewhere.txt"))
    file.unlink()
    ledger, count = run(tmp_path)
    assert (ledger.entries, count) == ({A.id: entry_of(replace(A, seed="elsewhere.txt"))}, 1)
    put(tmp_path, B)
    assert run(tmp_path)[0].entries.keys() == {A.id, B.id}


def test_the_memory_of_another_copy_of_the_site_does_no_harm(tmp_path: Path) -> None:
    put(tmp_path / "one", A)
    run(tmp_path / "one")
    put(tmp_path / "two", replace(A, seed="other.txt"))
    (tmp_path / "one/.digest").rename(tmp_path / "two/.digest")
    assert run(tmp_path / "two")[0].entries[A.id].seed == "other.txt"


def test_a_damaged_record_is_read_and_reported_by_every_run(tmp_path: Path) -> None:
    put(tmp_path, A)
    run(tmp_path)
    put(tmp_path, A, b"")
    for _ in range(2):
        ledger, count = run(tmp_path)
        assert (ledger.entries, list(ledger.damaged), len(ledger.findings), count) == ({}, [A.id], 1, 1)


def test_a_record_that_was_put_is_remembered_with_what_it_says(tmp_path: Path) -> None:
    run(tmp_path, A, B)
    with remembering(tmp_path) as work:
        assert opened(tmp_path, work).entries == opened(tmp_path).entries == {A.id: entry_of(A), B.id: entry_of(B)}


def test_a_record_edited_in_the_tick_in_which_it_was_put_is_read_again(tmp_path: Path) -> None:
    run(tmp_path, A)
    put(tmp_path, A, encode(A).replace(b"Text.", b"Txet.").replace(b'"00"', b'"99"'))
    assert run(tmp_path)[0].entries[A.id].digest == "99"


@pytest.mark.parametrize("damage", [b"", b"\xff", b"\x81\xa1a\x01"])
def test_a_damaged_memory_is_none(tmp_path: Path, damage: bytes) -> None:
    put(tmp_path, A)
    with remembering(tmp_path, later=60) as work:
        work.cache.put("records", work.code, damage)
        assert opened(tmp_path, work).entries == {A.id: entry_of(A)}


def test_records_that_cannot_be_listed_are_one_finding(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/.provenance").write_text("a file where a folder was")
    ledger = opened(tmp_path)
    assert ledger.closed is not None
    assert (ledger.closed.code, ledger.closed.severity) == ("records-unreadable", "error")
    assert ledger.closed.place is not None
    assert ledger.closed.place.file == "content/.provenance"


def test_the_digest_of_a_record_is_that_of_its_file_as_it_is_now(tmp_path: Path) -> None:
    file = put(tmp_path, A)
    ledger = opened(tmp_path)
    assert ledger.digest(A.id) == sha256(file.read_bytes()).hexdigest()
    ledger.put(replace(A, seed="other.txt"))
    assert ledger.digest(A.id) == sha256(file.read_bytes()).hexdigest()
    assert ledger.digest(B.id) is None
