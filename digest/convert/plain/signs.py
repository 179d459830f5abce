"""The signs by which a line of a pasted page shows whether it belongs to the story: what it looks like by itself.

No sign decides anything; `weights.txt` says how much each speaks for or against the story. All are signs of the trade: length,
the end of a sentence, credits, what the line says, whether it is said again, whether it shares the story's words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress
from typing import Literal

from digest.convert.plain import names, photo_credits, wording
from digest.convert.plain.roles import Part
from digest.ground import text
from digest.model import Struct

Kind = Literal["prose", "sentence", "remark", "title", "scrap", "fragment"]
"""A long text of sentences; one sentence; a short one; what may be a heading; less than that; a long text without full stop."""

_WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENDS = tuple(".!?…。！？؟۔।։።")
_CLOSING = "\"'”’»“)]］）」』"
"""What ends a sentence, and what may stand behind that."""

_UNMARKED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Scripts that set no mark at the end of a sentence: Thai, Lao, Burmese, Khmer."""

_INNER = re.compile(r"[.!?…。！？](?:(?<=[。！？])|(?<=[^\W\d_]{2}[.!?…])\s+[\"“„«']?[^\W\d_a-z])")
_SPEECH = re.compile(r"[\"“„«”'‘»「『–—-]")
_ADDRESS = re.compile(r"https?://|www\.|\w\.(?:com|org|net|info)\b|\w@\w|(?:^|\s)@\w", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_SEPARATORS = re.compile(r"[|/•·»›>→]")
_SEPARATOR = re.compile(r"\s[|/•·»›>]\s|[|›»→]")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_DATE = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-](?:\d\d){1,2}\b|\b(?:19|20)\d\d\b")
_NUMBERS = re.compile(r"\W*\d[\d\s/.,:%–-]*\W*")
_QUOTES = " \"“”„«»‘’…'.–-"
_WIDTHS = (6, 20, 40, 70, 100, 140, 200, 320)
_SIZES = ("tiny", "very short", "short", "shortish", "middling", "fair", "long", "longer", "longest")
"""What a line is called that is narrower than each of the widths, and one that is as wide as the last."""

_FOLDED = 200
"""Longer lines are only put into lower case: nobody says them twice in other spellings."""

_COMMON, _LONG_WORD, _ENOUGH_WORDS = 60, 5, 80
_NAMED, _SET_APART = 0.66, 0.6
_HUGE = 2000
"""Of longer lines only the beginning is looked at."""

_SAID_BY_ONE = 80
"""In a longer sentence a single phrase says nothing of the page."""

_SENTENCE, _LEAST_PROSE, _PROSE = 45, 70, 130


class Look(Struct, kw_only=True):
    """What a line looks like. `width` counts a wide character as two and more; `clear` marks an interruption that tells nothing."""

    width: int
    kind: Kind
    clear: bool
    signs: tuple[str, ...]


class _Page(Struct, kw_only=True):
    """What the lines of a page have in common. Lists have one entry for each line.

    `unspaced` says which have signs of a script without spaces, `several` which have the end of a sentence inside. `told` are the
    words of prose, `retold` those of several of its paragraphs. `blocks` are the sizes of the blocks; None where paragraphs of prose aren't set apart by empty lines.
    """

    texts: list[str]
    folded: list[str]
    widths: list[int]
    ends: list[bool]
    words: list[list[str]]
    unspaced: list[bool]
    several: list[bool]
    prose: list[bool]
    times: Counter[str]
    common: frozenset[str]
    told: frozenset[str]
    retold: frozenset[str]
    whole: str
    blocks: list[int] | None
    starts: list[int]
    clauses: frozenset[int]
    headline: str
    headline_words: frozenset[str]


def width(line: str) -> int:
    """How wide a line is in letters of an alphabet; a syllable or word sign says more than a letter."""
    if len(line) > _HUGE or line.isascii():
        return len(line)
    return len(line) + int(1.3 * len(_WIDE.findall(line)))


def look(parts: Sequence[Part], headline: str) -> list[Look]:
    """What each of the lines of a page looks like."""
    page = _page(parts, headline)
    return [_look(page, part, index) for index, part in enumerate(parts)]


def _page(parts: Sequence[Part], headline: str) -> _Page:
    texts = [part.text for part in parts]
    widths = [width(each) for each in texts]
    folded = [text.fold(each) if len(each) <= _FOLDED else each.lower() for each in texts]
    ends = [_ends(each) for each in texts]
    times = Counter(folded)
    unspaced = [_is_unspaced(each, wide) for each, wide in zip(texts, widths, strict=True)]
    words = [_words(each[:_HUGE].lower(), unspaced=wide) for each, wide in zip(texts, unspaced, strict=True)]
    several = [_INNER.search(each) is not None for each in texts]
    single = [part.role == "text" and times[each] == 1 for part, each in zip(parts, folded, strict=True)]
    least = _prose_width(wide for wide, end, alone in zip(widths, ends, single, strict=True) if end and alone)
    prose = [
        alone and wide >= least and (end or inner)
        for inner, wide, end, alone in zip(several, widths, ends, single, strict=True)
    ]
    running = list(compress(words, prose))
    often, spread = Counter(chain.from_iterable(running)), Counter(chain.from_iterable(map(set, running)))
    blocks, starts, clauses = _blocks(parts)
    apart = sum(size == 1 for size, is_prose in zip(blocks, prose, strict=True) if is_prose)
    enough = sum(often.values()) >= _ENOUGH_WORDS
    common = (word for word, times in often.most_common(_COMMON) if times > 1 and len(word) <= 6)
    return _Page(
        texts=texts,
        folded=folded,
        widths=widths,
        ends=ends,
        words=words,
        unspaced=unspaced,
        several=several,
        prose=prose,
        times=times,
        common=frozenset(common) if enough else frozenset(),
        told=frozenset(spread),
        retold=frozenset(word for word, times in spread.items() if times > 1),
        whole="\n".join(each for each, wide in zip(folded, widths, strict=True) if wide >= 100),
        blocks=blocks if any(prose) and apart >= _SET_APART * sum(prose) else None,
        starts=starts,
        clauses=clauses,
        headline=text.fold(headline),
        headline_words=frozenset(text.fold(headline).split()),
    )


def _is_unspaced(line: str, wide: int) -> bool:
    """Whether a line of this width has signs of a script without spaces: they make it wider than it is long, if it isn't huge."""
    return wide > len(line) or (len(line) > _HUGE and _WIDE.search(line) is not None)


def _words(said: str, *, unspaced: bool) -> list[str]:
    """The words of a text; where a script sets no spaces, every two signs that stand together."""
    words = _WORD.findall(said)
    if not unspaced:
        return words
    return [word[i : i + 2] for word in words for i in range(max(1, len(word) - 1))]


def _ends(said: str) -> bool:
    if said.rstrip(_CLOSING).endswith(_ENDS):
        return True
    return len(said) >= _LEAST_PROSE and not said.isascii() and _UNMARKED.search(said) is not None


def _prose_width(sentences: Iterable[int]) -> int:
    """How wide a text is at least that counts as prose: less where the story's paragraphs are short."""
    widths = sorted(wide for wide in sentences if wide >= _SENTENCE)
    return max(_LEAST_PROSE, min(_PROSE, int(0.7 * widths[len(widths) // 2]))) if widths else _PROSE


def _blocks(parts: Sequence[Part]) -> tuple[list[int], list[int], frozenset[int]]:
    """Of how many lines the block is in which each line stands, with which it begins; and the beginnings of lists of clauses."""
    sizes: list[int] = []
    starts: list[int] = []
    clauses: set[int] = set()
    for index in range(1, len(parts) + 1):
        if index == len(parts) or parts[index].paragraph.gap:
            start = len(sizes)
            sizes += [index - start] * (index - start)
            starts += [start] * (index - start)
            if any(part.text[-1] in ";；" for part in parts[start:index]):
                clauses.add(start)
    return sizes, starts, frozenset(clauses)


def _look(page: _Page, part: Part, index: int) -> Look:
    wide, times = page.widths[index], page.times[page.folded[index]]
    advert = part.role == "furniture" and part.rule in {"advertisement", "ornament"}
    clear = advert or (times >= 4 and wide < 90)
    found = [*_shape(page, index), *_marks(page, index), *_wording(page, index), *_repeated(page, index)]
    found += [*_vocabulary(page, index), *_block(page, index)]
    if part.role != "text":
        found.append(f"role {part.role}")
    if part.paragraph.table:
        found.append("table")
    if clear:
        found.append("interruption")
    return Look(width=wide, kind=_kind(page, index), clear=clear, signs=tuple(found))


def _kind(page: _Page, index: int) -> Kind:
    wide = page.widths[index]
    if page.prose[index]:
        return "prose"
    if page.ends[index]:
        return "sentence" if wide >= _SENTENCE else "remark"
    if wide >= 100:
        return "fragment"
    return "title" if wide >= 12 else "scrap"


def _shape(page: _Page, index: int) -> Iterator[str]:
    """Length, beginning and end."""
    said, wide, ends = page.texts[index], page.widths[index], page.ends[index]
    yield f"{_SIZES[bisect_right(_WIDTHS, wide)]} {'sentence' if ends else 'fragment'}"
    if not ends and said[-1] in "\"”»’“'":
        yield "ends with a quote"
    if said[-1] in ":：":
        yield "ends with a colon"
    if said[-1] in ",;-–；":
        yield "ends open"
    if page.several[index]:
        yield "several sentences"
    if _SPEECH.match(said):
        yield "opens with speech"
    elif said[0].islower():
        yield "opens small"
    elif said[0].isdigit():
        yield "opens with a digit"
    if wide < 70 and said.isupper():
        yield "capitals"
    if len(page.words[index]) > 1 and wide < 140:
        letters = _WORD.findall(said)
        big = sum([each[0].isupper() for each in letters])
        if big >= _NAMED * len(letters):
            yield "all names" if big == len(letters) else "mostly names"
    if not ends and wide < 90 and "," in said and names.is_name(said.partition(",")[0]):
        yield "a name and more"


def _marks(page: _Page, index: int) -> Iterator[str]:
    """Credits, addresses, times and numbers."""
    said, wide = page.texts[index], page.widths[index]
    if photo_credits.names_a_source(said):
        yield f"credit {'short' if wide < 60 else 'middling' if wide < 220 else 'long'}"
    if _may_have_address(said.lower()) and _ADDRESS.search(said):
        yield "address"
    if wide < 120 and _SEPARATORS.search(said) and _SEPARATOR.search(said):
        yield "separators"
    if _DIGIT.search(said) is None:
        return
    if wide < 60 and _CLOCK.search(said):
        yield "clock"
    if wide < 80 and _DATE.search(said):
        yield "date"
    if _NUMBERS.fullmatch(said):
        yield "numbers"


def _may_have_address(lower: str) -> bool:
    domain = "." in lower and (".com" in lower or ".org" in lower or ".net" in lower or ".info" in lower)
    return domain or "@" in lower or "://" in lower or "www." in lower


def _wording(page: _Page, index: int) -> Iterator[str]:
    """What kinds of the page's phrases a line says; a long one must say two."""
    wide = page.widths[index]
    if wide >= 900:
        return
    said = wording.kinds_said(page.folded[index])
    for section, times in said.items():
        if wide < (_SAID_BY_ONE if page.ends[index] else 160):
            yield f"says {section}"
        elif times > 1:
            yield f"says much {section}"
    if sum(said.values()) >= 3:
        yield "says three"


def _repeated(page: _Page, index: int) -> Iterator[str]:
    """Said again on the page, or said by the headline or by a paragraph."""
    folded, wide = page.folded[index], page.widths[index]
    times = page.times[folded]
    if times > 1:
        yield "said often" if times > 2 else "said twice, long" if wide >= 60 else "said twice"
    elif 28 <= wide < 260 and page.whole.count(folded.strip(_QUOTES)) > (wide >= 100):
        yield "said in a paragraph"
    if page.headline and wide > 15:
        if folded == page.headline:
            yield "the headline"
        elif not page.headline_words.isdisjoint(words := folded.split()):
            mine, its = set(words), page.headline_words
            if len(mine & its) >= 0.6 * len(mine | its):
                yield "like the headline"


def _vocabulary(page: _Page, index: int) -> Iterator[str]:
    """How much a line shares of the words of the page's prose: the small ones, and the long ones."""
    words = page.words[index]
    if not page.common or not words:
        return
    if len(words) >= 4:
        share = sum(map(page.common.__contains__, words)) / len(words)
        yield f"small words {'none' if not share else 'few' if share < 0.15 else 'some' if share < 0.3 else 'many'}"
    long_words = [word for word in words if len(word) >= _LONG_WORD]
    if page.unspaced[index]:
        common = page.common
        long_words = [word for word in words if len(word) >= _LONG_WORD or (_WIDE.match(word) and word not in common)]
    if long_words:
        others = page.retold if page.prose[index] else page.told
        share = sum(map(others.__contains__, long_words)) / len(long_words)
        yield f"long words {'none' if not share else 'few' if share < 0.25 else 'some' if share < 0.5 else 'many'}"


def _block(page: _Page, index: int) -> Iterator[str]:
    """Whether other lines stand right above or below, on a page that sets its paragraphs apart."""
    size = page.blocks[index] if page.blocks is not None else 1
    if size > 1:
        start = page.starts[index]
        if start and page.texts[start - 1][-1] in ":：":
            yield "in a list below a colon"
        if start in page.clauses:
            yield "in a list of clauses"
        yield f"block of {'two' if size == 2 else 'few' if size < 5 else 'many'}"
        if page.prose[index]:
            yield "prose in a block"
