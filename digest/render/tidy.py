"""HTML as it is published: without blank lines, spaces at line ends, and characters that it can't hold. Every page comes through here."""

from __future__ import annotations

import re

from digest.ground.characters import legal

_ANY_CASE = re.ASCII | re.IGNORECASE
_OPENING = re.compile(
    r"<(?=[pst])(pre|textarea|script|style)(?=[\s/>])", _ANY_CASE
)  # twice as fast with the first look-ahead
_CLOSING = {tag: re.compile(rf"</{tag}\s*>", _ANY_CASE) for tag in ("pre", "textarea", "script", "style")}
_SPACE = " \t\r"


def tidy(text: str) -> str:
    """HTML without what can't stand in it (control characters, lone surrogates), without blank lines and spaces at line ends.

    The insides of pre, textarea, script and style stay as they are.
    """
    text = legal(text)
    parts = []
    begun = 0
    for start, end in _verbatim(text):
        parts += [_without_blank_lines(text[begun:start]), text[start:end]]
        begun = end
    parts.append(_without_blank_lines(text[begun:]))
    return "".join(parts).strip() + "\n"


def _verbatim(text: str) -> list[tuple[int, int]]:
    """Where the elements begin and end in which white space counts; one that is never closed is none."""
    found: list[tuple[int, int]] = []
    done = 0
    unclosed: set[str] = set()
    for opening in _OPENING.finditer(text):
        tag = opening[1].lower()
        if opening.start() < done or tag in unclosed:
            continue
        closing = _CLOSING[tag].search(text, opening.end())
        if closing is None:
            unclosed.add(tag)
            continue
        done = closing.end()
        found.append((opening.start(), done))
    return found


def _without_blank_lines(text: str) -> str:
    first, *lines = text.split("\n")
    if not lines:
        return text
    last = lines.pop()
    # The first goes on from what stands before, so that its line end counts even when it is blank.
    kept = [line for line in [line.rstrip(_SPACE) for line in lines] if line]
    return "\n".join([first.rstrip(_SPACE), *kept, last if last.strip(_SPACE) else ""])
