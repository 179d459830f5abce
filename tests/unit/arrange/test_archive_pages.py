"""The archive: every level counts, links its neighbours, and can be switched off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from digest.config import Archive, Config
from digest.model import Article

DATES = ("2015-12-31", "2015-07-28", "2015-07-27", "2014-02-01")


def test_every_level_counts_its_stories(article: Callable[..., Article], arranged: Callable[..., Any]) -> None:
    pages = arranged(*(article(f"a{date}", date) for date in DATES)).pages
    index = pages["archive/index.html"]
    assert [(year.year, year.count, year.href) for year in index.years] == [
        (2015, 3, "/repo/2015/"),
        (2014, 1, "/repo/2014/"),
    ]
    assert index.years[0].months[0][1:] == (2, "/repo/2015/07/")
    year = pages["2015/index.html"]
    assert [(month.month.iso, month.count) for month in year.months] == [("2015-12-01", 1), ("2015-07-01", 2)]
    assert year.legend == ((1, 3), (4, 7), (8, 11), (12, None))
    assert (year.newer, year.older.text) == (None, "2014")
    month = pages["2015/07/index.html"]
    assert [group.day.iso for group in month.days] == ["2015-07-28", "2015-07-27"]
    assert (month.newer.title, month.older.title) == ("December 2015", "February 2014")
    day = pages["2015/07/28/index.html"]
    assert (day.count, day.newer.title, day.older.title) == (1, "31 December 2015", "27 July 2015")


def test_a_day_lists_each_story_once_under_its_main_topic(
    article: Callable[..., Article], arranged: Callable[..., Any]
) -> None:
    page = arranged(article("a", topics=("science", "world")), article("b", topics=("world",), weight=1)).pages[
        "2015/07/28/index.html"
    ]
    assert [(section.topic.slug, [card.id for card in section.stories]) for section in page.sections] == [
        ("world", ["b"]),
        ("science", ["a"]),
    ]


@pytest.mark.parametrize(
    ("level", "path"),
    [
        ("index", "archive/index.html"),
        ("years", "2015/index.html"),
        ("months", "2015/07/index.html"),
        ("days", "2015/07/28/index.html"),
    ],
)
def test_a_level_switched_off_is_neither_made_nor_linked(
    article: Callable[..., Article], arranged: Callable[..., Any], config: Callable[..., Config], level: str, path: str
) -> None:
    archive = Archive(**{level: False})
    pages = arranged(article("a"), config=config(archive=archive)).pages
    assert path not in pages
    href = "/repo/" + path.removesuffix("index.html")
    assert not [name for name, page in pages.items() if f"'{href}'" in repr(page)]
