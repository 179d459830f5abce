"""Stage 2½, relate: articles → for each the few others that it is most like. Only what a change can reach is worked out again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from digest.engine import decoding
from digest.engine.work import Work
from digest.ground import fingerprint
from digest.model import Article, Body, Struct
from digest.relate.likeness import Basis, Likest, Subject, likest, updated
from digest.relate.terms import terms

MOST = 8
"""How many are told for each article; some of them may not be public."""

_TABLE, _KNOWN, _LIKEST, _BASIS = "related", "known", "likest", "basis"


class _Known(Struct, kw_only=True, array_like=True):
    """What was compared: by path the digests of the articles, and the marks of their subjects."""

    code: str
    digests: dict[str, tuple[str, str]]


_DECODERS: dict[str, msgspec.msgpack.Decoder[Any]] = {
    _KNOWN: msgspec.msgpack.Decoder(_Known),
    _LIKEST: msgspec.msgpack.Decoder(Likest),
    _BASIS: msgspec.msgpack.Decoder(Basis),
}


def relate(articles: Sequence[Article], bodies: Mapping[str, Body], work: Work) -> Mapping[str, Sequence[str]]:
    """The paths of the up to `MOST` articles that each article with a headline and a date is most like, the most like first.

    It is the same whatever is remembered. Bodies are asked only of articles that are new or have changed.
    """
    told = {each.path: each for each in articles if each.front.title is not None and each.front.date is not None}
    known, found = _remembered(work)
    fresh = {
        path: _subject(article, bodies[path])
        for path, article in told.items()
        if known.get(path, ("",))[0] != article.digest
    }
    marks = {path: fingerprint.of_value(subject)[:16] for path, subject in fresh.items()}
    digests = {path: (article.digest, marks.get(path) or known[path][1]) for path, article in told.items()}
    changed = {path: fresh[path] for path, mark in marks.items() if known.get(path, ("", ""))[1] != mark}
    gone = known.keys() - told.keys()
    if changed or gone:
        before = _basis(known, found, work)
        if before is None:  # the smaller part is remembered without the larger
            fresh = {path: fresh.get(path) or _subject(article, bodies[path]) for path, article in told.items()}
            changed = fresh
        made = updated(before, changed, gone, MOST) if before is not None else likest(changed, MOST)
        found = made.likest
        _put(_LIKEST, found, work)
        _put(_BASIS, msgspec.structs.replace(made, likest={}), work)
        work.tally["related"] += len(changed)
    else:
        work.cache.keep(_TABLE, (_BASIS,))
    if digests != known:
        _put(_KNOWN, _Known(code=work.code, digests=digests), work)
    return {path: found[path].names for path in told}


def _subject(article: Article, body: Body) -> Subject:
    front = article.front
    day = front.date.day.toordinal() if front.date is not None else 0
    return Subject.of(day, terms(front.title or "", front.summary or "", front.tags, body.text))


def _remembered(work: Work) -> tuple[dict[str, tuple[str, str]], Likest]:
    """The digests of the articles that were compared, and what came of it; both empty where they don't fit each other or the code."""
    known: _Known | None = _recalled(_KNOWN, work)
    found: Likest | None = _recalled(_LIKEST, work)
    if known is None or found is None or known.code != work.code or found.keys() != known.digests.keys():
        return {}, {}
    return known.digests, found


def _basis(known: Mapping[str, object], found: Likest, work: Work) -> Basis | None:
    """What was worked out before, None where it doesn't fit."""
    basis: Basis | None = _recalled(_BASIS, work) if known else None
    if basis is None or basis.subjects.keys() != known.keys():
        return None
    return msgspec.structs.replace(basis, likest=found)


def _recalled(key: str, work: Work) -> Any:
    try:
        return decoding.one(work.cache, _TABLE, key, _DECODERS[key].decode)
    except msgspec.MsgspecError:
        return None


def _put(key: str, value: _Known | Likest | Basis, work: Work) -> None:
    decoding.put(work.cache, _TABLE, key, value, msgspec.msgpack.encode)
