"""Inner links become addresses; those that lead nowhere are found."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from digest.arrange.addresses import of_site
from digest.arrange.links import Linking, Targets, check, resolve
from digest.ground.diagnostics import Place
from digest.model import Link, Media

WHERE = of_site("https://example.org/repo/")
TARGETS = Targets(
    ways={"2015/a.md": "2015/07/28/a/", "2015/caf\u00e9.md": "2015/07/28/caf\u00e9/"},
    media={"2015/p.jpg": Media(path="2015/p.jpg", width=4, height=3)},
    held=frozenset({"2015/draft.md"}),
    broken=frozenset({"2015/broken.md"}),
    files=frozenset({"CNAME"}),
)


def link(target: str) -> Link:
    return Link(target=target, place=Place(file="content/x.md", line=9))


def text(*targets: str) -> Linking:
    return Linking(targets, lambda: [link(target) for target in targets])


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("digest:content:2015/a.md#part", "/repo/2015/07/28/a/#part"),
        ("digest:content:2015/cafe\u0301.md", "/repo/2015/07/28/caf%C3%A9/"),
        ("digest:site:/topics/world", "/repo/topics/world/"),
        ("digest:site:/search/?q=a", "/repo/search/?q=a"),
        ("digest:site:/", "/repo/"),
        ("digest:site:/CNAME", "/repo/CNAME"),
        ("digest:site:/feed.xml", "/repo/feed.xml"),
        ("digest:site:/100%25/", "/repo/100%25/"),
        ("https://other.org/", "https://other.org/"),
        ("#here", "#here"),
    ],
)
def test_addresses_are_ready_for_pages(address: str, href: str) -> None:
    target = unquote(address.removeprefix("digest:").split("#")[0].split("?")[0])
    assert resolve(f'<a href="{address}">x</a>', TARGETS.leads([target]), WHERE) == f'<a href="{href}">x</a>'


def test_addresses_are_absolute_in_feeds() -> None:
    fragment = '<a href="digest:content:2015/a.md">x</a> <a href="#here">y</a>'
    made = resolve(fragment, TARGETS.leads(["content:2015/a.md"]), WHERE, permalink="https://example.org/repo/me/")
    assert (
        made
        == '<a href="https://example.org/repo/2015/07/28/a/">x</a> <a href="https://example.org/repo/me/#here">y</a>'
    )


def test_pictures_get_their_sizes() -> None:
    made = resolve('<img src="digest:content:2015/p.jpg" alt="">', TARGETS.leads(["content:2015/p.jpg"]), WHERE)
    assert made == '<img src="/repo/2015/p.jpg" width="4" height="3" loading="lazy" alt="">'


def test_a_link_to_what_is_not_shown_leaves_its_words() -> None:
    leads = TARGETS.leads(["content:2015/draft.md"])
    assert resolve('See <a href="digest:content:2015/draft.md">this</a>.', leads, WHERE) == "See this."


@pytest.mark.parametrize(
    ("target", "code", "hint"),
    [
        ("content:2015/a.md", None, ""),
        ("content:2015/p.jpg", None, ""),
        ("content:2015/broken.md", None, ""),
        ("content:2015/draft.md", "link-held", "plain text"),
        ("content:2015/b.md", "link-broken", "a.md"),
        ("content:2014/a.md", "link-broken", "did you mean `2015/a.md`?"),
        ("site:/topics/world", None, ""),
        ("site:/topics/wrld/", "link-broken", "address"),
        ("site:/repo/topics/world/", "link-broken", "leave out `/repo`"),
    ],
)
def test_links_are_held_against_what_is_there(target: str, code: str | None, hint: str) -> None:
    found = check([text(target)], TARGETS, "/repo/", {"topics/world/index.html"}.__contains__)
    assert [finding.code for finding in found] == ([code] if code else [])
    assert all(hint in finding.hint and finding.place == link(target).place for finding in found)


def test_many_broken_links_are_all_found_and_a_file_of_the_same_name_is_always_suggested() -> None:
    wrong = [f"content:2014/{name}" for name in ("a.md", *(f"b{number}.md" for number in range(40)), "a.md")]
    found = check([text(*wrong)], TARGETS, "/", {""}.__contains__)
    assert [finding.code for finding in found] == ["link-broken"] * 42
    assert found[0].hint == found[-1].hint == "did you mean `2015/a.md`?"


@pytest.mark.parametrize(
    ("path", "told"),
    [("/2015/07/28/broken/", False), ("/tags/boats/", False), ("/about/broken/", False), ("/topics/boats/", True)],
)
def test_a_page_that_a_file_with_errors_may_bring_is_not_missed(path: str, told: bool) -> None:
    assert bool(check([text(f"site:{path}")], TARGETS, "/", {""}.__contains__)) is told
