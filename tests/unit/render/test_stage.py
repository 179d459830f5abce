"""The render stage: what stands under its key is left alone, everything else becomes bytes, every distinct failure is told once."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import Executor
from pathlib import Path
from typing import NamedTuple, NoReturn

import msgspec
import pytest

from digest.config import Config
from digest.engine.aside import Aside
from digest.engine.processes import Processes
from digest.engine.work import Work, forgetful
from digest.ground.diagnostics import Diagnostic
from digest.model import Output, Page, Struct
from digest.pages import Robots
from digest.render import stage, theme_folders
from digest.render.theme import Theme
from tests.unit.render.samples import article, config, entry, feed, page, write_site


class Rendered(NamedTuple):
    """The bytes of what was made, all outputs, what went wrong, and what was counted."""

    made: dict[str, bytes]
    outputs: list[Output]
    found: list[Diagnostic]
    tally: Counter[str]

    @property
    def keys(self) -> dict[str, str]:
        return {output.path: output.key for output in self.outputs}


def load(root: Path) -> Theme:
    loaded, found = theme_folders.read(root, config())
    assert found == []
    assert loaded is not None
    return loaded


def rendered(
    root: Path,
    pages: list[Page],
    standing: dict[str, str] | None = None,
    *,
    settings: Config | None = None,
    work: Work | None = None,
    executor: Executor | None = None,
) -> Rendered:
    """The pages of the site in `root` with its theme `tiny`."""
    means = (work or forgetful())._replace(executor=executor, alone=0.0)
    with Aside(root / ".digest") as aside:
        outputs, found = stage.render(
            pages, load(root), settings or config(), root, means, standing=standing, aside=aside
        )
        made = {one.path: aside.get(one.start, one.size) for one in outputs if one.digest}
    return Rendered(made, outputs, found, means.tally)


def never() -> NoReturn:
    """The context of a page that must not be laid out."""
    raise AssertionError("laid out")


# --- what is made -----------------------------------------------------------------------------------------------------


def test_pages_come_in_their_order_and_assets_after_them(tmp_path: Path) -> None:
    root = write_site(
        tmp_path, {"themes/tiny/assets/style.css": "body {}", "themes/tiny/templates/article.html": "{{ title }}"}
    )
    pages = [
        page(article(title="B"), path="b/index.html"),
        page(feed(entry()), "atom", "feed.xml"),
        page(Robots(sitemap=None), "robots", "robots.txt"),
        page(article(title="A"), path="a/index.html"),
    ]
    done = rendered(root, pages)
    assert done.found == []
    style = load(root).assets["style.css"]
    assert list(done.made) == ["b/index.html", "feed.xml", "robots.txt", "a/index.html", style]
    assert (done.made["b/index.html"], done.made["a/index.html"]) == (b"B\n", b"A\n")
    assert done.made[style] == b"body{}"
    assert done.tally == {"laid out": 4, "rendered": 4}


def test_whoever_watches_is_told_of_each_page_that_is_made(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    pages = [page(article(title=title), path=f"{title}.html") for title in "abc"]
    ticks: list[tuple[int, int]] = []
    stage.render(pages, load(root), config(), root, forgetful(), tick=lambda done, total: ticks.append((done, total)))
    assert ticks == [(1, 3), (2, 3), (3, 3)]


def test_structured_data_is_a_variable_of_every_page(tmp_path: Path) -> None:
    text = '<script type="application/ld+json">{{ json_ld }}</script>'
    root = write_site(tmp_path, {"themes/tiny/templates/article.html": text})
    [data] = rendered(root, [page(article())]).made.values()
    assert b'<script type="application/ld+json">{"@context":"https://schema.org"' in data


def test_rendering_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    root = write_site(tmp_path, {"themes/tiny/templates/article.html": "{{ json_ld }}{{ date | date }}"})
    pages = [page(article()), page(feed(entry()), "json_feed", "feed.json")]
    assert rendered(root, pages) == rendered(root, pages)


def test_other_processes_make_the_same_bytes_and_find_the_same_errors(tmp_path: Path) -> None:
    text = "{{ extra.number }} {{ extra.list }} {{ corrections }} {% if title == '7' %}{{ titel }}{% endif %}{{ html }}"
    root = write_site(tmp_path, {"themes/tiny/templates/article.html": text})
    extras = [{"number": n, "list": [1, 2.5, None, {"a": "é"}]} for n in (*range(20), 2**70)]
    pages = [page(article(title=str(i), extra=extra), path=f"{i}.html") for i, extra in enumerate(extras[:-1])]
    huge = article(title="huge", extra=extras[-1])
    pages += [
        Page(path="huge.html", renderer="template", template="article.html", digest="huge", context=lambda: huge),
        page(feed(entry(), entry(title="\x00")), "rss", "feed.xml"),
    ]
    alone = rendered(root, pages)
    with Processes(2) as executor:
        shared = rendered(root, pages, executor=executor)
    assert alone.made == shared.made
    assert (alone.outputs, alone.found) == (shared.outputs, shared.found)
    assert [finding.note for finding in shared.found] == ["while rendering 7.html"]


# --- what stands ------------------------------------------------------------------------------------------------------


def test_what_stands_under_its_key_is_neither_laid_out_nor_made(tmp_path: Path) -> None:
    root = write_site(tmp_path, {"themes/tiny/assets/style.css": "body {}"})
    pages = [page(article(), path="a.html"), page(feed(entry()), "atom", "feed.xml")]
    before = rendered(root, pages)
    (root / "themes/tiny/assets/style.css").chmod(0)
    again = rendered(root, [msgspec.structs.replace(each, context=never) for each in pages], before.keys)
    assert (again.made, again.found, again.tally) == ({}, [], {})
    assert again.keys == before.keys


def test_only_what_has_changed_is_laid_out_and_made(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    pages = [page(article(title=title), path=f"{title}.html") for title in "abc"]
    before = rendered(root, pages)
    pages[1] = page(article(title="B"), path="b.html")
    pages[0] = msgspec.structs.replace(pages[0], context=never)
    again = rendered(root, pages, before.keys | {"c.html": "something else"})
    assert list(again.made) == ["b.html", "c.html"]
    assert [output.path for output in again.outputs] == ["a.html", "b.html", "c.html"]
    assert again.tally == {"laid out": 2, "rendered": 2}


INCLUDING = {
    "themes/tiny/templates/article.html": "{% include 'part.html' %}",
    "themes/tiny/templates/part.html": "part",
    "themes/tiny/assets/style.css": "body {}",
}


@pytest.mark.parametrize(
    ("files", "made"),
    [
        ({"themes/tiny/templates/article.html": "other"}, ["a.html"]),
        ({"themes/tiny/templates/part.html": "other"}, ["a.html"]),
        ({"overrides/part.html": "other"}, ["a.html"]),
        ({"themes/tiny/templates/day.html": "other"}, []),
        ({"themes/tiny/assets/style.css": "other"}, ["style.css"]),
        (
            {
                "themes/tiny/theme.yaml": "name: T\npalette: {red: {light: '#9e1b32', dark: '#ff8a95'}}\n"
                "surfaces: {light: ['#ffffff', '#f6f5f1'], dark: ['#14161a', '#1d2026']}\n"
            },
            ["a.html"],
        ),
    ],
)
def test_a_change_of_the_theme_makes_anew_what_it_can_be_seen_on(
    tmp_path: Path, files: dict[str, str], made: list[str]
) -> None:
    pages = [page(article(), path="a.html"), page(feed(entry()), "atom", "feed.xml")]
    before = rendered(write_site(tmp_path, INCLUDING), pages)
    again = rendered(write_site(tmp_path, INCLUDING | files), pages, before.keys)
    assets = load(tmp_path).assets
    assert list(again.made) == [assets.get(name, name) for name in made]


def test_the_language_makes_anew_what_templates_write_and_the_code_makes_anew_everything(tmp_path: Path) -> None:
    root = write_site(tmp_path, INCLUDING)
    pages = [page(article(), path="a.html"), page(feed(entry()), "atom", "feed.xml")]
    before = rendered(root, pages)
    german = msgspec.structs.replace(config(), site=msgspec.structs.replace(config().site, language="de"))
    assert list(rendered(root, pages, before.keys, settings=german).made) == ["a.html"]
    newer = forgetful()._replace(code="newer")
    style = load(root).assets["style.css"]  # what makes it small may have changed too
    assert list(rendered(root, pages, before.keys, work=newer).made) == ["a.html", "feed.xml", style]


# --- what goes wrong --------------------------------------------------------------------------------------------------


def test_an_error_that_many_pages_share_is_one_finding_and_the_other_pages_are_made(tmp_path: Path) -> None:
    text = "{% if title == 'Bad' %}{{ titel }}{% else %}{{ nmae }}{% endif %}"
    root = write_site(tmp_path, {"themes/tiny/templates/article.html": text})
    pages = [page(article(title=title), path=f"{i}/index.html") for i, title in enumerate(["Bad", "Bad", "x", "Bad"])]
    pages.append(page(article(), "day.html", "day/index.html"))
    done = rendered(root, pages)
    assert [output.path for output in done.outputs] == ["day/index.html"]
    assert [(finding.message, finding.note) for finding in done.found] == [
        ("there is no variable `titel` on this page", "while rendering 0/index.html and 2 more pages"),
        ("there is no variable `nmae` on this page", "while rendering 2/index.html"),
    ]


def test_a_syntax_error_is_one_finding_for_all_pages(tmp_path: Path) -> None:
    root = write_site(tmp_path, {"themes/tiny/templates/article.html": "{% if"})
    [finding] = rendered(root, [page(article(), path=f"{i}.html") for i in range(3)]).found
    assert (finding.code, finding.note) == ("template-syntax", "on 3 pages")


@pytest.mark.parametrize(
    "text", ["{% for x in [1] %}" * 30 + "{% endfor %}" * 30, "{{ " + "(" * 5_000 + ")" * 5_000 + " }}"]
)
def test_a_template_that_python_refuses_is_a_finding_like_any_other(tmp_path: Path, text: str) -> None:
    root = write_site(tmp_path, {"themes/tiny/templates/article.html": text})
    done = rendered(root, [page(article()), page(article(), "day.html", "day/index.html")])
    assert list(done.made) == ["day/index.html"]
    assert [finding.code for finding in done.found] == ["template-error"]


def test_without_a_place_for_the_bytes_the_findings_are_the_same(tmp_path: Path) -> None:
    root = write_site(tmp_path, {"themes/tiny/templates/article.html": "{{ titel }}"})
    _, found = stage.render([page(article())], load(root), config(), root, forgetful())
    assert found == rendered(root, [page(article())]).found
    assert [finding.code for finding in found] == ["template-error"]


def test_where_bytes_can_not_be_put_aside_it_is_told_once(tmp_path: Path) -> None:
    root = write_site(tmp_path, {"state": "a file"})
    with Aside(root / "state" / "below") as aside:
        outputs, found = stage.render([page(article())], load(root), config(), root, forgetful(), aside=aside)
    assert outputs == []
    assert [(finding.code, finding.place and finding.place.file) for finding in found] == [
        ("state-unwritable", ".digest")
    ]


def test_an_asset_that_has_gone_since_the_theme_was_read_is_an_error(tmp_path: Path) -> None:
    root = write_site(tmp_path, {"themes/tiny/assets/style.css": "body {}"})
    loaded = load(root)
    (root / "themes/tiny/assets/style.css").unlink()
    _, [finding] = stage.render([], loaded, config(), root, forgetful())
    assert finding.code == "theme-unreadable"


def test_a_bug_in_laying_out_is_not_taken_for_a_templates_error(tmp_path: Path) -> None:
    def broken() -> Struct:
        raise ZeroDivisionError

    root = write_site(tmp_path)
    with pytest.raises(ZeroDivisionError):
        rendered(root, [msgspec.structs.replace(page(article()), context=broken)])
