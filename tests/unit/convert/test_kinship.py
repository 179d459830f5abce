"""Which article a text continues is told by its words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest.convert.kinship import _may_have, _repeats, _words, match, same
from digest.convert.record import Entry


def known(identity: str, path: str) -> Entry:
    return Entry(id=identity, seed=path, digest="", wording="", path=f"{identity}.md", converter=1)


X, Y = known("x", "a.txt"), known("y", "a.txt#2")
TEXTS = {"x": "one two three four five six", "y": "red green blue black white grey"}


def matched(**seeds: str) -> dict[str, str]:
    paths = {"first": "a.txt", "second": "a.txt#2", "third": "a.txt#3"}
    words = {paths[name]: frozenset(text.split()) for name, text in seeds.items()}
    found = match(list(words), [X, Y], words.__getitem__, lambda entry: TEXTS[entry.id])
    return {path: entry.id for path, entry in found.items()}


def test_the_likest_text_continues_an_article_whatever_its_number() -> None:
    assert matched(first="red green blue black white", second="one two three four five ten") == {
        "a.txt": "y",
        "a.txt#2": "x",
    }


def test_a_text_that_is_like_none_continues_none() -> None:
    assert matched(first="quite another story altogether", second="one two three four five") == {"a.txt#2": "x"}


def test_no_article_is_continued_twice_and_the_same_number_goes_first() -> None:
    assert matched(second=TEXTS["y"], third=TEXTS["y"]) == {"a.txt#2": "y"}


# --- seeds that were renamed and changed in one step ------------------------------------------------------------------

LONG = " ".join(f"word{number}" for number in range(40))
OTHER = " ".join(f"term{number}" for number in range(40))


def again(**seeds: str) -> dict[str, str]:
    words = {name: _words(text) for name, text in seeds.items()}
    told = {"x": LONG, "y": OTHER + " title"}
    return {
        path: entry.id for path, entry in same(list(words), [X, Y], words.__getitem__, lambda e: told[e.id]).items()
    }


def test_a_text_with_a_word_changed_here_and_there_is_the_same() -> None:
    assert again(new=OTHER.replace("term7 ", "expression ")) == {"new": "y"}


def test_a_text_that_says_less_than_most_of_it_or_more_than_that_is_another() -> None:
    assert again(half=" ".join(OTHER.split()[:20]), more=LONG + " and this was not there") == {}


def test_no_article_is_said_again_twice() -> None:
    assert again(a=LONG, b=LONG) == {"a": "x"}


def test_an_unreadable_seed_says_nothing_again() -> None:
    assert again(a="") == {}


@given(
    st.lists(st.sampled_from(LONG.split()), min_size=30, unique=True), st.lists(st.text("ab1", min_size=1), max_size=4)
)
def test_no_text_is_passed_over_that_would_have_been_the_same(kept: list[str], new: list[str]) -> None:
    words = frozenset([*kept, *new])
    assert _may_have(sorted(words), LONG) or not _repeats(words, _words(LONG))
