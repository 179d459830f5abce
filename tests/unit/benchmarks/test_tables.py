"""docs/performance.md says what the results say: a figure that misses its budget is shown as missing it."""

from __future__ import annotations

from pathlib import Path

from benchmarks.budgets import SIZES
from benchmarks.results import Part, Results, Volume, load
from benchmarks.tables import TABLES, written

ROOT = Path(__file__).parents[3]


def results(stories: int, **seconds: float) -> Results:
    """Two rounds in which Hugo takes a second for anything, and digest so many for each kind of work; 100 MiB and as many."""
    runs = {
        f"{name} {kind}": [[value, value], [value, value]] for kind, value in seconds.items() for name in ("digest",)
    }
    hugo = {f"hugo {kind}": [[1.0, 2.0], [1.0, 2.0]] for kind in ("cold", "body", "title", "added", "nothing")}
    part = Part(taken="2026-01-01", load=0.05, pulse=[0.1, 0.11], runs=runs | hugo)
    machine = dict.fromkeys(("processor", "cores", "memory", "system", "python"), "some")
    return Results(
        stories=stories,
        machine=machine,
        versions=dict.fromkeys(("digest", "hugo", "pelican"), "1"),
        volumes={"digest": Volume(pages=13, files=14, megabytes=1.5)},
        parts={"cold": part, "edits": part},
    )


def rows(table: str) -> dict[str, list[str]]:
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    return {line[0]: line[1:] for line in lines}


def test_the_document_has_the_tables_of_the_results_that_are_kept() -> None:
    text = (ROOT / "docs/performance.md").read_text("utf-8")
    kept = {size: found for size in SIZES if (found := load(ROOT / "benchmarks/results", size)) is not None}
    assert written(text, kept) == text, "write it anew: python -m benchmarks --tables"
    assert all(f"<!-- measured: {name} -->" in text for name in TABLES)


def test_a_ratio_stands_beside_its_budget_and_says_whether_it_keeps_it() -> None:
    table = rows(TABLES["ratios"]({10_000: results(10_000, cold=1.4, body=0.06, title=0.04)}))
    assert table["cold build, the pages that Hugo makes"][2:] == [
        "**1.40**",
        "1.40 to 1.40",
        "1.30",
        "0.80",
        "**over the budget**",
    ]
    assert table["one body edited"][-1] == "within the budget"
    assert table["one title edited"][-1] == "aim reached"


def test_what_was_not_measured_has_no_row() -> None:
    table = rows(TABLES["ratios"]({10_000: results(10_000, cold=1.0)}))
    assert "one body edited" not in table
    assert TABLES["ratios"]({}) == "Not measured yet."


def test_small_sites_have_ratios_and_no_budgets() -> None:
    table = rows(TABLES["ratios-small"]({1_000: results(1_000, cold=0.5)}))
    assert table["cold build, the pages that Hugo makes"] == ["0.50 s", "1.00 s", "**0.50**", "0.50 to 0.50"]


def test_growth_beyond_the_number_of_stories_is_marked_and_so_is_a_limit_exceeded() -> None:
    taken = {
        1_000: results(1_000, cold=1, body=0.1),
        10_000: results(10_000, cold=10, body=1.1),
        100_000: results(100_000, cold=130, body=2),
    }
    table = rows(TABLES["sizes"](taken))
    assert table["digest: cold build, s"] == [
        "1.00",
        "10.0",
        "130",
        "× 10.0",
        "**× 13.0, more than linear**",
        "120, **exceeded**",
    ]
    assert table["digest: one body edited, s"][3:] == ["**× 11.0, more than linear**", "× 1.82", "3.00, kept"]
    assert table["Hugo: cold build, s"][-1] == ""


def test_the_table_of_all_shows_what_each_made() -> None:
    table = rows(TABLES["everybody"]({10_000: results(10_000, cold=1.0, body=0.5)}))
    assert table["digest"] == ["1.00", "1.00", "0.50", "", "13", "14", "1.50"]


def test_the_noise_of_the_machine_is_told() -> None:
    table = TABLES["steadiness"]({10_000: results(10_000, cold=1.0)})
    assert "| 10,000 | cold | 2026-01-01 | 2 | 0.050 | 10 % | 0 % | 0 % |" in table
