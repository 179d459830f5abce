"""The interface in another language: no word of it is English, in pages, feeds, lists of feeds and data for search engines.

The site is all in Greek letters: its texts, its articles, its words for the interface. So each Latin letter that a reader or a listener
meets is a word that no language file can change.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree, html

from digest.ground import wording
from digest.pages import TEMPLATES
from digest.render import wordings
from tests.unit.theme.samples import THEME

ROOT = Path(__file__).parents[3]
NAMES = re.compile(r"\b(?:Atom|RSS|JSON|UTC)\b|https?://\S+|\{count\}")
"""What is the same in every language: names of formats, of the time, addresses; the place that a script fills."""
TOLD = ("title", "alt", "aria-label", "placeholder", "label", "summary")
DESCRIBING = {
    "description",
    "og:title",
    "og:description",
    "og:site_name",
    "og:image:alt",
    "article:section",
    "article:tag",
}

CONFIG = """
site: {title: Νέα, url: "https://example.org/repo/", language: el, description: Τα νέα, licence: Άδεια}
topics:
  - {slug: kosmos, name: Κόσμος, description: Ο κόσμος}
  - {slug: epistimi, name: Επιστήμη}
pages: {size: 2}
"""
ARTICLE = """---
id: {id}
title: Τίτλος {number}
summary: Περίληψη
kicker: Ανάλυση
date: {date}
updated: 2015-12-01
topics: [{topic}]
tags: [ετικέτα, "ετικέτα {number}", {letter}]
authors: [Άννα, Νίκος]
credits: [Πρακτορείο]
dateline: Αθήνα
source: {{name: Εφημερίδα{url}}}
image: {{src: "εικόνα.svg", alt: Εικόνα}}
also: [{also}]
corrections: [{{date: {date}, note: Διόρθωση}}]
---

Κείμενο.
"""
LETTERS = "αβγδεζ"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of a few articles with all that a story can have, built; pages of lists have two stories."""
    root = tmp_path_factory.mktemp("greek")
    files = {"config.yaml": CONFIG, "overrides/languages/el.yaml": _greek()}
    for number, letter in enumerate(LETTERS):
        day = f"2015-{6 + number // 2:02}-{10 + 9 * (number % 2)}"
        files[f"content/{day.replace('-', '/')}/a{number}.md"] = ARTICLE.format(
            id=f"aaaaaaaaa{letter.translate(str.maketrans(LETTERS, 'abcdef'))}",
            number=number,
            date=day,
            topic="kosmos" if number % 2 else "epistimi",
            letter=letter,
            url=', url: "https://paper.example/"' if number % 2 else "",
            also="aaaaaaaaab" if number == 0 else "",
        )
        files[f"content/{day.replace('-', '/')}/εικόνα.svg"] = (
            '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>'
        )
    files["content/editions/2015-w24.md"] = "---\nlead: aaaaaaaaaa\n---\n\nΈνα σημείωμα.\n"
    files["content/pages/sxetika.md"] = "---\ntitle: Σχετικά\nnav: 1\n---\n\nΚείμενο.\n"
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    _build(root)
    return root / "public"


def _build(root: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "digest",
        "build",
        "--quiet",
        "--strict",
        "--now",
        "2016-01-01",
        "--site",
        str(root),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr


def _greek() -> str:
    """All texts of the interface as one Greek word each, and what is put in."""
    english, _ = wordings.settle("en", [], [], ())
    return "".join(
        f"{key}: {json.dumps(_translated(text), ensure_ascii=False)}\n" for key, text in english.texts.items()
    )


def _translated(text: wording.Text) -> wording.Text:
    if isinstance(text, dict):
        return {form: str(_translated(below)) for form, below in text.items()}
    return " ".join(["Λέξη", *sorted(f"{{{name}}}" for name in wording.places(text))])


def _pages(site: Path) -> dict[str, html.HtmlElement]:
    return {
        path.relative_to(site).as_posix(): html.document_fromstring(path.read_bytes())
        for path in sorted(site.rglob("*.html"))
        if "http-equiv" not in path.read_text(encoding="utf-8")
    }


def _told(page: html.HtmlElement) -> Iterator[str]:
    """What readers, listeners and search engines are told."""
    for element in page.iter(etree.Element):
        if element.tag == "script" and element.get("type") == "application/ld+json":
            yield from _named(json.loads(element.text_content()))
        elif element.tag not in {"script", "style"}:
            yield element.text or ""
        yield element.tail or ""
        yield from (value for name, value in element.items() if name in TOLD or name.startswith("data-"))
        if (element.get("name") or element.get("property")) in DESCRIBING:
            yield element.get("content", "")


def _named(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from [str(value)] if key in {"name", "headline", "description", "articleSection"} else _named(value)
    elif isinstance(data, list):
        for each in data:
            yield from _named(each)


def _latin(texts: Iterator[str]) -> list[str]:
    return [
        text.strip() for text in texts if re.search("[A-Za-z]", NAMES.sub("", text)) and not text.startswith("/repo/")
    ]


def test_no_page_has_a_word_of_the_interface_that_is_english(site: Path) -> None:
    assert {path: found for path, page in _pages(site).items() if (found := _latin(_told(page)))} == {}


def test_the_pages_are_of_every_kind(site: Path) -> None:
    shown = {"".join(page.xpath("//main//text()")) for page in _pages(site).values()}
    assert len(shown) > len(TEMPLATES)
    assert all(page.get("lang") == "el" for page in _pages(site).values())


def test_neither_has_a_feed_or_the_list_of_feeds(site: Path) -> None:
    for path in [*site.rglob("feed.xml"), *site.rglob("rss.xml"), site / "feeds.opml"]:
        tree = etree.fromstring(path.read_bytes())
        texts = [each.text or "" for each in tree.iter("{*}title", "{*}subtitle", "{*}description")]
        texts += [value for each in tree.iter("outline") for name, value in each.items() if name in {"text", "title"}]
        assert _latin(iter(texts)) == [], path


def test_every_text_that_a_template_says_is_there_and_every_text_is_said() -> None:
    english, _ = wordings.settle("en", [], [], ())
    sources = [*(THEME / "templates").glob("*.html"), *(ROOT / "digest/arrange").glob("*.py")]
    text = "\n".join(source.read_text(encoding="utf-8") for source in sources)
    said = set(re.findall(r'\b(?:say|forms)\(\s*"([a-z-]+)"', text))
    assert said - english.texts.keys() == set()
    assert english.texts.keys() - said <= {"topics", "tags"}


@pytest.mark.parametrize("slip", ["<p>Home</p>", '<ul aria-label="Feeds"></ul>', '<img alt="A map">', "<b>ν</b> of"])
def test_the_search_for_english_words_bites(site: Path, slip: str) -> None:
    page = (site / "index.html").read_text(encoding="utf-8").replace("</main>", slip + "</main>")
    assert len(_latin(_told(html.document_fromstring(page)))) == 1


def test_a_word_that_changes_is_new_on_every_page_that_has_it(site: Path, tmp_path: Path) -> None:
    edited, clean = tmp_path / "edited", tmp_path / "clean"
    shutil.copytree(site.parent, edited)
    words = edited / "overrides/languages/el.yaml"
    words.write_text(words.read_text(encoding="utf-8").replace('skip: "', 'skip: "Αρχή '), encoding="utf-8")
    shutil.copytree(edited, clean, ignore=shutil.ignore_patterns("public", ".digest"))
    for root in (edited, clean):
        _build(root)
    made, right = (_bytes(root / "public") for root in (edited, clean))
    assert made == right
    assert made != _bytes(site)


def _bytes(folder: Path) -> dict[str, bytes]:
    """The files of a site but for the index of the search, whose bytes are its own affair."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {path: file.read_bytes() for path, file in sorted(files.items()) if not path.startswith("pagefind/")}
