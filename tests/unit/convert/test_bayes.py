"""What articles teach of topics: counting words, and judging a story by them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.convert import bayes
from digest.convert.bayes import Lesson

HARBOUR = Lesson(topic="harbour", words=("ferry", "harbour", "pilot", "tide"))
MONEY = Lesson(topic="money", words=("bank", "harbour", "interest", "loan"))


def test_the_words_of_an_article_count_once_in_small_letters_and_sorted() -> None:
    assert bayes.words("Ferry late", "", "The FERRY of 9.40 is late, it is said.") == ("ferry", "late", "said", "the")


def test_scripts_without_spaces_give_pairs_of_letters() -> None:
    assert bayes.words("港口渡轮", "", "") == ("口渡", "渡轮", "港口")


def test_a_story_belongs_where_its_words_stood() -> None:
    archive = bayes.learn([HARBOUR, MONEY])
    said = bayes.likely(archive, ["pilot", "tide"], ["money", "harbour"])
    assert said["harbour"] > said["money"]
    assert sum(said.values()) == pytest.approx(1)


def test_words_that_no_article_has_say_nothing() -> None:
    archive = bayes.learn([HARBOUR, MONEY])
    assert bayes.likely(archive, ["zeppelin"], ["money", "harbour"]) == {"money": 0.5, "harbour": 0.5}


@pytest.mark.parametrize("topics", [["harbour"], ["harbour", "sport"], []])
def test_an_archive_that_knows_one_topic_alone_can_not_tell_it_from_others(topics: list[str]) -> None:
    assert bayes.likely(bayes.learn([HARBOUR, MONEY]), ["tide"], topics) == {}


def test_trust_grows_with_the_articles_under_the_sites_topics() -> None:
    few, many = bayes.learn([HARBOUR, MONEY]), bayes.learn([HARBOUR, MONEY] * 50)
    assert 0 < bayes.trust(few, ["harbour", "money"]) < bayes.trust(many, ["harbour", "money"]) < 1
    assert bayes.trust(many, ["harbour"]) < bayes.trust(many, ["harbour", "money"])
    assert bayes.trust(many, ["sport"]) == 0


def test_the_words_told_are_those_of_the_topic_and_of_several_articles() -> None:
    archive = bayes.learn([HARBOUR, HARBOUR, MONEY, MONEY])
    assert bayes.telling(archive, ("ferry", "harbour", "loan", "zeppelin"), "harbour", 6) == ("ferry", "harbour")


_LESSONS = st.lists(
    st.builds(
        Lesson, topic=st.sampled_from(["a", "b", "c"]), words=st.lists(st.sampled_from("wxyz"), unique=True).map(tuple)
    )
)


@given(_LESSONS, st.randoms())
def test_the_order_of_the_lessons_does_not_matter(lessons: list[Lesson], chance: object) -> None:
    shuffled = sorted(lessons, key=lambda _: chance.random())  # type: ignore[attr-defined]
    one, other = bayes.learn(lessons), bayes.learn(shuffled)
    assert bayes.likely(one, "wx", "abc") == bayes.likely(other, "wx", "abc")
