"""No file of a built site shows more of a source's texts than the settings allow, whatever the settings were before."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from digest.build import BuildOptions, build
from digest.ground.moment import Moment
from tests.properties import sites

OPTIONS = BuildOptions(now=Moment("2016-01-01"), convert=False)
CONFIG = """site: {{title: The Pier, url: 'https://example.org/'}}
feeds: {{content: {content}}}
sources: {sources}
"""
STANDFIRST, OPENING = 6, 40
WORDS = [f"zq{number:03}x" for number in range(120)]
"""Words that stand nowhere else, in the order in which the story has them."""

_WORD = re.compile(rb"zq\d{3}x")


def story() -> str:
    """A story with something in it of everything that a text can have; a picture early and one late."""
    words = iter(WORDS)

    def some(count: int) -> str:
        return " ".join(next(words) for _ in range(count))

    return f"""---
id: aferry2345
title: The ferry
summary: {some(STANDFIRST)}
date: 2015-07-28
topics: [world]
tags: [Ferries, Quays]
source: {{name: "Harbour Gazette", url: "https://www.gazette.example/ferry"}}
---

{some(10)} *{some(5)}* [{some(5)}](https://gazette.example/other "a title") {some(20)}.[^1]

![{some(3)}](late.png "{some(2)}")

## {some(3)}

- {some(5)}
- **{some(5)}**

> {some(5)}

| {some(1)} | {some(1)} |
|---|---|
| {some(1)} | {some(1)} |

```
{some(4)}
```

<p title="{some(1)}">{some(5)}</p> <!-- {some(2)} -->

[^1]: {some(4)}
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "content/2015/07/28"
    folder.mkdir(parents=True)
    (folder / "ferry.md").write_text(story(), encoding="utf-8")
    (folder / "late.png").write_bytes(sites.picture(4, 4))
    return tmp_path


def shown(site: Path, sources: str, content: str = "full") -> set[str]:
    """The words of the story that any file of the site shows."""
    (site / "config.yaml").write_text(CONFIG.format(sources=sources, content=content), encoding="utf-8")
    report = build(site, OPTIONS)
    assert report.published is not None, report.diagnostics
    files = [path for path in (site / "public").rglob("*") if path.is_file()]
    return {word.decode() for path in files for word in _WORD.findall(_said(path))}


def _said(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data


def has_picture(site: Path) -> bool:
    return (site / "public/2015/07/28/late.png").exists()


FULL = "[]"
EXCERPT = "[{name: harbour GAZETTE, show: excerpt, words: 20}]"
SHORT = "[{host: gazette.example, show: excerpt, words: 4}]"
LINK = "[{host: gazette.example, show: link}]"


@pytest.mark.parametrize("content", ["full", "summary"])
def test_no_file_has_a_word_beyond_what_is_allowed(site: Path, content: str) -> None:
    full = shown(site, FULL, content)
    assert set(WORDS[: STANDFIRST + OPENING]) < full
    assert has_picture(site)
    assert shown(site, EXCERPT, content) == set(WORDS[:20])
    assert not has_picture(site)
    assert shown(site, SHORT, content) == set(WORDS[:4])
    assert shown(site, LINK, content) == set()
    assert shown(site, FULL, content) == full
    assert has_picture(site)


@pytest.mark.parametrize("joiner", ["…", "\u200b", "\u2060…"], ids=ascii)
def test_words_that_nothing_seems_to_part_count_too(site: Path, joiner: str) -> None:
    file = site / "content/2015/07/28/ferry.md"
    head, _, _ = file.read_text(encoding="utf-8").partition("\n---\n\n")
    file.write_text(f"{head}\n---\n\n{joiner.join(WORDS[STANDFIRST:])}\n", encoding="utf-8")
    assert shown(site, EXCERPT) == set(WORDS[:20])


@pytest.mark.parametrize(
    ("written", "policy"),
    [
        ("https://www.gazette.example./ferry", LINK),
        ("https://www.gazette%2Eexample/ferry", LINK),
    ],
)
def test_no_way_to_write_a_host_gets_around_a_policy(site: Path, written: str, policy: str) -> None:
    file = site / "content/2015/07/28/ferry.md"
    text = file.read_text(encoding="utf-8").replace("https://www.gazette.example/ferry", written)
    file.write_text(text, encoding="utf-8")
    assert shown(site, policy) == set()


def test_the_way_to_the_original_stands_on_the_page_and_in_every_feed(site: Path) -> None:
    for policy in (EXCERPT, LINK):
        shown(site, policy)
        for file in ("2015/07/28/ferry/index.html", "feed.xml", "rss.xml", "feed.json"):
            text = (site / "public" / file).read_text(encoding="utf-8")
            assert "Read the original" in text
            assert "https://www.gazette.example/ferry" in text


def test_credit_and_licence_stand_wherever_the_text_does(site: Path) -> None:
    shown(site, "[{name: Harbour Gazette, credit: © The Gazette, licence: 'https://gazette.example/terms'}]")
    for file in ("2015/07/28/ferry/index.html", "feed.xml", "rss.xml", "feed.json"):
        text = (site / "public" / file).read_text(encoding="utf-8")
        assert "© The Gazette" in text
        assert "https://gazette.example/terms" in text


def test_a_source_that_is_not_to_be_indexed_is_not_in_the_sitemap(site: Path) -> None:
    shown(site, "[{name: Harbour Gazette, noindex: true}]")
    assert "/ferry/" not in (site / "public/sitemap.xml").read_text(encoding="utf-8")
    page = (site / "public/2015/07/28/ferry/index.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in page
