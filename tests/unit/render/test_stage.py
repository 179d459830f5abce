"""The render stage: every page and asset as bytes, every distinct failure once."""

from __future__ import annotations

from pathlib import Path

from digest.model import Page
from digest.pages import Robots
from digest.render import stage, theme
from digest.render.theme import Theme
from tests.unit.render.samples import article, config, entry, feed, page, write_site


def load(root: Path) -> Theme:
    loaded, found = theme.load(root, config())
    assert found == []
    assert loaded is not None
    return loaded


def test_pages_come_in_their_order_and_assets_after_them(tmp_path: Path) -> None:
    root = write_site(
        tmp_path, {"themes/tiny/assets/style.css": "body {}", "themes/tiny/templates/article.html": "{{ title }}"}
    )
    pages = [
        page(article(title="B"), path="b/index.html"),
        Page(path="feed.xml", renderer="atom", context=feed(entry())),
        Page(path="robots.txt", renderer="robots", context=Robots(sitemap=None)),
        page(article(title="A"), path="a/index.html"),
    ]
    ticks: list[tuple[int, int]] = []
    outputs, found = stage.render(pages, load(root), config(), tick=lambda done, total: ticks.append((done, total)))
    assert found == []
    assert [output.path for output in outputs] == [
        "b/index.html",
        "feed.xml",
        "robots.txt",
        "a/index.html",
        "assets/style.css",
    ]
    assert (outputs[0].data, outputs[3].data, outputs[4].data) == (b"B\n", b"A\n", b"body {}")
    assert ticks == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_structured_data_is_a_variable_of_every_page(tmp_path: Path) -> None:
    text = '<script type="application/ld+json">{{ json_ld }}</script>'
    root = write_site(tmp_path, {"themes/tiny/templates/article.html": text})
    [output], _ = stage.render([page(article())], load(root), config())
    assert b'<script type="application/ld+json">{"@context":"https://schema.org"' in output.data


def test_an_error_that_many_pages_share_is_one_finding_and_the_other_pages_are_made(tmp_path: Path) -> None:
    text = "{% if title == 'Bad' %}{{ titel }}{% else %}{{ nmae }}{% endif %}"
    root = write_site(tmp_path, {"themes/tiny/templates/article.html": text})
    pages = [page(article(title=title), path=f"{i}/index.html") for i, title in enumerate(["Bad", "Bad", "x", "Bad"])]
    pages.append(page(article(), "day.html", "day/index.html"))
    outputs, found = stage.render(pages, load(root), config())
    assert [output.path for output in outputs] == ["day/index.html"]
    assert [(finding.message, finding.note) for finding in found] == [
        ("there is no variable `titel` on this page", "while rendering 0/index.html and 2 more pages"),
        ("there is no variable `nmae` on this page", "while rendering 2/index.html"),
    ]


def test_a_syntax_error_is_one_finding_for_all_pages(tmp_path: Path) -> None:
    root = write_site(tmp_path, {"themes/tiny/templates/article.html": "{% if"})
    _, [finding] = stage.render([page(article(), path=f"{i}.html") for i in range(3)], load(root), config())
    assert (finding.code, finding.note) == ("template-syntax", "on 3 pages")


def test_rendering_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    loaded = load(write_site(tmp_path, {"themes/tiny/templates/article.html": "{{ json_ld }}{{ date | date }}"}))
    pages = [page(article()), Page(path="feed.json", renderer="json_feed", context=feed(entry()))]
    assert stage.render(pages, loaded, config()) == stage.render(pages, loaded, config())
