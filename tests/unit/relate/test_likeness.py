from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest.relate.likeness import Likest, Subject, likest, updated

WORDS = "abcdefghijkl"


def subject(words: str, day: int = 0) -> Subject:
    return Subject(day=day, terms=dict.fromkeys(sorted(words), 1))


def others(found: Likest, name: str) -> list[str]:
    return [other for other, _ in found[name]]


FEW = {
    "ferry": subject("abc"),
    "quay": subject("abd"),
    "goal": subject("efg"),
    "cup": subject("efh"),
    "sun": subject("i"),
}


def test_stories_that_share_rare_terms_are_alike_and_others_are_not() -> None:
    found = likest(FEW, 3)
    assert others(found, "ferry") == ["quay"]
    assert others(found, "goal") == ["cup"]
    assert others(found, "sun") == []


def test_likeness_is_mutual() -> None:
    found = likest(FEW, 3)
    assert dict(found["ferry"])["quay"] == dict(found["quay"])["ferry"]


def test_what_most_stories_share_says_nothing() -> None:
    every = {name: subject("z" + name) for name in "abcdefgh"}
    assert all(found == () for found in likest(every, 3).values())


def test_of_two_that_are_as_like_the_one_nearer_in_time_comes_first() -> None:
    days = {"now": subject("abc"), "year": subject("abc", -365), "week": subject("abc", -7), "far": subject("xyz")}
    days |= {name: subject(name) for name in "mnopq"}
    assert others(likest(days, 3), "now") == ["week", "year"]


def test_no_more_are_told_than_asked_for_and_equals_stand_by_name() -> None:
    same = {name: subject("ab") for name in ("d", "c", "b", "a")} | {name: subject(name) for name in "mnopqrstuvw"}
    assert others(likest(same, 2), "c") == ["a", "b"]


SUBJECTS = st.dictionaries(
    st.sampled_from([f"s{number}" for number in range(24)]),
    st.builds(
        lambda words, day: Subject(day=day, terms={word: 1 + ord(word) % 3 for word in sorted(words)}),
        st.sets(st.sampled_from(WORDS), min_size=1, max_size=4),
        st.integers(0, 900),
    ),
    max_size=24,
)


@given(SUBJECTS, SUBJECTS, st.integers(1, 4), st.booleans())
def test_whatever_changes_the_answer_is_that_of_working_everything_out(
    before: dict[str, Subject], change: dict[str, Subject], most: int, drop: bool
) -> None:
    now = {name: each for name, each in before.items() if not (drop and name in change)} | ({} if drop else change)
    assert updated(before, likest(before, most), now, most) == likest(now, most)
