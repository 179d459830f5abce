from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from digest.relate.likeness import Basis, Subject, likest, updated

WORDS = "abcdefghijkl"


def subject(words: str, day: int = 0) -> Subject:
    return Subject.of(day, dict.fromkeys(sorted(words), 1))


def others(found: Basis, name: str) -> list[str]:
    return list(found.likest[name].names)


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


def test_one_term_in_common_is_not_enough_however_rare() -> None:
    one = {name: subject(name) for name in "qrstuvw"} | {"port": subject("xyz"), "pier": subject("x")}
    two = {**one, "pier": subject("xy")}
    assert others(likest(one, 3), "port") == []
    assert others(likest(two, 3), "port") == ["pier"]


def test_likeness_is_mutual() -> None:
    found = likest(FEW, 3).likest
    assert dict(found["ferry"].pairs())["quay"] == dict(found["quay"].pairs())["ferry"]


def test_what_most_stories_share_says_nothing() -> None:
    every = {name: subject("z" + name) for name in "abcdefgh"}
    assert all(found.names == () for found in likest(every, 3).likest.values())


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
        lambda words, day: Subject.of(day, {word: 1 + ord(word) % 3 for word in sorted(words)}),
        st.sets(st.sampled_from(WORDS), min_size=1, max_size=4),
        st.integers(0, 900),
    ),
    max_size=24,
)


@given(SUBJECTS, st.lists(st.tuples(SUBJECTS, st.booleans()), max_size=3), st.integers(1, 4))
def test_whatever_changes_the_answer_is_that_of_working_everything_out(
    now: dict[str, Subject], changes: list[tuple[dict[str, Subject], bool]], most: int
) -> None:
    basis = likest(now, most)
    for change, drop in changes:
        gone, fresh = (change.keys() & now.keys(), {}) if drop else (set(), change)
        now = {name: each for name, each in now.items() if name not in gone} | fresh
        basis = updated(msgspec.msgpack.decode(msgspec.msgpack.encode(basis), type=Basis), fresh, gone, most)
        assert basis.likest == likest(now, most).likest
