"""Stage 2: one file of the content folder → what it says, as bytes to be remembered. A function of its path, its bytes and few settings."""

from __future__ import annotations

from io import BytesIO

import msgspec

from digest.read.answers import Settings, Told, kind
from digest.read.articles import read_article
from digest.read.documents import take_apart
from digest.read.editions import read_edition
from digest.read.media import measure
from digest.read.plain_pages import read_page

_encode = msgspec.msgpack.Encoder().encode


def parse(settings: Settings, file: tuple[str, bytes]) -> tuple[bytes, bytes]:
    """What the file at a path below the content folder says: a `Told`, and where it is an article's a `Body` (else empty)."""
    path, data = file
    what = kind(path)
    if what == "picture":
        return _encode(Told(media=measure(path, BytesIO(data)))), b""
    document, found = take_apart(data, f"{settings.content}/{path}")
    if document is None:
        return _encode(Told(findings=tuple(found))), b""
    if what == "edition":
        note, found = read_edition(document, path, settings.period, settings.markdown)
        return _encode(Told(edition=note, findings=tuple(found))), b""
    if what == "page":
        page, found = read_page(document, path, settings.markdown)
        return _encode(Told(page=page, findings=tuple(found))), b""
    article, body, found = read_article(document, path, settings.topics, settings.markdown)
    told = _encode(Told(article=article, findings=tuple(found)))
    return told, b"" if body is None else _encode(body)
