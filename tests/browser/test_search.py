"""The search, as readers use it: on a small site of two years, at the root of a host and below a path."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ADDRESSES, Site, Visit, serving
from tests.browser.test_accessibility import violations

pytestmark = pytest.mark.browser

CONFIG = """\
site: {title: The Pier, url: https://example.org/}
topics:
  - {slug: harbour, name: Harbour, color: teal}
  - {slug: council, name: Council, color: "#8d2167"}
"""
STORIES = {
    "2014/03/02/bridge.md": (
        "{title: The swing bridge opens again, summary: Shut since the storm, date: 2014-03-02, topics: [harbour], tags: [Bridges], source: {name: Harbour Gazette}}",
        "Engineers replaced the rusty bearings within nine weeks, and sailors cheered.",
    ),
    "2015/07/28/ferry.md": (
        "{title: Night ferry sails without lamps, date: 2015-07-28, topics: [council], tags: [Public transport]}",
        "Sailors had asked for new bulbs since spring. The bulbs lay in a drawer of the council.",
    ),
    "2015/07/29/markup.md": (
        "{title: 'A tag <img src=x onerror=alert(1)> in a headline & more', date: 2015-07-29, topics: [council]}",
        "The printer had set `<b onclick=alert(2)>` in lead, for &lt;i&gt; he took a smaller case.",
    ),
    "2015/07/30/quai.md": (
        "{title: Le quai ferme plus tôt, date: 2015-07-30, topics: [harbour], language: fr}",
        "La criée se tient désormais à l’aube.",
    ),
    **{
        f"2015/08/{day:02}/tides.md": (
            f"{{title: Tides of day {day}, date: 2015-08-{day:02}, topics: [harbour]}}",
            "High water came, and went again.",
        )
        for day in range(1, 13)
    },
}


@pytest.fixture(scope="module", params=sorted(ADDRESSES))
def pier(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Site:  # noqa: ARG001 - without a browser nothing is built
    """The site, built."""
    folder = tmp_path_factory.mktemp("pier")
    (folder / "config.yaml").write_text(CONFIG, encoding="utf-8")
    for number, (path, (header, body)) in enumerate(STORIES.items()):
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\n{{id: story{number}, {header[1:]}\n---\n\n{body}\n", encoding="utf-8")
    command = [sys.executable, "-m", "digest", "build", "--site", str(folder), "--url", ADDRESSES[request.param]]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return Site(folder=folder / "public", url=ADDRESSES[request.param], base=request.param)


@pytest.fixture(scope="module")
def origin(pier: Site) -> Iterator[str]:
    with serving(pier) as address:
        yield address


@pytest.fixture
def window(browser: Browser, origin: str) -> Iterator[Visit]:
    context = browser.new_context()
    yield Visit(page=context.new_page(), origin=origin)
    context.close()


def searched(window: Visit, pier: Site, words: str) -> Page:
    """The search page, when it has answered."""
    page = window.open(f"{pier.base}search/")
    page.get_by_role("searchbox").fill(words)
    expect(page.get_by_role("status")).to_contain_text("stor", ignore_case=True)
    return page


def headlines(page: Page) -> list[str]:
    return page.locator("#results h2").all_inner_texts()


@pytest.mark.parametrize("words", ["swing", "bearings", "storm", "bridges", "gazette", "engineer replacing"])
def test_a_word_of_headline_text_standfirst_tag_or_source_finds_a_story_and_opens_it(
    window: Visit, pier: Site, words: str
) -> None:
    page = searched(window, pier, words)
    result = page.locator("#results li").first
    assert result.locator("h2").inner_text() == "The swing bridge opens again"
    assert result.locator(".kicker").inner_text() == "Harbour"
    assert "2 March 2014" in result.inner_text()
    assert "Harbour Gazette" in result.inner_text()
    assert result.locator("mark").count() > 0
    result.locator("a").click()
    page.wait_for_url(f"{window.origin}{pier.base}2014/03/02/bridge/")
    assert page.locator("h1").inner_text() == "The swing bridge opens again"
    assert window.problems == []


def test_all_years_are_searched_as_one(window: Visit, pier: Site) -> None:
    page = searched(window, pier, "sailors")
    assert sorted(headlines(page)) == ["Night ferry sails without lamps", "The swing bridge opens again"]
    assert page.get_by_role("status").inner_text() == "2 stories"


def test_nothing_of_the_index_is_loaded_before_a_reader_turns_to_the_box(window: Visit, pier: Site) -> None:
    asked: list[str] = []
    window.page.on("request", lambda request: asked.append(request.url))
    page = window.open(f"{pier.base}search/")
    assert asked
    assert [url for url in asked if "/pagefind/" in url] == []
    with page.expect_response("**/pagefind/2014/pagefind-entry.json*"):
        page.get_by_role("searchbox").focus()
    assert [url for url in asked if "/pagefind/2015/" in url] != []


def test_the_words_stand_in_the_address_and_are_searched_again_from_there(window: Visit, pier: Site) -> None:
    page = searched(window, pier, "swing bridge")
    assert page.url == f"{window.origin}{pier.base}search/?q=swing+bridge"
    page.reload()
    expect(page.locator("#results h2").first).to_have_text("The swing bridge opens again")
    assert page.get_by_role("searchbox").input_value() == "swing bridge"


def test_what_nobody_wrote_is_told_and_so_is_an_empty_box(window: Visit, pier: Site) -> None:
    page = searched(window, pier, "xylophone")
    assert page.get_by_role("status").inner_text().startswith("No story")
    page.get_by_role("searchbox").fill("")
    expect(page.get_by_role("status")).to_have_text("")
    assert page.url == f"{window.origin}{pier.base}search/"


def test_many_results_come_ten_at_a_time(window: Visit, pier: Site) -> None:
    page = searched(window, pier, "tides")
    assert page.get_by_role("status").inner_text() == "12 stories"
    assert len(headlines(page)) == 10
    page.get_by_role("button", name="More stories").click()
    expect(page.locator("#results li")).to_have_count(12)
    assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('#results li')[10]")
    assert page.get_by_role("button", name="More stories").is_hidden()


def test_the_keyboard_does_it_all(window: Visit, pier: Site) -> None:
    page = window.open(f"{pier.base}search/")
    page.keyboard.press("/")
    page.keyboard.type("sailors")
    expect(page.locator("#results li")).to_have_count(2)
    first, second = (page.locator("#results a").nth(number) for number in (0, 1))
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(second).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    assert page.get_by_role("searchbox").input_value() == "sailors"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{window.origin}{pier.base}20*/**")


def test_markup_in_a_headline_or_a_text_stays_text(window: Visit, pier: Site) -> None:
    page = searched(window, pier, "headline printer")
    result = page.locator("#results li").first
    assert result.locator("h2").inner_text() == "A tag <img src=x onerror=alert(1)> in a headline & more"
    assert "The printer had set <b onclick=alert(2)> in lead, for <i> he took" in result.inner_text()
    assert result.locator("img, b, i").count() == 0
    assert window.problems == []


def test_a_result_is_in_its_own_language_and_topics_have_their_colours(window: Visit, pier: Site) -> None:
    page = searched(window, pier, "criée")
    result = page.locator("#results li").first
    assert result.get_attribute("lang") == "fr"
    assert result.locator(".kicker span").get_attribute("lang") == "en"
    paint = "(element) => getComputedStyle(element).color"
    chip = page.locator(".chips").get_by_text("Harbour")
    assert result.locator(".kicker").evaluate(paint) == chip.evaluate(paint)
    page = searched(window, pier, "bulbs")
    chip = page.locator(".chips").get_by_text("Council")
    assert page.locator("#results .kicker").first.evaluate(paint) == chip.evaluate(paint)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_results_break_no_rule_of_accessibility(
    browser: Browser, origin: str, pier: Site, axe: Path, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme, reduced_motion="reduce")
    page = searched(Visit(page=context.new_page(), origin=origin), pier, "sailors")
    assert page.locator("#results mark").count() > 0
    assert violations(page, axe) == []
    context.close()


def test_an_index_that_cannot_be_loaded_is_told(window: Visit, pier: Site) -> None:
    window.page.route("**/pagefind/**", lambda route: route.abort())
    page = window.open(f"{pier.base}search/")
    page.get_by_role("searchbox").fill("swing")
    expect(page.get_by_role("status")).to_contain_text("can’t be loaded")
    assert page.get_by_role("searchbox").is_enabled()


def test_without_scripts_the_page_says_so_and_leads_on(browser: Browser, origin: str, pier: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = Visit(page=context.new_page(), origin=origin).open(f"{pier.base}search/", until="load")
    assert "JavaScript" in page.locator("main").inner_text()
    assert page.get_by_role("searchbox").count() == 0
    for name in ("Archive", "Tags"):
        assert page.locator("main").get_by_role("link", name=name).is_visible()
    context.close()


def test_a_dead_link_offers_the_search(window: Visit, pier: Site) -> None:
    page = window.open(f"{pier.base}404.html")
    page.get_by_role("searchbox").fill("swing")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{window.origin}{pier.base}search/?q=swing")
    expect(page.locator("#results h2").first).to_have_text("The swing bridge opens again")


def test_the_index_holds_a_bundle_for_each_year(pier: Site) -> None:
    bundles = sorted(path.name for path in Path(pier.folder, "pagefind").iterdir())
    assert bundles == ["2014", "2015"]
