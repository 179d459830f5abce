"""Digests: equal for equal inputs, different for all others."""

from __future__ import annotations

from typing import Any

import pytest

from digest.arrange.inputs import Known, digest_of, known, mark_of
from digest.pages import TagRef, TagView


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a", "b"), ("ab", "")),
        ((1, True), (1, 1)),
        ((None,), ("",)),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        (TagRef(label="a", href=None), TagRef(label="a", href="/a/")),
        (known("a"), known("b")),
        ((known(("a", "b")), "c"), (known(("a",)), "b", "c")),
        (2**70, 2**71),
        (("\ud800", known("a")), ("\ud800", known("b"))),
    ],
)
def test_different_inputs_have_different_digests(one: Any, other: Any) -> None:
    assert digest_of(one) != digest_of(other)
    assert mark_of(one) != mark_of(other)


def test_a_known_value_is_told_by_its_mark_alone() -> None:
    assert digest_of([Known(object(), b"m")]) == digest_of([Known(object(), b"m")])
    assert digest_of(["\ud800", Known(object(), b"m")]) == digest_of(["\ud800", Known(object(), b"m")])
    view = TagView(label="a", href=None, count=1)
    assert known(view).value is view


def test_what_no_digest_can_tell_is_refused() -> None:
    with pytest.raises(AttributeError, match="mark"):
        digest_of(object())
