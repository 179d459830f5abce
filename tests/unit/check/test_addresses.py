"""Where an address leads on a static host, below a path."""

from __future__ import annotations

import pytest

from digest.check.addresses import Addresses, Target

URL = "https://user.github.io/repo/"
FILES = ("index.html", "about/index.html", "404.html", "feed.xml", "2015/07/28/ferry/index.html", "Pier.JPG", "a b.png")
SITE = Addresses(URL, FILES)


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/repo/", Target("", "index.html")),
        ("/repo/about/", Target("", "about/index.html")),
        ("/repo/about/#team", Target("", "about/index.html", "team")),
        ("/repo/about/?from=feed", Target("", "about/index.html")),
        ("https://user.github.io/repo/feed.xml", Target("", "feed.xml")),
        ("//USER.github.io/repo/feed.xml", Target("", "feed.xml")),
        ("../../../../2015/07/28/ferry/", Target("", "2015/07/28/ferry/index.html")),
        ("#top", Target("", "2015/07/28/ferry/index.html", "top")),
        ("", Target("", "2015/07/28/ferry/index.html")),
        ("/repo/a%20b.png", Target("", "a b.png")),
        ("/repo/about/#:~:text=ferry", Target("", "about/index.html")),
        ("/repo/about", Target("slash", "about/index.html")),
        ("/repo", Target("slash", "index.html")),
        ("/repo/pier.jpg", Target("case", "Pier.JPG")),
        ("/repo/gone/", Target("missing", "gone/index.html")),
        ("/about/", Target("outside")),
        ("/repository/", Target("outside")),
        ("../../../../../about/", Target("outside")),
        ("https://user.github.io/", Target("beside")),
        ("https://user.github.io/repository/", Target("beside")),
        ("//user.github.io/about/", Target("beside")),
        ("https://other.example/x", Target("foreign", "other.example")),
        ("//cdn.example/x.js", Target("foreign", "cdn.example")),
        ("http://[::1/", Target("malformed")),
        ("http:///x", Target("malformed")),
        ("mailto:desk@example.org", None),
        ("data:image/png;base64,AA==", None),
        ("javascript:void(0)", None),
        ("xmpp:desk@example.org", None),
    ],
)
def test_an_address_leads_to_a_file_or_into_trouble(address: str, target: Target | None) -> None:
    assert SITE.target(address, URL + "2015/07/28/ferry/") == target


def test_a_file_of_the_output_has_the_address_that_a_host_answers_at() -> None:
    assert SITE.of("about/index.html") == URL + "about/"
    assert SITE.of("feed.xml") == URL + "feed.xml"


@pytest.mark.parametrize(
    ("address", "own"),
    [
        (URL + "x", True),
        ("http://USER.github.io/", True),
        ("https://other.example/", False),
        ("/repo/", False),
        ("http://[", False),
    ],
)
def test_an_address_is_the_site_s_own_by_its_host(address: str, own: bool) -> None:
    assert SITE.is_own(address) is own
