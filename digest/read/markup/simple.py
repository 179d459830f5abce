"""Stage 2: the inline markup that nearly all of a news text has: `*one*`, `**two**` and `[label](address)`, side by side.

For these the stock patterns' result can be told at sight. Whatever is nested, adjoining, escaped, or otherwise less than
plain is left to them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element

from markdown import inlinepatterns

MARKS = frozenset({"*", "["})
"""What begins the markup that is simple; a text may hold no other trigger of a pattern."""

_INNER = r"[^\s*\[\]](?:[^*\[\]\n]*[^\s*\[\]])?"
_SIMPLE = re.compile(rf"(\*\*?)({_INNER})\1(?!\*)|\[({_INNER})\]\(([^\W_](?:[^\W_]|[:/.?=#%~+,@\-])*+)\)")
_GROUPS = 5
_DELIMITERS: type | None = getattr(inlinepatterns, "DelimiterProcessor", None)  # since Markdown 3.11


def applies(patterns: Sequence[object]) -> bool:
    """Whether the markup means in `patterns` what it means in the stock ones."""
    delimiters: list[Any] = [pattern for pattern in patterns if _DELIMITERS and isinstance(pattern, _DELIMITERS)]
    links = [pattern for pattern in patterns if type(pattern) is inlinepatterns.LinkInlineProcessor]
    return (
        [type(pattern) for pattern in delimiters] == [_DELIMITERS]
        and [pattern.pattern for pattern in links] == [inlinepatterns.LINK_RE]
        and not any(pattern.ANCESTOR_EXCLUDES for pattern in (*delimiters, *links))
        and set(delimiters[0].delimiters) == {"*", "_"}
        and delimiters[0].delimiters["*"].tags == ("strong", "em")
        and not delimiters[0].delimiters["*"].smart
    )


def elements(text: str) -> tuple[str | None, list[Element]] | None:
    """What `text` begins with and the elements that follow, each with its tail; None when it holds more than simple markup."""
    pieces = _pieces(text)
    if pieces is None:
        return None
    children: list[Element] = []
    for at in range(1, len(pieces), _GROUPS):
        stars, word, label, address, tail = pieces[at : at + _GROUPS]
        if stars:
            child = Element("em" if stars == "*" else "strong")
            child.text = word
        else:
            child = Element("a", {"href": address})
            child.text = label
        child.tail = tail or None
        children.append(child)
    return pieces[0] or None, children


def html(text: str) -> str | None:
    """The same as HTML; `text` holds no `<` and no `&`."""
    pieces = _pieces(text)
    if pieces is None:
        return None
    written = [pieces[0]]
    for at in range(1, len(pieces), _GROUPS):
        stars, word, label, address, tail = pieces[at : at + _GROUPS]
        if stars:
            tag = "em" if stars == "*" else "strong"
            written.append(f"<{tag}>{word}</{tag}>{tail}")
        else:
            written.append(f'<a href="{address}">{label}</a>{tail}')
    return "".join(written)


def _pieces(text: str) -> list[str] | None:
    pieces: list[str] = _SIMPLE.split(text)
    for between in pieces[::_GROUPS]:
        if "*" in between or "[" in between:
            return None
    return pieces
