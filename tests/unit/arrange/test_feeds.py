"""Feeds: ids that never change, dates that never run backwards, a feed wherever there is one to read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from digest.config import Config, Feeds, Site, SourcePolicy
from digest.ground.diagnostics import Place
from digest.ground.moment import Moment
from digest.model import Article, Correction, Link, Source
from digest.pages import Feed


def entry_id(pages: dict[str, Any]) -> str:
    feed = pages["feed.xml"]
    assert isinstance(feed, Feed)
    return feed.entries[0].id


def test_an_entry_keeps_its_id_when_address_title_and_domain_change(
    article: Callable[..., Article], arranged: Callable[..., Any], config: Callable[..., Config]
) -> None:
    before = arranged(article("a"))
    moved = config(site=Site(title="New", url="https://new.example/"))
    after = arranged(article("a", "2015-08-01", title="New", slug="new"), config=moved)
    assert entry_id(before.pages) == entry_id(after.pages)
    assert entry_id(before.pages).startswith("urn:uuid:")
    assert entry_id(before.pages) != entry_id(arranged(article("b")).pages)


def test_feeds_lie_beside_the_site_each_topic_and_frequent_tags(
    article: Callable[..., Article], arranged: Callable[..., Any]
) -> None:
    articles = [article(f"a{n}", topics=("world",), tags=("Often", "Rare") if n == 0 else ("Often",)) for n in range(3)]
    pages = arranged(*articles).pages
    assert {path for path in pages if path.rsplit("/", 1)[-1] in {"feed.xml", "rss.xml", "feed.json"}} == {
        f"{folder}{name}"
        for folder in ("", "topics/world/", "tags/often/")
        for name in ("feed.xml", "rss.xml", "feed.json")
    }
    titles = [link.title for link in pages["topics/world/index.html"].head.feeds]
    assert len(titles) == len(set(titles)) == 6
    assert [name for name, _ in pages["feeds.opml"].groups] == ["The Site", "Topics", "Tags"]


def test_a_feeds_dates_are_its_entries(article: Callable[..., Article], arranged: Callable[..., Any]) -> None:
    feed = arranged(
        article("a", "2015-07-28", updated="2015-07-20"), article("b", "2015-07-20", updated="2015-07-30")
    ).pages["feed.xml"]
    assert [(entry.published, entry.updated) for entry in feed.entries] == [
        ("2015-07-28T00:00:00+00:00", "2015-07-28T00:00:00+00:00"),
        ("2015-07-20T00:00:00+00:00", "2015-07-30T00:00:00+00:00"),
    ]
    assert feed.updated == "2015-07-30T00:00:00+00:00"
    assert (feed.home_url, feed.self_url) == ("https://example.org/repo/", "https://example.org/repo/feed.xml")


def test_a_feed_carries_the_whole_text_or_the_standfirst(
    article: Callable[..., Article], arranged: Callable[..., Any], config: Callable[..., Config]
) -> None:
    links = (Link(target="site:/", place=Place(file="content/a.md")),)
    story = article("a", summary="Short.", html='<p><a href="digest:site:/">x</a></p>', links=links)
    [full] = arranged(story).pages["feed.xml"].entries
    [short] = arranged(story, config=config(feeds=Feeds(content="summary"))).pages["feed.xml"].entries
    assert full.html == '<p><a href="https://example.org/repo/">x</a></p>'
    assert (short.html, short.summary) == ("", "Short.")


def test_no_feed_is_made_that_nobody_wants(
    article: Callable[..., Article], arranged: Callable[..., Any], config: Callable[..., Config]
) -> None:
    off = config(feeds=Feeds(atom=False, rss=False, json=False))
    pages = arranged(article("a"), config=off).pages
    assert not [path for path in pages if path.endswith((".opml", "feed.xml", "rss.xml", "feed.json"))]
    assert pages["index.html"].head.feeds == ()


def test_a_site_without_a_story_has_feeds_to_subscribe_to(arranged: Callable[..., Any]) -> None:
    pages = arranged().pages
    assert {path for path in pages if "feed" in path or "rss" in path} == {
        *("feed.xml", "rss.xml", "feed.json", "feeds.opml")
    }
    assert (pages["feed.xml"].entries, pages["feed.xml"].updated) == ((), "")
    assert len(pages["index.html"].head.feeds) == 3


def test_a_text_that_is_cut_leads_to_the_original_and_says_whose_it_is(
    article: Callable[..., Article], arranged: Callable[..., Any], config: Callable[..., Config]
) -> None:
    source = Source(name="Quay & Co", url="https://quay.example/?a=1&b=2")
    policy = SourcePolicy(name="Quay & Co", show="excerpt", words=2, credit="© Quay", licence="CC BY 4.0")
    made = arranged(article("a", source=source, html="<p>One two three</p>"), config=config(sources=(policy,)))
    [entry] = made.pages["feed.xml"].entries
    original = '<p>Read the original: <a href="https://quay.example/?a=1&amp;b=2">Quay &amp; Co</a></p>'
    assert entry.html == f"<p>One two…</p>{original}"
    assert entry.rights == "© Quay · CC BY 4.0"


def test_a_full_text_brings_its_corrections_as_the_page_does(
    article: Callable[..., Article], arranged: Callable[..., Any], config: Callable[..., Config]
) -> None:
    story = article("a", corrections=(Correction(date=Moment("2015-07-30T08:00"), note="Nine <boats>, not ten."),))
    html = arranged(story).pages["feed.xml"].entries[0].html
    assert html == (
        '<p>Text.</p><h2>Correction</h2><p><time datetime="2015-07-30T08:00">2015-07-30</time> Nine &lt;boats&gt;, not ten.</p>'
    )
    assert arranged(story, config=config(feeds=Feeds(content="summary"))).pages["feed.xml"].entries[0].html == ""


def test_the_way_back_from_a_note_has_a_name_in_the_language_of_the_interface(
    article: Callable[..., Article], arranged: Callable[..., Any], config: Callable[..., Config]
) -> None:
    story = article("a", html='<p>T <a class="footnote-backref" href="#fnref:1" title="Jump back">↩</a></p>')
    site = config(site=Site(title="Le site", url="https://new.example/", language="fr"))
    html = arranged(story, config=site).pages["feed.xml"].entries[0].html
    assert "Jump" not in html
    assert 'aria-label="Retour à la note 1 dans le texte">↩</a>' in html
