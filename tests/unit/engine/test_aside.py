"""Bytes put aside come back as they were, and leave nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.engine.aside import Aside


@given(st.lists(st.binary(max_size=2_000), min_size=1), st.randoms(use_true_random=False))
def test_what_was_put_aside_comes_back_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes], chance: object
) -> None:
    with Aside(tmp_path_factory.getbasetemp()) as aside:
        places = [(aside.put(piece), piece) for piece in pieces]
        chance.shuffle(places)  # type: ignore[attr-defined]
        assert [aside.get(start, len(piece)) for start, piece in places] == [piece for _, piece in places]
        last = aside.put(b"and more")
        assert aside.get(last, 8) == b"and more"


def test_the_folder_is_made_when_it_is_needed_and_holds_nothing_afterwards(tmp_path: Path) -> None:
    with Aside(tmp_path / "state") as aside:
        assert not (tmp_path / "state").exists()
        aside.put(b"page")
    assert list((tmp_path / "state").iterdir()) == []


def test_bytes_that_were_never_put_aside_are_a_fault_of_the_caller(tmp_path: Path) -> None:
    with Aside(tmp_path) as aside, pytest.raises(ValueError, match="nothing was put aside"):
        aside.get(0, 0)
