"""The head of a story: which of the lines above the text is the headline, the standfirst, the kicker.

A head ends where the running text begins: at the second paragraph of prose, or at the one with the dateline. Of the short
texts in it the headline is chosen by what headlines are like, and by what stands around them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.convert.plain import roles, stamps
from digest.convert.plain.roles import Part
from digest.ground import text
from digest.model import Struct

_WORD = re.compile(r"[^\W\d_]{4,}")
_HEAD_PARTS = 40
_TITLE_MOST = 220


class Head(Struct, kw_only=True):
    """Indexes of the parts that make the head; None for what the text doesn't have. `sure` is the headline's confidence."""

    title: int | None
    summary: int | None
    kicker: int | None
    above: tuple[int, ...]
    repeated: tuple[int, ...]
    end: int
    sure: float


def read_head(parts: Sequence[Part], order: stamps.Order | None) -> Head:
    """The head of a story. `above` are texts over the headline that are neither kicker nor headline; `end` is the first part of the body."""
    end = _end(parts, order)
    texts = [index for index in range(end) if parts[index].role == "text" and not parts[index].paragraph.table]
    texts = texts or _like_an_outlet(parts[:end])
    title, sure = _title(parts, texts, end)
    if title is None:
        return Head(title=None, summary=None, kicker=None, above=(), repeated=(), end=0, sure=0.0)
    before = [index for index in texts if index < title]
    kicker = before[-1] if before and _is_kicker(parts[before[-1]].text) else None
    same = text.fold(parts[title].text)
    repeated = tuple(index for index in texts if index != title and text.fold(parts[index].text) == same)
    if repeated and not any(part.role == "text" for part in parts[end:]) and set(texts) <= {title, *repeated}:
        repeated, end = repeated[:-1], repeated[-1]  # a headline that is said twice, and nothing else, is its own story
    return Head(
        title=title,
        summary=_summary(parts, texts, title=title, end=end, order=order, repeated=repeated),
        kicker=kicker,
        above=tuple(index for index in before if index != kicker and index not in repeated),
        repeated=repeated,
        end=end,
        sure=sure,
    )


def _end(parts: Sequence[Part], order: stamps.Order | None) -> int:
    """The index of the first part that is behind the head: stamps, bylines and credits above it belong to the head."""
    prose = 0
    for index, part in enumerate(parts[:_HEAD_PARTS]):
        if roles.opens_with_dateline(part, order) and index:
            return index
        if roles.is_prose(part):
            prose += 1
            if prose == 2:
                return index if _head_between(parts, index) else _first_prose(parts)
    first = _first_prose(parts)
    return first if prose and first else min(len(parts), _HEAD_PARTS)


def _like_an_outlet(parts: Sequence[Part]) -> list[int]:
    """Where nothing else can be the headline, a line of some length that has a word of outlets in it: `Liberty Star to sail`."""
    return [index for index, part in enumerate(parts) if part.role == "outlet" and len(part.text.split()) > 3][:1]


def _first_prose(parts: Sequence[Part]) -> int:
    return next((index for index, part in enumerate(parts) if roles.is_prose(part)), len(parts))


def _head_between(parts: Sequence[Part], second: int) -> bool:
    """Whether the first paragraph of prose is a standfirst: under the headline, apart from the text or without a full stop."""
    first = _first_prose(parts)
    if first == 0:
        return len(parts[0].text) <= _TITLE_MOST and not roles.ends_sentence(parts[0].text)
    apart = any(part.role in {"stamp", "byline", "credit", "outlet"} for part in parts[first + 1 : second])
    has_title = any(part.role == "text" for part in parts[:first])
    return (apart or not roles.ends_sentence(parts[first].text)) and (has_title or first == 0)


def _title(parts: Sequence[Part], texts: Sequence[int], end: int) -> tuple[int | None, float]:
    """The headline's index and how sure that is."""
    if not texts and len(parts) > 1 and parts[0].role == "text" and len(parts[0].text) <= _TITLE_MOST:
        return (0, 0.5) if not roles.ends_sentence(parts[0].text) else (None, 0.0)
    candidates = [index for index in texts if len(parts[index].text) <= _TITLE_MOST]
    if not candidates:
        return None, 0.0
    story = _vocabulary(parts[end:])
    scores = {index: _title_score(parts, texts, index, story) for index in candidates}
    best = max(candidates, key=lambda index: (scores[index], -index))
    if scores[best] < 0 and not (len(candidates) == 1 and best == 0):
        return None, 0.0
    others = [scores[index] for index in candidates if index != best]
    margin = scores[best] - max(others) if others else 2.0
    return best, round(min(1.0, 0.6 + max(0.0, margin) * 0.2), 2)


def _vocabulary(parts: Sequence[Part]) -> frozenset[str]:
    said = " ".join(part.text for part in parts[:30] if part.role == "text")
    return frozenset(word[:6] for word in _WORD.findall(text.fold(said)))


def _title_score(parts: Sequence[Part], texts: Sequence[int], index: int, story: frozenset[str]) -> float:
    said = parts[index].text
    words = said.split()
    score = 0.0
    score += 1.0 if 4 <= len(words) <= 22 else 0.4 if len(words) == 3 else -0.5 if len(words) == 2 else -0.8
    score += 0.5 if 24 <= len(said) <= 130 else 0.0
    score -= 1.6 if said.endswith((".", ":", ";", ",")) and not said.endswith("..") else 0.0
    score -= 0.5 if len(said) > 150 else 0.0
    score -= 0.8 if re.search(r"\([^()]*(?:/|©)[^()]*\)$|©", said) else 0.0
    score -= 0.12 * texts.index(index)
    shared = [word for word in _WORD.findall(text.fold(said)) if word[:6] in story]
    score += min(0.8, 0.2 * len(shared))
    following = parts[index + 1] if index + 1 < len(parts) else None
    if following is not None and following.role in {"stamp", "byline"}:
        score += 0.6
    if following is not None and _could_be_standfirst(following, parts[index]):
        score += 0.6
    if any(_is_headline(parts[before].text) for before in texts[: texts.index(index)]):
        score -= 1.1
    return score


def _is_headline(said: str) -> bool:
    """Whether a line reads like a headline by itself: some words, no sentence, no credit. The first such line is it."""
    return 4 <= len(said.split()) <= 22 and len(said) <= 150 and not roles.ends_sentence(said) and "©" not in said


def _could_be_standfirst(part: Part, title: Part) -> bool:
    return part.role == title.role == "text" and len(part.text) > max(50, len(title.text)) and len(part.text) <= 400


def _is_kicker(said: str) -> bool:
    return len(said) <= 40 and len(said.split()) <= 4 and not roles.ends_sentence(said)


def _summary(
    parts: Sequence[Part],
    texts: Sequence[int],
    *,
    title: int,
    end: int,
    order: stamps.Order | None,
    repeated: Sequence[int],
) -> int | None:
    """The standfirst: the text right under the headline, when it stands apart from the running text or has no full stop."""
    below = [index for index in texts if index > title and index not in repeated]
    if not below:
        return None
    index = below[0]
    said = parts[index].text
    if not 15 <= len(said) <= 600 or len(said.split()) < 3:
        return None
    apart = any(part.role in {"stamp", "byline", "credit", "outlet"} for part in parts[index + 1 : end])
    opens = end < len(parts) and roles.opens_with_dateline(parts[end], order)
    return index if apart or opens or not roles.ends_sentence(said) or roles.is_prose(parts[index]) else None
