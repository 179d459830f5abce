from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.convert.likeness import FEWEST, candidates, runs, share, sketch

WORDS = st.lists(st.sampled_from("harbour mayor bridge ferry budget vote tide storm".split()), max_size=60)


def brute_force(one: list[str], other: list[str]) -> float:
    left, right = ({tuple(words[i : i + 3]) for i in range(len(words) - 2)} for words in (one, other))
    return len(left & right) / len(left | right)


def numbered(count: int, *, start: int = 0) -> str:
    return " ".join(f"word{number}" for number in range(start, start + count))


@given(WORDS, WORDS)
def test_the_share_is_that_of_all_runs_of_three_words(one: list[str], other: list[str]) -> None:
    left, right = runs(" ".join(one)), runs(" ".join(other))
    if left and right:
        assert share(left, right) == brute_force(one, other)


@given(WORDS, st.data())
@settings(max_examples=200)
def test_no_sketch_rules_out_a_text_that_shares_half(one: list[str], data: st.DataObject) -> None:
    other = list(one)
    for _ in range(data.draw(st.integers(0, 3))):
        other.insert(data.draw(st.integers(0, len(other))), "ferry")
    left, right = runs(" ".join(one)), runs(" ".join(other))
    if left and right and share(left, right) >= 0.5:
        assert candidates(sketch(left), {"other": sketch(right)}) == ["other"]


def test_sketches_tell_most_unlike_texts_apart_without_a_look_at_their_words() -> None:
    texts = {f"{number}": sketch(runs(numbered(400, start=1000 * number))) for number in range(40)}
    assert all(candidates(one, texts) == [name] for name, one in texts.items())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The ferry left the harbour", "THE FERRY — left, the “harbour”."),
        ("ferry left", "ferry\nleft"),
        ("ｆｅｒｒｙ ２０１５", "ferry 2015"),
        ("غادرت العبّارة الميناء", "غادرت العبارة المينـــاء"),
        ("הָעִיר", "העיר"),
    ],
)
def test_case_width_punctuation_and_vowel_points_tell_no_words_apart(one: str, other: str) -> None:
    rest = numbered(30)
    assert runs(f"{one} {rest}") == runs(f"{other} {rest}")


def test_the_order_of_words_counts() -> None:
    assert share(runs(numbered(40)), runs(" ".join(reversed(numbered(40).split())))) == 0


@pytest.mark.parametrize(
    "text", ["渡轮今天早上离开港口时撞上了一艘货船没有人受伤", "เรือข้ามฟากออกจากท่าเรือเมื่อเช้านี้ไม่มีผู้บาดเจ็บ"]
)
def test_scripts_without_spaces_are_compared_by_their_characters(text: str) -> None:
    assert share(runs(text), runs(text + "吗")) > 0.8
    assert share(runs(text), runs(text[::-1])) < 0.1


def test_a_text_too_short_to_say_anything_has_no_runs() -> None:
    assert runs(numbered(FEWEST + 1)) == b""
    assert runs(numbered(FEWEST + 2)) != b""
    assert runs("again " * 500) == b""


def test_a_very_long_text_is_compared_by_its_beginning() -> None:
    beginning = numbered(20_000)
    assert runs(f"{beginning} {numbered(9, start=30_000)}") == runs(beginning)


def test_half_a_character_does_no_harm() -> None:
    assert re.fullmatch(b".{256}(.{8})+", runs(f"\ud800 {numbered(30)} \ud800 x \ud800"), re.DOTALL)
