"""Which lines of a pasted page belong to the story.

Each line is weighed twice: by its own signs, and then together with the lines around it, so that the story comes out as a run
of text with holes and not as a bag of lines. A text that shows no signs of a page is left alone: whoever pastes a clean story
of three short lines shall not lose one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import repeat

from digest.convert import tables
from digest.convert.plain import neighbours, signs
from digest.convert.plain.roles import Part
from digest.convert.plain.signs import Kind, Look

_BASE = "every line"
_MANY_TELLING, _SOME_TELLING, _MANY_ALIEN, _ALIEN = 3, 1, 4, -2.5
_PLAIN_PAGE, _RESERVE = 8, 0.1
"""With fewer telling lines than this a text is less surely a page, and each that lacks asks for that much more against a line,
and three times as much against a sentence."""

_ITEM = re.compile(r"[*+•‣▪●◦-]\s")
"""The bullet of a list that somebody has written: what a page sets as a list comes without."""

_MOST = 5000
"""Of how many lines a page has at most; a text of more is a book or a table."""

_SHORT = 100
_TELLING = 0.4
_DOUBT: dict[Kind, float] = {"prose": 0.5, "sentence": 0.3}
"""How far below 0 whole sentences must come out: to lose one is worse than to keep a caption."""

_OF_A_PAGE = frozenset(
    f"says {section}"
    for section in "consent account newsletter related comments sharing label ago player author".split()
) | {"credit short", "credit middling", "said often"}

_RULES = {
    "caption": ("credit short", "credit middling", "credit long", "says picture", "below a credit", "above a credit"),
    "consent": ("says consent", "says much consent"),
    "account": ("says account", "says much account"),
    "newsletter": ("says newsletter", "says much newsletter"),
    "related": ("says related", "says much related", "says opening"),
    "comments": ("says comments", "says much comments"),
    "share": ("says sharing", "says much sharing"),
    "player": ("says player", "says much player"),
    "author-note": ("says author", "says much author"),
    "label": ("says label",),
    "stamp": ("role stamp", "says ago", "above a time"),
    "repeated": ("said often", "said twice", "said twice, long", "the headline", "like the headline"),
    "pull-quote": ("said in a paragraph", "above a name"),
}
_BEHIND, _ABOVE, _BESIDE = "behind-story", "above-story", "beside-story"
_PLACES = frozenset({_BEHIND, _ABOVE, _BESIDE})
_SENTENCES = frozenset({"prose", "sentence", "remark"})
_SHORT_STORY, _APART = 3, 6
"""Of how many sentences and paragraphs a story is so short that the next ones may be its end, whatever stands between."""


def beside_story(parts: Sequence[Part], headline: str) -> dict[int, str]:
    """The indexes of the parts that don't belong to the story, each with the name of the rule; none where the text is no page.

    Tables stay: whatever they are, nobody can make them again from memory.
    """
    if len(parts) > _MOST or not any(part.role == "furniture" or len(part.text) < _SHORT for part in parts):
        return {}
    looks = signs.look(parts, headline)
    telling = sum(_of_a_page(part, look) for part, look in zip(parts, looks, strict=True))
    if telling < _SOME_TELLING or not any(look.kind == "prose" for look in looks):
        return {}
    own = [(*look.signs, *more) for look, more in zip(looks, neighbours.beside(looks), strict=True)]
    alone = [_worth(each, _weights("alone")) for each in own]
    if telling < _MANY_TELLING and sum(worth < _ALIEN for worth in alone) < _MANY_ALIEN:
        return {}
    near = neighbours.around(looks, alone)
    together = [_worth((*mine, *its), _weights("together")) for mine, its in zip(own, near, strict=True)]
    reserve = _RESERVE * max(0, _PLAIN_PAGE - telling)
    out = [
        worth < -(1 + 2 * (look.kind in _DOUBT)) * reserve - _DOUBT.get(look.kind, 0.0)
        and _ITEM.match(part.text) is None
        for part, look, worth in zip(parts, looks, together, strict=True)
    ]
    if all(out):
        return {}
    rules = {index: _rule(own[index], near[index]) for index in range(len(parts)) if out[index]}
    if sum(look.kind in _DOUBT and not gone for look, gone in zip(looks, out, strict=True)) <= _SHORT_STORY:
        rules = _without_end(rules, parts, looks)
    return {index: rule for index, rule in rules.items() if not parts[index].paragraph.table}


def _without_end(rules: Mapping[int, str], parts: Sequence[Part], looks: Sequence[Look]) -> dict[int, str]:
    """The rules without those for the end of a short story: sentences against which speaks only that a few lines part them from it.

    The lines between are buttons and notices; behind a heading or a pointer to other stories none is looked for.
    """
    left = dict(rules)
    last = max((index for index in range(len(parts)) if index not in rules), default=0)
    for index in range(last + 1, len(parts)):
        mine = looks[index].kind in _SENTENCES and parts[index].role == "text" and not parts[index].text.endswith("..")
        if rules[index] in _PLACES and mine:
            del left[index]
            last = index
        elif (
            (rules[index] in _PLACES and parts[index].role == "text")
            or rules[index] == "related"
            or index - last > _APART
        ):
            break
    return left


def _of_a_page(part: Part, look: Look) -> bool:
    """Whether a line is such as only a page has: a button, a label, a credit, a notice."""
    if part.role == "furniture":
        return part.rule != "ornament"
    if part.role not in {"text", "credit"}:
        return False
    if look.kind in {"prose", "sentence"}:
        return "credit middling" in look.signs and look.kind == "sentence"
    return look.width < _SHORT and not _OF_A_PAGE.isdisjoint(look.signs)


def _worth(found: Iterable[str], weights: Mapping[str, float]) -> float:
    """What the signs of a line are worth together: above 0 for the story, below 0 against it."""
    return weights[_BASE] + sum(map(weights.get, found, repeat(0.0)))


@cache
def _weights(section: str) -> dict[str, float]:
    rows = (row.rpartition(":") for row in tables.sections("weights.txt")[section])
    return {sign.strip(): float(weight) for sign, _, weight in rows}


def _rule(own: Sequence[str], near: Sequence[str]) -> str:
    """The name for why a line is none of the story: what it says, if that counts against it, or else where it stands."""
    weights = _weights("together")
    signs_of_it = frozenset(own)
    told = {
        rule: sum(min(0.0, weights.get(sign, 0.0)) for sign in listed if sign in signs_of_it)
        for rule, listed in _RULES.items()
        if not signs_of_it.isdisjoint(listed)
    }
    rule = min(told, key=lambda name: told[name], default="")
    if rule and told[rule] <= -_TELLING:
        return rule
    places = " ".join(near)
    return _BEHIND if "behind the main run" in places else _ABOVE if "before the main run" in places else _BESIDE
