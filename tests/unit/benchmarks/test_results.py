"""Results are kept as they were taken, part by part."""

from __future__ import annotations

from pathlib import Path

from benchmarks.results import Part, Results, Volume, load, merged, save

COLD = Part(taken="2026-01-01", load=0.1, pulse=[0.2], runs={"hugo cold": [[1.0, 2.0], [1.5, 2.5]]})
EDITS = Part(taken="2026-01-02", load=0.1, runs={"hugo body": [[1.0, 2.0]]})


def results(version: str = "1", **parts: Part) -> Results:
    volumes = {"hugo": Volume(pages=3, files=4, megabytes=0.1)} if "cold" in parts else {}
    return Results(stories=10, machine={"cores": "2"}, versions={"digest": version}, volumes=volumes, parts=parts)


def test_what_is_saved_is_what_is_loaded(tmp_path: Path) -> None:
    save(tmp_path / "results", results(cold=COLD))
    assert load(tmp_path / "results", 10) == results(cold=COLD)
    assert load(tmp_path / "results", 20) is None


def test_a_column_has_one_number_of_each_round_and_none_where_nothing_was_taken() -> None:
    here = results(cold=COLD)
    assert here.column("cold", "hugo cold") == [1.0, 1.5]
    assert here.column("cold", "hugo cold", 1) == [2.0, 2.5]
    assert here.column("cold", "digest cold") == here.column("memory", "hugo cold") == []


def test_a_part_that_is_taken_anew_leaves_the_others_as_they_are() -> None:
    assert merged(results(cold=COLD), results(edits=EDITS)) == results(cold=COLD, edits=EDITS)


def test_parts_of_other_versions_are_not_mixed_in() -> None:
    assert merged(results("1", cold=COLD), results("2", edits=EDITS)) == results("2", edits=EDITS)
