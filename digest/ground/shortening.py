"""Texts cut after so many words, with an ellipsis: plain text, and HTML of which only words and their plainest markup stay.

Where a script doesn't part words by spaces (Han, kana, Thai …) two letters count as one word. Words may be joined by anything, an
ellipsis or a space without width: whatever a reader sees as a gap parts them, and all words together have a ceiling of letters.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple

from digest.ground.text import squeeze

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_GAPS = (
    r"\s\u2010-\u2015/|_\\"
    "\u00b7\u2022\u2024-\u2027\u22c5\u22ef\u30fb"  # dots and ellipses
    "\u034f\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufffc"  # nothing to be seen
)
_STOP = r"(?:(?<=[^\W\d_]{2})[.,;:!?](?=[^\W\d_]{2})|[.,;:!?]{2}|(?<=[.,;:!?])[.,;:!?])"  # not within `U.S.` or `3.5`
_WORD = re.compile(rf"(?P<letter>[{_UNSPACED}])|(?:(?!{_STOP})[^{_GAPS}{_UNSPACED}])+")
_LETTERS = 12
"""So many letters a word has at most on average, and some more for the one long word that a short text may have."""
_MORE_LETTERS = 24
_TRAILING = " ,;:.–—-/|_"

_BLOCKS = frozenset("p div h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre".split())
_INLINE = frozenset(
    "a abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strong sub sup u var".split()
)
_PASSED_OVER = frozenset(
    "audio button canvas dialog figure form iframe math menu noscript object picture script select style svg table template "
    "textarea title video".split()
)
"""Elements whose content is not told: they can't be cut, or are no text."""
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_KEPT = {"a": frozenset({"href"}), "ol": frozenset({"start"})}
_ANYWHERE = frozenset({"lang", "dir"})


class Shortened(NamedTuple):
    """The beginning of a fragment as HTML and as plain text."""

    html: str
    text: str


def first_words(text: str, words: int) -> str:
    """The first `words` words of a text, all of it where it has no more."""
    budget = _Budget(words)
    end = budget.spend(text)
    return text if end is None else _ended(text[:end])


def count(text: str) -> int:
    """How many words that is, rounded up."""
    return -(-sum(1 if match["letter"] else 2 for match in _WORD.finditer(text)) // 2)


def first_words_of_html(fragment: str, words: int) -> Shortened:
    """The first `words` words of a fragment in well-formed HTML: paragraphs, lists, quotes, emphasis and links.

    Pictures, tables, notes, scripts and comments are left out wherever they stand, and so are links within the text and all
    attributes but addresses and languages: nothing that is not a word shown can carry more of the text.
    """
    shortening = _Shortening(words)
    try:
        shortening.feed(fragment)
        shortening.close()
    except _Spent:
        pass
    return shortening.made()


class _Spent(Exception):  # noqa: N818 - never leaves this module
    """There is room for no more words."""


class _Budget:
    """How many words there is still room for, counted in halves, and how many letters."""

    def __init__(self, words: int) -> None:
        self._left = 2 * max(0, words)
        self._letters = _LETTERS * max(0, words) + _MORE_LETTERS

    def spend(self, text: str) -> int | None:
        """Takes the words of `text` off; where there are too many, the end of the last that there was room for."""
        end = 0
        for match in _WORD.finditer(text):
            self._left -= 1 if match["letter"] else 2
            self._letters -= match.end() - match.start()
            if self._left < 0 or self._letters < 0:
                return end
            end = match.end()
        return None


class _Shortening(HTMLParser):
    """One fragment on its way: pieces of HTML that were told, and the elements that are open."""

    def __init__(self, words: int) -> None:
        super().__init__(convert_charrefs=True)
        self._budget = _Budget(words)
        self._pieces: list[str] = []
        self._text: list[str] = []
        self._open: list[str] = []
        self._silent: list[str] = []
        self._last: tuple[int, str, tuple[str, ...]] = (
            0,
            "",
            (),
        )  # how many pieces stood before the last words, these, and what was open around them

    def made(self) -> Shortened:
        """What was told."""
        closing = [f"</{tag}>" for tag in reversed(self._open) if tag]
        return Shortened("".join([*self._pieces, *closing]).strip(), squeeze("".join(self._text)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Tells of an element, or falls silent until it ends."""
        if tag in _VOID:
            if tag == "br" and not self._silent:
                self._pieces.append("<br>")
                self._text.append(" ")
        elif self._silent or tag in _PASSED_OVER or _is_note(tag, dict(attrs)):
            self._silent.append(tag)
        elif tag in _BLOCKS:
            self._text.append(" ")
            if "p" in self._open:
                self.handle_endtag("p")
            self._begin(tag, attrs)
        elif tag in _INLINE:
            self._begin(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Ends an element, and those in it that nobody has ended."""
        if tag in self._silent:
            while self._silent.pop() != tag:
                pass
        elif tag in self._open and not self._silent:
            if tag in _BLOCKS:
                self._text.append(" ")
            while self._open:
                last = self._open.pop()
                self._pieces.append(f"</{last}>")
                if last == tag:
                    break

    def handle_data(self, data: str) -> None:
        """Tells a text as far as there is room."""
        if self._silent:
            return
        end = self._budget.spend(data)
        if end is not None:
            self._cut(data[:end])
            raise _Spent
        self._tell(data)

    def _begin(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = [(name, value) for name, value in attrs if value and name in _ANYWHERE | _KEPT.get(tag, frozenset())]
        address = dict(kept).get("href")
        if tag == "a" and (address is None or address.startswith("#")):
            return
        written = "".join(f' {name}="{escape(value)}"' for name, value in dict(kept).items())
        self._open.append(tag)
        self._pieces.append(f"<{tag}{written}>")

    def _tell(self, text: str) -> None:
        if text.strip():
            self._last = (len(self._pieces), text, tuple(self._open))
        self._pieces.append(escape(text, quote=False))
        self._text.append(text)

    def _cut(self, text: str) -> None:
        """The end: an ellipsis behind these words, or behind the last ones where these are none."""
        if not text.strip():
            before, text, around = self._last
            del self._pieces[before:]
            self._open = list(around)
            while self._text and self._text[-1] != text:
                self._text.pop()
            del self._text[-1:]
        if text:
            ended = _ended(text)
            self._pieces.append(escape(ended, quote=False))
            self._text.append(ended)


def _ended(text: str) -> str:
    kept = text.rstrip().rstrip(_TRAILING)
    return f"{kept}…" if kept.strip() else ""


def _is_note(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether an element is a footnote, or leads to one."""
    said = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
    return tag in {"sup", "div", "section", "aside", "li", "a"} and ("fnref" in said or "footnote" in said)
