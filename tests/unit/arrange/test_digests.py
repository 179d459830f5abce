"""Which pages an edit touches: those that show the difference, and no other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from digest.config import Config, Feeds, Pages, Site
from digest.ground.diagnostics import Place
from digest.model import Article, EditionNote, Image, Link, Media

FULL = {"feed.xml", "rss.xml", "feed.json"}
OWN = "2015/07/15/b/index.html"


class Stand(msgspec.Struct):
    """A site of five stories in three editions, two of one topic and two of one tag, before an edit."""

    stories: dict[str, Article]
    config: Config
    arranged: Callable[..., Any]
    before: Any

    def touched(self, *stories: Article, config: Config | None = None, without: str = "", **content: Any) -> set[str]:
        """The paths of the pages that come, go, or have another digest when these stories are new or other ones."""
        there = {**self.stories, **{str(story.front.id): story for story in stories}}
        there.pop(without, None)
        after = self.arranged(*there.values(), config=config or self.config, **content)
        one, two = self.before.digests, after.digests
        assert all(self.before.pages[path] == after.pages[path] for path in one if one[path] == two.get(path))
        return {path for path in one.keys() | two.keys() if one.get(path) != two.get(path)}


@pytest.fixture
def stand(
    article: Callable[..., Article], arranged: Callable[..., Any], config: Callable[..., Config]
) -> Callable[..., Stand]:
    def make(**more: Any) -> Stand:
        settings = config(pages=Pages(size=2), feeds=Feeds(tags_from=2, **more.pop("feeds", {})), **more)
        stories = {
            "a": article("a", "2015-07-21", topics=("world",), summary="A."),
            "b": article("b", "2015-07-15", topics=("world",), tags=("Boats", "Sea"), summary="B."),
            "c": article("c", "2015-07-14", topics=("science",), tags=("Boats",), summary="C."),
            "d": article("d", "2015-07-07", topics=("science",), summary="D."),
            "e": article("e", "2014-02-01", summary="E."),
        }
        return Stand(stories, settings, arranged, arranged(*stories.values(), config=settings))

    return make


def feeds(*folders: str) -> set[str]:
    return {f"{folder}{name}" for folder in folders for name in FULL}


def test_the_same_content_has_the_same_digests(stand: Callable[..., Stand]) -> None:
    assert stand().touched() == set()


def test_another_body_touches_its_page_and_the_feeds_that_carry_it(
    stand: Callable[..., Stand], article: Callable[..., Article]
) -> None:
    other = {"topics": ("world",), "tags": ("Boats", "Sea"), "summary": "B.", "html": "<p>Other.</p>"}
    full, short = stand(), stand(feeds={"content": "summary"})
    edited = article("b", "2015-07-15", **other)
    assert full.touched(edited) == {OWN} | feeds("", "topics/world/", "tags/boats/")
    assert short.touched(edited) == {OWN}


def test_another_headline_touches_what_shows_it(stand: Callable[..., Stand], article: Callable[..., Article]) -> None:
    edited = article("b", "2015-07-15", topics=("world",), tags=("Boats", "Sea"), summary="B.", title="New")
    assert stand().touched(edited) == {
        OWN,
        "2015/07/21/a/index.html",  # its neighbours
        "2015/07/14/c/index.html",
        "2015/07/15/index.html",
        "2015/07/index.html",
        "editions/2015-w29/index.html",
        "topics/world/index.html",
        "topics/index.html",
        "tags/boats/index.html",
        "tags/sea/index.html",
        "404.html",
        *feeds("", "topics/world/", "tags/boats/"),
    }


def test_another_tag_touches_the_page_and_the_lists_of_tags(
    stand: Callable[..., Stand], article: Callable[..., Article]
) -> None:
    edited = article("b", "2015-07-15", topics=("world",), tags=("Boats", "Sea", "Wind"), summary="B.")
    assert stand().touched(edited) == {
        OWN,
        "tags/wind/index.html",
        "tags/index.html",
        "topics/world/index.html",
        *feeds("", "topics/world/", "tags/boats/"),
    }


def test_a_new_story_in_an_old_edition_touches_no_other_story_but_its_neighbours(
    stand: Callable[..., Stand], article: Callable[..., Article]
) -> None:
    new = article("n", "2015-07-13", topics=("science",), tags=("Boats",))
    assert stand().touched(new) == {
        "2015/07/13/n/index.html",
        "2015/07/14/c/index.html",
        "2015/07/07/d/index.html",
        "2015/07/13/index.html",
        "2015/07/14/index.html",  # its neighbours among the days
        "2015/07/07/index.html",
        "2015/07/index.html",
        "2015/index.html",
        "archive/index.html",
        "index.html",  # counts the stories of editions
        "404.html",
        "editions/2015-w29/index.html",
        "editions/index.html",
        "topics/index.html",
        "topics/science/index.html",
        "tags/index.html",
        "tags/boats/index.html",
        "sitemap.xml",
        *feeds("", "topics/science/", "tags/boats/"),
    }


def test_a_new_story_in_the_newest_edition_leaves_full_pages_and_the_other_stories(
    stand: Callable[..., Stand], article: Callable[..., Article]
) -> None:
    before = stand()
    more = [article(f"m{day}", f"2015-07-0{day}", topics=("world",)) for day in range(1, 5)]
    before.stories.update({str(story.front.id): story for story in more})
    before.before = before.arranged(*before.stories.values(), config=before.config)
    touched = before.touched(article("n", "2015-07-22", topics=("world",)))
    assert {path for path in before.before.digests if path.startswith("topics/world/page/")} == {
        f"topics/world/page/{number}/index.html" for number in (1, 2, 3)
    }
    assert not {path for path in touched if "/page/" in path}
    stories = {path for path in touched if path.count("/") == 4}
    assert stories == {"2015/07/22/n/index.html", "2015/07/21/a/index.html"}
    assert not {path for path in touched if path.startswith("tags/")}
    assert {path for path in touched if path.startswith("editions/")} == {
        "editions/2015-w30/index.html",
        "editions/index.html",
    }


def test_the_rank_of_a_story_touches_its_page_and_where_it_stands_elsewhere_now(
    stand: Callable[..., Stand], article: Callable[..., Article]
) -> None:
    edited = article("c", "2015-07-14", topics=("science",), tags=("Boats",), summary="C.", weight=5)
    touched = stand(feeds={"content": "summary"}).touched(edited)
    assert touched == {"2015/07/14/c/index.html", "editions/2015-w29/index.html"}


def test_a_picture_of_another_size_touches_what_shows_it(
    arranged: Callable[..., Any], article: Callable[..., Article]
) -> None:
    inner = Link(target="content:p.jpg", place=Place(file="content/a.md"))
    stories = (
        article("a", "2015-07-02", html='<img src="digest:content:p.jpg">', links=(inner,)),
        article("b", "2015-03-02", image=Image(src="p.jpg"), picture=inner, topics=("world",)),
        article("c", "2014-01-02", topics=("science",)),
    )
    one, two = (arranged(*stories, media=(Media(path="p.jpg", width=width, height=3),)).digests for width in (4, 5))
    touched = {path for path in one if one[path] != two[path]}
    assert {path for path in touched if path.count("/") == 4} == {
        "2015/07/02/a/index.html",
        "2015/03/02/b/index.html",
    }
    assert "topics/world/index.html" in touched
    assert not {path for path in touched if path.startswith(("topics/science/", "2014"))}


def test_a_note_touches_the_edition_and_what_names_it(stand: Callable[..., Stand]) -> None:
    note = EditionNote(key="2015-w29", path="editions/2015-w29.md", html="<p>Note.</p>")
    named = msgspec.structs.replace(note, title="Named")
    before = stand()
    assert before.touched(editions=(note,)) == {"editions/2015-w29/index.html"}
    assert before.touched(editions=(named,)) == {
        "editions/2015-w29/index.html",
        "editions/2015-w30/index.html",  # its neighbours
        "editions/2015-w28/index.html",
        "editions/index.html",
        "index.html",
        OWN,
        "2015/07/14/c/index.html",
    }


def test_a_setting_that_every_page_shows_touches_every_page(stand: Callable[..., Stand]) -> None:
    before = stand()
    other = msgspec.structs.replace(before.config, site=Site(title="New", url=before.config.site.url))
    assert before.touched(config=other) == set(before.before.digests)
