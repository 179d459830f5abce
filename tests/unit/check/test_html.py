"""What the rules see of a page."""

from __future__ import annotations

import pytest

from digest.check.html import Picture, Reference, parse, words


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ('<a href="x/">x</a>', [("link", "x/")]),
        ('<map><area href="x/"></map>', [("link", "x/")]),
        ('<form action="search/"><button formaction="y/">y</button></form>', [("link", "search/"), ("link", "y/")]),
        ('<img src="a.png" srcset="b.png 1x, c.png 640w,d.png">', [("asset", n + ".png") for n in "abcd"]),
        ('<picture><source srcset="a.avif 2x"></picture>', [("asset", "a.avif")]),
        ('<video src="a.mp4" poster="a.jpg"></video>', [("asset", "a.mp4"), ("asset", "a.jpg")]),
        ('<script src="a.js"></script>', [("asset", "a.js")]),
        ('<iframe src="a.html"></iframe>', [("asset", "a.html")]),
        ('<object data="a.svg"></object>', [("asset", "a.svg")]),
        ('<p style="background:url(a.png)">x</p>', [("asset", "a.png")]),
        ("<style>p{background:url(a.png)}</style>", [("asset", "a.png")]),
        ('<svg><use href="#i"/><image xlink:href="a.png"/></svg>', [("asset", "#i"), ("asset", "a.png")]),
        ('<link rel="stylesheet" href="a.css">', [("asset", "a.css")]),
        ('<link rel="preload" as="image" imagesrcset="a.png 1x">', [("asset", "a.png")]),
        ('<link rel="alternate" href="feed.xml">', [("link", "feed.xml")]),
        ('<link rel="preconnect" href="https://cdn.example">', [("hint", "https://cdn.example")]),
        ('<meta http-equiv="refresh" content="0; url=new/">', [("link", "new/")]),
        ('<meta property="og:image" content="https://x.example/a.png">', [("link", "https://x.example/a.png")]),
        ('<meta name="description" content="https://x.example/">', []),
        ("<a>no address</a>", []),
        ("<script>var x = '<a href=no>'</script>", []),
    ],
)
def test_every_address_is_found(markup: str, found: list[tuple[str, str]]) -> None:
    assert parse(markup).references == [Reference(kind, address) for kind, address in found]  # type: ignore[arg-type]


def test_a_page_tells_of_itself() -> None:
    page = parse(
        '<!doctype html><html lang="tr"><title> A &amp; b </title><base href="/repo/">'
        '<meta name="robots" content="noindex"><link rel="canonical" href="https://x.example/">'
        '<script type="application/ld+json">{"a": "</p>"}</script><h1 id="a">x</h1><p id="a"><a name="b"></a>'
    )
    assert (page.title, page.language, page.headings, page.base) == ("A & b", "tr", 1, "/repo/")
    assert (page.ids, page.anchors, page.canonical) == (["a", "a"], ["b"], ["https://x.example/"])
    assert page.data == ['{"a": "</p>"}']
    assert page.noindex
    assert not page.redirects


def test_a_page_that_leads_on_is_told_apart() -> None:
    assert parse('<meta http-equiv="Refresh" content="0;URL=\'new/\'">').redirects
    assert not parse('<meta http-equiv="refresh" content="300">').redirects


def test_pictures_say_whether_they_say_anything() -> None:
    page = parse('<img src="a"><img src="b" alt><img src="c" alt="C"><img src="d" alt="" role="presentation">')
    assert page.pictures == [
        Picture("a", None, decorative=False),
        Picture("b", "", decorative=False),
        Picture("c", "C", decorative=False),
        Picture("d", "", decorative=True),
    ]


def test_all_that_a_page_says_is_heard() -> None:
    said = words('<title>one</title><meta content="two"><p>th<b>ree</b></p><img alt="four"><script>five</script>')
    for word in ("one", "two", "ree", "four", "five"):
        assert word in said
