"""The desk: pages are laid out when someone asks, from their inputs alone."""

from __future__ import annotations

from collections.abc import Callable

from digest.arrange.addresses import of_site
from digest.arrange.desk import Desk
from digest.arrange.library import Library
from digest.arrange.setting import Menu, Setting
from digest.config import Archive, Site
from digest.model import Article
from digest.pages import Redirect, TopicView


def desk(title: str = "T") -> Desk:
    return Desk(
        Setting(
            site=Site(title=title, url="https://example.org/"),
            addresses=of_site("https://example.org/"),
            menu=Menu(navigation=(), footer=()),
            topics={"other": TopicView(slug="other", name="Other", color="red", href=None)},
            tag_pages=True,
            archive=Archive(),
            formats=(),
            assets={},
            options={},
        ),
        {},
    )


def one(desk: Desk, way: str) -> Redirect:
    return Redirect(href=way, permalink=way, title=desk.setting.site.title, language="en")


def other(desk: Desk, way: str) -> Redirect:
    return one(desk, way + "other")


def test_a_page_is_laid_out_when_it_is_called_for() -> None:
    layout = desk().layout(one, "a/")
    assert layout() == Redirect(href="a/", permalink="a/", title="T", language="en")


def test_the_digest_tells_function_inputs_and_setting() -> None:
    same = desk().layout(one, "a/").digest
    assert desk().layout(one, "a/").digest == same
    others = {desk().layout(one, "b/").digest, desk().layout(other, "a/").digest, desk("N").layout(one, "a/").digest}
    assert len(others | {same}) == 4


def test_a_card_is_made_once(article: Callable[..., Article], collected: Callable[..., Library]) -> None:
    here, [story] = desk(), collected([article("a")]).stories
    assert here.card(story.face) is here.cards([story.face])[0]


def test_what_was_made_last_is_there_for_the_next_who_wants_the_same() -> None:
    here, made = desk(), list(range(3))
    assert [here.again(mark, made.pop) for mark in (b"a", b"a", b"b")] == [2, 2, 1]
