from __future__ import annotations

from typing import Any

import pytest

from digest.agenda import items
from digest.convert.doubts import Doubt
from digest.ground.diagnostics import Place, error, warning
from digest.ground.moment import Moment
from digest.model import Article, Content, FrontMatter


def article(name: str, *, date: str | None = "2015-07-28", words: int = 9, **front: Any) -> Article:
    header = FrontMatter(id=name, title=f"Title {name}", date=Moment(date) if date else None, **front)
    return Article(path=f"{name}.md", slug=name, front=header, words=words, digest=name)


def doubt(code: str, name: str) -> Doubt:
    finding = warning(code, f"{code}!", Place(file=""))
    return Doubt(id=name, names=(code,), part="body", path=f"{name}.md", line=3, finding=finding)


def listed(
    *articles: Article, doubts: tuple[Doubt, ...] = (), vocabulary: tuple[str, ...] = ()
) -> list[tuple[str, str]]:
    found = items(doubts, Content(articles=articles), [], vocabulary, "content")
    return [(item.code, item.id) for item in found]


def test_a_finished_article_needs_nobody() -> None:
    assert listed(article("a")) == []


@pytest.mark.parametrize(
    ("lacking", "code"),
    [
        (article("a", date=None, status="review"), "date-missing"),
        (article("a", words=0), "body-empty"),
        (article("a", status="review"), "waits-for-review"),
    ],
)
def test_what_an_article_lacks_is_listed_once(lacking: Article, code: str) -> None:
    assert listed(lacking) == [(code, "a")]


def test_drafts_are_their_authors_business() -> None:
    assert listed(article("a", date=None, status="draft"), doubts=(doubt("topic-uncertain", "a"),)) == []


def test_a_doubt_that_explains_the_review_stands_for_it() -> None:
    waiting = article("a", status="review")
    assert listed(waiting, doubts=(doubt("seed-duplicate", "a"),)) == [("seed-duplicate", "a")]
    assert listed(waiting, doubts=(doubt("topic-uncertain", "a"),)) == [
        ("waits-for-review", "a"),
        ("topic-uncertain", "a"),
    ]


def test_of_what_is_equally_pressing_the_newest_comes_first() -> None:
    articles = [article("old", date="2015-07-01"), article("new", date="2015-07-30")]
    doubts = tuple(
        doubt(code, name) for code in ("topic-uncertain", "merge-conflict", "other") for name in ("old", "new")
    )
    assert listed(*articles, doubts=doubts) == [
        ("merge-conflict", "new"),
        ("merge-conflict", "old"),
        ("topic-uncertain", "new"),
        ("topic-uncertain", "old"),
        ("other", "new"),
        ("other", "old"),
    ]


def test_errors_come_first_and_hide_what_else_is_said_of_their_file() -> None:
    problem = error("date-invalid", "no date", Place(file="content/a.md", line=4), hint="mend it")
    found = items((doubt("merge-conflict", "a"),), Content(articles=(article("b", words=0),)), [problem], (), "content")
    assert [item.code for item in found] == ["date-invalid", "body-empty"]


def test_a_tag_that_may_be_a_slip_comes_last() -> None:
    articles = [
        article("a", tags=("Netherlands",)),
        article("b", tags=("Netherlands",)),
        article("c", tags=("Nethelands",)),
    ]
    (item,) = items((), Content(articles=tuple(articles)), [], (), "content")
    assert (item.code, item.id, item.command) == ("tag-unknown", "c", 'digest tags merge "Nethelands" "Netherlands"')
    assert listed(*articles, vocabulary=("Nethelands",)) == []
