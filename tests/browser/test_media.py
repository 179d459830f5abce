"""What the reader's printer, system and eyes ask for: paper, few colours, strong contrast, a tag among many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.test_demo import address

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("built", ["/repo/"], indirect=True)]

COLOR = "element => getComputedStyle(element).color"
BACKGROUND = "element => getComputedStyle(element).backgroundColor"


def value(page: Any, name: str) -> str:
    """A variable of the style sheet as the browser reckons it, for the whole page."""
    script = """name => {
        const probe = document.body.appendChild(document.createElement('i'));
        probe.style.color = `var(${name})`;
        const color = getComputedStyle(probe).color;
        probe.remove();
        return color;
    }"""
    found: str = page.evaluate(script, name)
    return found


def test_a_printed_story_is_black_on_white_and_has_no_buttons(demo: Any, visit: Callable[..., Any]) -> None:
    page = visit(color_scheme="dark").open(address(demo, "article"))
    page.emulate_media(media="print")
    assert page.locator("body").evaluate(BACKGROUND) == "rgb(255, 255, 255)"
    assert page.locator("article h1").evaluate(COLOR) == "rgb(0, 0, 0)"
    assert page.locator(".body p").first.evaluate(COLOR) == "rgb(0, 0, 0)"
    for part in ("header nav", ".theme", "main nav", ".chips", "footer nav"):
        assert not any(each.is_visible() for each in page.locator(part).all()), part
    assert page.locator("article h1").is_visible()


def test_a_printed_link_says_where_it_leads(demo: Any, visit: Callable[..., Any]) -> None:
    page = visit().open(address(demo, "article"))
    link = page.locator(".body p").first
    link.evaluate("element => element.innerHTML = '<a href=https://gazette.example/quay>quay</a>'")
    after = "element => getComputedStyle(element, '::after').content"
    assert page.locator(".body p a").first.evaluate(after) == "none"
    page.emulate_media(media="print")
    assert "https://gazette.example/quay" in page.locator(".body p a").first.evaluate(after)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_more_contrast_leaves_no_grey(demo: Any, visit: Callable[..., Any], scheme: str) -> None:
    page = visit(color_scheme=scheme).open(address(demo, "home"))
    assert value(page, "--ink-2") != value(page, "--ink")
    page.emulate_media(contrast="more")
    assert value(page, "--ink-2") == value(page, "--ink")
    assert value(page, "--rule") == value(page, "--control")


def test_forced_colours_keep_rules_counts_and_the_current_place(demo: Any, visit: Callable[..., Any]) -> None:
    page = visit(forced_colors="active").open(address(demo, "year"))
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    day = page.locator(".calendar td[class^=heat]").first
    assert day.evaluate("element => getComputedStyle(element).borderTopStyle") == "solid"
    page.goto(page.url.removesuffix("2015/"))
    rule = page.locator("section.row").first
    assert rule.evaluate("element => getComputedStyle(element).borderTopStyle") == "solid"
    assert float(rule.evaluate("element => parseFloat(getComputedStyle(element).borderTopWidth)")) >= 1
    links = page.locator(".masthead .links a")
    border = "element => getComputedStyle(element).borderBottomColor"
    current = page.locator(".masthead .links a[aria-current]").evaluate(border)
    others = [link.evaluate(border) for link in links.all() if link.get_attribute("aria-current") is None]
    assert others
    assert current not in others


def test_the_face_of_texts_is_the_sites_own_and_moves_nothing(demo: Any, visit: Callable[..., Any]) -> None:
    window = visit(viewport={"width": 390, "height": 844})
    with_face = window.open(address(demo, "article"))
    assert with_face.evaluate("document.fonts.check('400 18px \"Digest Serif\"')")
    loaded = with_face.evaluate("[...document.fonts].filter(face => face.status == 'loaded').map(face => face.family)")
    assert "Digest Serif" in {name.strip('"') for name in loaded}
    height = with_face.locator(".body").evaluate("element => element.offsetHeight")
    without = visit(viewport={"width": 390, "height": 844})
    without.page.route("**/*.woff2", lambda route: route.abort())
    other = without.open(address(demo, "article")).locator(".body").evaluate("element => element.offsetHeight")
    assert abs(height - other) / height < 0.04
    assert window.problems == []


def test_a_tag_is_found_among_many(demo: Any, visit: Callable[..., Any]) -> None:
    window = visit()
    page = window.open(address(demo, "tags"))
    box = page.get_by_role("searchbox", name="Filter tags")
    every = page.locator(".index li").count()
    box.fill("  PÁRIS ")
    shown = [item.inner_text() for item in page.locator(".index li").all() if item.is_visible()]
    assert 0 < len(shown) < every
    assert all("paris" in text.casefold() for text in shown)
    assert page.locator("#left").inner_text() == f"{len(shown)} / {every}"
    assert sum(part.is_visible() for part in page.locator(".letter").all()) <= len(shown)
    assert not page.locator(".letters").is_visible()  # some would lead to what is hidden
    box.fill("")
    assert page.locator(".letters").is_visible()
    assert sum(item.is_visible() for item in page.locator(".index li").all()) == every
    assert window.problems == []


def test_without_scripts_no_box_pretends_to_filter(demo: Any, visit: Callable[..., Any]) -> None:
    page = visit(java_script_enabled=False).open(address(demo, "tags"), until="load")
    assert not page.locator("#filter").is_visible()
