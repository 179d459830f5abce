"""Every link of every page of the demonstration leads somewhere: page, file, feed, and the place on the page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree, html

LINKS = "//a/@href | //link/@href | //img/@src | //script/@src | //source/@srcset | //area/@href | //form/@action"
HIDDEN = ".digest-output"


def pages(folder: Path) -> Iterator[tuple[str, Any]]:
    """Each page's path, and its tree."""
    for file in sorted(folder.rglob("*.html")):
        yield file.relative_to(folder).as_posix(), html.parse(str(file), html.HTMLParser(encoding="utf-8")).getroot()


def broken_links(folder: Path, url: str) -> list[str]:
    """Each link from a page of the site at `url` that leads nowhere in `folder`, with the page and the reason."""

    @cache
    def anchors(path: str) -> frozenset[str]:
        tree = html.parse(str(folder / path), html.HTMLParser(encoding="utf-8"))
        return frozenset(map(str, tree.xpath("//@id")))

    site = urlsplit(url)
    found = []
    for path, tree in pages(folder):
        here = url + path.removesuffix("index.html")
        for link in map(str, tree.xpath(LINKS)):
            target = urlsplit(urljoin(here, link))
            if target.netloc != site.netloc or target.scheme != site.scheme:
                continue
            reason = _fault(folder, site.path, target.path, unquote(target.fragment), anchors)
            if reason:
                found.append(f"{path}: {link} {reason}")
    return found


def _fault(folder: Path, base: str, path: str, fragment: str, anchors: Any) -> str:
    if not path.startswith(base):
        return "leads out of the site"
    inside = unquote(path.removeprefix(base))
    name = f"{inside}index.html" if inside.endswith("/") or not inside else inside
    if not (folder / name).is_file():
        return "does not exist" + (" (a slash is missing)" if (folder / inside).is_dir() else "")
    if fragment and name.endswith(".html") and fragment not in anchors(name):
        return "has no such place on its page"
    return ""


def test_every_link_leads_somewhere(built: Any) -> None:
    assert broken_links(built.folder, built.url) == []


def test_every_page_can_be_reached_from_home(built: Any) -> None:
    trees = dict(pages(built.folder))
    base = urlsplit(built.url).path
    reached, waiting = set(), ["index.html"]
    while waiting:
        path = waiting.pop()
        if path in reached or path not in trees:
            continue
        reached.add(path)
        here = built.url + path.removesuffix("index.html")
        for link in map(str, trees[path].xpath("//a/@href")):
            target = urlsplit(urljoin(here, link))
            if target.netloc == urlsplit(built.url).netloc and target.path.startswith(base):
                inside = unquote(target.path.removeprefix(base))
                waiting.append(f"{inside}index.html" if inside.endswith("/") or not inside else inside)
    redirects = {path for path, tree in trees.items() if tree.xpath("//meta[@http-equiv='refresh']")}
    assert set(trees) - reached - redirects == {"404.html"}


def test_every_address_of_feeds_and_sitemaps_exists(built: Any) -> None:
    files = [*built.folder.rglob("*.xml"), *built.folder.rglob("*.opml")]
    assert len(files) > 3
    for file in files:
        tree = etree.parse(str(file))
        named = tree.xpath("//*[local-name()='loc' or local-name()='link']/text() | //@href | //@xmlUrl | //@htmlUrl")
        own = [str(address) for address in named if str(address).startswith(built.url)]
        assert own, file
        for address in own:
            inside = unquote(urlsplit(address).path.removeprefix(urlsplit(built.url).path))
            name = f"{inside}index.html" if inside.endswith("/") or not inside else inside
            assert (built.folder / name).is_file(), f"{file.name}: {address}"


def test_each_page_names_itself_as_canonical_but_the_one_for_dead_links(built: Any) -> None:
    for path, tree in pages(built.folder):
        named = list(map(str, tree.xpath("//link[@rel='canonical']/@href")))
        if path == "404.html":
            assert named == []
        elif not tree.xpath("//meta[@http-equiv='refresh']"):
            assert [unquote(address) for address in named] == [built.url + path.removesuffix("index.html")]


def test_no_two_places_of_a_page_have_one_name(built: Any) -> None:
    for path, tree in pages(built.folder):
        ids = list(map(str, tree.xpath("//@id")))
        assert sorted(set(ids)) == sorted(ids), path


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    """The checker bites: a page, a place on a page, a slash, a way out of the site."""
    (tmp_path / "about").mkdir()
    (tmp_path / "about/index.html").write_text("<p id=here>x</p>", encoding="utf-8")
    links = ["gone/", "about/#there", "about", "/elsewhere/", "about/#here", "https://other.example/"]
    (tmp_path / "index.html").write_text("".join(f'<a href="{link}">x</a>' for link in links), encoding="utf-8")
    found = broken_links(tmp_path, "https://user.github.io/repo/")
    assert [line.split()[1] for line in found] == links[:4]
