"""Check: the built folder → findings. Reads each file once and writes nothing.

Pages come first, since sitemaps and places on other pages are judged by them. What is kept of a page is its ids; a site of
ten thousand pages takes some ten megabytes.
"""

from __future__ import annotations

import gzip
import html as entities
import json
import os
from collections.abc import Iterator
from pathlib import Path
from zlib import error as ZlibError  # noqa: N812 - the name in zlib is no name for a class

from digest.check import css, feeds, html, json_feeds, pages, rights, sitemaps, xml
from digest.check import folder as folders
from digest.check.addresses import Addresses
from digest.check.culprits import Culprits
from digest.check.leaks import Leaks
from digest.check.links import Links
from digest.check.subject import Fault, Subject, error
from digest.ground import files
from digest.ground.diagnostics import Diagnostic
from digest.ground.filenames import RESERVED
from digest.ground.ticks import Tick, silent

_PAGES = (".html", ".htm")
_MARKUP = (".xml", ".opml", ".atom", ".rss", ".svg")
_TEXTS = (".txt", ".css", ".js", ".mjs", ".json", ".webmanifest", ".md", ".csv", ".map", ".key")
_FEEDS = {"feed": feeds.atom, "rss": feeds.rss, "opml": feeds.opml}
_MAPS = frozenset({"urlset", "sitemapindex"})
_PACKED = b"\x1f\x8b"
_UNPACKED = 10_000_000  # bytes of a packed file that are looked through


def check(subject: Subject, root: Path, folder: Path, output: str, *, tick: Tick = silent) -> list[Diagnostic]:
    """Everything that is wrong with the site in `folder`, which messages call `output`; the sources lie in `root`.

    The same fault on many pages is one finding. `tick` is told (done, total) of the files.
    """
    checking = _Checking(subject, folder)
    return Culprits(subject, root, output).findings(checking.faults(tick))


class _Checking:
    def __init__(self, subject: Subject, folder: Path) -> None:
        self._subject = subject
        self._folder = folder
        self._unreadable: list[tuple[str, str]] = []
        paths = files.walk(folder, unreadable=self._unreadable, passed_over=RESERVED.__contains__)
        self._sizes = {path: (folder / path).stat().st_size for path in paths}
        planned = subject.planned.keys()  # what is planned and not there is missed once, not by each link to it
        self._addresses = Addresses(subject.url, self._sizes.keys() | planned)
        hidden = {path: secret for secret in subject.secrets for path in secret.paths}
        self._hidden = {path: secret for path, secret in hidden.items() if path not in planned}
        self._links = Links(self._addresses, self._hidden)
        self._leaks = Leaks(subject.secrets, subject.public)
        self._noindex: set[str] = set()
        self._unwanted = sitemaps.Unwanted(self._noindex, self._hidden)

    def faults(self, tick: Tick) -> Iterator[Fault]:
        """Every fault, in no order that matters."""
        for path, why in self._unreadable:
            yield error("output-unreadable", f"it can't be read: {why}", path, hint="run `digest build`")
        yield from folders.check(self._sizes, self._subject)
        ordered = sorted(self._sizes, key=lambda path: (not path.endswith(_PAGES), path))
        for done, path in enumerate(ordered):
            tick(done, len(ordered))
            if path in self._hidden:
                yield self._hidden[path].leak(path)
            yield from self._file(path)
        tick(len(ordered), len(ordered))
        yield from self._links.fragments()

    def _file(self, path: str) -> Iterator[Fault]:
        """What is wrong in one file, by what it is."""
        name = path.lower()
        known = name.endswith((*_PAGES, *_MARKUP, *_TEXTS))
        if not known and not self._leaks:
            return
        try:
            with (self._folder / path).open("rb") as stream:
                data = stream.read() if known else stream.read(2)
                if data[:2] == _PACKED and not known:
                    yield from self._packed(path)
                if not known:
                    return
            text = data.decode("utf-8")
        except OSError as problem:
            why = problem.strerror or os.fspath(path)
            yield error("output-unreadable", f"it can't be read: {why}", path, hint="run `digest build`")
            return
        except UnicodeError:
            hint = "save its source as UTF-8"
            yield error("output-encoding", "the file is not UTF-8", path, hint=hint, source=self._source(path))
            return
        if name.endswith(_PAGES):
            yield from self._page(path, text)
        elif name.endswith(_MARKUP):
            yield from self._markup(path, data)
        else:
            yield from self._text(path, text)

    def _page(self, path: str, text: str) -> Iterator[Fault]:
        made = self._subject.planned.get(path)
        if made is not None:  # what else stands there goes with the next build, and is only looked through for leaks
            page = html.parse(text)
            if page.noindex:
                self._noindex.add(path)
            yield from pages.check(page, path, made, self._addresses, self._links)
            yield from rights.check(page, text, path, made)
        if self._leaks:
            yield from self._leaks.look(html.words(text), path)

    def _markup(self, path: str, data: bytes) -> Iterator[Fault]:
        try:
            root = xml.parse(data)
        except xml.Unreadable as problem:
            if not path.endswith(".svg"):
                yield error("feed-invalid", f"the feed is not valid: {problem}", path, hint="mend its source")
            return
        kind = xml.tag(root)
        if kind in _FEEDS:
            yield from _FEEDS[kind](root, self._sheet(path))
        elif kind in _MAPS:
            yield from sitemaps.check(root, len(data), path, self._addresses, self._unwanted)
        if self._leaks:
            said = "\n".join(html.words(each) if "<" in each else each for each in xml.said(root))
            yield from self._leaks.look(said, path)

    def _text(self, path: str, text: str) -> Iterator[Fault]:
        if path.endswith(".css"):
            for address in dict.fromkeys(css.addresses(text)):
                yield from self._links.judge("asset", address, path, self._addresses.of(path))
        elif path == "robots.txt":
            yield from sitemaps.robots(text, path, self._addresses)
        elif path.endswith(".json") and self._is_feed(path, text):
            yield from json_feeds.check(text.encode(), self._sheet(path))
        if self._leaks:
            said = "\n".join(_strings(text)) if path.endswith(".json") else text
            yield from self._leaks.look(said, path)

    def _packed(self, path: str) -> Iterator[Fault]:
        """A search index keeps its texts packed."""
        try:
            with gzip.open(self._folder / path) as stream:
                text = stream.read(_UNPACKED).decode("utf-8", "replace")
        except (OSError, EOFError, ZlibError):
            return
        yield from self._leaks.look(entities.unescape(text), path)

    def _is_feed(self, path: str, text: str) -> bool:
        made = self._subject.planned.get(path)
        return (made is not None and made.renderer == "json_feed") or "https://jsonfeed.org/version/" in text[:200]

    def _sheet(self, path: str) -> feeds.Sheet:
        return feeds.Sheet(path, self._addresses, self._links, self._behind)

    def _behind(self, address: str) -> str:
        """The source of the page at an address, empty where there is none."""
        target = self._addresses.target(address, self._addresses.url) if address else None
        return self._source(target.path) if target is not None and not target.trouble else ""

    def _source(self, path: str) -> str:
        made = self._subject.planned.get(path)
        return made.source if made is not None else ""


def _strings(text: str) -> Iterator[str]:
    """The texts in a JSON document, those with markup as a reader sees them; the document itself where it is none."""
    try:
        waiting = [json.loads(text)]
    except ValueError:
        yield text
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, str):
            yield html.words(value) if "<" in value else value
