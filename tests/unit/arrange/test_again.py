"""What this process has worked out for the build before, and when it counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from digest.arrange.again import Each, again, lent
from digest.arrange.faces import Face, Portrayer
from digest.arrange.inputs import Known
from digest.arrange.times import Point
from digest.config import Config, Feeds, Site, SourcePolicy, Tags, Topic
from digest.engine.kept import Kept
from digest.ground.diagnostics import Place
from digest.model import Article, Body, Image, Link, Media


class Counter:
    """Gives another number each time."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> int:
        self.count += 1
        return self.count


@pytest.fixture
def kept() -> Kept:
    return Kept()


def test_what_has_equal_inputs_is_made_once(kept: Kept) -> None:
    make = Counter()
    found = []
    for inputs in ("a", "a", "b", "a"):
        kept.turn()
        found.append(again(kept, "name", (inputs,), make))
    assert found == [1, 1, 2, 3]


def test_each_thing_has_its_own_inputs(kept: Kept) -> None:
    make = Counter()
    for texts in ({"one": "a", "two": "a"}, {"one": "a", "two": "b"}):
        kept.turn()
        each = Each[int](kept, "name")
        found = {key: each.of(key, (text,), make) for key, text in texts.items()}
    assert found == {"one": 1, "two": 3}


def test_what_one_build_did_not_ask_for_is_there_for_the_next(kept: Kept) -> None:
    make = Counter()
    for name in ("rare", "other", "rare"):
        kept.turn()
        again(kept, name, (), make)
    assert make.count == 2


def test_where_nothing_is_kept_all_is_made_anew() -> None:
    make = Counter()
    assert [again(None, "name", (), make) for _ in range(2)] == [1, 2]


def test_what_was_kept_gets_the_bodies_of_the_build_that_asks(kept: Kept) -> None:
    first = lent(kept, {"a.md": Body(html="<p>Old.</p>", text="Old.")})
    kept.turn()
    lent(kept, {"a.md": Body(html="<p>New.</p>", text="New."), "b.md": Body(html="", text="")})
    assert first["a.md"].text == "New."
    assert list(first) == ["a.md", "b.md"]
    assert len(first) == 2


def test_values_with_one_mark_are_one_value() -> None:
    assert Known([1], b"a") == Known([1], b"a")
    assert Known([1], b"a") != Known([2], b"b")
    assert hash(Known([1], b"a")) == hash(Known([1], b"a"))
    assert Known([1], b"a") != b"a"


def test_an_edit_of_one_story_leaves_the_pages_of_the_others_as_they_are(
    article: Callable[..., Article], arranged: Callable[..., object], kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    portray = Portrayer.face

    def face(self: Portrayer, one: Article, date: Point, topic: str) -> Face:
        made.append(one.slug)
        return portray(self, one, date, topic)

    monkeypatch.setattr(Portrayer, "face", face)
    for stories in (("a", "b"), ("a", "b"), ("a", "edited")):
        kept.turn()
        made.clear()
        arranged(*(article(one, slug=one) for one in stories), kept=kept)
    assert made == ["edited"]


def test_whatever_is_edited_comes_out_as_if_nothing_had_been_kept(
    article: Callable[..., Article], arranged: Callable[..., Any], config: Callable[..., Config], kept: Kept
) -> None:
    shown = Link(target="content:2015/07/28/lamp.jpg", place=Place(file="a.md"))
    a = article("a", image=Image(src="lamp.jpg", alt="A lamp"), picture=shown, tags=("Sea",))
    b = article("b", "2015-07-28T23:30:00+00:00", links=(Link(target="content:2015/07/28/a.md", place=shown.place),))
    small, large = (Media(path="2015/07/28/lamp.jpg", width=width, height=3) for width in (4, 5))
    site, policy = Site(title="The Site", url="https://example.org/repo/"), SourcePolicy(name="Gazette", credit="G.")
    edits: list[tuple[tuple[Article, ...], dict[str, Any]]] = [
        ((a, b), {"media": (small,)}),
        ((a, b), {"media": (large,)}),
        ((a, b), {"media": ()}),
        ((a,), {"media": (small,)}),
        ((a, b), {"config": config(site=msgspec.structs.replace(site, language="fr"))}),
        ((a, b), {"config": config(site=msgspec.structs.replace(site, timezone="Asia/Tokyo"))}),
        ((a, b), {"config": config(site=msgspec.structs.replace(site, url="https://example.org/"))}),
        ((a, b), {"config": config(site=msgspec.structs.replace(site, title="Another", licence="All of it"))}),
        ((a, b), {"config": config(topics=(Topic(slug="science", name="Science"),))}),
        ((a, b), {"config": config(tags=Tags(vocabulary=("Ocean | Sea",)))}),
        ((a, b), {"config": config(feeds=Feeds(content="summary"))}),
        ((a, b), {"config": config(sources=(policy,))}),
        ((a, b), {"related": {a.path: [b.path]}}),
    ]
    for stories, more in edits:
        kept.turn()
        fresh, again_ = arranged(*stories, **more), arranged(*stories, kept=kept, **more)
        assert (again_.digests, again_.pages, again_.codes) == (fresh.digests, fresh.pages, fresh.codes)
