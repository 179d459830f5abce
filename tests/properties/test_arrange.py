"""What holds for every site: addresses are unique, order doesn't matter, nothing is unreachable, hidden or stale."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import quote

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from digest.arrange.stage import arrange
from digest.config import Archive, Config, Feeds, Pages, Site, Topic
from digest.ground.moment import Moment
from digest.model import Article, Body, Content, FrontMatter, Plan, Status
from digest.pages import TagPage, TopicPage

TOPICS = tuple(Topic(slug=slug, name=slug.title()) for slug in ("world", "science", "other"))
FIRST = date(2014, 12, 20)
NOW = datetime(2015, 1, 20, tzinfo=UTC)
CONFIG = Config(
    site=Site(title="T", url="https://example.org/re%20po/"),
    topics=TOPICS,
    pages=Pages(size=2),
    feeds=Feeds(tags_from=2),
)

statuses: st.SearchStrategy[Status] = st.sampled_from(("published", "published", "published", "review", "draft"))
labels = st.lists(
    st.sampled_from(("US", "U.S.", "us", "Ünal", "unal", "C", "C++", "c plus plus", "한국", "!!", "?")), max_size=4
)
switches = st.builds(
    lambda archive, topics, tags, edition: msgspec.structs.replace(
        CONFIG,
        archive=Archive(*(), **dict(zip(("index", "years", "months", "days"), archive, strict=True))),
        pages=Pages(size=2, topics=topics, tags=tags),
        edition=edition,
    ),
    st.tuples(*[st.booleans()] * 4),
    st.booleans(),
    st.booleans(),
    st.sampled_from(("day", "week", "month", "none")),
)


@st.composite
def articles(draw: st.DrawFn, most: int = 12) -> list[Article]:
    """Articles with distinct ids and slugs around the turn of a year; some in the future, some held back."""
    return [
        Article(
            path=f"{draw(st.sampled_from('abc'))}/{number}.md",
            slug=f"story-{number}",
            front=FrontMatter(
                id=f"k{number}",
                title=f"Secret{number}" if status != "published" else f"Title {number}",
                date=Moment((FIRST + timedelta(days=draw(st.integers(0, 40)))).isoformat()),
                topics=tuple(draw(st.lists(st.sampled_from(("world", "science")), unique=True))),
                tags=tuple(draw(labels)),
                status=status,
                weight=draw(st.integers(0, 2)),
            ),
            excerpt="Text.",
            words=1,
            digest=f"{number}",
        )
        for number, status in enumerate(draw(st.lists(statuses, max_size=most)))
    ]


def plan_of(found: list[Article], config: Config = CONFIG, now: datetime = NOW) -> Plan:
    bodies = {article.path: Body(html="<p>Text.</p>", text="Text.") for article in found}
    plan, diagnostics = arrange(
        Content(articles=tuple(found), bodies=bodies),
        config,
        assets={"s": "assets/s.css"},
        options={},
        static=("favicon.ico",),
        now=now,
    )
    assert diagnostics == []
    return plan


def addresses_in(value: Any) -> Iterator[str]:
    """Every address of the site that a context holds, without scheme and host."""
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from addresses_in(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from addresses_in(item)
    elif isinstance(value, dict):
        yield from addresses_in(tuple(value.values()))
    elif isinstance(value, str) and value.startswith(("/", "https://example.org")):
        yield value.removeprefix("https://example.org")


def address(path: str) -> str:
    return "/re%20po/" + quote(path.removesuffix("index.html"), safe="/+")


@given(articles(), switches)
def test_output_paths_are_unique_on_every_file_system(found: list[Article], config: Config) -> None:
    plan = plan_of(found, config)
    paths = [page.path for page in plan.pages] + [copy.path for copy in plan.copies]
    assert len({unicodedata.normalize("NFD", path.casefold()) for path in paths}) == len(paths)


@given(articles().flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_the_order_of_the_files_does_not_matter(both: tuple[list[Article], list[Article]]) -> None:
    one, other = (
        [(page.path, page.renderer, page.digest, page.context()) for page in plan_of(found).pages] for found in both
    )
    assert one == other


@given(articles(), switches)
def test_every_link_leads_to_a_page_below_the_sites_root(found: list[Article], config: Config) -> None:
    plan = plan_of(found, config)
    there = {address(page.path) for page in plan.pages} | {address("assets/s.css"), address("favicon.ico")}
    there |= {address(f"pagefind/{volume.year}/") for volume in plan.volumes}  # made after the pages, for scripts alone
    assert {link for page in plan.pages for link in addresses_in(page.context())} <= there


@given(articles())
def test_every_shown_article_is_reached_from_home(found: list[Article]) -> None:
    plan = plan_of(found)
    links = {address(page.path): set(addresses_in(page.context())) for page in plan.pages if page.template}
    reached: set[str] = set()
    waiting = ["/re%20po/"]
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting += links.get(here, ())
    stories = {address(page.path) for page in plan.pages if page.template == "article.html"}
    assert len(stories) == plan.shown
    assert stories <= reached


@given(articles())
def test_nothing_of_what_is_held_back_is_anywhere(found: list[Article]) -> None:
    plan = plan_of(found)
    whole = repr([page.context() for page in plan.pages])
    slugs = {article.path: article.slug for article in found}
    assert {each.path for each in plan.held} == {
        article.path
        for article in found
        if article.front.status != "published" or (article.front.date and article.front.date.instant(UTC) > NOW)
    }
    for each in plan.held:
        assert f"'{each.title}'" not in whole
        assert f"/{slugs[each.path]}/" not in whole


@given(articles(most=20), articles(most=8))
def test_full_pages_never_change_when_newer_articles_come(found: list[Article], newer: list[Article]) -> None:
    later = [
        msgspec.structs.replace(
            article,
            path=f"new/{article.path}",
            slug=f"new-{article.slug}",
            front=msgspec.structs.replace(article.front, id=f"n{article.front.id}", date=Moment("2015-03-01")),
        )
        for article in newer
    ]
    now = datetime(2015, 6, 1, tzinfo=UTC)

    def full(plan: Plan) -> dict[str, Any]:
        made = {page.path: page.context() for page in plan.pages}
        return {
            path: context
            for path, context in made.items()
            if isinstance(context, TagPage | TopicPage) and context.pager.number
        }

    before, after = full(plan_of(found, now=now)), full(plan_of([*found, *later], now=now))
    assert {path: after.get(path) for path in before} == before
