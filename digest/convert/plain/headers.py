"""Headers: `Key: value` lines with which some pasted texts begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from digest.convert.plain.lines import Line
from digest.ground import languages, text
from digest.model import Struct

_SHAPE = re.compile(r"(?P<key>[^\W\d_][\w -]{1,24}?)\s*:\s+(?P<value>\S.*)")
_FENCE = "---"
_LONGEST = 60
_LONGEST_MAIL_HEAD = 12
_KEYS = {
    "title": "title", "headline": "title", "titre": "title", "titel": "title", "titulo": "title", "titolo": "title", "baslik": "title",
    "summary": "summary", "standfirst": "summary", "description": "summary", "subtitle": "summary", "abstract": "summary", "deck": "summary",
    "date": "date", "published": "date", "publication date": "date", "pubdate": "date", "datum": "date", "fecha": "date", "tarih": "date",
    "updated": "updated", "modified": "updated", "last updated": "updated",
    "author": "authors", "authors": "authors", "by": "authors", "byline": "authors", "writer": "authors", "autor": "authors", "auteur": "authors", "yazar": "authors",
    "source": "source", "outlet": "source", "publisher": "source", "publication": "source", "quelle": "source", "kaynak": "source",
    "url": "url", "link": "url", "source url": "url", "permalink": "url",
    "tags": "tags", "keywords": "tags", "etiketler": "tags",
    "topic": "topics", "topics": "topics", "section": "topics", "category": "topics", "categories": "topics", "rubrik": "topics", "konu": "topics",
    "language": "language", "lang": "language", "kicker": "kicker", "dateline": "dateline", "location": "dateline", "place": "dateline",
    "credit": "credits", "credits": "credits", "photo": "credits", "photo credit": "credits", "image credit": "credits",
}  # fmt: skip


_MAIL_KEYS = {
    "title": "subject betreff objet asunto assunto oggetto onderwerp amne emne aihe temat konu тема",
    "authors": "from von de da van fran fra lahettaja od kimden gonderen от",
    "date": "date sent datum gesendet envoye enviado data inviato verzonden skickat sendt fecha tarih gonderilme дата",
    "": "to an a para aan till til cc kopie copie bcc kime кому reply-to importance attachments",
}
_SUBJECT = "title"
_FORWARDED = re.compile(
    r"-{3,}[^-]*-{3,}|begin forwarded message:?|(?:anfang der )?weitergeleiteten? nachricht:?", re.IGNORECASE
)
_PREFIXES = re.compile(r"(?:(?:fwd?|re|aw|wg|tr|rv|enc|i|doorst|vs|sv|ilt|ynt)\s*:\s*)+", re.IGNORECASE)
"""How a mail begins that is passed on, and what that sets before its subject."""

_LANGUAGES = {
    "arabic": "ar", "chinese": "zh", "dutch": "nl", "english": "en", "french": "fr", "german": "de", "italian": "it", "japanese": "ja",
    "portuguese": "pt", "russian": "ru", "spanish": "es", "turkish": "tr",
}  # fmt: skip


class Header(Struct, kw_only=True):
    """One line of the header: which field it sets (None for a key that means nothing here), its value, where that begins."""

    field: str | None
    value: str
    line: Line
    start: int


def read_headers(lines: Sequence[Line]) -> tuple[Header, ...]:
    """The header lines at the very top, in order; empty unless there are two known keys, or one that names the title.

    Lines with unknown keys within the block belong to it (`Slug: x`); it ends at the first line that has no key, or after
    an empty line.
    """
    mail = _mail(lines)
    if mail:
        return mail
    headers: list[Header] = []
    lines = _fenced(lines) or lines
    for index, line in enumerate(lines):
        match = _SHAPE.fullmatch(line.text)
        if match is None or (index and line.gap):
            break
        field = _KEYS.get(text.fold(match["key"]))
        value = match["value"].strip()
        if field in {"title", "summary"} and len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        headers.append(Header(field=field, value=value, line=line, start=line.raw.find(value)))
    known = [header.field for header in headers if header.field is not None]
    first_is_key = bool(headers) and headers[0].field is not None
    return tuple(headers) if first_is_key and (len(set(known)) >= 2 or known == ["title"]) else ()


def _mail(lines: Sequence[Line]) -> tuple[Header, ...]:
    """The head of a mail at the very top: lines with keys of mails alone, a subject and a sender, recipient or day among them."""
    top = [line for line in lines[:1] if _FORWARDED.fullmatch(line.text)]
    found = [Header(field=None, value="", line=line, start=0) for line in top]
    for line in lines[len(top) : len(top) + _LONGEST_MAIL_HEAD]:
        match = _SHAPE.fullmatch(line.text)
        field = _mail_fields().get(text.fold(match["key"])) if match is not None else None
        if match is None or field is None or (line.gap and len(found) > len(top)):
            break
        value = _PREFIXES.sub("", match["value"].strip(), count=1) if field == _SUBJECT else match["value"].strip()
        found.append(Header(field=field or None, value=value, line=line, start=line.raw.find(value)))
    fields = [header.field for header in found[len(top) :]]
    return tuple(found) if fields.count(_SUBJECT) == 1 and len(fields) > 1 else ()


@cache
def _mail_fields() -> dict[str, str]:
    return {text.fold(key): field for field, keys in _MAIL_KEYS.items() for key in keys.split()}


def behind(lines: Sequence[Line], headers: Sequence[Header]) -> Sequence[Line]:
    """The lines behind the header that `read_headers` found in `lines`, and behind its closing fence where it has one."""
    if not headers:
        return lines
    rest = [line for line in lines if line.number > headers[-1].line.number]
    closed = lines[0].text == _FENCE and bool(rest) and rest[0].text == _FENCE
    return rest[1:] if closed else rest


def _fenced(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines between two fences at the very top, as YAML front matter has them."""
    if not lines or lines[0].text != _FENCE:
        return ()
    end = next((index for index, line in enumerate(lines[:_LONGEST]) if index and line.text == _FENCE), 0)
    return lines[1:end]


def values(value: str) -> tuple[str, ...]:
    """The items of a header that lists several: parted by commas or semicolons, in brackets or not."""
    bare = value.strip().removeprefix("[").removesuffix("]")
    return tuple(dict.fromkeys(part.strip(" \"'") for part in re.split(r"[;,،]", bare) if part.strip(" \"'")))


def language(value: str) -> str | None:
    """The BCP 47 tag that a header's value is (`pt-BR`, `pt_BR`) or names in English (`French`), or None."""
    tag = _LANGUAGES.get(text.fold(value)) or value.replace("_", "-")
    return tag if languages.TAG.fullmatch(tag) else None
