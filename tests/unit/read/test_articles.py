"""One file, one article: a function of its bytes and its path."""

from __future__ import annotations

import pytest

from digest.config import Markdown
from digest.ground.diagnostics import Diagnostic
from digest.model import Article, Body
from digest.read.articles import read_article
from digest.read.documents import take_apart

PATH = "2015/07/28/kerry-in-seoul.md"
GOOD = "---\nid: k1\ntitle: A\ndate: 2015-07-28\n---\n"


def whole(text: str, path: str = PATH) -> tuple[Article, Body]:
    document, _ = take_apart(text.encode(), f"content/{path}")
    assert document is not None
    article, body, _ = read_article(document, path, ("world",), Markdown())
    assert article is not None
    assert body is not None
    return article, body


def read(text: str, path: str = PATH) -> tuple[Article | None, list[Diagnostic]]:
    document, _ = take_apart(text.encode(), f"content/{path}")
    assert document is not None
    article, _, found = read_article(document, path, ("world",), Markdown())
    return article, found


def test_an_article_says_what_its_file_says() -> None:
    text = "---\nid: k1\ntitle: A\ndate: 2015-07-28\ntopics: [world]\n---\nOne *two*.\n\nThree.\n"
    assert read(text)[1] == []
    article, body = whole(text)
    assert (article.slug, article.excerpt, article.words) == ("kerry-in-seoul", "One two. Three.", 3)
    assert (body.html, body.text) == ("<p>One <em>two</em>.</p>\n<p>Three.</p>", "One two. Three.")
    assert body.places["title"].line == 3


def test_the_excerpt_is_cut_and_gives_way_to_a_summary() -> None:
    long, _ = whole(GOOD + "word " * 100)
    assert (len(long.excerpt), long.excerpt[-5:]) == (220, "word…")
    summed_up, _ = whole(GOOD.replace("title: A\n", "title: A\nsummary: In short.\n") + "word " * 100)
    assert summed_up.excerpt == ""


def test_links_are_told_once_and_the_body_says_where_they_stand() -> None:
    header = GOOD.replace("title: A\n", "title: A\nimage: {src: photo.jpg}\n")
    article, body = whole(header + "[a](b.md) [c](b.md#there) [d](/topics/world/) [e](https://example.org/)\n")
    assert article.links == ("content:2015/07/28/b.md", "site:/topics/world/")
    assert [(link.target, link.place.column) for link in body.links] == [
        ("content:2015/07/28/b.md", 5),
        ("content:2015/07/28/b.md", 15),
        ("site:/topics/world/", 31),
    ]
    assert article.picture == "content:2015/07/28/photo.jpg"
    assert body.picture is not None
    assert (body.picture.target, body.picture.place.line) == (article.picture, 4)


@pytest.mark.parametrize(
    "other",
    [
        GOOD.replace("title: A", "title: B") + "One.\n",
        GOOD.replace("title: A\n", "title: A\nnoindex: true\n") + "One.\n",
        GOOD.replace("title: A\n", "title: A\nextra: {a: 1}\n") + "One.\n",
        GOOD + "Two.\n",
        GOOD + "*One*.\n",
        GOOD + "word " * 100 + "more",
    ],
)
def test_the_digest_tells_apart_whatever_says_another_thing(other: str) -> None:
    assert whole(other)[0].digest != whole(GOOD + "One.\n")[0].digest
    assert whole(other)[0].digest != whole(GOOD + "word " * 100)[0].digest


def test_the_digest_does_not_depend_on_where_things_stand() -> None:
    first, body = whole(GOOD + "[a](b.md)\n")
    second, moved = whole("---\n# a remark\ndate: 2015-07-28\ntitle: A\nid: k1\n---\n\n\n[a](b.md)\n")
    assert body.places != moved.places
    assert body.links != moved.links
    assert first == second


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
