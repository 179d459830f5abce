"""Stage 2½, relate: articles → for each the few others that it is most like. Only what a change can reach is worked out again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from digest.engine.work import Work
from digest.ground import fingerprint
from digest.model import Article, Body, Struct
from digest.relate.likeness import Likest, Subject, likest, updated
from digest.relate.terms import terms

MOST = 8
"""How many are told for each article; some of them may not be public."""

_TABLE, _KNOWN, _BASIS = "related", "known", "basis"
Related = dict[str, tuple[str, ...]]


class _Known(Struct, kw_only=True, array_like=True):
    """What was made of which articles: their digests and the marks of their subjects, by path; and the answer."""

    code: str
    digests: dict[str, tuple[str, str]]
    related: Related


class _Basis(Struct, kw_only=True, array_like=True):
    """What it was made from."""

    subjects: dict[str, Subject]
    likest: Likest


_KNOWN_DECODER = msgspec.msgpack.Decoder(_Known)
_BASIS_DECODER = msgspec.msgpack.Decoder(_Basis)
_NOTHING = _Known(code="", digests={}, related={})


def relate(articles: Sequence[Article], bodies: Mapping[str, Body], work: Work) -> Mapping[str, Sequence[str]]:
    """The paths of the up to `MOST` articles that each article with a headline and a date is most like, the most like first.

    It is the same whatever is remembered. Bodies are asked only of articles that are new or have changed.
    """
    told = {each.path: each for each in articles if each.front.title is not None and each.front.date is not None}
    known = _decoded(work)
    fresh = {
        path: _subject(article, bodies[path])
        for path, article in told.items()
        if known.digests.get(path, ("",))[0] != article.digest
    }
    marks = {path: fingerprint.of_value(subject)[:16] for path, subject in fresh.items()}
    digests = {
        path: (article.digest, marks[path]) if path in fresh else known.digests[path] for path, article in told.items()
    }
    if digests == known.digests:
        work.cache.keep(_TABLE, (_BASIS,))
        return known.related
    changed = {path for path, mark in marks.items() if known.digests.get(path, ("", ""))[1] != mark}
    if not changed and digests.keys() == known.digests.keys():
        work.cache.keep(_TABLE, (_BASIS,))
        _put(_KNOWN, _Known(code=work.code, digests=digests, related=known.related), work)
        return known.related
    basis = _basis(known, work)
    before = basis.subjects if basis else {}
    now = {path: fresh[path] if path in fresh else before[path] for path in told} if basis else None
    if now is None:  # the smaller part is remembered without the larger
        now = {path: fresh.get(path) or _subject(article, bodies[path]) for path, article in told.items()}
    found = updated(before, basis.likest, now, MOST) if basis else likest(now, MOST)
    work.tally["related"] += len(fresh)
    related = {path: tuple(other for other, _ in found[path]) for path in told}
    _put(_BASIS, _Basis(subjects=now, likest=found), work)
    _put(_KNOWN, _Known(code=work.code, digests=digests, related=related), work)
    return related


def _subject(article: Article, body: Body) -> Subject:
    front = article.front
    day = front.date.day.toordinal() if front.date is not None else 0
    return Subject(day=day, terms=terms(front.title or "", front.summary or "", front.tags, body.text))


def _decoded(work: Work) -> _Known:
    answer = work.cache.get(_TABLE, _KNOWN)
    try:
        known = _KNOWN_DECODER.decode(answer) if answer is not None else _NOTHING
    except msgspec.MsgspecError:
        return _NOTHING
    return known if known.code == work.code else _NOTHING


def _basis(known: _Known, work: Work) -> _Basis | None:
    """What the known answer was made from; None where nothing fits it."""
    answer = work.cache.get(_TABLE, _BASIS) if known is not _NOTHING else None
    try:
        basis = _BASIS_DECODER.decode(answer) if answer is not None else None
    except msgspec.MsgspecError:
        return None
    return basis if basis is not None and basis.subjects.keys() == known.digests.keys() else None


def _put(key: str, value: _Known | _Basis, work: Work) -> None:
    work.cache.put(_TABLE, key, msgspec.msgpack.encode(value))
