"""One file, one article: a function of its bytes and its path."""

from __future__ import annotations

from digest.config import Markdown
from digest.ground.diagnostics import Diagnostic
from digest.model import Article
from digest.read.articles import read_article
from digest.read.documents import take_apart


def read(text: str, path: str = "2015/07/28/kerry-in-seoul.md") -> tuple[Article | None, list[Diagnostic]]:
    document, _ = take_apart(text.encode(), f"content/{path}")
    assert document is not None
    return read_article(document, path, ("world",), Markdown())


def test_an_article_says_what_its_file_says() -> None:
    article, found = read("---\nid: k1\ntitle: A\ndate: 2015-07-28\ntopics: [world]\n---\nOne *two*.\n\nThree.\n")
    assert found == []
    assert article is not None
    assert (article.slug, article.text, article.words) == ("kerry-in-seoul", "One two. Three.", 3)
    assert article.html == "<p>One <em>two</em>.</p>\n<p>Three.</p>"
    assert article.places["title"].line == 3


def test_the_slug_is_the_headers_else_the_files_name_never_the_title() -> None:
    given, _ = read("---\nid: k1\ntitle: T\ndate: 2015-07-28\nslug: mine\n---\n")
    named, _ = read("---\nid: k1\ntitle: T\ndate: 2015-07-28\n---\n", "Beijing Red Alert.md")
    assert given is not None
    assert named is not None
    assert (given.slug, named.slug) == ("mine", "beijing-red-alert")


def test_an_article_without_id_gets_the_same_one_every_time_and_a_warning() -> None:
    first, found = read("---\ntitle: A\ndate: 2015-07-28\n---\n")
    second, _ = read("---\ntitle: B\ndate: 2015-07-29\n---\n")
    assert first is not None
    assert second is not None
    assert first.front.id == second.front.id
    assert first.front.id is not None
    assert (first.front.id[0], len(first.front.id)) == ("p", 10)
    assert [(finding.code, finding.severity) for finding in found] == [("id-missing", "warning")]
    assert f"id: {first.front.id}" in found[0].hint


def test_header_and_body_tell_their_problems_in_one_run() -> None:
    article, found = read("---\nid: k1\ntitle: A\ndate: 2015-13-01\n---\n[x](../../../../../etc)\n")
    assert article is not None
    assert (article.front.date, article.front.status) == (None, "draft")
    assert {finding.code for finding in found} == {"date-invalid", "link-outside"}
