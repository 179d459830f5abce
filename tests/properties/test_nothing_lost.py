"""Nothing lost: every word of a seed is in the draft, or in the list of what was taken out."""

from __future__ import annotations

import collections
import html
import re
import unicodedata
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.config import DEFAULT_TOPICS, Config, Site
from digest.convert.plain.drafting import draft

CONFIG = Config(site=Site(title="Test", url="https://example.org/"), topics=DEFAULT_TOPICS)
SEEDS = sorted((Path(__file__).parents[2] / "seeds").rglob("*.txt"))

DERIVED = {"topics", "tags", "language", "date", "updated"}  # what is concluded from words doesn't keep them

LINES = st.sampled_from(
    [
        "", "", "", "Estuary bridge opens at last", "ANALYSIS", "By Mara Lindqvist", "By Oskar Brandvold, The Northern Ledger",
        "Elif Sönmez", "Updated Jul 28, 2015", "Published: 5 July 2015, 23:10 EEST | Updated: 6 July 2015", "14 July 2015",
        "Photo by: AP", "(Photo: Jane Doe/Agency)", "Share on Facebook", "Read more: something else", "ADVERTISEMENT", "* * *",
        "ENDS", "Meridian Wire and agencies", "SEOUL, May 18 (Reuters) - Talks began on Monday in the old town hall.",
        "The mayor walked across it first, followed by a brass band and by several hundred people with umbrellas.",
        "  and by several hundred people who had brought umbrellas", "Port        Ships   Tons", "North         12     340",
        "- one", "- two", "• three", "1. four", "What comes next", "Title: A story", "Date: 2015-09-28", "Tags: a, b", "{{ x }} <b> # *",
        "---", "“Well,” she said – and left.", "١٧ ديسمبر 2015", "بقلم: ليلى منصور",
    ]
)  # fmt: skip


def words(value: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", value).casefold())


def flat(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(flat(each) for each in value.values())
    if isinstance(value, list | tuple):
        return " ".join(flat(each) for each in value)
    return str(value or "")


def missing(seed: str) -> collections.Counter[str]:
    found = draft(seed, "a.txt", CONFIG)
    body = html.unescape(re.sub(r"\\([^\w\s])", r"\1", found.body))
    front = {key: value for key, value in msgspec.to_builtins(found.front).items() if key not in DERIVED}
    kept = words(f"{flat(front)} {body}")
    out = words(" ".join(gone.text for gone in found.removed))
    return collections.Counter(words(seed)) - collections.Counter(kept + out)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=30).map("\n".join))
def test_no_word_of_lines_as_they_are_pasted_is_lost(seed: str) -> None:
    assert not missing(seed)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_no_word_of_any_text_is_lost(seed: str) -> None:
    assert not missing(seed)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_no_word_of_the_demonstration_is_lost(path: Path) -> None:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")
    assert not missing(text)
