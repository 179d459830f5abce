"""The page for dead links."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from digest.config import Config, Pages
from digest.model import Article


def test_the_page_for_dead_links_has_no_address_of_its_own(
    article: Callable[..., Article], arranged: Callable[..., Any], config: Callable[..., Config]
) -> None:
    page = arranged(article("a")).pages["404.html"]
    assert (page.head.canonical, page.head.noindex) == (None, True)
    assert [card.id for card in page.latest] == ["a"]
    assert "404.html" not in arranged(config=config(pages=Pages(not_found=False))).pages
