"""Stage 2: HTML → plain text, and how many words a reader has to read in it."""

from __future__ import annotations

import html
import re

from digest.ground.text import squeeze

_UNREAD = re.compile(
    r"<!--.*?-->|<(script|style)\b.*?</\1\s*>"
    r'|<sup id="fnref[^"]*">.*?</sup>|<a [^>]*\bclass="footnote-backref"[^>]*>.*?</a>',
    re.DOTALL | re.IGNORECASE,
)
_WITHIN_A_WORD = re.compile(
    r"</?(?=[abcdeikmqstuv])(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var)\b"
    r"""(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""",
    re.IGNORECASE,
)
_ASIDE_BEGINS = re.compile(r'<(?:h[1-6]|table|pre)\b|<div class="footnote"', re.IGNORECASE)
_ASIDE = re.compile(
    r'<(h[1-6]|table|pre)\b.*?</\1\s*>|<div class="footnote">.*?</div>',
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"""</?[A-Za-z!](?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_WORD = re.compile(r"[^\W_]+(?:['\u2019.,:/@\-\u2010\u2011][^\W_]+)*")
_LETTERS_A_WORD = 2

_JOINTS = "'\u2019.,:/@-\u2010\u2011"
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_FEW = 16
_CLASSES = bytes(
    [ord("a" if chr(code).isalnum() else "-" if chr(code) in _JOINTS else " ") for code in range(128)] + [0] * 128
)
"""What each byte of an ASCII text is to `_WORD`: a letter or digit (`a`), what may join two of them (`-`), or neither."""


def plain_text(fragment: str) -> str:
    """The text of an HTML fragment as one line: tags and footnote marks gone, blocks apart, references decoded."""
    if "<" in fragment:
        fragment = _UNREAD.sub("", fragment)
        fragment = _TAG.sub(" ", _WITHIN_A_WORD.sub("", fragment))
    return squeeze(html.unescape(fragment))


def opening(fragment: str, text: str) -> str:
    """The text of an HTML fragment without headings, notes and tables, for a summary of it; all of it (`text`) where nothing else is there."""
    if _ASIDE_BEGINS.search(fragment) is None:
        return text
    return plain_text(_ASIDE.sub("", fragment)) or text


def count_words(text: str) -> int:
    """The words of a text; where a script doesn't part them by spaces (Han, kana, Thai …) two letters count as one."""
    letters = 0 if text.isascii() else len(_UNSPACED.findall(text))
    if not letters:
        return _words(text)
    return _words(_UNSPACED.sub(" ", text)) + -(-letters // _LETTERS_A_WORD)


def _words(text: str) -> int:
    """How often `_WORD` matches, by counting where words begin: the list of them would cost several times as much."""
    others = set() if text.isascii() else set(_NOT_ASCII.findall(text))
    if len(others) > _FEW:
        return len(_WORD.findall(text))
    for other in others:  # quotes and dashes, an accent or two
        text = text.replace(other, "a" if other.isalnum() else "-" if other in _JOINTS else " ")
    classes = b" " + text.encode("ascii").translate(_CLASSES)
    words = classes.count(b" a")
    if b"-a" in classes:
        joined = classes.replace(b"-a", b"-aa").count(b"a-a")  # doubled, so that no letter belongs to two joints
        words += classes.count(b"-a") - joined
    return words
