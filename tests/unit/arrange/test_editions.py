"""Editions: made of dates, curated by notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from digest.arrange.editions import Edition, check, make
from digest.arrange.library import Library
from digest.config import Topic
from digest.ground.periods import Period
from digest.model import Article, EditionNote

TOPICS = (Topic(slug="world", name="World"), Topic(slug="science", name="Science"), Topic(slug="other", name="Other"))

Make = Callable[..., tuple[Edition, ...]]


@pytest.fixture
def editions(collected: Callable[..., Library]) -> Make:
    def run(
        articles: Iterable[Article], note: EditionNote | None = None, period: Period = "week"
    ) -> tuple[Edition, ...]:
        return make(collected(articles).stories, {note.key: note} if note else {}, period, TOPICS)

    return run


def note(**more: object) -> EditionNote:
    return EditionNote(key="2015-w31", path="editions/2015-w31.md", **more)  # type: ignore[arg-type]


def test_editions_are_newest_first_and_only_where_there_are_stories(
    article: Callable[..., Article], editions: Make
) -> None:
    made = editions([article("a", "2015-07-01"), article("b", "2015-07-28"), article("c", "2015-07-29")])
    assert [(edition.key, edition.number, len(edition.stories)) for edition in made] == [
        ("2015-w31", 31, 2),
        ("2015-w27", 27, 1),
    ]
    assert editions([article("a")], period="none") == ()


def test_stories_stand_in_an_editors_order(article: Callable[..., Article], editions: Make) -> None:
    articles = [
        article("old", "2015-07-27"),
        article("b", title="Beta"),
        article("a", title="alpha"),
        article("heavy", "2015-07-27", weight=5),
        article("chosen", "2015-07-27", weight=-1),
    ]
    [edition] = editions(articles, note(order=("chosen",)))
    assert [story.face.id for story in edition.stories] == ["chosen", "heavy", "a", "b", "old"]


def test_the_lead_is_named_else_ordered_else_heaviest_else_newest_of_the_first_topic(
    article: Callable[..., Article], editions: Make
) -> None:
    plain = [
        article("s", "2015-07-30", topics=("science",)),
        article("w1", "2015-07-27", topics=("world",)),
        article("w2", "2015-07-28", topics=("world",)),
    ]
    heavy = [*plain, article("h", "2015-07-27", weight=3)]
    leads = [
        editions(heavy, note(lead="w1", order=("s",))),
        editions(heavy, note(order=("s",))),
        editions(heavy),
        editions(plain),
        editions(plain[:2]),
        editions(plain[:2], note(lead="s")),
    ]
    assert [edition.lead and edition.lead.face.id for [edition] in leads] == ["w1", "s", "h", "w2", None, "s"]


def test_the_lead_is_none_of_the_rest(article: Callable[..., Article], editions: Make) -> None:
    articles = [
        article("a", topics=("world",)),
        article("b", topics=("science",)),
        article("c", topics=("science", "world")),
    ]
    [edition] = editions(articles, note(lead="a"))
    assert [story.face.id for story in edition.rest] == ["b", "c"]


def test_notes_are_held_against_what_is_there(article: Callable[..., Article], editions: Make) -> None:
    made = editions([article("a"), article("b", "2015-06-01")])
    known = {"a": "a.md", "b": "b.md"}
    found = check([note(lead="aa", order=("a", "b"))], made, known, "content", complete=True)
    assert [(finding.code, finding.severity) for finding in found] == [
        ("edition-story-unknown", "error"),
        ("edition-story-elsewhere", "warning"),
    ]
    assert "did you mean `a`" in found[0].hint
    [empty] = check(
        [EditionNote(key="2014-w01", path="editions/2014-w01.md", lead="a")], made, known, "content", complete=True
    )
    assert (empty.code, empty.severity) == ("edition-empty", "warning")


def test_an_unknown_story_is_no_finding_while_some_file_has_errors(
    article: Callable[..., Article], editions: Make
) -> None:
    made = editions([article("a")])
    assert check([note(lead="zz")], made, {"a": "a.md"}, "content", complete=False) == []


def test_many_unknown_ids_are_all_found_and_the_first_of_them_have_a_suggestion() -> None:
    ids = tuple(f"story-{number}x" for number in range(8))
    known = {f"story-{number}": f"{number}.md" for number in range(2_500)}
    found = check([note(order=ids)], (), known, "content", complete=True)
    unknown = [finding for finding in found if finding.code == "edition-story-unknown"]
    assert len(unknown) == 8
    assert unknown[0].hint == "did you mean `story-0`, content/0.md?"
    assert unknown[-1].hint == "write the `id` of an article"


def test_an_article_with_errors_is_no_fault_of_a_note() -> None:
    notes = [note(lead="a")]
    assert check(notes, (), {"a": "a.md"}, "content", complete=True, broken={"a.md"}) == []
    assert [finding.code for finding in check(notes, (), {"a": "a.md"}, "content", complete=True)] == ["edition-empty"]
