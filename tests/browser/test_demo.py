"""What a reader of the demonstration sees, on one page of each kind, at the root of a host and below a path."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser import large
from tests.browser.conftest import LARGE

pytestmark = pytest.mark.browser

_KINDS = {
    "home": "index.html",
    "article": "2015/07/28/*/index.html",
    "edition": "editions/2015-w51/index.html",
    "editions": "editions/index.html",
    "topic": "topics/world/index.html",
    "topics": "topics/index.html",
    "tag": "tags/paris-agreement/index.html",
    "tags": "tags/index.html",
    "archive": "archive/index.html",
    "year": "2015/index.html",
    "month": "2015/07/index.html",
    "day": "2015/07/28/index.html",
    "page": "about/index.html",
    "search": "search/index.html",
    "404": "404.html",
}

KINDS = large.KINDS if LARGE else _KINDS
"""The file of a page of each kind; of several the first."""


def address(demo: Any, kind: str) -> str:
    """The path of the first page of a kind, as a browser asks for it."""
    found = sorted(demo.folder.glob(KINDS[kind]))
    assert found, f"the demonstration has no page {KINDS[kind]}"
    path: Path = found[0].relative_to(demo.folder)
    return str(demo.base + path.as_posix().removesuffix("index.html"))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_page_loads_without_an_error_and_fits_a_small_phone(demo: Any, visit: Callable[..., Any], kind: str) -> None:
    window = visit(viewport={"width": 320, "height": 640})
    page = window.open(address(demo, kind))
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate("document.styleSheets.length") > 0
    assert window.problems == []


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_page_can_be_read_without_scripts(demo: Any, visit: Callable[..., Any], kind: str) -> None:
    window = visit(java_script_enabled=False)
    page = window.open(address(demo, kind), until="load")
    assert page.locator("h1").is_visible()
    assert len(page.locator("main").inner_text().split()) > 5
    assert window.problems == []


def test_an_article_shows_its_whole_text_without_scripts(demo: Any, visit: Callable[..., Any]) -> None:
    page = visit(java_script_enabled=False).open(address(demo, "article"), until="load")
    paragraphs = page.locator("main p")
    assert paragraphs.count() >= 5
    assert all(paragraph.is_visible() for paragraph in page.locator("article p").all())


def test_a_reader_gets_from_home_to_an_article_and_back(demo: Any, visit: Callable[..., Any]) -> None:
    window = visit()
    page = window.open(demo.base)
    headline = page.locator("main article a, main h2 a, main h3 a").first
    title = headline.inner_text()
    headline.click()
    page.wait_for_load_state("networkidle")
    assert page.locator("h1").inner_text().casefold() == title.casefold()
    page.locator("header a").first.click()
    page.wait_for_load_state("networkidle")
    assert page.url == window.origin + demo.base
    assert window.problems == []


def test_a_dead_link_leads_to_a_page_with_a_way_on(demo: Any, visit: Callable[..., Any]) -> None:
    window = visit()
    page = window.open(f"{demo.base}2015/no/such/story/")
    assert all(problem.startswith(("404: ", "console: Failed to load resource")) for problem in window.problems)
    assert any("/no/such/story/" in problem for problem in window.problems)
    page.locator("main a").first.click()
    page.wait_for_load_state("networkidle")
    assert page.url.startswith(window.origin + demo.base)
    assert page.locator("h1").count() == 1


def test_what_goes_wrong_in_a_browser_is_noticed(demo: Any, visit: Callable[..., Any]) -> None:
    """The gate bites: a missing file, a message on the console, an error in a script, another host."""
    window = visit()
    page = window.open(demo.base)
    assert window.problems == []
    page.evaluate("""() => {
        console.error('alas');
        for (const address of ['missing.png', 'https://tracker.invalid/pixel.png']) new Image().src = address;
        setTimeout(() => { throw new Error('broken'); });
    }""")
    page.wait_for_timeout(500)
    text = "\n".join(window.problems)
    for sign in ("console: alas", "404: ", "script: broken", "other host: https://tracker.invalid/"):
        assert sign in text
