"""Which of the lines under a headline is its standfirst.

A standfirst is set apart from the story: by bylines, stamps, share rows or pictures that stand between, or by having no full
stop. A first paragraph that nothing sets apart is left in the story: there it is missed less than it would be from there.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence

from digest.convert.plain import buttons, captions, headline, roles, stamps
from digest.convert.plain.roles import Part
from digest.ground import text

_ENOUGH = 1.5
_COMPARED = 10
_TWO_SENTENCES = re.compile(r"[.!?…]\s+\S")
_HEAD = frozenset({"stamp", "byline"})
_APART = frozenset({"stamp", "byline", "credit", "outlet", "furniture"})


def choose(parts: Sequence[Part], title: int, story: int, order: stamps.Order | None) -> int | None:
    """The index of the standfirst between the headline and the `story`, whose first part may be it too; None for none."""
    scores: dict[int, float] = {}
    words = {at: headline.words_of_story(parts[at:]) for at in (story, story + 1)}
    for index in range(title + 1, min(len(parts), story + 1)):
        if not _could_be(parts[index]) or roles.opens_with_dateline(parts[index], order):
            continue
        told = headline.shares_words(parts[index].text, words[max(story, index + 1)])
        scores[index] = _place(parts, title, index) - _doubts(parts, title, index) - 3.0 * (not told)
    best = max(scores, key=lambda index: (scores[index], -index), default=None)
    return best if best is not None and scores[best] >= _ENOUGH else None


def _could_be(part: Part) -> bool:
    said = part.text
    if (
        part.role != "text"
        or part.rule
        or part.paragraph.table
        or not 20 <= len(said) <= 600
        or headline.count_words(said) < 4
    ):
        return False
    return not roles.is_trail(said)


def _place(parts: Sequence[Part], title: int, index: int) -> float:
    """What speaks for a standfirst: it stands right under the headline, or stamps, pictures or buttons part it from the story.

    Under stamps and bylines, where the story may begin as well, two of three signs are asked for: it is parted from the story,
    it has several sentences (a report's first paragraph is most often one long one), it is shorter than the paragraphs.
    """
    said = parts[index].text
    between = parts[index + 1 : _next_prose(parts, index)]
    above = [part for part in parts[title + 1 : index] if part.role != "furniture"]
    signed_above = any(part.role in _HEAD for part in above)
    apart = any(_sets_apart(part) for part in between)
    score = 1.0 if not above else -3.0 if _opens_story(above[-1]) else 0.0
    dated = any(part.stamp is not None for part in above)
    if any(part.role == "byline" or (part.role == "stamp" and not (dated and _is_bare(part))) for part in between):
        score += 3.0
    elif signed_above:
        score += 0.7 + 0.5 * apart + 0.5 * _has_sentences(said) + 0.5 * _is_short(parts, index)
    else:
        score += 1.0 * apart
    return score + 0.8 * (not roles.ends_sentence(said) and not signed_above)


def _is_bare(stamp: Part) -> bool:
    """Whether a stamp tells a day without a label: below another one it may be the story's own."""
    return stamp.stamp is not None and not any(each.label for each in stamp.stamp.stamps)


def _opens_story(above: Part) -> bool:
    """Whether the line right above is a sub-heading, and so what stands below it the story."""
    return above.role == "text" and headline.reads_like_heading(above.text)


def _doubts(parts: Sequence[Part], title: int, index: int) -> float:
    """What speaks against a standfirst: it is a caption, a button, a list of names, a teaser, the headline again."""
    said, above = parts[index].text, parts[title].text
    score = 0.8 * (len(said) < 40 and _is_page(parts, title, index)) + 1.0 * (len(said) > 400) + 1.0 * (len(said) > 500)
    score += 4.0 * captions.is_caption(said) + 3.0 * buttons.is_of_the_page(said) + 2.0 * _is_list_of_names(said)
    score += 1.2 * (_is_caption(parts, index) and not _has_sentences(said))
    score += 1.0 * (_is_below_promo(parts, title, index) and not roles.ends_sentence(said))
    return score + (5.0 if text.fold(said) == text.fold(above) else 1.0 * headline.says_the_same(said, above))


def _is_page(parts: Sequence[Part], title: int, index: int) -> bool:
    """Whether a line stands among others of a page, and not in a text of headline, standfirst and story alone."""
    near = [*parts[:title], *parts[title + 1 : index], *parts[index + 1 : index + 4]]
    return any(not roles.is_prose(part) for part in near)


def _has_sentences(said: str) -> bool:
    return _TWO_SENTENCES.search(said) is not None


def _is_short(parts: Sequence[Part], index: int) -> bool:
    """Whether a paragraph is clearly shorter than those of the story."""
    paragraphs = [len(part.text) for part in parts[index + 1 :] if roles.is_prose(part)][:_COMPARED]
    return len(paragraphs) > 2 and len(parts[index].text) <= 0.85 * statistics.median(paragraphs)


def _is_list_of_names(said: str) -> bool:
    """Whether all longer words of a short line begin with a capital: names and sections, no sentence."""
    words = [word for word in said.split() if len(word) > 3]
    return 0 < len(words) <= 12 and said != said.lower() and all(not word[:1].islower() for word in words)


def _is_below_promo(parts: Sequence[Part], title: int, index: int) -> bool:
    """Whether a line stands in the list under a line like Related."""
    above = next((part for part in reversed(parts[title + 1 : index]) if part.role != "text"), None)
    return above is not None and above.role == "furniture" and above.rule == "promo"


def _next_prose(parts: Sequence[Part], index: int) -> int:
    """The next paragraph of the story; captions of pictures between are none."""
    after = range(index + 1, len(parts))
    return next(
        (other for other in after if roles.is_prose(parts[other]) and not _is_caption(parts, other)), len(parts)
    )


def _is_caption(parts: Sequence[Part], index: int) -> bool:
    said = parts[index].text
    below = parts[index + 1] if index + 1 < len(parts) else None
    by_credit = below is not None and (below.role == "credit" and len(said) <= 200)
    return captions.is_caption(said) or by_credit or captions.stands_over_credit(said, below.text if below else None)


def _sets_apart(part: Part) -> bool:
    """Whether a part between a paragraph and the next one is no part of the story: a picture, a share row, a button.

    A line of some words may be the story's first sub-heading.
    """
    single = " " not in part.text
    return part.role in _APART or single or captions.is_caption(part.text) or buttons.is_of_the_page(part.text)
