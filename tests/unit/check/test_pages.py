"""What a page must say of itself, and what must not stand on it twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.check.samples import URL, checked, page, told

STORY = "content/2015/07/28/ferry.md"
PATH = "2015/07/28/ferry/index.html"
TEMPLATE = "themes/own/templates/home.html"


def of_article(root: Path, markup: str, markdown: str) -> list[tuple[str, str]]:
    text = f"---\ntitle: The ferry\n---\n\n{markdown}\n"
    built = {PATH: page(markup), "pier.jpg": ""}
    return told(checked(root, built, {PATH: STORY}, {STORY: text}))


def test_an_id_stands_on_a_page_once(tmp_path: Path) -> None:
    markup = '<p id="quay">x</p><p id="quay">y</p>'
    assert of_article(tmp_path, markup, markup) == [("anchor-twice", f"{STORY}:5")]


def test_a_picture_has_an_alternative_text(tmp_path: Path) -> None:
    markup = '<img src="/repo/pier.jpg">'
    assert of_article(tmp_path, markup, '<img src="/pier.jpg">') == [("alt-missing", f"{STORY}:5")]


def test_what_is_proposed_for_a_picture_that_decorates_is_no_fault_itself(tmp_path: Path) -> None:
    texts = {TEMPLATE: '<img src="/pier.jpg">'}
    built = {"index.html": page('<img src="/repo/pier.jpg">'), "pier.jpg": ""}
    [finding] = checked(tmp_path / "before", built, {"index.html": TEMPLATE}, texts)
    attributes = finding.hint.partition("write ")[2]
    assert attributes == 'alt="" role="presentation"'
    assert of_article(tmp_path, f'<img src="/repo/pier.jpg" {attributes}>', "x") == []


def test_an_empty_alternative_text_in_an_article_is_for_an_editor_to_look_at(tmp_path: Path) -> None:
    markup = '<img src="/repo/pier.jpg" alt="">'
    assert of_article(tmp_path, markup, "![](/pier.jpg)") == [("alt-empty", f"{STORY}:5")]


def test_an_empty_alternative_text_that_a_template_writes_on_an_articles_page_is_meant_so(tmp_path: Path) -> None:
    built = {PATH: page('<img src="/repo/wave.svg" alt="">'), "wave.svg": "<svg/>"}
    texts = {STORY: "---\ntitle: The ferry\n---\n\nIt left.\n", TEMPLATE: '<img src="{{ site.home }}wave.svg" alt="">'}
    assert checked(tmp_path, built, {PATH: STORY}, texts) == []


def test_an_empty_alternative_text_of_a_picture_with_spaces_in_its_name_is_found_however_it_is_written(
    tmp_path: Path,
) -> None:
    for number, written in enumerate(("![](<old pier.jpg>)", "![](old%20pier.jpg)")):
        built = {PATH: page('<img src="/repo/old%20pier.jpg" alt="">'), "old pier.jpg": ""}
        texts = {STORY: f"---\ntitle: The ferry\n---\n\n{written}\n"}
        found = checked(tmp_path / str(number), built, {PATH: STORY}, texts)
        assert told(found) == [("alt-empty", f"{STORY}:5")], written


def test_on_a_list_the_headline_beside_a_picture_may_speak_for_it(tmp_path: Path) -> None:
    built = {"index.html": page('<img src="/repo/pier.jpg" alt="">'), "pier.jpg": ""}
    assert checked(tmp_path, built, {"index.html": TEMPLATE}) == []


def test_a_picture_may_say_that_it_only_decorates(tmp_path: Path) -> None:
    assert of_article(tmp_path, '<img src="/repo/pier.jpg" alt="" role="presentation">', "x") == []


@pytest.mark.parametrize(
    ("code", "html", "line"),
    [
        ("page-untitled", page().replace("The pier", "", 1), 1),
        ("page-language", page().replace(' lang="en"', ""), 2),
        ("page-heading", page().replace("h1", "h2"), 0),
    ],
)
def test_a_page_without_what_every_page_needs_leads_to_its_template(
    tmp_path: Path, code: str, html: str, line: int
) -> None:
    texts = {TEMPLATE: "<title>{{ head.title }}</title>\n<html>\n"}
    place = f"{TEMPLATE}:{line}" if line else TEMPLATE
    assert told(checked(tmp_path, {"index.html": html}, {"index.html": TEMPLATE}, texts)) == [(code, place)]


def test_files_that_are_copied_need_no_title(tmp_path: Path) -> None:
    built = {"proof-of-ownership.html": "a token"}
    assert checked(tmp_path, built, renderers={"proof-of-ownership.html": "copy"}) == []


@pytest.mark.parametrize("address", [URL + "gone/", "/repo/", URL.replace("repo", "other")])
def test_a_canonical_address_leads_to_a_page(tmp_path: Path, address: str) -> None:
    texts = {TEMPLATE: f'x\n<link rel="canonical" href="{address}">\n'}
    built = {"index.html": page(head=f'<link rel="canonical" href="{address}">')}
    assert told(checked(tmp_path, built, {"index.html": TEMPLATE}, texts)) == [("canonical-dead", f"{TEMPLATE}:2")]


@pytest.mark.parametrize("address", [URL, "https://gazette.example/original"])
def test_a_canonical_address_may_be_that_of_the_original(tmp_path: Path, address: str) -> None:
    assert checked(tmp_path, {"index.html": page(head=f'<link rel="canonical" href="{address}">')}) == []


def test_a_page_has_one_canonical_address(tmp_path: Path) -> None:
    head = f'<link rel="canonical" href="{URL}"><link rel="canonical" href="{URL}index.html">'
    assert told(checked(tmp_path, {"index.html": page(head=head)})) == [("canonical-dead", "public/index.html")]


def test_addresses_count_from_the_base_that_a_page_names(tmp_path: Path) -> None:
    built = {"a/index.html": page('<a href="b/">x</a>', '<base href="/repo/">'), "b/index.html": page()}
    assert checked(tmp_path, built) == []
