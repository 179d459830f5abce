"""The shipped theme's templates: whatever a page has or lacks, what comes out is a sound and accessible document."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from itertools import pairwise

import msgspec
import pytest

from digest.pages import (
    TEMPLATES,
    ArticlePage,
    HomePage,
    Hyperlink,
    ImageView,
    Rights,
    TagView,
    TemplatePage,
    TopicPage,
    TopicSection,
)
from tests.unit.theme.samples import MARKUP, THEME, card, fullest, home, made, site, smallest, text_of, theme, topic

Make = Callable[[str], TemplatePage]
PAGES = [pytest.param(name, make, id=f"{name}-{make.__name__}") for name in TEMPLATES for make in (smallest, fullest)]
every_page = pytest.mark.parametrize(("name", "make"), PAGES)


# --- every page ---


@every_page
def test_a_page_is_rendered_whatever_it_has_or_lacks(name: str, make: Make) -> None:
    assert text_of(name, make(name)).startswith("<!doctype html>\n")


@every_page
def test_a_page_has_one_first_heading_and_skips_no_level(name: str, make: Make) -> None:
    page = made(name, make(name))
    levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


@every_page
def test_a_page_has_its_landmarks_and_a_link_past_them(name: str, make: Make) -> None:
    page = made(name, make(name))
    assert [child.tag for child in page.body] == ["a", "header", "main", "footer"]
    assert page.body[0].get("href") == f"#{page.body[2].get('id')}"
    labels = [nav.get("aria-label") for nav in page.iter("nav")]
    assert all(labels)
    assert len(set(labels)) == len(labels)


@every_page
def test_an_id_is_used_once_and_every_label_is_there(name: str, make: Make) -> None:
    page = made(name, make(name))
    ids = page.xpath("//@id")
    assert len(set(ids)) == len(ids)
    assert set(page.xpath("//@aria-labelledby")) <= set(ids)


@every_page
def test_the_language_and_its_direction_are_told(name: str, make: Make) -> None:
    page = made(name, make(name))
    assert (page.get("lang"), page.get("dir")) == ("en", "ltr")


@every_page
def test_no_link_is_empty_and_none_holds_a_heading(name: str, make: Make) -> None:
    for link in made(name, make(name)).iter("a"):
        assert link.text_content().strip()
        assert not link.xpath(".//h1 | .//h2 | .//h3")


@every_page
def test_a_picture_has_alternative_text_and_its_size(name: str, make: Make) -> None:
    for image in made(name, make(name)).iter("img"):
        assert image.get("alt") is not None
        assert image.get("width")
        assert image.get("height")
        assert image.get("loading") == "lazy" or image.get("fetchpriority") == "high"


@pytest.mark.parametrize("name", TEMPLATES)
def test_text_is_never_markup(name: str) -> None:
    text = text_of(name, fullest(name))
    assert "<i>" not in text
    assert MARKUP not in re.sub(r"(?s)<script.*?</script>", "", text)
    assert MARKUP.split()[-1] in made(name, fullest(name)).text_content()


@every_page
def test_a_page_needs_nothing_from_elsewhere_to_be_shown(name: str, make: Make) -> None:
    page = made(name, make(name))
    fetched = page.xpath("//script/@src | //img/@src | //link[@rel='stylesheet' or @rel='icon']/@href")
    assert all(address.startswith("/repo/") for address in fetched)
    scripts = page.xpath("//script/@src")
    assert all("/assets/search." in script for script in scripts)  # which the search page alone can't do without
    assert not scripts or name == "search.html"


def test_the_theme_has_a_template_for_each_kind_of_page_and_parts_for_them() -> None:
    parts = set(theme().templates) - set(TEMPLATES)
    assert set(theme().templates) >= set(TEMPLATES)
    assert all(name.startswith("_") or name == "base.html" for name in parts)


# --- the head ---


def test_the_choice_of_light_or_dark_is_made_before_the_style_sheet_is_read() -> None:
    text = text_of("home.html", fullest("home.html"))
    assert text.index("localStorage") < text.index('rel="stylesheet"')


def test_the_script_is_small() -> None:
    script = (THEME / "templates" / "_theme_script.html").read_bytes()
    assert len(gzip.compress(script, 9)) <= 600


def test_a_page_that_is_not_to_be_found_says_so() -> None:
    head = made("404.html", fullest("404.html")).head
    assert head.xpath("meta[@name='robots']/@content") == ["noindex"]


def test_an_article_tells_social_sites_when_and_what_it_is() -> None:
    head = made("article.html", fullest("article.html")).head
    properties = head.xpath("meta/@property")
    assert {"og:title", "og:type", "og:url", "og:image", "article:published_time", "article:section"} <= set(properties)
    assert properties.count("article:tag") == 3


def test_feeds_can_be_discovered() -> None:
    head = made("home.html", fullest("home.html")).head
    assert len(head.xpath("link[@rel='alternate']/@title")) == 3


# --- the masthead ---


def _current(canonical: str) -> list[str]:
    links = (Hyperlink(text="Latest", href="/repo/"), Hyperlink(text="Topics", href="/repo/topics/", current=True))
    page = home(())
    page = msgspec.structs.replace(
        page,
        site=msgspec.structs.replace(site(full=False), navigation=links),
        head=msgspec.structs.replace(page.head, canonical=canonical),
    )
    return [str(value) for value in made("home.html", page).xpath("//header//@aria-current")]


def test_the_link_to_the_page_itself_is_told_from_the_link_to_its_section() -> None:
    assert _current("https://example.org/repo/topics/") == ["page"]
    assert _current("https://example.org/repo/topics/world/") == ["true"]


# --- stories ---


def _section(number: int, *, first: int = 0, name: str = "World") -> TopicSection:
    about = topic(name)
    return TopicSection(topic=about, stories=tuple(card(first + i, about) for i in range(number)))


def _units(page: HomePage) -> list[int]:
    classes = made("home.html", page).xpath("//li[contains(@class, 'card')]/@class")
    return [int(found[1]) for text in classes if (found := re.search(r"\bu(\d)\b", text))]


@pytest.mark.parametrize("number", range(1, 14))
def test_any_number_of_stories_fills_its_rows_of_six_units(number: int) -> None:
    filled = 0
    for unit in _units(home((_section(number),))):
        assert filled % 6 + unit <= 6
        filled += unit
    assert filled % 6 == 0


@pytest.mark.parametrize("number", range(3, 14))
def test_behind_a_lead_of_two_rows_the_rows_are_full_as_well(number: int) -> None:
    section = _section(number)
    lead, *others = _units(home((section,), lead=section.stories[0]))
    assert (lead, others[:2]) == (4, [2, 2])
    assert sum(others[2:]) % 6 == 0


def _stories(page: HomePage) -> list[str]:
    return [str(href) for href in made("home.html", page).xpath("//*[@class='headline']/a/@href")]


@pytest.mark.parametrize("introduction", ["", "<p>A note.</p>"])
def test_the_lead_comes_first_and_once(introduction: str) -> None:
    sections = (_section(2), _section(3, first=10, name="Sport"))
    hrefs = _stories(home(sections, lead=sections[1].stories[1], introduction=introduction))
    assert hrefs[0].endswith("story-11/")
    assert len(set(hrefs)) == len(hrefs) == 5


@pytest.mark.parametrize("introduction", ["", "<p>A note.</p>"])
def test_a_lead_that_no_section_has_is_shown_all_the_same(introduction: str) -> None:
    page = home((_section(2),), lead=card(9, topic("Sport", "orange")), introduction=introduction)
    assert len(_stories(page)) == 3


def test_a_topic_whose_only_story_leads_has_no_empty_section() -> None:
    sections = (_section(2), _section(1, first=10, name="Sport"))
    page = home(sections, lead=sections[1].stories[0], introduction="<p>A note.</p>")
    assert made("home.html", page).xpath("//section//h2[@id]/text()") == ["From the editor", "World"]


def test_a_story_in_another_language_says_so_and_the_words_around_it_too() -> None:
    section = TopicSection(topic=topic(), stories=(card(1, topic(), language="ar"),))
    story = made("home.html", home((section,))).find_class("card")[0]
    assert (story.get("lang"), story.get("dir")) == ("ar", "rtl")
    assert [(time.get("lang"), time.get("dir")) for time in story.iter("time")] == [("en", "ltr")]


def test_a_picture_whose_text_repeats_the_headline_is_silent() -> None:
    plain = card(1, topic())
    image = ImageView(href="/repo/a.png", alt=plain.title, caption=None, credit=None, width=3, height=2)
    section = TopicSection(topic=topic(), stories=(msgspec.structs.replace(plain, image=image),))
    assert made("home.html", home((section,))).xpath("//img/@alt") == [""]


def test_a_colour_of_the_palette_is_a_class_and_one_by_hand_is_lightened_for_the_dark() -> None:
    named, own = topic("World", "blue"), topic("Sport", "#345678")
    sections = tuple(TopicSection(topic=about, stories=(card(1, about),)) for about in (named, own))
    first, second = made("home.html", home(sections)).xpath("//main/section")
    assert "topic-blue" in first.get("class")
    assert second.get("style") == "--topic:light-dark(#345678,color-mix(in srgb,#345678 40%,#fff))"


def test_a_front_page_of_thirty_stories_is_small() -> None:
    names = ("World", "Politics", "Business", "Science", "Climate", "Sport")
    sections = tuple(_section(5, first=10 * i, name=name) for i, name in enumerate(names))
    page = home(sections, lead=sections[0].stories[0], introduction="<p>A note.</p>")
    assert len(gzip.compress(text_of("home.html", page).encode(), 9)) <= 12 * 1024


# --- articles ---


def _article(**changes: object) -> ArticlePage:
    page = fullest("article.html")
    assert isinstance(page, ArticlePage)
    return msgspec.structs.replace(page, **changes)


def test_a_digest_gives_credit_to_the_original() -> None:
    page = _article()
    assert page.source
    assert page.source.url in made("article.html", page).xpath("//*[contains(@class, 'source')]//a/@href")


def test_more_than_five_other_reports_are_not_listed() -> None:
    page = _article(also=tuple(card(number, topic()) for number in range(8)))
    assert len(made("article.html", page).xpath("//section[@aria-labelledby='also']//li")) == 5


def test_related_stories_stand_apart_from_other_reports() -> None:
    page = _article()
    for section, stories in (("also", page.also[:5]), ("related", page.related)):
        links = made("article.html", page).xpath(f"//section[@aria-labelledby='{section}']//li/a/@href")
        assert links == [story.href for story in stories]
    assert not made("article.html", _article(related=())).xpath("//*[@id='related']")


def test_a_page_says_to_whom_its_text_is_owed() -> None:
    rights = Rights(shown="excerpt", credit="© Gazette", licence="CC BY 4.0", licence_url="https://cc.example/by")
    page = made("article.html", _article(rights=rights))
    assert page.xpath("//a[@rel='license']/@href") == ["https://cc.example/by"]
    assert "© Gazette" in page.text_content()


def test_a_page_of_a_headline_alone_has_no_empty_text() -> None:
    page = made("article.html", _article(html="", rights=Rights(shown="link")))
    assert not page.find_class("prose")
    assert page.find_class("source")


def test_an_update_at_the_hour_of_publication_is_none() -> None:
    page = _article()
    assert "Updated" in text_of("article.html", page)
    assert "Updated" not in text_of("article.html", _article(updated=page.date))


# --- topics ---


def test_a_topic_page_shows_its_tags_without_the_counts_of_the_whole_site() -> None:
    page = fullest("topic.html")
    assert isinstance(page, TopicPage)
    tags = tuple(TagView(label=f"Place {letter}", href="/repo/tags/x/", count=4321) for letter in "ab")
    chips = made("topic.html", msgspec.structs.replace(page, tags=tags)).find_class("chips")[0]
    assert [chip.text_content().strip() for chip in chips] == ["Place a", "Place b"]
