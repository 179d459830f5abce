"""Edition notes: a file named like an edition, with title, lead and order."""

from __future__ import annotations

import pytest

from digest.config import Markdown
from digest.ground.diagnostics import Diagnostic
from digest.ground.periods import Period
from digest.model import EditionNote
from digest.read.documents import take_apart
from digest.read.editions import read_edition


def read(
    text: str, path: str = "editions/2015-w31.md", period: Period = "week"
) -> tuple[EditionNote | None, list[Diagnostic]]:
    document, _ = take_apart(text.encode(), f"content/{path}")
    assert document is not None
    return read_edition(document, path, period, Markdown())


def test_a_note_says_how_its_edition_is_curated() -> None:
    note, found = read("---\ntitle: The week of Paris\nlead: k1\norder: [k2, k3, k2]\n---\nIt was *big*.\n")
    assert found == []
    assert note is not None
    assert (note.key, note.title, note.lead, note.order) == ("2015-w31", "The week of Paris", "k1", ("k2", "k3"))
    assert note.html == "<p>It was <em>big</em>.</p>"


@pytest.mark.parametrize("period", ["day", "month", "none"])
def test_a_note_for_no_edition_is_an_error(period: Period) -> None:
    note, found = read("---\ntitle: A\n---\n", period=period)
    assert note is None
    assert [finding.code for finding in found] == ["edition-name"]


def test_an_unknown_key_is_an_error_with_a_hint() -> None:
    _, found = read("---\nleed: k1\n---\n")
    assert [(finding.code, finding.hint) for finding in found] == [("key-unknown", "did you mean `lead`?")]
