"""axe finds no fault in any kind of page, on a phone and a desk, light and dark (WCAG 2.2 AA and best practices, https://github.com/dequelabs/axe-core)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.browser.test_demo import KINDS, address

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1280, "height": 900}}
VIEWS = [f"{size}, {scheme}" for size, scheme in product(SIZES, ("light", "dark"))]


def violations(page: Any, axe: Path) -> list[str]:
    """The rules that a page breaks, each with the first place."""
    page.add_script_tag(path=str(axe))
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found["violations"]]


@pytest.mark.parametrize("built", ["/repo/"], indirect=True)
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_page_breaks_no_rule(demo: Any, visit: Callable[..., Any], axe: Path, kind: str, view: str) -> None:
    size, scheme = view.split(", ")
    page = visit(viewport=SIZES[size], color_scheme=scheme, reduced_motion="reduce").open(address(demo, kind))
    assert violations(page, axe) == []


@pytest.mark.parametrize("built", ["/repo/"], indirect=True)
def test_the_rules_bite(demo: Any, visit: Callable[..., Any], axe: Path) -> None:
    page = visit().open(address(demo, "home"))
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/repo/icon.svg\"><h5>x</h5>')"
    )
    page.add_style_tag(content="main p { color: #aaa !important }")
    assert {each.partition(":")[0] for each in violations(page, axe)} >= {
        "image-alt",
        "heading-order",
        "color-contrast",
    }
