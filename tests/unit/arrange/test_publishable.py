"""As much of each article as its source allows."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from digest.arrange.publishable import Policies, check, publishable
from digest.config import SourcePolicy
from digest.ground.diagnostics import Place
from digest.model import Article, Body, Content, Image, Link, Source
from digest.pages import Rights

GAZETTE = Source(name="Harbour Gazette", url="https://news.gazette.example/tide")
HTML = '<p>One two three <a href="digest:content:a.md">four</a> five.</p><p><a href="digest:content:b.md">Six</a></p>'
LINKS = tuple(Link(target=f"content:{name}.md", place=Place(file="x.md")) for name in "ab")


@pytest.fixture
def published(article: Callable[..., Article], bodies: dict[str, Body]) -> Callable[..., tuple[Article, Body]]:
    """What is left of an article under policies."""

    def run(*policies: SourcePolicy, source: Source | None = GAZETTE, **fields: object) -> tuple[Article, Body]:
        story = article("a", html=HTML, source=source, links=LINKS, **fields)
        content = publishable(Content(articles=(story,), bodies=bodies), Policies(policies))
        return content.articles[0], content.bodies[story.path]

    return run


@pytest.mark.parametrize(
    ("name", "host", "fits"),
    [
        ("harbour  gazette", None, True),
        ("Gazette", None, False),
        (None, "gazette.example", True),
        (None, "News.Gazette.Example", True),
        (None, "zette.example", False),
        ("Another", "gazette.example", True),
        (None, "", False),
    ],
)
def test_a_policy_fits_by_name_or_by_host(name: str | None, host: str | None, fits: bool) -> None:
    policy = SourcePolicy(name=name, host=host, show="link")
    assert (Policies((policy,)).of(GAZETTE) == policy) is fits


def test_hosts_are_compared_as_addresses_write_them() -> None:
    policy = SourcePolicy(host="xn--trkiye-3ya.example")
    assert Policies((policy,)).of(Source(name="H", url="https://Türkiye.example/x")) == policy
    policy = SourcePolicy(host="türkiye.example")
    assert Policies((policy,)).of(Source(name="H", url="https://haber.xn--trkiye-3ya.example/x")) == policy


def test_the_first_policy_that_fits_counts() -> None:
    first, second = (SourcePolicy(name="Harbour Gazette", credit=credit) for credit in "ab")
    assert Policies((first, second)).of(GAZETTE) == first


def test_an_article_without_a_source_is_shown_whole(published: Callable[..., tuple[Article, Body]]) -> None:
    story, body = published(SourcePolicy(name="", host="gazette.example", show="link"), source=None)
    assert (story.front.noindex, body.html) == (False, HTML)


def test_the_words_of_the_standfirst_count(published: Callable[..., tuple[Article, Body]]) -> None:
    story, body = published(SourcePolicy(host="gazette.example", show="excerpt", words=5), summary="It was late.")
    assert story.front.summary == "It was late."
    assert body.html == "<p>One two…</p>"
    story, body = published(SourcePolicy(host="gazette.example", show="excerpt", words=2), summary="It was late.")
    assert (story.front.summary, body.html, body.text) == ("It was…", "", "")


def test_only_links_that_are_shown_are_known(published: Callable[..., tuple[Article, Body]]) -> None:
    story, body = published(SourcePolicy(host="gazette.example", show="excerpt", words=4))
    assert story.links == ("content:a.md",)
    assert [link.target for link in body.links] == ["content:a.md"]


def test_a_link_leaves_the_headline_alone(published: Callable[..., tuple[Article, Body]]) -> None:
    said = {"summary": "It was late.", "image": Image(src="a.jpg"), "extra": {"quote": "Late"}, "credits": ("AP",)}
    story, body = published(SourcePolicy(host="gazette.example", show="link"), picture=LINKS[0], **said)
    front = story.front
    assert (front.title, front.source) == ("Title a", GAZETTE)
    assert (front.summary, front.image, front.extra, front.credits) == (None, None, {}, ())
    assert (story.excerpt, story.words, story.links, story.picture) == ("", 0, (), None)
    assert (body.html, body.text, body.links, body.picture) == ("", "", (), None)


def test_whatever_a_policy_changes_is_in_the_digest(published: Callable[..., tuple[Article, Body]]) -> None:
    policies = [
        SourcePolicy(host="gazette.example", **how)
        for how in ({}, {"show": "excerpt"}, {"show": "excerpt", "words": 9}, {"show": "link"}, {"noindex": True})
    ]
    assert len({published(policy)[0].digest for policy in policies}) == len(policies)
    assert published(policies[0])[0].digest == published()[0].digest


def test_a_licence_is_a_name_or_an_address() -> None:
    def rights(licence: str) -> Rights:
        return Policies((SourcePolicy(name="Harbour Gazette", licence=licence),)).rights(GAZETTE)

    assert rights("CC BY 4.0") == Rights(licence="CC BY 4.0")
    terms = "https://gazette.example/terms/"
    assert rights(terms) == Rights(licence="gazette.example/terms", licence_url=terms)
    deed = "https://creativecommons.org/licenses/by-nc/4.0/"
    assert rights(deed) == Rights(licence="CC BY-NC 4.0", licence_url=deed)


def test_a_slip_in_a_name_is_told(article: Callable[..., Article], bodies: dict[str, Body]) -> None:
    stories = [article("a", source=GAZETTE), article("b", source=Source(name="Coast Post"))]
    policies = [SourcePolicy(name=name) for name in ("Harbor Gazette", "coast post", "Island Times")]
    [found] = check(policies, stories, bodies, "content")
    assert (found.code, found.severity, found.hint) == ("source-unknown", "warning", "did you mean `Harbour Gazette`?")


@pytest.mark.parametrize(
    "url",
    [
        "https://news.gazette.example./tide",
        "https://NEWS.gazette.example.:443/tide",
        "https://user@gazette.example/",
        "https://gazette%2Eexample/tide",
        "https://gazette。example/tide",
    ],
)
def test_a_host_fits_however_its_address_is_written(url: str) -> None:
    policy = SourcePolicy(host="gazette.example", show="link")
    assert Policies((policy,)).of(Source(name="G", url=url)) == policy


@pytest.mark.parametrize("name", ["Harbour Gazette.", "HarbourGazette", "Harbour\u200bGazette", "‘Harbour Gazette’"])
def test_a_name_fits_whatever_its_spacing_and_punctuation(name: str) -> None:
    policy = SourcePolicy(name="Harbour Gazette", show="link")
    assert Policies((policy,)).of(Source(name=name)) == policy


def test_each_article_whose_source_only_nearly_has_a_name_is_told(
    article: Callable[..., Article], bodies: dict[str, Body]
) -> None:
    place = Place(file="content/b.md", line=4, column=17)
    names = ["Harbour Gazette", "Harbour Gazettes", "Harbor Gazette", "East Post", "Coast Post"]
    stories = [article(letter, source=Source(name=name)) for letter, name in zip("abcde", names, strict=True)]
    bodies[stories[1].path] = Body(html="", text="", places={"source.name": place})
    policies = [SourcePolicy(name="Harbour Gazette", show="link"), SourcePolicy(name="Coast Post", show="link")]
    found = check(policies, stories, bodies, "content")
    assert [(each.code, each.severity) for each in found] == [("source-alike", "warning")] * 2
    assert [each.place and (each.place.file, each.place.line) for each in found] == [
        ("content/b.md", 4),
        (f"content/{stories[2].path}", 1),
    ]
    whole = SourcePolicy(name="Harbour Gazettes", show="full")
    assert len(check([*policies, whole], stories, bodies, "content")) == 1


def test_only_a_near_name_is_proposed(article: Callable[..., Article], bodies: dict[str, Body]) -> None:
    stories = [article("a", source=Source(name="Island Sources"))]
    assert check([SourcePolicy(name="Ful Source")], stories, bodies, "content") == []


def test_what_stands_for_a_standfirst_goes_no_further_than_the_body(
    article: Callable[..., Article], bodies: dict[str, Body]
) -> None:
    story = article(
        "a",
        html="<h3>Tide and time</h3><p>One two three four five.</p>",
        text="Tide and time One two three four five.",
        source=GAZETTE,
    )
    story = msgspec.structs.replace(story, excerpt="One two three four five.")
    policy = SourcePolicy(name="Harbour Gazette", show="excerpt", words=5)
    content = publishable(Content(articles=(story,), bodies=bodies), Policies((policy,)))
    assert (content.articles[0].excerpt, content.bodies[story.path].text) == ("Tide and time One two…",) * 2
