"""Plain pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from digest.model import PlainPage


def test_a_plain_page_is_a_page(arranged: Callable[..., Any]) -> None:
    about = PlainPage(path="pages/about.md", slug="about", title="About", summary="Us.", language="he", noindex=True)
    page = arranged(pages=(about,)).pages["about/index.html"]
    assert (page.title, page.direction, page.head.description, page.head.noindex) == ("About", "rtl", "Us.", True)
