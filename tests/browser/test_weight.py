"""How much a reader has to load, packed with gzip as every host sends it."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import pytest

KB = 1024
MOST = {"index.html": 12 * KB, "article": 8 * KB, "css": 6 * KB, "js": 1 * KB}

pytestmark = pytest.mark.parametrize("built", ["/repo/"], indirect=True)


def packed(file: Path) -> int:
    """The bytes that a file has on its way."""
    return len(gzip.compress(file.read_bytes(), compresslevel=6, mtime=0))


def test_the_home_page_is_light(built: Any) -> None:
    assert packed(built.folder / "index.html") <= MOST["index.html"]


def test_an_article_is_light(built: Any) -> None:
    articles = sorted(built.folder.glob("20*/*/*/*/index.html"))
    assert articles
    assert {file: size for file in articles if (size := packed(file)) > MOST["article"]} == {}


def test_style_and_scripts_are_light(built: Any) -> None:
    styles = [file for file in built.folder.rglob("*.css") if "pagefind" not in file.parts]
    scripts = [file for file in built.folder.rglob("*.js") if not {"pagefind", "search"} & set(file.parts)]
    inline = re.findall(r"<script>(.*?)</script>", (built.folder / "index.html").read_text(encoding="utf-8"), re.DOTALL)
    assert styles
    assert sum(map(packed, styles)) <= MOST["css"]
    assert sum(map(packed, scripts)) + sum(len(gzip.compress(each.encode())) for each in inline) <= MOST["js"]


def test_no_page_asks_another_host(built: Any) -> None:
    asked = re.compile(
        r"""(?:src|srcset|action|poster|data)=["']?(?:https?:)?//|<link[^>]+rel=["']?(?:stylesheet|preload|icon)[^>]+href=["']?https?://"""
    )
    own = built.url.rstrip("/")
    found = [
        file.relative_to(built.folder).as_posix()
        for file in sorted(built.folder.rglob("*.html"))
        if asked.search(file.read_text(encoding="utf-8").replace(own, ""))
    ]
    assert found == []
