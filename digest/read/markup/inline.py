"""Stage 2, Python-Markdown's inline stage: a pattern is tried only where the characters that it begins with occur.

The stock tree processor tries every pattern on every text. A pattern that finds nothing leaves no trace, so leaving out the
trial changes nothing; what is left in is stock code. A pattern that isn't in the table below is tried on every text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown, inlinepatterns, util
from markdown.extensions import nl2br, smarty
from markdown.treeprocessors import InlineProcessor

from digest.read.markup import simple

Trigger = tuple[str] | tuple[str, str]
"""One or two strings; a text in which the pattern matches holds one of them."""

_SINGLE_QUOTES = (
    smarty.singleQuoteStartRe,
    smarty.singleQuoteSetsRe,
    smarty.singleQuoteSetsRe2,
    smarty.decadeAbbrRe,
    smarty.openingSingleQuotesRegex,
    smarty.closingSingleQuotesRegex,
    smarty.closingSingleQuotesRegex2,
    smarty.remainingSingleQuotesRegex,
)
_DOUBLE_QUOTES = (
    smarty.doubleQuoteStartRe,
    smarty.doubleQuoteSetsRe,
    smarty.doubleQuoteSetsRe2,
    smarty.openingDoubleQuotesRegex,
    smarty.closingDoubleQuotesRegex,
    smarty.closingDoubleQuotesRegex2,
    smarty.remainingDoubleQuotesRegex,
)

TRIGGERS: dict[str, Trigger] = {
    inlinepatterns.BACKTICK_RE: ("`",),
    inlinepatterns.ESCAPE_RE: ("\\",),
    inlinepatterns.LINK_RE: ("[",),
    inlinepatterns.REFERENCE_RE: ("[",),
    inlinepatterns.IMAGE_LINK_RE: ("![",),
    inlinepatterns.IMAGE_REFERENCE_RE: ("![",),
    inlinepatterns.AUTOLINK_RE: ("<",),
    inlinepatterns.AUTOMAIL_RE: ("<",),
    inlinepatterns.HTML_RE: ("<",),
    inlinepatterns.ENTITY_RE: ("&",),
    inlinepatterns.LINE_BREAK_RE: ("  \n",),
    r"\*|_": ("*", "_"),
    r"((^|(?<=\s))(\*{1,3}|_{1,3})(?=\s|$))": ("*", "_"),  # before Markdown 3.11
    r"\*": ("*",),
    r"_": ("_",),
    r"\[\^([^\]]*)\]": ("[^",),  # footnotes
    r"\[\[([\w0-9_ -]+)\]\]": ("[[",),  # wikilinks
    nl2br.BR_RE: ("\n",),
    smarty.HTML_STRICT_RE: ("<",),
    **dict.fromkeys(_SINGLE_QUOTES, ("'",)),
    **dict.fromkeys(_DOUBLE_QUOTES, ('"',)),
    r"(?<!\.)\.{3}(?!\.)": ("...",),
    r"(?<!-)---(?!-)": ("---",),
    r"(?<!-)--(?!-)": ("--",),
    r"\<\<": ("<<",),
    r"\>\>": (">>",),
}
"""By the source of a pattern's regular expression."""

_Holds = Callable[[str], bool]


def trigger(pattern: object) -> Trigger | None:
    """The strings without which `pattern` can't match; None when that isn't known."""
    if not isinstance(pattern, inlinepatterns.InlineProcessor):
        return None
    if type(pattern).getCompiledRegExp is not inlinepatterns.Pattern.getCompiledRegExp:
        return None
    return TRIGGERS.get(pattern.compiled_re.pattern)


class Triggered(InlineProcessor):
    """A drop-in for the tree processor `inline`, and for others of its class with patterns of their own."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._known: list[object] = []
        self._steps: list[tuple[Any, Trigger | None]] = []
        self._holds: _Holds | None = None
        self._holds_more: _Holds | None = None
        self._apply: Any = getattr(self, "_InlineProcessor__applyPattern")  # noqa: B009 - its name is private to the class

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """As the stock `run`; texts in which no pattern can match, or that are simple, are put aside meanwhile."""
        self.prepare()
        holds, holds_more = self._holds, self._holds_more
        if holds is None:
            return super().run(tree, ancestors)
        aside: list[tuple[Element, str | None, list[Element]]] = []
        for element in tree.iter():
            text = element.text
            if not text or isinstance(text, util.AtomicString):
                continue
            if not holds(text):
                aside.append((element, text, []))
            elif (
                holds_more is not None
                and not holds_more(text)
                and (made := simple.elements(text))
                and element is not tree
            ):
                aside.append((element, *made))
            else:
                continue
            element.text = None
        result = super().run(tree, ancestors)
        for element, first, children in aside:
            element.text = first
            if children:
                element[:0] = children
        return result

    def html(self, text: str) -> str | None:
        """A text with no or simple markup as HTML, when no pattern needs to look at it; None else."""
        if self._holds is None or ">" in text:
            return None
        if not self._holds(text):
            return text
        return None if self._holds_more is None or self._holds_more(text) else simple.html(text)

    def prepare(self) -> None:
        """Takes the patterns as they are registered now."""
        patterns: list[Any] = list(self.inlinePatterns)
        known = [*patterns, *(getattr(pattern, "compiled_re", None) for pattern in patterns)]
        if known == self._known:
            return
        self._known = known
        self._steps = [(pattern, trigger(pattern)) for pattern in patterns]
        triggers = [found for _, found in self._steps]
        marks = {mark for found in triggers if found for mark in found}
        self._holds = None if None in triggers else _search(marks)
        self._holds_more = _search(marks - simple.MARKS) if self._holds and simple.applies(patterns) else None

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 - as it is called
        if isinstance(data, util.AtomicString) or (self._holds is not None and not self._holds(data)):
            return data
        for index in range(patternIndex, len(self._steps)):
            pattern, triggers = self._steps[index]
            if triggers is None or triggers[0] in data or triggers[-1] in data:
                start, matched = 0, True
                while matched:
                    data, matched, start = self._apply(pattern, data, index, start)
        return data


def _search(marks: Iterable[str]) -> _Holds:
    """Whether a text holds any of the marks, or a placeholder of a text taken out before."""
    single = {mark for mark in marks if len(mark) == 1}
    letters = re.compile("[" + "".join(map(re.escape, sorted(single))) + "]" if single else r"(?!)").search
    longer = (*sorted(mark for mark in marks if not single & set(mark)), util.INLINE_PLACEHOLDER_PREFIX)

    def holds(text: str) -> bool:
        if letters(text):
            return True
        for mark in longer:  # noqa: SIM110 - a generator costs more than what it looks for
            if mark in text:
                return True
        return False

    return holds
