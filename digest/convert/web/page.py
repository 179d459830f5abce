"""A web page's markup becomes the lines that a reader sees, and what its head and its attributes say about the article.

Python's own parser does this, which takes any markup, knows each tag's line and has no limit of depth. Scripts and styles are
never seen.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

import msgspec

from digest.ground.characters import spaced
from digest.ground.text import squeeze
from digest.model import Struct

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd mark q rp rt ruby s samp small span strike strong "
    "sub sup time tt u var wbr".split()
)
_UNSEEN = frozenset({"script", "style"})
_STORY = frozenset({"main", "article", "h1"})
_NAMES = ("property", "name", "itemprop", "http-equiv")
_MANY_OPEN = 100
_SAVED = re.compile(r"\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://\S+)")


class Line(Struct, kw_only=True):
    """A line of the page as a reader sees it, the markup's line where it begins, the block's tag, and its class and `itemprop`.

    `navigates`: it stands in a `nav`.
    """

    text: str
    number: int
    tag: str
    role: str
    navigates: bool = False


class Fact(Struct, kw_only=True):
    """What an attribute says, and in which line of the markup."""

    value: str
    line: int


class Page(Struct, kw_only=True):
    """What a page shows and says.

    `metas` are the contents of `meta` tags by name in lower case; `data` the JSON-LD as it stands; `times` the
    `datetime` of each `time` tag; `address` is where a browser has saved it from.
    """

    lines: tuple[Line, ...] = ()
    title: Fact | None = None
    language: Fact | None = None
    canonical: Fact | None = None
    address: Fact | None = None
    metas: dict[str, tuple[Fact, ...]] = msgspec.field(default_factory=dict)
    data: tuple[Fact, ...] = ()
    times: tuple[Fact, ...] = ()

    @property
    def said(self) -> str:
        """All that a reader sees, line by line."""
        return "\n".join(line.text for line in self.lines)


def read_page(markup: str) -> Page:
    """The page that `markup` makes; never raises, whatever it is."""
    reader = _Reader()
    reader.feed(markup + _closing(markup))
    reader.close()
    return reader.page()


def _closing(markup: str) -> str:
    """What ends a comment that never ends, which browsers hide too, or a heap of open tags: Python's parser would look for it over and over."""
    last = markup.rfind(">")
    if markup.rfind("<!--") > markup.rfind("-->"):
        return "-->"
    return ">" if markup.count("<", last + 1) > _MANY_OPEN else ""


class _Reader(HTMLParser):
    """Collects while it reads; see `Page`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[Line] = []
        self._words: list[str] = []
        self._begin = 0
        self._block = ("", "")
        self._unseen = ""
        self._closed = False
        self._navigates = False
        self._data: list[Fact] = []
        self._metas: dict[str, list[Fact]] = {}
        self._times: list[Fact] = []
        self._single: dict[str, Fact] = {}

    def page(self) -> Page:
        """What was read."""
        self._end_line()
        metas = {name: tuple(facts) for name, facts in self._metas.items()}
        return Page(
            lines=tuple(self._lines), metas=metas, data=tuple(self._data), times=tuple(self._times), **self._single
        )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens: one that is no part of a line ends the line before it."""
        had = {name: value or "" for name, value in reversed(attrs)}
        if tag in _UNSEEN:
            self._unseen = "data" if had.get("type", "").strip().lower() == "application/ld+json" else tag
        if tag not in _INLINE or self._block[0] == "title":
            self._end_line()
            self._navigates = tag == "nav" or (self._navigates and tag not in _STORY)
            self._block = (tag, f"{had.get('class', '')} {had.get('itemprop', '')}".lower())
        elif self._closed:
            self._words.append(" ")  # two links side by side are two words to the reader
        self._closed = False
        self._note(tag, had)

    def handle_endtag(self, tag: str) -> None:
        """A tag closes."""
        if tag in _UNSEEN:
            self._unseen = ""
        if tag not in _INLINE or self._block[0] == "title":
            self._end_line()
            self._navigates = self._navigates and tag != "nav"
            self._block = ("", "")
        self._closed = tag in _INLINE

    def handle_data(self, data: str) -> None:
        """Text between two tags."""
        if self._unseen == "data":
            self._data.append(Fact(value=data, line=self.getpos()[0]))
        elif not self._unseen:
            if not self._words:
                self._begin = self.getpos()[0] + data[: len(data) - len(data.lstrip())].count("\n")
            self._words.append(data)
            self._closed = False

    def handle_comment(self, data: str) -> None:
        """Browsers write into one where they saved the page from."""
        saved = _SAVED.match(data)
        if saved is not None:
            self._say("address", saved[1])

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """`<![if …]>`: browsers pass it over, Python's parser gives up over it."""
        return self.parse_bogus_comment(i, report)

    def _note(self, tag: str, had: dict[str, str]) -> None:
        if tag == "html" and had.get("lang"):
            self._say("language", had["lang"])
        elif tag == "link" and "canonical" in had.get("rel", "").lower().split():
            self._say("canonical", had.get("href", ""))
        elif tag == "time" and had.get("datetime"):
            self._times.append(self._fact(had["datetime"]))
        elif tag == "meta" and had.get("content"):
            for name in dict.fromkeys(had[key].strip().lower() for key in _NAMES if had.get(key)):
                self._metas.setdefault(name, []).append(self._fact(had["content"]))

    def _say(self, name: str, value: str) -> None:
        self._single.setdefault(name, self._fact(value))

    def _fact(self, value: str) -> Fact:
        return Fact(value=squeeze(spaced(value)), line=self.getpos()[0])

    def _end_line(self) -> None:
        text = squeeze(spaced("".join(self._words)))
        self._words.clear()
        if text and self._block[0] == "title" and "title" not in self._single:
            self._single["title"] = Fact(value=text, line=self._begin)
        elif text:
            tag, role = self._block
            self._lines.append(Line(text=text, number=self._begin, tag=tag, role=role, navigates=self._navigates))
