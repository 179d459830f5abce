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
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var)\b"
    r"""(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""",
    re.IGNORECASE,
)
_TAG = re.compile(r"""</?[A-Za-z!](?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_WORD = re.compile(r"[^\W_]+(?:['\u2019.,:/@\-\u2010\u2011][^\W_]+)*")
_LETTERS_A_WORD = 2


def plain_text(fragment: str) -> str:
    """The text of an HTML fragment as one line: tags and footnote marks gone, blocks apart, references decoded."""
    if "<" in fragment:
        fragment = _UNREAD.sub("", fragment)
        fragment = _TAG.sub(" ", _WITHIN_A_WORD.sub("", fragment))
    return squeeze(html.unescape(fragment))


def count_words(text: str) -> int:
    """The words of a text; where a script doesn't part them by spaces (Han, kana, Thai …) two letters count as one."""
    letters = 0 if text.isascii() else len(_UNSPACED.findall(text))
    if not letters:
        return len(_WORD.findall(text))
    return len(_WORD.findall(_UNSPACED.sub(" ", text))) + -(-letters // _LETTERS_A_WORD)
