"""Pages look as they did when a person last looked at them: small grey pictures in `looks/`, compared with what Chromium paints.

A change of the theme shows here. Look at the pages, then write the pictures anew: `UPDATE_LOOKS=1 pytest tests/browser/test_looks.py`.
Letters are painted a little differently by another version of Chromium and with other fonts: then there is nothing to
compare with, and the tests are skipped.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops

from tests.browser.conftest import LARGE
from tests.browser.test_accessibility import SIZES
from tests.browser.test_demo import address

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(LARGE, reason="the pictures are of the demonstration"),
]

LOOKS = Path(__file__).parent / "looks"
PAINTER = LOOKS / "painted-by.txt"
FAMILIES = ("sans-serif", "serif", "system-ui", "monospace")
VIEWS = [
    ("home", "phone", "light"),
    ("home", "desk", "dark"),
    ("article", "phone", "dark"),
    ("article", "desk", "light"),
    ("archive", "desk", "light"),
    ("topic", "phone", "light"),
]
HEIGHT = 1500
"""How much of a page is compared, in CSS pixels from its top."""
SCALE = 3
"""So many pixels of the page, in both directions, are one of the picture."""
SHADES = 16
NOTICEABLE = 24
"""By so much of 255 a pixel differs noticeably."""
TOLERATED = 0.0005
"""The share of pixels that may differ noticeably."""


def painter(browser: Any) -> str:
    """What decides how letters look: the browser, and the fonts that stand for the general ones."""
    fonts = ""
    if shutil.which("fc-match"):
        told = [subprocess.run(["fc-match", kind], capture_output=True, text=True, check=True) for kind in FAMILIES]
        fonts = "".join(each.stdout for each in told)
    return f"Chromium {browser.version.partition('.')[0]}\n{fonts}"


def small(page: Any) -> Image.Image:
    """The upper part of a page as a small grey picture."""
    page.evaluate("document.fonts.ready")
    width = page.viewport_size["width"]
    shot = page.screenshot(
        full_page=True, clip={"x": 0, "y": 0, "width": width, "height": HEIGHT}, animations="disabled"
    )
    grey = Image.open(io.BytesIO(shot)).convert("L").reduce(SCALE)
    return grey.point([shade * SHADES // 256 * (256 // SHADES) for shade in range(256)])


def differs(one: Image.Image, other: Image.Image) -> bool:
    """Whether a person would see that two pictures are not of the same page."""
    if one.size != other.size:
        return True
    counts = ImageChops.difference(one, other).histogram()
    return sum(counts[NOTICEABLE:]) > TOLERATED * sum(counts)


@pytest.fixture
def seen(demo: Any, visit: Callable[..., Any]) -> Callable[..., Any]:
    """Opens a page of a kind as it is pictured."""

    def opened(kind: str, size: str, scheme: str) -> Any:
        window = visit(viewport=SIZES[size], color_scheme=scheme, reduced_motion="reduce", device_scale_factor=1)
        return window.open(address(demo, kind))

    return opened


@pytest.mark.parametrize("built", ["/repo/"], indirect=True)
@pytest.mark.parametrize("view", VIEWS, ids="-".join)
def test_a_page_looks_as_it_did(browser: Any, seen: Callable[..., Any], view: tuple[str, str, str]) -> None:
    picture = LOOKS / f"{'-'.join(view)}.png"
    now = small(seen(*view))
    if os.environ.get("UPDATE_LOOKS"):
        LOOKS.mkdir(exist_ok=True)
        now.quantize(SHADES).save(picture, optimize=True)
        PAINTER.write_text(painter(browser), encoding="utf-8")
        return
    if PAINTER.read_text(encoding="utf-8") != painter(browser):
        pytest.skip("these pictures were painted by another version of Chromium, or with other fonts")
    assert not differs(now, Image.open(picture).convert("L")), f"{picture.name}: look at the page, then UPDATE_LOOKS=1"


@pytest.mark.parametrize("built", ["/repo/"], indirect=True)
def test_the_comparison_bites(seen: Callable[..., Any]) -> None:
    """A page equals itself, painted once more; a tenth of an em is seen, and another colour of the text."""
    page = seen("home", "desk", "light")
    before = small(page)
    assert not differs(before, small(page))
    assert not differs(before, small(seen("home", "desk", "light")))
    page.add_style_tag(content="main { padding-top: .1rem }")
    assert differs(before, small(page))
    page = seen("home", "desk", "light")
    page.add_style_tag(content="main { color: #666 }")
    assert differs(before, small(page))
