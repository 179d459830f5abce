"""Stage 2: Markdown as CommonMark defines it (https://spec.commonmark.org/0.31.2/). The door of `pyromark`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import pyromark
from pyromark import Options

_NONE = Options(0)
_EQUALS: dict[str, Options] = {
    "fenced_code": _NONE,
    "sane_lists": _NONE,
    "tables": Options.ENABLE_TABLES,
    "footnotes": Options.ENABLE_FOOTNOTES,
    "smarty": Options.ENABLE_SMART_PUNCTUATION,
}
"""By the names of Python-Markdown's extensions; no option for what CommonMark has of itself."""

_REFERENCE = re.compile(r'<sup class="footnote-reference"><a href="#([^"]*)">(\d+)</a></sup>')
_DEFINITION = re.compile(
    r'<div class="footnote-definition" id="([^"]*)"><sup class="footnote-definition-label">(\d+)</sup>'
)


def convert(body: str, extensions: Iterable[str]) -> str:
    """The HTML of `body`, not sanitised; extensions without an equal are left out."""
    made = _engine(tuple(extensions)).html(body)
    return _footnotes(made) if "footnote-" in made else made


def trouble(extension: str) -> str:
    """Why an extension can't be used; empty when it can."""
    return "" if _name(extension) in _EQUALS else f"the commonmark engine knows {', '.join(sorted(_EQUALS))}"


def _name(extension: str) -> str:
    return extension.removeprefix("markdown.extensions.")


@cache
def _engine(extensions: tuple[str, ...]) -> pyromark.Markdown:
    options = _NONE
    for extension in extensions:
        options |= _EQUALS.get(_name(extension), _NONE)
    return pyromark.Markdown(options=options)


def _footnotes(made: str) -> str:
    """With the marks that Python-Markdown gives footnotes, so that themes, counts of words and the sanitiser know them.

    A note stays where it was written; its number leads back to the first place that refers to it.
    """
    seen: dict[str, int] = {}

    def reference(match: re.Match[str]) -> str:
        label, number = match.groups()
        seen[label] = seen.get(label, 0) + 1
        again = seen[label] if seen[label] > 1 else ""
        return f'<sup id="fnref{again}:{label}"><a class="footnote-ref" href="#fn:{label}">{number}</a></sup>'

    made = _REFERENCE.sub(reference, made)
    back = r'<div class="footnote"><sup id="fn:\1"><a class="footnote-backref" href="#fnref:\1">\2</a></sup>'
    return _DEFINITION.sub(back, made)
