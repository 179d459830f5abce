from __future__ import annotations

from digest.convert.kinship import match
from digest.convert.record import Entry


def known(identity: str, path: str) -> Entry:
    return Entry(id=identity, seed=path, digest="", wording="", path=f"{identity}.md", converter=1)


X, Y = known("x", "a.txt"), known("y", "a.txt#2")
TEXTS = {"x": "one two three four five six", "y": "red green blue black white grey"}


def matched(**seeds: str) -> dict[str, str]:
    paths = {"first": "a.txt", "second": "a.txt#2", "third": "a.txt#3"}
    words = {paths[name]: frozenset(text.split()) for name, text in seeds.items()}
    found = match(list(words), [X, Y], words.__getitem__, lambda entry: frozenset(TEXTS[entry.id].split()))
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
