"""The demonstration with an interface in Arabic: written from right to left, as easy to use as from left to right."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import ADDRESSES, INPUTS, ROOT, Site, serving
from tests.browser.test_accessibility import SIZES, violations
from tests.browser.test_demo import address

pytestmark = pytest.mark.browser

KINDS = ("home", "article", "archive", "year", "tags", "search")


@pytest.fixture(scope="module")
def arabic(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Site:  # noqa: ARG001 - without a browser nothing is built
    """The demonstration as a site in Arabic; its stories stay in the languages that they say."""
    copy = tmp_path_factory.mktemp("arabic")
    for name in INPUTS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name)
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, copy / name)
    config = (copy / "config.yaml").read_text(encoding="utf-8")
    (copy / "config.yaml").write_text(re.sub(r"\n  language: en\n", "\n  language: ar\n", config), encoding="utf-8")
    command = [sys.executable, "-m", "digest", "build", "--quiet", "--site", str(copy), "--url", ADDRESSES["/repo/"]]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return Site(folder=copy / "public", url=ADDRESSES["/repo/"], base="/repo/")


@pytest.fixture(scope="module")
def origin(arabic: Site) -> Iterator[str]:
    with serving(arabic) as found:
        yield found


def opened(browser: Any, origin: str, arabic: Site, kind: str, **options: Any) -> Any:
    page = browser.new_page(reduced_motion="reduce", **options)
    page.goto(origin + address(arabic, kind), wait_until="load")
    return page


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_from_right_to_left_breaks_no_rule_and_fits_a_small_phone(
    browser: Any, origin: str, arabic: Site, axe: Path, kind: str
) -> None:
    page = opened(browser, origin, arabic, kind, viewport={"width": 320, "height": 640})
    root = page.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("ar", "rtl")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate("document.documentElement.scrollLeft") == 0
    assert violations(page, axe) == []
    page.close()


def test_the_page_is_mirrored(browser: Any, origin: str, arabic: Site) -> None:
    page = opened(browser, origin, arabic, "home", viewport=SIZES["desk"])
    name, menu = page.locator(".name").bounding_box(), page.locator(".masthead nav").bounding_box()
    label, stories = (page.locator(f".row {part}").first.bounding_box() for part in (".label", ".stories"))
    assert name["x"] > menu["x"]
    assert label["x"] > stories["x"]
    page.close()


def test_a_story_keeps_its_own_direction_and_the_words_around_it_have_the_sites(
    browser: Any, origin: str, arabic: Site
) -> None:
    page = opened(browser, origin, arabic, "home", viewport=SIZES["desk"])
    card = page.locator('.card[lang="en"]').first
    assert card.evaluate("each => getComputedStyle(each).direction") == "ltr"
    assert card.locator("time").evaluate("each => [each.lang, getComputedStyle(each).direction]") == ["ar", "rtl"]
    page.close()


def test_a_result_from_left_to_right_stands_together_and_names_its_topic_in_the_sites_language(
    browser: Any, origin: str, arabic: Site
) -> None:
    page = opened(browser, origin, arabic, "search")
    page.get_by_role("searchbox").fill("Chelsea")
    result = page.locator("#results li").first
    result.wait_for()
    assert result.locator(".kicker").inner_text() == "الرياضة"
    starts = "(card) => [...card.children].map((each) => getComputedStyle(each).direction)"
    assert set(result.evaluate(starts)) == {"ltr"}
    page.close()
