"""Convert: which language a text is written in, told by its script, its commonest words and its rarer letters.

The words and letters stand in `data/languages.txt`, for people to read and change.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache

from digest.convert import tables
from digest.ground.text import fold
from digest.model import Struct

_LOOKED_AT = 2000
_WORD = re.compile(r"(?:[^\W\d_]+|[\u0591-\u05c7\u064b-\u0652\u0900-\u0963\u0971-\u097f]+)+")  # with vowel signs
_LATIN_WORD = re.compile(r"[^\W\d_]+")
_NO_LETTER = re.compile(r"[\W\d_]+")
_RARE = re.compile(r"[^\x00-\x7f\s]")
_SCRIPTS = (
    ("Latn", "A-Za-z\u00c0-\u024f\u1e00-\u1eff"),  # first what is looked for most; no character is of two
    ("el", "\u0370-\u03ff\u1f00-\u1fff"), ("hy", "\u0530-\u058f"), ("ka", "\u10a0-\u10ff"), ("th", "\u0e00-\u0e7f"),
    ("lo", "\u0e80-\u0eff"), ("km", "\u1780-\u17ff"), ("my", "\u1000-\u109f"), ("si", "\u0d80-\u0dff"), ("am", "\u1200-\u137f"),
    ("bn", "\u0980-\u09ff"), ("pa", "\u0a00-\u0a7f"), ("gu", "\u0a80-\u0aff"), ("or", "\u0b00-\u0b7f"), ("ta", "\u0b80-\u0bff"),
    ("te", "\u0c00-\u0c7f"), ("kn", "\u0c80-\u0cff"), ("ml", "\u0d00-\u0d7f"), ("dv", "\u0780-\u07bf"), ("bo", "\u0f00-\u0fff"),
    ("ko", "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"), ("ja", "\u3040-\u30ff"), ("zh", "\u3400-\u4dbf\u4e00-\u9fff"),
    ("Cyrl", "\u0400-\u052f"), ("Arab", "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff"),
    ("Hebr", "\u0590-\u05ff"), ("Deva", "\u0900-\u097f"),
)  # fmt: skip
_SCRIPT = re.compile("|".join(f"(?P<{name}>[{span}]+)" for name, span in _SCRIPTS))
_NOT_LATIN = re.compile("[^\x00-\u024f\u1e00-\u1eff\u2000-\u20cf]")
"""What a text in Latin letters, with the signs of general punctuation, has none of: most have one script."""

_DEFAULT = {"Cyrl": "ru", "Arab": "ar", "Hebr": "he", "Deva": "hi", "Latn": "en"}
_SCRIPT_OF = {
    **dict.fromkeys("ru uk be bg mk sr-Cyrl kk ky tg mn".split(), "Cyrl"),
    **dict.fromkeys("ar fa ur ckb ps ug sd".split(), "Arab"),
    **dict.fromkeys("hi mr ne".split(), "Deva"),
    **dict.fromkeys("he yi".split(), "Hebr"),
}


class _Evidence(Struct, kw_only=True):
    """For each word and each letter, the languages that it speaks for and how strongly."""

    words: Mapping[str, tuple[tuple[str, float], ...]]
    letters: Mapping[str, tuple[tuple[str, float], ...]]


def detect(text: str) -> str:
    """The BCP 47 primary tag of the language that most of `text` is written in; `en` where nothing tells.

    Only the first 2,000 characters are looked at. Scripts with one language of the news decide alone; among the languages
    of the Latin, Cyrillic, Arabic, Hebrew and Devanagari scripts common words and rare letters decide.
    """
    head = unicodedata.normalize("NFC", text[:_LOOKED_AT])
    script = _script(head)
    if script not in _DEFAULT:
        return script
    return _among(head, script).partition("-")[0]


@lru_cache(maxsize=64)
def common_words(language: str) -> frozenset[str]:
    """The commonest words of a language in lower case; empty for one that has no table."""
    return _tables().get(language, (frozenset(), frozenset()))[0]


@cache
def function_words() -> frozenset[str]:
    """The commonest words of all languages that have a table, folded: they say nothing of what a text is about."""
    return frozenset(fold(word) for words, _ in _tables().values() for word in words)


def _script(text: str) -> str:
    """The script, or the language where the script has only one, that has most letters in the text."""
    if _NOT_LATIN.search(text) is None:
        return "Latn"
    letters: Counter[str] = Counter()
    for run in _SCRIPT.finditer(_NO_LETTER.sub("", text)):
        letters[str(run.lastgroup)] += run.end() - run.start()
    if letters["ja"] * 20 > letters["zh"] and letters["ja"]:
        letters["ja"] += letters["zh"]
    for dense in ("ja", "zh", "ko"):  # one of their characters says about as much as three letters
        if dense in letters:
            letters[dense] *= 3
    return max(letters, key=lambda name: (letters[name], name), default="Latn")


def _among(text: str, script: str) -> str:
    """The language of one script for which most words and letters speak."""
    evidence = _evidence(script)
    scores: dict[str, float] = {}
    lower = text.replace("İ", "i").lower()
    words = (_LATIN_WORD if script == "Latn" else _WORD).findall(lower)
    for items, known in ((words, evidence.words), (_RARE.findall(lower), evidence.letters)):
        for item, count in Counter(filter(known.__contains__, items)).items():
            for language, weight in known[item]:
                scores[language] = scores.get(language, 0.0) + weight * count
    return min(scores, key=lambda name: (-scores[name], name), default=_DEFAULT[script])


@cache
def _tables() -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
    """Words and letters of each language, as the data file has them."""
    found = {}
    for row in tables.rows("languages.txt"):
        tag, _, rest = row.partition(":")
        words, _, letters = rest.partition("/")
        found[tag] = (frozenset(words.split()), frozenset(letters.split()))
    return found


@cache
def _evidence(script: str) -> _Evidence:
    """The tables of one script turned round; what several languages share counts for each of them in parts."""
    both: tuple[dict[str, list[str]], dict[str, list[str]]] = ({}, {})
    for tag, known in _tables().items():
        if _SCRIPT_OF.get(tag, "Latn") == script:
            for table, items in zip(both, known, strict=True):
                for item in sorted(items):
                    table.setdefault(item, []).append(tag)
    words, letters = (
        {item: tuple((tag, 1 / len(tags)) for tag in tags) for item, tags in table.items()} for table in both
    )
    return _Evidence(words=words, letters=letters)
