"""Addresses that lead nowhere, each found in the line of the source that says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.check.samples import checked, page, told

STORY = "content/2015/07/28/ferry.md"
PATH = "2015/07/28/ferry/index.html"


def faults(root: Path, markup: str, markdown: str, built: dict[str, str] | None = None) -> list[tuple[str, str]]:
    """What is found where an article's Markdown gave this markup."""
    others = {"index.html": page('<p id="here">x</p>'), "about/index.html": page()}
    text = f"---\ntitle: The ferry\n---\n\nIt left at nine.\n\n{markdown}\n"
    return told(checked(root, {PATH: page(markup), **others, **(built or {})}, {PATH: STORY}, {STORY: text}))


@pytest.mark.parametrize(
    ("href", "markdown", "code"),
    [
        ("/repo/topics/gone/", "[all](/topics/gone/)", "link-dead"),
        ("https://user.github.io/repo/gone.pdf", "[all](https://user.github.io/repo/gone.pdf)", "link-dead"),
        ("/repo/About/", "[us](/About/)", "link-dead"),
        ("/repo/#there", "[there](/#there)", "fragment-dead"),
        ("#note-1", "[note](#note-1)", "fragment-dead"),
        ("/repo/about", "[us](https://user.github.io/repo/about)", "slash-missing"),
        ("/elsewhere/", "<a href='/elsewhere/'>x</a>", "link-off-path"),
        ("http://[::1/", "[x](http://[::1/)", "address-malformed"),
    ],
)
def test_a_bad_link_is_found_in_the_line_that_says_it(tmp_path: Path, href: str, markdown: str, code: str) -> None:
    assert faults(tmp_path, f'<p><a href="{href}">x</a></p>', markdown) == [(code, f"{STORY}:7")]


@pytest.mark.parametrize(
    ("markup", "markdown", "code"),
    [
        ('<img src="/repo/2015/07/28/pier.jpg" alt="A pier">', "![A pier](pier.jpg)", "asset-missing"),
        ('<script src="/repo/map.js"></script>', "<script src='/map.js'></script>", "asset-missing"),
        ('<p style="background:url(/repo/pier.jpg)">x</p>', "<p style='background:url(/pier.jpg)'>", "asset-missing"),
        ('<img srcset="/repo/a.png 2x" alt="x">', "<img srcset='/a.png 2x' alt='x'>", "asset-missing"),
        ('<img src="https://cdn.example/a.png" alt="x">', "![x](https://cdn.example/a.png)", "request-foreign"),
        ('<iframe src="//video.example/7"></iframe>', "<iframe src='//video.example/7'>", "request-foreign"),
        ('<link rel="preconnect" href="https://cdn.example">', "<link href='https://cdn.example'>", "request-foreign"),
    ],
)
def test_a_file_that_a_page_asks_for_must_be_there_and_on_the_same_host(
    tmp_path: Path, markup: str, markdown: str, code: str
) -> None:
    assert faults(tmp_path, markup, markdown) == [(code, f"{STORY}:7")]


@pytest.mark.parametrize(
    "href",
    [
        "/repo/",
        "/repo/#here",
        "/repo/#top",
        "/repo/about/#:~:text=pier",
        "https://other.example/",
        "https://user.github.io/",
        "https://user.github.io/other-project/",
        "mailto:a@example.org",
        "",
        "#h",
    ],
)
def test_a_good_link_is_no_fault(tmp_path: Path, href: str) -> None:
    assert faults(tmp_path, f'<p id="h"><a href="{href}">x</a></p>', "x") == []


def test_capitals_are_told_apart_and_the_right_ones_are_in_the_hint(tmp_path: Path) -> None:
    built = {"index.html": page('<img src="/repo/PIER.jpg" alt="x">'), "pier.jpg": ""}
    [finding] = checked(tmp_path, built)
    assert finding.code == "asset-missing"
    assert "`/repo/pier.jpg`" in finding.hint


def test_a_place_behind_a_redirect_is_the_next_page_s_affair(tmp_path: Path) -> None:
    moved = page(head='<meta http-equiv="refresh" content="0; url=/repo/">')
    assert checked(tmp_path, {"index.html": page('<a href="/repo/old/#p">x</a>'), "old/index.html": moved}) == []


def test_where_a_redirect_leads_is_a_link_too(tmp_path: Path) -> None:
    moved = page(head='<meta http-equiv="refresh" content="0; url=/repo/gone/">')
    assert told(checked(tmp_path, {"old/index.html": moved})) == [("link-dead", "public/old/index.html")]


def test_addresses_in_style_sheets_count_from_the_sheet(tmp_path: Path) -> None:
    built = {"assets/style.css": "a{b:url(pier.png)}\nc{d:url(none.png)}", "assets/pier.png": ""}
    sources = {"assets/style.css": "themes/own/assets/style.css"}
    texts = {"themes/own/assets/style.css": "a{b:url(pier.png)}\nc{d:url(none.png)}"}
    assert told(checked(tmp_path, built, sources, texts)) == [("asset-missing", "themes/own/assets/style.css:2")]


def test_what_is_planned_and_missing_is_missed_once_and_not_by_each_link_to_it(tmp_path: Path) -> None:
    built = {"index.html": page('<a href="/repo/about/#x">x</a>')}
    found = checked(
        tmp_path, built, {"about/index.html": "content/pages/about.md"}, planned=("index.html", "about/index.html")
    )
    assert told(found) == [("output-missing", "content/pages/about.md")]
