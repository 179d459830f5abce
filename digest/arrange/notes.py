"""Stage 3: the links that lead from a footnote back to the text get a name in the language of the interface, whatever engine made them."""

from __future__ import annotations

import re
from html import escape

from digest.ground.wording import Wording

_BACK = re.compile(r'<a\b(?P<rest>[^>]*\bclass="footnote-backref"[^>]*)>(?P<shown>[^<]*)</a>')
_NOTE = re.compile(r'\bhref="[^"]*#fnref\d*:(?P<name>[^"]*)"')
_NAMED = re.compile(r'\s+(?:title|aria-label)="[^"]*"')


def named(fragment: str, wording: Wording) -> str:
    """A text whose links back say to which note they belong, by its number; the engines say it in English or not at all."""
    if "footnote-backref" not in fragment:
        return fragment
    numbers: dict[str, int] = {}

    def name(link: re.Match[str]) -> str:
        note = _NOTE.search(link["rest"])
        number = numbers.setdefault(note["name"] if note else link[0], len(numbers) + 1)
        shown = link["shown"].strip()
        said = wording.say("back-to-note", number=shown if shown.isdecimal() else number)
        return f'<a{_NAMED.sub("", link["rest"])} aria-label="{escape(said)}">{link["shown"]}</a>'

    return _BACK.sub(name, fragment)
