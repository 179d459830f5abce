"""How much a reader has to load, packed with gzip as every host sends it."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path
from typing import Any

import pytest

KB = 1024
MOST = {"index.html": 12 * KB, "article": 8 * KB, "css": 6 * KB, "js": 1 * KB, "page": 75 * KB}

on_repo = pytest.mark.parametrize("built", ["/repo/"], indirect=True)


def packed(file: Path) -> int:
    """The bytes that a file has on its way."""
    return len(gzip.compress(file.read_bytes(), compresslevel=6, mtime=0))


@on_repo
def test_the_home_page_is_light(built: Any) -> None:
    assert packed(built.folder / "index.html") <= MOST["index.html"]


@on_repo
def test_an_article_is_light(built: Any) -> None:
    articles = sorted(built.folder.glob("20*/*/*/*/index.html"))
    assert articles
    assert {file: size for file in articles if (size := packed(file)) > MOST["article"]} == {}


@on_repo
def test_style_and_scripts_are_light(built: Any) -> None:
    styles = [file for file in built.folder.rglob("*.css") if "pagefind" not in file.parts]
    scripts = [
        file
        for file in built.folder.rglob("*.js")
        if "pagefind" not in file.parts and not file.name.startswith("search.")
    ]
    pages = ("index.html", "tags/index.html")  # each page has the script for light and dark, one has another
    texts = [(built.folder / page).read_text(encoding="utf-8") for page in pages]
    inline = {each for text in texts for each in re.findall(r"<script>(.*?)</script>", text, re.DOTALL)}
    assert styles
    assert sum(map(packed, styles)) <= MOST["css"]
    assert sum(map(packed, scripts)) + sum(len(gzip.compress(each.encode())) for each in inline) <= MOST["js"]


def with_all(built: Any, page: Path) -> int:
    """The bytes of a page with its style sheet and the faces that it may fetch, pictures aside."""
    text = page.read_text(encoding="utf-8")
    faces = re.compile(r"url\(([^)]+\.woff2)\)")
    total = packed(page)
    for style in re.findall(r'<link rel="?stylesheet"? href="([^"]+)"', text):
        file = built.folder / style.removeprefix(built.base)
        total += packed(file)
        latin = [face for face in faces.findall(file.read_text(encoding="utf-8")) if "-ext" not in face]
        total += sum((file.parent / face).stat().st_size for face in latin)
    return total + sum(
        packed(built.folder / each.removeprefix(built.base)) for each in re.findall(r'<script[^>]* src="([^"]+)"', text)
    )


@on_repo
def test_all_that_a_page_brings_along_is_light(built: Any) -> None:
    pages = [built.folder / "index.html", *sorted(built.folder.glob("20*/*/*/*/index.html"))]
    heavy = {page: size for page in pages if (size := with_all(built, page)) > MOST["page"]}
    assert heavy == {}
    assert min(with_all(built, page) for page in pages) > 30 * KB  # style and faces were found


def test_the_scale_bites(tmp_path: Path) -> None:
    """Random bytes can't be packed: 13 KB of them are too much for a home page."""
    (tmp_path / "index.html").write_bytes(hashlib.shake_256(b"a heavy page").digest(13 * KB))
    assert packed(tmp_path / "index.html") > MOST["index.html"]


@on_repo
def test_an_assets_name_changes_with_its_bytes(built: Any) -> None:
    names = [file.name for file in (built.folder / "assets").rglob("*") if file.is_file()]
    assert names
    assert [name for name in names if not re.search(r"\.[0-9a-f]{10}(\.[a-z0-9]+)?$", name)] == []


@on_repo
def test_style_and_scripts_are_made_small(built: Any) -> None:
    for file in [*built.folder.glob("assets/*.css"), *built.folder.glob("assets/*.js")]:
        text = file.read_text(encoding="utf-8")
        assert "/* " not in text
        assert "\n  " not in text
    for page in ("index.html", "tags/index.html"):
        text = (built.folder / page).read_text(encoding="utf-8")
        scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
        assert scripts
        assert not any("  " in script for script in scripts)


OTHER_HOST = re.compile(
    r"""(?:src|srcset|action|poster|data)=["']?(?:https?:)?//|<link[^>]+rel=["']?(?:stylesheet|preload|icon)[^>]+href=["']?https?://"""
)


def test_the_search_for_other_hosts_bites() -> None:
    assert OTHER_HOST.search('<img src="https://tracker.example/pixel.png">')
    assert OTHER_HOST.search('<link rel="stylesheet" href="https://fonts.example/serif.css">')
    assert not OTHER_HOST.search('<a href="https://gazette.example/">Gazette</a>')


@on_repo
def test_no_page_asks_another_host(built: Any) -> None:
    own = built.url.rstrip("/")
    found = [
        file.relative_to(built.folder).as_posix()
        for file in sorted(built.folder.rglob("*.html"))
        if OTHER_HOST.search(file.read_text(encoding="utf-8").replace(own, ""))
    ]
    assert found == []
