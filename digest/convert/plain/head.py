"""The head of a story: headline, standfirst, kicker, and who signs, among the lines above the running text.

The headline is found first, then who signs below it, then the standfirst: each tells where to look for the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from digest.convert.plain import buttons, captions, chronicle, headline, roles, signatures, stamps, standfirst
from digest.convert.plain.roles import Part
from digest.ground import text
from digest.model import Struct

_HEAD_PARTS = 40
_SECTIONS = 4
_MENU_LINES, _ENTRY_WORDS = 20, 4
_PROSE_ABOVE_STAMP = 2


class Head(Struct, kw_only=True):
    """Indexes of the parts that make the head; None for what the text doesn't have. `sure` is the headline's confidence."""

    title: int | None
    summary: int | None
    kicker: int | None
    above: tuple[int, ...]
    repeated: tuple[int, ...]
    end: int
    sure: float


def read_head(parts: Sequence[Part], order: stamps.Order | None) -> tuple[tuple[Part, ...], Head]:
    """The parts, with those as bylines that sign without a By, and the head of the story that they make up.

    `above` are texts over the headline that are neither kicker nor headline, nor paragraphs; `end` is the first part of the body.
    """
    menu = _menu(parts)
    if menu:
        signed, below = read_head(parts[menu:], order)
        if below.title is not None:
            return (*parts[:menu], *signed), _below_menu(parts, menu, below)
    area = _end(parts, order)
    texts = [index for index in range(area) if roles.is_line_of_text(parts[index])]
    texts = texts or _like_an_outlet(parts[:area])
    title, sure = headline.choose(parts, texts, area)
    if not texts:
        title, sure = _alone(parts)
    if title is None:
        end = _story(parts, -1, area, order) if any(_tells(part) for part in parts[:area]) else 0
        signed, end = signatures.sign(parts, 0, end)
        return signed, Head(title=None, summary=None, kicker=None, above=(), repeated=(), end=end, sure=0.0)
    story = _story(parts, title, area, order)
    parts, end = signatures.sign(parts, title + 1, story)
    before = [index for index in texts if index < title]
    kicker = before[-1] if before and _is_kicker(parts[before[-1]].text) and not _in_menu(parts, before) else None
    same = text.fold(parts[title].text)
    repeated = tuple(index for index in texts if index != title and text.fold(parts[index].text) == same)
    others = (index for index, part in enumerate(parts) if part.role == "text" and index not in {title, *repeated})
    if repeated and next(others, None) is None:
        repeated, end = repeated[:-1], repeated[-1]  # a headline that is said twice, and nothing else, is its own story
    summary = standfirst.choose(parts, max((title, *repeated)), story, order)
    if summary is None and repeated:
        summary = standfirst.choose(parts, title, story, order)
    return parts, Head(
        title=title,
        summary=summary,
        kicker=kicker,
        above=tuple(index for index in before if index not in {kicker, *repeated} and not _is_story(parts, index)),
        repeated=repeated,
        end=end,
        sure=sure,
    )


def _is_story(parts: Sequence[Part], index: int) -> bool:
    """Whether a text above the headline is a paragraph that stands nowhere else: it is kept."""
    said = parts[index].text
    once = sum(part.text == said for part in parts[:_HEAD_PARTS]) == 1
    return once and roles.tells_a_story(parts[index]) and not captions.is_caption(said)


def _menu(parts: Sequence[Part]) -> int:
    """How many lines at the very top are a site's menu: many in a row of a few words each, with a story somewhere below."""
    run = next((index for index, part in enumerate(parts) if not _is_entry(part)), 0)
    return run if run >= _MENU_LINES and any(roles.is_prose(part) for part in parts[run:]) else 0


def _is_entry(part: Part) -> bool:
    short = headline.count_words(part.text) <= _ENTRY_WORDS and not roles.ends_sentence(part.text)
    return short and part.text[0].isalpha() and part.stamp is None


def _below_menu(parts: Sequence[Part], menu: int, top: Head) -> Head:
    """The head `top` of what stands below `menu` lines of a menu, which are taken out with what stands above the headline."""
    return Head(
        title=None if top.title is None else top.title + menu,
        summary=None if top.summary is None else top.summary + menu,
        kicker=None if top.kicker is None else top.kicker + menu,
        above=(
            *(index for index in range(menu) if parts[index].role == "text"),
            *(index + menu for index in top.above),
        ),
        repeated=tuple(index + menu for index in top.repeated),
        end=top.end + menu,
        sure=top.sure,
    )


def _end(parts: Sequence[Part], order: stamps.Order | None) -> int:
    """The first part behind the area in which the headline stands: the second paragraph of prose, or the one with the dateline.

    A text that stands there twice is a picture's caption or a teaser, and no prose.
    """
    said = Counter(part.text for part in parts[:_HEAD_PARTS])
    prose: list[int] = []
    for index, part in enumerate(parts[:_HEAD_PARTS]):
        if index and (part.rule == chronicle.ENTRY or roles.opens_with_dateline(part, order)):
            return index
        if roles.is_prose(part) and said[part.text] == 1 and not captions.is_caption(part.text):
            prose.append(index)
            if len(prose) == 2:
                return prose[1] if _head_between(parts, *prose) else prose[0]
    return prose[0] if prose and prose[0] else min(len(parts), _HEAD_PARTS)


def _head_between(parts: Sequence[Part], first: int, second: int) -> bool:
    """Whether the first paragraph of prose is a standfirst: under the headline, apart from the text or without a full stop."""
    if first == 0:
        return len(parts[0].text) <= headline.LONGEST and not roles.ends_sentence(parts[0].text)
    apart = any(part.role in {"stamp", "byline", "credit", "outlet"} for part in parts[first + 1 : second])
    has_title = any(part.role == "text" for part in parts[:first])
    return (apart or not roles.ends_sentence(parts[first].text)) and has_title


def _like_an_outlet(parts: Sequence[Part]) -> list[int]:
    """Where nothing else can be the headline, a line of some length that has a word of outlets in it: `Liberty Star to sail`."""
    return [index for index, part in enumerate(parts) if part.role == "outlet" and len(part.text.split()) > 3][:1]


def _alone(parts: Sequence[Part]) -> tuple[int | None, float]:
    """A first line right above the story, a sentence perhaps that the next paragraph says again."""
    if len(parts) < 2 or parts[0].role != "text" or len(parts[0].text) > headline.LONGEST:
        return None, 0.0
    told_again = headline.is_told_again(parts[0].text, parts[1].text)
    return (0, 0.5) if told_again or not roles.ends_sentence(parts[0].text) else (None, 0.0)


def _story(parts: Sequence[Part], title: int, area: int, order: stamps.Order | None) -> int:
    """The first part of the running text under the headline: the prose behind the last of its stamps and bylines.

    Up to two paragraphs may stand above the first of them, and one between the first stamp and the first byline; what comes
    further down belongs to the story or to a teaser in it.
    """
    seen = {kind for part in parts[:title] for kind in _tells(part)} if title > 0 else set()
    last, prose, below = title, 0, False
    for index in range(title + 1, min(len(parts), _HEAD_PARTS)):
        part = parts[index]
        if part.rule == chronicle.ENTRY:
            break
        kinds = _tells(part)
        if kinds and (prose == 0 or (prose <= (1 if below else _PROSE_ABOVE_STAMP) and not kinds <= seen)):
            last, prose, below = index, 0, True
            seen |= kinds
        elif roles.is_prose(part) and not captions.is_caption(part.text):
            prose += 1
            if prose > _PROSE_ABOVE_STAMP or roles.opens_with_dateline(part, order):
                break
    behind = (index for index in range(last + 1, len(parts)) if _begins_story(parts[index], order))
    found = next(behind, len(parts))
    return found if below else max(found, min(area, found))


def _begins_story(part: Part, order: stamps.Order | None) -> bool:
    prose = roles.is_prose(part) and not captions.is_caption(part.text)
    return prose or part.rule == chronicle.ENTRY or roles.opens_with_dateline(part, order)


def _tells(part: Part) -> set[str]:
    """What of the head's two anchors a part is: a stamp, a byline, both in one line."""
    kinds = {"stamp"} if part.role == "stamp" else set()
    return kinds | {"byline"} if part.role == "byline" or part.byline is not None else kinds


def _in_menu(parts: Sequence[Part], before: Sequence[int]) -> bool:
    """Whether the last line above the headline is one of several that follow each other with a word or two: a site's sections."""
    run = [index for index in before if before[-1] - index < _SECTIONS and len(parts[index].text.split()) <= 2]
    return len(run) >= _SECTIONS and all(parts[index].text[0].isupper() for index in run)


def _is_kicker(said: str) -> bool:
    short = len(said) <= 40 and len(said.split()) <= 4
    return short and not roles.ends_sentence(said) and not buttons.is_of_the_page(said)
