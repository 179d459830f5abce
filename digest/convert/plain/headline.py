"""Which of the lines at the top of a pasted text is its headline.

Every line there that could be one is weighed with the same few scales: what it looks like, whether the story takes up its
words, what stands below it, what stands above it. The weights are steps of about a half; only their order matters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from digest.convert import language
from digest.convert.plain import buttons, bylines, captions, names, roles
from digest.convert.plain.roles import Part
from digest.ground import text

LONGEST = 220
_WORD = re.compile(r"[^\W\d_]{4,}")
_UNPARTED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]{3,}")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w{2,}")
_TELEPHONE = re.compile(r"^[^\W\d_][^\d:]{1,30}:.*(?:\+|\b0)\d[\d ()/-]{6,}$")
_STORY_PARTS = 20
_TELLING = 40
_MORE_OF_A_TITLE = 40


def choose(parts: Sequence[Part], texts: Sequence[int], story: int) -> tuple[int | None, float]:
    """The index of the headline among `texts` and how sure that is; None where no line reads like one.

    `story` is the first part of the running text.
    """
    candidates = [index for index in texts if len(parts[index].text) <= LONGEST]
    if not candidates:
        return None, 0.0
    said_below = words_of_story(parts[story:])
    doubles = _page_titles(parts, candidates)
    scores = {index: _score(parts, texts, index, doubles, said_below) for index in candidates}
    best = max(candidates, key=lambda index: (scores[index], -index))
    if scores[best] < 0 and not (best == 0 and _may_stand_alone(parts[best].text, said_below)):
        return None, 0.0
    others = [scores[index] for index in candidates if index != best and index not in doubles]
    margin = scores[best] - max(others) if others else 2.0
    return best, round(min(1.0, 0.6 + max(0.0, margin) * 0.2), 2)


def _may_stand_alone(said: str, story: frozenset[str]) -> bool:
    """Whether the very first line is the headline where nothing else is, though it doesn't look like one.

    A single word, or somebody's name, is it only if the story says it.
    """
    told = bool(_stems(said)) and _stems(said) <= story
    named = len(said.split()) == 1 or bylines.read_bare_byline(said) is not None
    return not captions.is_caption(said) and (told or not named)


def says_the_same(said: str, other: str) -> bool:
    """Whether two lines are one headline in nearly the same words and of about the same length."""
    shorter, longer = sorted((_stems(said), _stems(other)), key=len)
    alike = 0.6 * len(other) <= len(said) <= 1.67 * len(other)
    shared, begin = len(shorter & longer), text.fold(said).split()[:2] == text.fold(other).split()[:2]
    return alike and shared > 2 and shared >= (0.5 if begin else 0.6) * len(shorter)


def words_of_story(story: Sequence[Part]) -> frozenset[str]:
    """The beginnings of the long words that the first paragraphs of a story say."""
    prose = (part.text for part in story[:_STORY_PARTS] if roles.is_prose(part))
    return frozenset().union(*map(_stems, prose))


def shares_words(said: str, words: frozenset[str]) -> bool:
    """Whether a line has one of the `words` that a story of some length says; what a page says beside stories seldom has."""
    return len(words) < _TELLING or bool(_stems(said) & words)


def is_told_again(said: str, story: str) -> bool:
    """Whether a paragraph says again most of what a line says."""
    stems = _stems(said)
    return len(stems) > 3 and len(stems & _stems(story)) >= 0.6 * len(stems)


@lru_cache(maxsize=256)
def _stems(said: str) -> frozenset[str]:
    """The beginnings of the words in a text that are long and say something; of scripts that don't part their words, every three letters."""
    folded, common = text.fold(said), language.function_words()
    found = {word[:6] for word in _WORD.findall(folded) if word not in common}
    if not folded.isascii():
        found |= {run[at : at + 3] for run in _UNPARTED.findall(folded) for at in range(len(run) - 2)}
    return frozenset(found)


def _page_titles(parts: Sequence[Part], candidates: Sequence[int]) -> dict[int, int]:
    """The lines that are a headline as the page's title or trail has it, each with the headline itself that stands there too.

    They say it with something before or behind (`Home World X`, `X | The Gazette`); or they say it above it in other words,
    behind or before other lines, with no standfirst between.
    """
    found: dict[int, int] = {}
    folded = {index: text.fold(parts[index].text) for index in candidates}
    for upper in candidates:
        for lower in candidates:
            if upper == lower or folded[upper] == folded[lower]:
                continue
            if _holds(folded[upper], folded[lower]):
                found[upper] = lower
            elif upper < lower and not _holds(folded[lower], folded[upper]):
                between = parts[upper + 1 : lower]
                if upper == candidates[0] and not between:
                    continue
                apart = any(roles.is_prose(part) or part.role in {"stamp", "byline"} for part in between)
                if not apart and says_the_same(folded[upper], folded[lower]):
                    found[upper] = lower
    return found


def _holds(longer: str, shorter: str) -> bool:
    """Whether a line begins or ends with another one of three words and more, and has little else; no `Topic: headline`."""
    more = len(longer) - len(shorter)
    if not 0 < more <= _MORE_OF_A_TITLE or len(shorter.split()) < 3:
        return False
    return longer.startswith(f"{shorter} ") or (longer.endswith(f" {shorter}") and longer[more - 2] != ":")


def _score(
    parts: Sequence[Part], texts: Sequence[int], index: int, doubles: Mapping[int, int], story: frozenset[str]
) -> float:
    part = parts[index]
    shared = len(_stems(part.text) & story)
    score = (
        _shape(part.text)
        + (min(0.9, 0.3 * shared) if shared or len(story) < _TELLING else -0.5)
        - 0.12 * texts.index(index)
    )
    score += 1.2 * (index in doubles.values()) - 2.0 * (index in doubles)
    score += _has_head_below(parts, index)
    score += 0.6 * (index + 1 < len(parts) and _could_be_standfirst(parts[index + 1], part))
    score -= 1.0 * _has_credit_beside(parts, index)
    since = min((upper for upper, lower in doubles.items() if lower == index), default=index)
    earlier = [before for before in texts if before < min(index, since) and before not in doubles]
    score -= 1.1 * any(reads_like_one(parts[before].text) for before in earlier)
    return score


def _shape(said: str) -> float:
    """What a line looks like: some words, no sentence, no caption, no trail of sections."""
    count = count_words(said)
    score = 1.0 if 4 <= count <= 22 else 0.4 if count == 3 else -0.5 if count == 2 else -0.8
    score += 0.5 if 24 <= len(said) <= 130 else 0.0
    score -= 1.6 if said.endswith((".", ":", ";", ",", "。")) and not said.endswith("..") else 0.0
    score -= 0.5 if len(said) > 150 else 0.0
    score -= 1.0 if bylines.read_bare_byline(said) is not None or names.is_role(said) else 0.0
    score -= (
        4.0
        if captions.is_caption(said) or is_contact(said)
        else 1.5
        if roles.is_trail(said) or buttons.is_of_the_page(said)
        else 0.0
    )
    return score


def reads_like_heading(said: str) -> bool:
    """Whether a line reads like a sub-heading: a few words, some of them small, without a full stop or a colon."""
    words = said.split()
    few = 1 < len(words) <= 6 and len(said) <= 50 and said[-1].isalnum() and not said[0].islower()
    return few and words[-1][0].islower() and not captions.is_caption(said) and not buttons.is_of_the_page(said)


def is_contact(said: str) -> bool:
    """Whether a line says how to reach somebody: it has an e-mail address, or a telephone number behind a label."""
    return ("@" in said and _MAIL.search(said) is not None) or _TELEPHONE.search(said) is not None


def count_words(said: str) -> int:
    """How many words a line has, in scripts that don't part them about."""
    parted = said.isascii() or _UNPARTED.search(said) is None
    return len(said.split()) if parted else max(len(said) // 3, len(said.split()))


def reads_like_one(said: str) -> bool:
    """Whether a line reads like a headline by itself: the first such line is it, unless much speaks for another."""
    return (
        4 <= count_words(said) <= 22
        and len(said) <= 150
        and (said[-1] in "?!" or not roles.ends_sentence(said))
        and not captions.is_caption(said)
        and not is_contact(said)
        and not roles.is_trail(said)
        and not buttons.is_of_the_page(said)
    )


def _has_head_below(parts: Sequence[Part], index: int) -> float:
    """What a stamp or byline below a line says for it: much next to it, less with a standfirst or two other lines between."""
    near = [part.role in {"stamp", "byline"} for part in parts[index + 1 : index + 4]]
    return 0.6 if near[:1] == [True] else 0.4 if any(near) else 0.0


def _could_be_standfirst(part: Part, title: Part) -> bool:
    long_enough = len(part.text) > max(50, len(title.text)) and len(part.text) <= 400
    return part.role == title.role == "text" and long_enough and " " in part.text and not captions.is_caption(part.text)


def _has_credit_beside(parts: Sequence[Part], index: int) -> bool:
    """Whether the line below names a photographer: what stands over it is most often the caption."""
    return index + 1 < len(parts) and parts[index + 1].role == "credit"
