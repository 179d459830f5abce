"""From faults to findings: the place in the sources, and the same fault on many pages told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.check.samples import checked, page, told

BASE = "themes/own/templates/base.html"
HOME = "themes/own/templates/home.html"
STORY = "content/2015/07/28/ferry.md"


def pages(count: int, markup: str) -> dict[str, str]:
    return {f"{number}/index.html": page(markup) for number in range(count)}


def test_the_same_fault_on_many_pages_is_one_finding_at_the_line_of_its_template(tmp_path: Path) -> None:
    built = pages(300, '<a href="/repo/imprint/">x</a>')
    texts = {BASE: '<footer>\n<a href="{{ site.home }}imprint/">Imprint</a>\n</footer>'}
    [finding] = checked(tmp_path, built, dict.fromkeys(built, HOME), texts)
    assert told([finding]) == [("link-dead", f"{BASE}:2")]
    assert finding.note == "on 300 pages, `public/0/index.html` is the first"
    assert finding.place is not None
    assert (finding.place.column, finding.place.source) == (25, '<a href="{{ site.home }}imprint/">Imprint</a>')


def test_pages_that_say_it_themselves_are_told_apart(tmp_path: Path) -> None:
    built = pages(2, '<a href="/repo/gone/">x</a>')
    sources = {path: f"content/{path[0]}.md" for path in built}
    texts = {f"content/{number}.md": "\n" * number + "[x](/gone/)\n" for number in range(2)}
    assert told(checked(tmp_path, built, sources, texts)) == [
        ("link-dead", "content/0.md:1"),
        ("link-dead", "content/1.md:2"),
    ]


def test_what_a_list_shows_of_an_article_leads_to_the_article(tmp_path: Path) -> None:
    built = {"index.html": page('<img src="/repo/2015/07/28/pier.jpg" alt="x">')}
    texts = {HOME: "x", STORY: "---\nimage:\n  src: pier.jpg\n---\n"}
    assert told(checked(tmp_path, built, {"index.html": HOME}, texts)) == [("asset-missing", f"{STORY}:3")]


def test_a_link_in_the_settings_is_found_there(tmp_path: Path) -> None:
    texts = {"config.yaml": "site:\n  title: x\n\nmenu: /gone/\n"}
    assert told(
        checked(tmp_path, {"index.html": page('<a href="/repo/gone/">x</a>')}, {"index.html": HOME}, texts)
    ) == [("link-dead", "config.yaml:4")]


def test_a_word_in_a_sentence_is_not_taken_for_a_link(tmp_path: Path) -> None:
    texts = {STORY: "The ferry left at nine.\n\n[x](ferry)\n"}
    built = {"a/index.html": page('<a href="/repo/ferry">x</a>')}
    assert told(checked(tmp_path, built, {"a/index.html": STORY}, texts)) == [("link-dead", f"{STORY}:3")]


def test_the_beginning_of_a_longer_address_is_not_taken_for_it(tmp_path: Path) -> None:
    texts = {STORY: "[a](/gone/fishing/)\n[b](/gone/)\n"}
    built = {"a/index.html": page('<a href="/repo/gone/">x</a>')}
    assert told(checked(tmp_path, built, {"a/index.html": STORY}, texts)) == [("link-dead", f"{STORY}:2")]


@pytest.mark.parametrize(
    "prose",
    [
        "![A pier](https://cdn.example.com/a.png)",
        "[all](https://the.cdn.example/)",
        "Pictures come from cdn.example.",
    ],
    ids=["the beginning of another host", "the end of another host", "a sentence"],
)
def test_a_host_in_an_article_is_not_taken_for_the_script_that_a_template_asks_it_for(
    tmp_path: Path, prose: str
) -> None:
    texts = {BASE: '<script src="//cdn.example/x.js"></script>', STORY: f"{prose}\n"}
    built = {"a/index.html": page('<script src="//cdn.example/x.js"></script>')}
    assert told(checked(tmp_path, built, {"a/index.html": STORY}, texts)) == [("request-foreign", f"{BASE}:1")]


def test_a_good_link_with_the_same_last_part_is_not_taken_for_the_template_s_dead_one(tmp_path: Path) -> None:
    texts = {BASE: '<a href="/team/about/">x</a>', STORY: "[us](/pier/about/)\n"}
    built = {"a/index.html": page('<a href="/repo/team/about/">x</a>')}
    assert told(checked(tmp_path, built, {"a/index.html": STORY}, texts)) == [("link-dead", f"{BASE}:1")]


def test_an_address_is_found_as_markup_writes_it(tmp_path: Path) -> None:
    texts = {STORY: '\n<img src="https://cdn.example/?a=1&amp;b=2" alt="x">\n'}
    built = {"a/index.html": page('<img src="https://cdn.example/?a=1&amp;b=2" alt="x">')}
    assert told(checked(tmp_path, built, {"a/index.html": STORY}, texts)) == [("request-foreign", f"{STORY}:2")]


def test_what_no_source_says_leads_to_the_template_that_the_pages_share_or_to_the_frame(tmp_path: Path) -> None:
    texts = {BASE: "x", HOME: "y"}
    built = {path: text.replace("h1", "h2") for path, text in pages(2, "").items()}
    same = dict.fromkeys(built, HOME)
    assert told(checked(tmp_path, built, same, texts)) == [("page-heading", HOME)]
    other = {"0/index.html": HOME, "1/index.html": "themes/own/templates/day.html"}
    assert told(checked(tmp_path, built, other, texts)) == [("page-heading", BASE)]


def test_a_page_that_somebody_changed_by_hand_is_to_blame_itself(tmp_path: Path) -> None:
    built = {"index.html": page('<a href="/repo/gone/">x</a>')}
    found = checked(tmp_path, built, {"index.html": HOME}, {HOME: "<a href='/gone/'>"}, touched=("index.html",))
    assert told(found) == [("link-dead", "public/index.html")]
    assert found[0].note == ""
