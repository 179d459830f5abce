"""What a template depends on: its own text, and all that it extends, includes or imports, as the site sees it.

Look-ups that fail on the way count too, so that a part or an override that appears later changes the answer. Which names a text
mentions is remembered under its fingerprint, so that Jinja is asked only about texts that are new.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from digest.engine.work import Work
from digest.ground import fingerprint
from digest.render.theme import Source, Theme

_TABLE = "templates"
_References = dict[str, tuple[str, ...] | None]
"""The names that a text mentions, by the text's fingerprint; None where one of them is known only when a page is rendered."""


class Closure(NamedTuple):
    """All that a template depends on: its fingerprint, and the names of the templates, as far as they are known."""

    digest: str
    names: frozenset[str]


def closures(theme: Theme, names: Iterable[str], work: Work) -> dict[str, Closure]:
    """The closure of each template. A name that a template computes may mean any template of the theme."""
    texts = {source.text: fingerprint.of_bytes(source.text.encode()) for source in _every(theme)}
    references = _references(texts, work)
    layers = [sorted((name, texts[source.text]) for name, source in layer.templates.items()) for layer in theme.layers]
    whole = fingerprint.of_value([[layer.name for layer in theme.layers], layers])
    return {name: _closure(theme, name, texts, references, whole) for name in names}


def _every(theme: Theme) -> list[Source]:
    return [source for layer in theme.layers for source in layer.templates.values()]


def _closure(theme: Theme, name: str, texts: Mapping[str, str], references: _References, whole: str) -> Closure:
    """What `name` leads to; `whole` stands for the theme, where that is known only when a page is rendered."""
    found: dict[str, str | None] = {}
    asked = [name]
    is_known = True
    while asked:
        each = asked.pop()
        if each in found:
            continue
        source = theme.find(each)
        found[each] = texts[source.text] if source else None
        mentioned = references[texts[source.text]] if source else ()
        is_known = is_known and mentioned is not None
        asked += mentioned or ()
    digest = fingerprint.of_value([name, sorted(found.items()) if is_known else whole])
    return Closure(digest, frozenset(each for each, text in found.items() if text is not None))


def _references(texts: Mapping[str, str], work: Work) -> _References:
    """What each of the texts mentions, by its fingerprint."""
    known = _decode(work.cache.get(_TABLE, work.code))
    new = {digest: text for text, digest in texts.items() if digest not in known}
    references = {digest: known[digest] for digest in texts.values() if digest in known}
    if new:
        from digest.render.templates import references as ask  # noqa: PLC0415 - Jinja, which a warm build doesn't need

        references |= {digest: ask(text) for digest, text in new.items()}
    if references != known:
        work.cache.put(_TABLE, work.code, msgspec.msgpack.encode(references))
    return references


def _decode(data: bytes | None) -> _References:
    try:
        return {} if data is None else msgspec.msgpack.decode(data, type=_References)
    except msgspec.MsgspecError:
        return {}
