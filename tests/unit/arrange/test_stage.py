"""The whole plan: everything once, nothing of what is held back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from digest.arrange.stage import arrange
from digest.config import Config, Pages
from digest.ground.diagnostics import Place, first_line
from digest.model import Article, Body, Content, Copy, Link, Media


def link(target: str) -> Link:
    return Link(target=target, place=Place(file="content/x.md", line=3))


def test_two_articles_at_one_address_are_an_error_with_both_names(
    article: Callable[..., Article], arranged: Callable[..., Any]
) -> None:
    one, two = article("a", path="one.md", slug="same"), article("b", path="two.md", slug="SAME".lower())
    made = arranged(two, one)
    [finding] = made.diagnostics
    assert finding.code == "url-clash"
    assert "content/one.md and content/two.md" in finding.message
    assert finding.place == first_line("content/two.md")
    assert made.pages["2015/07/28/same/index.html"].id == "a"


def test_static_files_are_copied_and_clash_with_made_pages(
    arranged: Callable[..., Any], config: Callable[..., Config]
) -> None:
    made = arranged(static=("robots.txt", "img/logo.png"))
    assert made.plan.copies == (
        Copy(path="img/logo.png", source="static/img/logo.png"),
        Copy(path="robots.txt", source="static/robots.txt"),
    )
    assert made.codes == ["url-clash"]
    assert "config.yaml" in made.diagnostics[0].hint
    off = config(pages=Pages(robots=False))
    assert arranged(static=("robots.txt",), config=off).codes == []


def test_files_beside_articles_are_copied_when_something_shown_leads_to_them(
    article: Callable[..., Article], arranged: Callable[..., Any]
) -> None:
    media = tuple(Media(path=f"2015/07/28/{name}.jpg") for name in ("shown", "secret", "unused"))
    made = arranged(
        article("a", links=(link("content:2015/07/28/shown.jpg"),)),
        article("b", status="draft", links=(link("content:2015/07/28/secret.jpg"),)),
        media=media,
    )
    assert made.plan.copies == (Copy(path="2015/07/28/shown.jpg", source="content/2015/07/28/shown.jpg"),)


def test_links_between_pages_are_checked_over_the_whole_plan(
    article: Callable[..., Article], arranged: Callable[..., Any]
) -> None:
    good = (
        "site:/topics/world",
        "site:/2015/07/",
        "site:/feed.xml",
        "site:/logo.png",
        "site:/old/",
        "site:/",
        "site:/tags/",
        "site:/search/",
    )
    bad = ("site:/topics/science/", "site:/topics/none/", "content:none.md")
    story = article("a", topics=("world",), tags=("x",), aliases=("/old/",), links=tuple(map(link, good + bad)))
    made = arranged(story, static=("logo.png",))
    assert made.codes == ["link-broken"] * len(bad)


def test_what_is_held_back_is_listed_and_counted(article: Callable[..., Article], arranged: Callable[..., Any]) -> None:
    made = arranged(article("a"), article("b", status="draft"), article("c", "2017-01-01"))
    assert (made.plan.shown, [(held.path, held.reason) for held in made.plan.held]) == (
        1,
        [("2015/07/28/b.md", "draft"), ("2017/01/01/c.md", "future")],
    )


def test_no_body_is_asked_for_but_to_lay_a_page_out_or_to_tell_what_is_wrong(
    article: Callable[..., Article], bodies: dict[str, Body], config: Callable[..., Config]
) -> None:
    class Watched(dict[str, Body]):
        def __getitem__(self, path: str) -> Body:
            asked.append(path)
            return super().__getitem__(path)

    asked: list[str] = []
    stories = (
        article("a", links=(link("content:2015/07/28/b.md"),), also=("b",), aliases=("/old/",)),
        article("b"),
        article("wrong", links=(link("content:none.md"),)),
    )
    content = Content(articles=stories, bodies=Watched(bodies))
    plan, found = arrange(content, config(), assets={}, options={}, static=(), now=datetime(2016, 1, 1, tzinfo=UTC))
    assert [finding.code for finding in found] == ["link-broken"]
    assert asked == ["2015/07/28/wrong.md"]
    next(page for page in plan.pages if page.path == "2015/07/28/b/index.html").context()
    next(page for page in plan.pages if page.path == "topics/other/index.html").context()
    assert asked[1:] == ["2015/07/28/b.md"]
