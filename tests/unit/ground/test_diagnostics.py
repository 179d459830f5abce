from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest.ground.diagnostics import Diagnostic, Place, error, has_errors, in_order, strict, warning


def at(file: str, line: int, column: int = 1) -> Place:
    return Place(file=file, line=line, column=column)


FOUND = [
    error("date-invalid", "no date", at("b.md", 3)),
    warning("tag-unused", "no article has it", at("a.md", 9)),
    error("topic-unknown", "no such topic", at("a.md", 2, 5)),
    error("date-invalid", "no date", at("a.md", 2)),
    error("config-missing", "no config.yaml"),
]


@given(st.permutations(FOUND))
def test_findings_are_shown_by_file_then_line_then_column_whatever_order_they_were_found_in(
    shuffled: list[Diagnostic],
) -> None:
    places = [(f.place.file, f.place.line, f.place.column) if f.place else None for f in in_order(shuffled)]
    assert places == [None, ("a.md", 2, 1), ("a.md", 2, 5), ("a.md", 9, 1), ("b.md", 3, 1)]
    assert in_order(shuffled) == in_order(FOUND)


def test_findings_that_differ_only_in_their_hints_have_an_order_too() -> None:
    one, other = error("x", "m", at("a.md", 1), hint="this"), error("x", "m", at("a.md", 1), hint="that")
    assert in_order([one, other]) == in_order([other, one])


def test_a_finding_that_was_found_twice_is_shown_once() -> None:
    assert len(in_order(FOUND + FOUND)) == len(FOUND)


def test_an_error_comes_before_a_warning_at_the_same_place() -> None:
    found: list[Diagnostic] = [warning("a-warning", "w", at("a.md", 1)), error("z-error", "e", at("a.md", 1))]
    assert [f.severity for f in in_order(found)] == ["error", "warning"]


def test_only_errors_count_as_errors() -> None:
    assert has_errors(FOUND)
    assert not has_errors([warning("tag-unused", "no article has it")])
    assert not has_errors([])


def test_strict_lifts_warnings_to_errors_and_changes_nothing_else() -> None:
    lifted = strict(FOUND)
    assert {f.severity for f in lifted} == {"error"}
    assert [(f.code, f.message, f.place) for f in lifted] == [(f.code, f.message, f.place) for f in FOUND]
