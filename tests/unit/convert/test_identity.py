from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from digest.convert.identity import mint, wording_digest


@given(st.binary(), st.text(st.characters(codec="utf-8")))
def test_an_id_is_a_letter_and_nine_base32_characters(data: bytes, path: str) -> None:
    assert re.fullmatch(r"[a-z][a-z2-7]{9}", mint(data, path, ()))


def test_the_same_bytes_at_the_same_path_give_the_same_id_on_every_machine() -> None:
    assert mint(b"text", "july/a.txt", ()) == "ew3nl3e2yh"


def test_other_bytes_or_another_path_give_another_id() -> None:
    assert len({mint(b"a", "a.txt", ()), mint(b"b", "a.txt", ()), mint(b"a", "b.txt", ())}) == 3


def test_a_clash_lengthens_the_id() -> None:
    first = mint(b"a", "a.txt", ())
    second = mint(b"a", "a.txt", {first})
    assert second.startswith(first)
    assert len(second) == 11


def test_an_endless_row_of_clashes_ends() -> None:
    taken: set[str] = set()
    for _ in range(60):
        taken.add(mint(b"a", "a.txt", taken))
    assert len(taken) == 60


def test_wording_ignores_white_space_alone() -> None:
    assert wording_digest("a  b\n\nc") == wording_digest(" a b\u00a0c\n")
    assert wording_digest("a b c") != wording_digest("A b c")
