"""Photo credits: lines that say who took the picture, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from digest.convert.plain import trade
from digest.ground import text
from digest.model import Struct

_LABELLED = re.compile(r"\(?\s*(?P<label>[^\W\d_][^:©()]{0,30}?)\s*(?P<mark>[:：©])\s*(?P<who>[^()]{2,80})\)?")
_INNER = re.compile(r"[.!?|/]\s*(?P<label>[^\W\d_][^:.!?|/]{0,30}?)\s?[:：]\s*(?=\S)")
_SIGN = re.compile(r"\(?\s*(?:©|\(c\))\s*(?:(?:19|20)\d\d\s+)?(?P<who>[^()]{2,80})\)?", re.IGNORECASE)
_PHOTO = re.compile(r"\b(?:AP|AFP|REUTERS|Reuters|EPA|Getty)\b.{0,3}(?:Photo|Images|File)|\(c\)\s")
_BEHIND_SOURCE = " .)\n\t\u00a0"
_WORD = re.compile(r"\w+")
_SHORT, _CLOSING = 4, 40
_BY = re.compile(r"\s+(?:by|von|par|por|di|av|af|door)$", re.IGNORECASE)


class Credit(Struct, kw_only=True):
    """Whom the picture is owed to."""

    who: str


def read_credit(line: str) -> Credit | None:
    """The credit that a line is there for, or None: `Photo by: AP`, `Image credit: NASA`, `(Foto: dpa)`, `© AFP`."""
    sign = _SIGN.fullmatch(line)
    if sign is not None and text.fold(sign["who"].strip(" .")) not in trade.words("rights"):
        return Credit(who=sign["who"].strip(" ./"))
    marked = ":" in line or "：" in line or "©" in line
    labelled = _LABELLED.fullmatch(line) if marked else None
    if labelled is None:
        return _by_phrase(line)
    label = text.fold(labelled["label"])
    known = trade.words("credit")
    if label not in known and _BY.sub("", label) not in known:
        return None
    who = _within(labelled["who"]).strip(" .")
    if _tells_a_story(who):
        return None
    return Credit(who=who) if len(who.split()) <= 12 and not who.endswith(("?", "!")) else None


def _within(who: str) -> str:
    """Whom the credit behind a caption names: `The old bridge. Credit: Jane Doe` is owed to her."""
    for match in _INNER.finditer(who):
        if text.fold(match["label"]) in trade.words("credit"):
            return who[match.end() :]
    return who


def _tells_a_story(who: str) -> bool:
    """Whether what stands behind a label is a sentence and no name: most of its words, and there are some, are small."""
    words = [word for word in who.split() if word[0].isalpha()]
    return len(words) > 4 and "/" not in who and 2 * sum(word[0].islower() for word in words) > len(words)


def _by_phrase(line: str) -> Credit | None:
    """`Photo by Jane Doe`, `Photograph by Jane Doe/Agency`: a label that ends in by, without a colon."""
    bare = line.strip("()")
    first = text.fold(bare.partition(" ")[0])
    if first and first.split(" ")[0] not in _first_words():
        return None
    words = bare.split(" ")
    for length in (3, 2):
        label = text.fold(" ".join(words[:length]))
        if label in trade.words("credit") and " " in label and len(words) - length <= 8 and words[length:]:
            return Credit(who=" ".join(words[length:]).strip(" ."))
    return None


@cache
def _first_words() -> frozenset[str]:
    """The words with which labels of several words begin: few lines have one of them."""
    return frozenset(label.split(" ")[0] for label in trade.words("credit") if " " in label)


def names_a_source(line: str) -> bool:
    """Whether a line says somewhere whom a picture is owed to, as captions do: `Foto: dpa`, `/ AFP`, `(AP Photo)`, `© NASA`."""
    if "©" in line:
        return True
    if ("Photo" in line or "Images" in line or "File" in line or "(c)" in line) and _PHOTO.search(line):
        return True
    if (":" in line or "：" in line) and _may_be_labelled(line) and _label().search(line):
        return True
    behind, via, closing, last_words = _sources()
    if ("/" in line or "|" in line or "(" in line) and behind.search(line) is not None:
        return True
    if ("via" in line or "VIA" in line) and via.search(line) is not None:
        return True
    end = line[-_CLOSING:]
    return _last_word(end) in last_words and closing.search(end) is not None


def _may_be_labelled(line: str) -> bool:
    """Whether a line has a word with which labels begin: few lines have one."""
    return not _first_words_of_labels().isdisjoint(_WORD.findall(line.lower()))


@cache
def _labels() -> tuple[str, ...]:
    return tuple(each for each in trade.words("credit") if len(each) > 2 or not each.isascii())


@cache
def _first_words_of_labels() -> frozenset[str]:
    return frozenset(_WORD.findall(each)[0] for each in _labels())


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any(_labels())})(?:\s\w+)?\s?[:：]", re.IGNORECASE)


@cache
def _sources() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], frozenset[str]]:
    """Sources of pictures behind a stroke or a bracket, behind `via`, and at the end. The short ones are abbreviations: in capitals.

    The last are the words in which they end: a line that ends in another needs no closer look.
    """
    names = trade.words("agency") | trade.words("picture-source")
    short = {each.upper() for each in names if len(each) <= _SHORT} | {"dpa"}
    sources = f"(?:{_any(short)}|(?i:{_any(each for each in names if len(each) > _SHORT)}))"
    return (
        re.compile(rf"[/|(]\s?{sources}\b"),
        re.compile(rf"\b(?:via|VIA)\s{sources}\b"),
        re.compile(rf"(?:^|[\s.]){sources}[)\s.]*$"),
        frozenset(map(_last_word, names | short)),
    )


def _last_word(said: str) -> str:
    """The last word of a line in small letters, a dotted capital I of Turkish among them."""
    words = said.rstrip(_BEHIND_SOURCE).lower().replace("\u0307", "").replace(".", " ").split()
    return words[-1] if words else ""


def _any(phrases: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, phrases), key=lambda phrase: (-len(phrase), phrase)))
