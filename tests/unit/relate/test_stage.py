from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import msgspec
import pytest

from digest.engine import cache
from digest.engine.work import Work, forgetful
from digest.ground.moment import Moment
from digest.model import Article, Body, FrontMatter
from digest.relate.stage import relate

TEXTS = {
    "ferry": "The ferry left the quay with lanterns.",
    "quay": "A quay of granite waits for the ferry, lanterns lit.",
    "goal": "The striker scored a penalty.",
    "cup": "The penalty won the striker a trophy.",
    "bank": "Interest rates rose quietly.",
    "moon": "Craters were mapped anew.",
}


class Bodies(dict[str, Body]):
    """Bodies that count how often one is asked for."""

    asked = 0

    def __getitem__(self, path: str) -> Body:
        self.asked += 1
        return super().__getitem__(path)


def site(texts: Mapping[str, str]) -> tuple[list[Article], Bodies]:
    articles = [
        Article(
            path=path,
            slug=path,
            front=FrontMatter(title=f"Title {number}", date=Moment("2015-07-28")),
            words=7,
            digest=f"{path} {text}",
        )
        for number, (path, text) in enumerate(texts.items())
    ]
    return articles, Bodies({path: Body(html="", text=text) for path, text in texts.items()})


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Callable[..., Work]]:
    """Begins a run that knows what the one before it has saved."""
    with ExitStack() as opened:

        def one(code: str = "1") -> Work:
            memory, _ = cache.load(tmp_path / "cache")
            return Work(cache=opened.enter_context(memory), code=code, clock=1, tally=Counter())

        yield one


def test_like_stories_are_told_of_each_other() -> None:
    found = relate(*site(TEXTS), forgetful())
    assert [*found["ferry"]] == ["quay"]
    assert [*found["goal"]] == ["cup"]
    assert [*found["moon"]] == []


def test_an_article_without_a_date_is_like_none() -> None:
    articles, bodies = site(TEXTS)
    front = msgspec.structs.replace(articles[0].front, date=None)
    found = relate([msgspec.structs.replace(articles[0], front=front), *articles[1:]], bodies, forgetful())
    assert "ferry" not in found
    assert [*found["quay"]] == []


def test_where_nothing_changed_no_body_is_asked_for(begin: Callable[..., Work]) -> None:
    work = begin()
    articles, bodies = site(TEXTS)
    first = relate(articles, bodies, work)
    work.cache.save()
    _, unasked = site(TEXTS)
    assert relate(articles, unasked, begin()) == first
    assert unasked.asked == 0


def test_a_change_gives_what_a_first_run_gives_and_asks_for_one_body(begin: Callable[..., Work]) -> None:
    work = begin()
    relate(*site(TEXTS), work)
    work.cache.save()
    now = TEXTS | {"moon": "The striker saw craters, and a penalty."}
    articles, bodies = site(now)
    assert relate(articles, bodies, begin()) == relate(*site(now), forgetful())
    assert bodies.asked == 1


def test_a_text_that_says_the_same_things_changes_nothing(begin: Callable[..., Work]) -> None:
    work = begin()
    first = relate(*site(TEXTS), work)
    work.cache.save()
    work = begin()
    assert relate(*site(TEXTS | {"ferry": "The ferry, with lanterns, left the quay."}), work) == first
    assert work.tally["related"] == 0
    work.cache.save()
    articles, bodies = site(TEXTS | {"ferry": "The ferry, with lanterns, left the quay."})
    assert relate(articles, bodies, begin()) == first
    assert bodies.asked == 0


def test_an_article_that_is_gone_is_told_of_no_more(begin: Callable[..., Work]) -> None:
    work = begin()
    relate(*site(TEXTS), work)
    work.cache.save()
    now = {path: text for path, text in TEXTS.items() if path != "quay"}
    assert [*relate(*site(now), begin())["ferry"]] == []


def test_other_code_works_everything_out_anew(begin: Callable[..., Work]) -> None:
    work = begin()
    relate(*site(TEXTS), work)
    work.cache.save()
    articles, bodies = site(TEXTS)
    relate(articles, bodies, begin(code="2"))
    assert bodies.asked == len(TEXTS)


@pytest.mark.parametrize("part", ["known", "likest", "basis"])
def test_a_damaged_memory_is_passed_over(begin: Callable[..., Work], part: str) -> None:
    work = begin()
    relate(*site(TEXTS), work)
    work.cache.put("related", part, b"\xc1")
    work.cache.save()
    now = TEXTS | {"moon": "Another text."}
    assert relate(*site(now), begin()) == relate(*site(now), forgetful())
