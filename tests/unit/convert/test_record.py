from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from digest.convert.record import Evidence, Record, encode, entry, entry_of, identity_of, location, read
from digest.ground.diagnostics import Diagnostic
from digest.model import Removed

RECORD = Record(
    id="k3f3m2q4dz",
    seed="july/é.txt",
    digest="00",
    wording="11",
    path="2015/07/28/talks.md",
    converter=1,
    encoding="utf-8",
    generated=("---", "title: Talks", "---", "", "Text.", ""),
    fields={"title": Evidence(value="Talks", rule="first-line", line=1, end=5)},
    removed=(Removed(rule="promo", text="Follow us", line=9),),
)


def put(root: Path, data: bytes, identity: str = RECORD.id) -> None:
    file = root / location("content", identity)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def test_a_record_reads_back_as_it_was_written(tmp_path: Path) -> None:
    put(tmp_path, encode(RECORD))
    assert read(tmp_path, "content", RECORD.id) == RECORD
    assert entry(encode(RECORD), "content", RECORD.id) == entry_of(RECORD)
    assert entry_of(RECORD).seed == "july/é.txt"


def test_a_record_is_json_for_people_and_diffs() -> None:
    text = encode(RECORD).decode()
    assert text.startswith('{\n  "converter": 1,\n  "digest": "00",\n')
    assert text.endswith("}\n")
    assert '    "title: Talks",\n' in text
    assert "july/é.txt" in text
    assert encode(replace(RECORD)) == text.encode()


def test_the_generated_file_keeps_its_last_line_end() -> None:
    assert RECORD.text == "---\ntitle: Talks\n---\n\nText.\n"


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"<<<<<<< HEAD", b"\xff", b"null", encode(replace(RECORD, id="another2id"))]
)
def test_a_damaged_record_is_a_warning_with_its_place(data: bytes) -> None:
    finding = entry(data, "content", RECORD.id)
    assert isinstance(finding, Diagnostic)
    assert (finding.code, finding.severity) == ("record-damaged", "warning")
    assert finding.place is not None
    assert finding.place.file == "content/.provenance/k3f3m2q4dz.json"


def test_only_the_names_of_records_stand_for_ids() -> None:
    names = ("k3f3m2q4dz.json", "README", ".writing-x", "k3f3m2q4dz.json.orig", "K3F3M2Q4DZ.json", "short.json")
    assert [identity_of(name) for name in names] == ["k3f3m2q4dz", None, None, None, None, None]


def test_a_missing_record_is_an_error(tmp_path: Path) -> None:
    found = read(tmp_path, "content", "k3f3m2q4dz")
    assert isinstance(found, Diagnostic)
    assert found.code == "record-unknown"


@pytest.mark.parametrize(
    "path",
    [
        *("../../outside/x.md", "2015/../../x.md", "/outside/x.md", "..", "", ".", "2015/07/28", "x.txt", ".md"),
        *(".provenance/x.md", "2015/.x.md", "a//b.md", "./a.md", "..\\x.md", "a\n.md", "a\0.md"),
    ],
)
def test_a_record_whose_path_is_no_articles_is_damaged(tmp_path: Path, path: str) -> None:
    put(tmp_path, encode(replace(RECORD, path=path)))
    finding = entry(encode(replace(RECORD, path=path)), "content", RECORD.id)
    assert isinstance(finding, Diagnostic)
    assert finding.code == "record-damaged"
    assert read(tmp_path, "content", RECORD.id) == finding


def test_a_record_that_names_another_id_is_damaged(tmp_path: Path) -> None:
    put(tmp_path, encode(replace(RECORD, id="../../x")))
    found = read(tmp_path, "content", RECORD.id)
    assert isinstance(found, Diagnostic)
    assert found.code == "record-damaged"


def test_what_is_no_id_names_no_record(tmp_path: Path) -> None:
    put(tmp_path, encode(RECORD), "../outside")
    found = read(tmp_path, "content", "../outside")
    assert isinstance(found, Diagnostic)
    assert found.code == "record-unknown"


@pytest.mark.parametrize("day", ["2015-13-28", "20150728", "yesterday"])
def test_a_record_of_no_day_is_damaged(day: str) -> None:
    finding = entry(encode(replace(RECORD, day=day)), "content", RECORD.id)
    assert isinstance(finding, Diagnostic)
    assert day in finding.message
