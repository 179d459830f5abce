"""Editions and their list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from digest.model import Article


def test_editions_know_their_neighbours_and_their_list(
    article: Callable[..., Article], arranged: Callable[..., Any]
) -> None:
    pages = arranged(article("a", "2015-12-31"), article("b", "2015-07-28"), article("c", "2014-01-05")).pages
    page = pages["editions/2015-w31/index.html"]
    assert (page.newer.key, page.older.key) == ("2015-w53", "2014-w01")
    assert page.crumbs[-1].text == "Week 31, 27 July\u2009–\u20092 August 2015"
    years = pages["editions/index.html"].years
    assert [(year, [view.key for view in views]) for year, views in years] == [
        (2015, ["2015-w53", "2015-w31"]),
        (2014, ["2014-w01"]),
    ]
