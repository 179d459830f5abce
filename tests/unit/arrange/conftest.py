"""Articles and sites made of few words, for the tests of the arrange stage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from functools import cache
from typing import Any

import msgspec
import pytest

from digest.arrange import addresses
from digest.arrange.faces import Portrayer
from digest.arrange.library import Library, collect
from digest.arrange.links import Targets
from digest.arrange.stage import arrange
from digest.arrange.times import Times
from digest.arrange.visible import published
from digest.config import Config, Site, Topic
from digest.engine.kept import Kept
from digest.ground import fingerprint
from digest.ground.diagnostics import Diagnostic
from digest.ground.moment import Moment
from digest.ground.wording import Wording
from digest.model import Article, Body, Content, FrontMatter, Plan
from digest.render import wordings

TOPICS = (
    Topic(slug="world", name="World"),
    Topic(slug="science", name="Science", color="teal"),
    Topic(slug="other", name="Other"),
)
CONFIG = Config(site=Site(title="The Site", url="https://example.org/repo/"), topics=TOPICS)
NOW = datetime(2016, 1, 1, tzinfo=UTC)


@cache
def words_in(language: str) -> Wording:
    """The words of the interface as the package has them."""
    wording, _ = wordings.settle(language, [], [], ())
    return wording


class Arranged(msgspec.Struct, frozen=True):
    """What came out: contexts and digests by output path, the plan itself, the findings."""

    plan: Plan
    diagnostics: list[Diagnostic]

    @property
    def pages(self) -> dict[str, Any]:
        return {page.path: page.context() for page in self.plan.pages}

    @property
    def digests(self) -> dict[str, str]:
        return {page.path: page.digest for page in self.plan.pages}

    @property
    def codes(self) -> list[str]:
        return [finding.code for finding in self.diagnostics]


@pytest.fixture
def bodies() -> dict[str, Body]:
    """The bodies of all articles that the test has made, by their paths."""
    return {}


@pytest.fixture
def article(bodies: dict[str, Body]) -> Callable[..., Article]:
    def make(id_: str, date: str = "2015-07-28", /, *, html: str = "<p>Text.</p>", **more: Any) -> Article:
        extra = {key: more.pop(key) for key in ("path", "slug", "words") if key in more}
        links, picture, text = more.pop("links", ()), more.pop("picture", None), more.pop("text", "Text.")
        moments: dict[str, Any] = {key: Moment(more.pop(key)) for key in ("updated", "expires") if key in more}
        more = {"title": f"Title {id_}", "date": Moment(date), **more, **moments}
        base = {"path": f"{date[:10].replace('-', '/')}/{id_}.md", "slug": id_, "words": 100, **extra}
        body = bodies[base["path"]] = Body(html=html, text=text, links=links, picture=picture)
        made = Article(
            front=FrontMatter(id=id_, **more),
            excerpt="" if more.get("summary") else body.text,
            links=tuple(dict.fromkeys(link.target for link in links)),
            picture=picture.target if picture else None,
            digest="",
            **base,
        )
        return msgspec.structs.replace(made, digest=fingerprint.of_value([made, body]))

    return make


@pytest.fixture
def collected() -> Callable[..., Library]:
    def run(articles: Iterable[Article], vocabulary: tuple[str, ...] = (), zone: tzinfo = UTC) -> Library:
        times, shown = Times(zone), list(articles)
        ways = {each.path: addresses.article(times.point(published(each)).day, each.slug) for each in shown}
        nowhere = Targets(ways={}, media={}, held=frozenset(), broken=frozenset(), files=frozenset())
        portrayer = Portrayer(ways, nowhere, addresses.of_site(CONFIG.site.url), CONFIG.site.language)
        return collect(shown, TOPICS, vocabulary, times, portrayer)

    return run


@pytest.fixture
def arranged(bodies: dict[str, Body]) -> Callable[..., Arranged]:
    def run(
        *articles: Article,
        config: Config = CONFIG,
        static: tuple[str, ...] = (),
        now: datetime = NOW,
        related: Mapping[str, Sequence[str]] | None = None,
        kept: Kept | None = None,
        **content: Any,
    ) -> Arranged:
        plan, found = arrange(
            Content(articles=articles, bodies=dict(bodies), **content),
            config,
            assets={"style.css": "assets/style.css"},
            options={"fonts": "system"},
            static=static,
            now=now,
            related=related or {},
            wording=words_in(config.site.language),
            kept=kept,
        )
        return Arranged(plan, found)

    return run


@pytest.fixture
def config() -> Callable[..., Config]:
    def make(**more: Any) -> Config:
        return msgspec.structs.replace(CONFIG, **more)

    return make
