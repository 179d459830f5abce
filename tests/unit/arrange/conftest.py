"""Articles and sites made of few words, for the tests of the arrange stage."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from digest.arrange.stage import arrange
from digest.config import Config, Site, Topic
from digest.ground.diagnostics import Diagnostic
from digest.ground.moment import Moment
from digest.model import Article, Content, FrontMatter, Plan

TOPICS = (
    Topic(slug="world", name="World"),
    Topic(slug="science", name="Science", color="teal"),
    Topic(slug="other", name="Other"),
)
CONFIG = Config(site=Site(title="The Site", url="https://example.org/repo/"), topics=TOPICS)
NOW = datetime(2016, 1, 1, tzinfo=UTC)


class Arranged(msgspec.Struct, frozen=True):
    """What came out: contexts by output path, the plan itself, the findings."""

    plan: Plan
    diagnostics: list[Diagnostic]

    @property
    def pages(self) -> dict[str, Any]:
        return {page.path: page.context for page in self.plan.pages}

    @property
    def codes(self) -> list[str]:
        return [finding.code for finding in self.diagnostics]


@pytest.fixture
def article() -> Callable[..., Article]:
    def make(id_: str, date: str = "2015-07-28", /, *, html: str = "<p>Text.</p>", **more: Any) -> Article:
        extra = {key: more.pop(key) for key in ("path", "slug", "links", "picture", "words") if key in more}
        moments: dict[str, Any] = {key: Moment(more.pop(key)) for key in ("updated", "expires") if key in more}
        more = {"title": f"Title {id_}", "date": Moment(date), **more, **moments}
        base = {"path": f"{date[:10].replace('-', '/')}/{id_}.md", "slug": id_, "words": 100, **extra}
        return Article(front=FrontMatter(id=id_, **more), html=html, text="Text.", **base)

    return make


@pytest.fixture
def arranged() -> Callable[..., Arranged]:
    def run(
        *articles: Article, config: Config = CONFIG, static: tuple[str, ...] = (), now: datetime = NOW, **content: Any
    ) -> Arranged:
        plan, found = arrange(
            Content(articles=articles, **content),
            config,
            assets={"style.css": "assets/style.css"},
            options={"fonts": "system"},
            static=static,
            now=now,
        )
        return Arranged(plan, found)

    return run


@pytest.fixture
def config() -> Callable[..., Config]:
    def make(**more: Any) -> Config:
        return msgspec.structs.replace(CONFIG, **more)

    return make
