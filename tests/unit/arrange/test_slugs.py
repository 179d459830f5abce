"""Slugs: distinct for distinct labels, whatever order they come in."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from digest.arrange.slugs import distinct
from digest.ground.text import fold


def test_a_label_alone_keeps_its_plain_slug() -> None:
    assert distinct(["north korea", "c++", "كوريا"], fallback="tag") == {
        "north korea": "north-korea",
        "c++": "c-plus-plus",
        "كوريا": "كوريا",
    }


def test_of_rivals_the_one_that_reads_like_the_slug_keeps_it() -> None:
    named = distinct(["u.s.", "us"], fallback="tag")
    assert named["us"] == "us"
    assert named["u.s."].startswith("us-")
    assert len(named["u.s."]) == len("us-") + 4


def test_labels_without_letters_have_slugs() -> None:
    named = distinct(["!!!", "???"], fallback="tag")
    assert len(set(named.values())) == 2
    assert all(slug.startswith("tag-") for slug in named.values())


@given(st.lists(st.text(alphabet="aAéßü.+-'!ﬁİ한かが ", min_size=1, max_size=5).map(fold), max_size=30))
def test_slugs_are_distinct_on_every_file_system_and_in_every_order(keys: list[str]) -> None:
    named = distinct(keys, fallback="tag")
    assert len({unicodedata.normalize("NFD", slug.casefold()) for slug in named.values()}) == len(set(keys))
    shuffled = list(reversed(keys))
    assert distinct(shuffled, fallback="tag") == named
