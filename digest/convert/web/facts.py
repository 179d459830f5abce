"""What a page says about its article, each value with the rule that found it.

JSON-LD is asked first (https://schema.org/Article), then Open Graph (https://ogp.me), other `meta` tags, and last what everyone sees.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from digest.convert.web.page import Fact, Page
from digest.ground import languages
from digest.ground.characters import spaced
from digest.ground.moment import Moment, parse_moment
from digest.ground.text import fold, squeeze
from digest.model import Origin, Struct

_TAG = re.compile(r"<[^<>]{1,500}>")
_BY = re.compile(r"(?i)^(?:by|von|par|por|di|door)\s+")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_PARTS_OF_TITLE = re.compile(r"\s+[|–—·»:-]+\s+")
_NAMES = re.compile(r"\s*(?:[;,|]|\s(?:and|und|et|y|e|en)\s)\s*")
_DATE = re.compile(r"(\d{4})[-/](\d\d)[-/](\d\d)(.*)", re.DOTALL)
_ARTICLE = re.compile(r"(?:.*Article|BlogPosting|.*NewsArticle|LiveBlogPosting|Report)")
_DEEPEST = 6
_PUBLISHED = (
    *(
        "article:published_time",
        "og:published_time",
        "datepublished",
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
    ),
    *(
        "dcterms.date",
        "pubdate",
        "publishdate",
        "publish-date",
        "publication_date",
        "parsely-pub-date",
        "sailthru.date",
    ),
)
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified", "lastmod")
_AUTHORS = ("author", "article:author", "parsely-author", "dc.creator", "dcterms.creator", "sailthru.author", "byl")


class Value(Struct, kw_only=True):
    """What was found for a field, and by which rule and where."""

    value: Any
    origin: Origin


def read_facts(page: Page) -> dict[str, Value]:
    """The values by field: `title`, `summary`, `authors`, `date`, `updated`, `language`, `source`, `url`, `section`."""
    data = [(node, fact) for fact in page.data for node in _nodes(fact)]
    found = {
        "summary": _first(
            _texts(data, "description"), _metas(page, "og:description", "description", "twitter:description")
        ),
        "authors": _first(_people(data), _named(page)),
        "date": _first(
            _moments(_texts(data, "datePublished")), _moments(_metas(page, *_PUBLISHED)), _moments(_times(page))
        ),
        "updated": _first(_moments(_texts(data, "dateModified")), _moments(_metas(page, *_UPDATED))),
        "language": _first(_languages(page, data)),
        "source": _first(_publishers(data), _metas(page, "og:site_name", "application-name", "dc.publisher")),
        "url": _first(_addresses(page, data)),
        "section": _first(_texts(data, "articleSection"), _metas(page, "article:section", "section")),
    }
    found["title"] = _first(_texts(data, "headline"), _titles(page, found["source"]))
    return {name: value for name, value in found.items() if value is not None}


def _first(*sources: Iterator[Value]) -> Value | None:
    return next((value for source in sources for value in source if value.value), None)


def _nodes(fact: Fact) -> list[dict[str, Any]]:
    """The articles that JSON-LD describes, whatever it has put around them."""
    try:
        top = json.loads(fact.value, strict=False)
    except (ValueError, RecursionError):
        return []
    found: list[dict[str, Any]] = []
    level = [top]
    for _ in range(_DEEPEST):
        below: list[Any] = []
        for node in level:
            if isinstance(node, list):
                below += node
            elif isinstance(node, dict):
                if any(isinstance(kind, str) and _ARTICLE.fullmatch(kind) for kind in _listed(node.get("@type"))):
                    found.append(node)
                below += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node]
        level = below
    return found


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _plain(text: object) -> str:
    """A value's text without markup and character references."""
    return (
        squeeze(spaced(_TAG.sub(" ", html.unescape(text)).encode("utf-8", "replace").decode()))
        if isinstance(text, str)
        else ""
    )


Data = Sequence[tuple[dict[str, Any], Fact]]


def _texts(data: Data, key: str) -> Iterator[Value]:
    for node, fact in data:
        for text in _listed(node.get(key)):
            yield Value(value=_plain(text), origin=Origin(rule="json-ld", line=fact.line))


def _metas(page: Page, *names: str) -> Iterator[Value]:
    for name in names:
        rule = "open-graph" if name.startswith(("og:", "article:")) else "meta"
        for fact in page.metas.get(name, ()):
            yield Value(value=_plain(fact.value), origin=Origin(rule=rule, line=fact.line))


def _times(page: Page) -> Iterator[Value]:
    for fact in page.times:
        yield Value(value=fact.value, origin=Origin(rule="time-tag", line=fact.line, confidence=0.8))


def _moments(values: Iterator[Value]) -> Iterator[Value]:
    for value in values:
        yield Value(value=_moment(value.value), origin=value.origin)


def _moment(text: str) -> Moment | None:
    """The moment that an ISO 8601 text says; its day alone where no zone is named."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    day = "-".join(match.groups()[:3])
    try:
        whole = datetime.fromisoformat(f"{day}T{match[4].strip(' T')}" if match[4].strip(" T") else day)
        zoned = whole.replace(microsecond=0).isoformat() if whole.utcoffset() is not None else day
    except ValueError:
        zoned = day
    found = parse_moment(zoned)
    found = parse_moment(day) if isinstance(found, str) else found
    return None if isinstance(found, str) else found


def _people(data: Data) -> Iterator[Value]:
    for node, fact in data:
        names = [person.get("name") if isinstance(person, dict) else person for person in _listed(node.get("author"))]
        yield Value(value=_authors([_plain(name) for name in names]), origin=Origin(rule="json-ld", line=fact.line))


def _named(page: Page) -> Iterator[Value]:
    for value in _metas(page, *_AUTHORS):
        yield Value(value=_authors([value.value]), origin=value.origin)


def _authors(names: Sequence[str]) -> tuple[str, ...]:
    """Each name once; addresses of profiles are none."""
    parts = [part.strip() for name in names if not _ADDRESS.match(name) for part in _NAMES.split(_BY.sub("", name))]
    return tuple(dict.fromkeys(part for part in parts if 1 < len(part) < 80 and "@" not in part))


def _publishers(data: Data) -> Iterator[Value]:
    for node, fact in data:
        for publisher in _listed(node.get("publisher")):
            name = publisher.get("name") if isinstance(publisher, dict) else publisher
            yield Value(value=_plain(name), origin=Origin(rule="json-ld", line=fact.line))


def _languages(page: Page, data: Data) -> Iterator[Value]:
    told = (
        []
        if page.language is None
        else [Value(value=page.language.value, origin=Origin(rule="html-lang", line=page.language.line))]
    )
    for value in (*told, *_texts(data, "inLanguage"), *_metas(page, "og:locale", "content-language", "dc.language")):
        tag = value.value.replace("_", "-")
        yield Value(value=tag if languages.TAG.fullmatch(tag) else None, origin=value.origin)


def _addresses(page: Page, data: Data) -> Iterator[Value]:
    facts = (("link-canonical", page.canonical), ("saved-from", page.address))
    told = [
        Value(value=fact.value, origin=Origin(rule=rule, line=fact.line)) for rule, fact in facts if fact is not None
    ]
    for value in (
        *told[:1],
        *_metas(page, "og:url"),
        *_texts(data, "url"),
        *_texts(data, "mainEntityOfPage"),
        *told[1:],
    ):
        yield Value(value=value.value if _is_address(value.value) else None, origin=value.origin)


def _is_address(text: str) -> bool:
    try:
        return _ADDRESS.fullmatch(text) is not None and bool(urlsplit(text).hostname)
    except ValueError:
        return False


def _titles(page: Page, source: Value | None) -> Iterator[Value]:
    """The main heading where the page's title begins with it, else its titles without the outlet's name."""
    named = [*_metas(page, "og:title", "twitter:title", "dc.title")]
    if page.title is not None:
        named.append(
            Value(value=_plain(page.title.value), origin=Origin(rule="title-tag", line=page.title.line, confidence=0.8))
        )
    for line in page.lines:
        if line.tag == "h1" and any(
            fold(line.text) and fold(value.value).startswith(fold(line.text)) for value in named
        ):
            yield Value(value=line.text, origin=Origin(rule="heading", line=line.number))
    for value in named:
        yield Value(value=_without_outlet(value.value, source), origin=value.origin)
    for line in page.lines:
        if line.tag == "h1":
            yield Value(value=line.text, origin=Origin(rule="heading", line=line.number, confidence=0.7))


def _without_outlet(title: str, source: Value | None) -> str:
    """A title without the name of the outlet behind a mark: `Ozone hole grows | Harbour Gazette`."""
    marks = list(_PARTS_OF_TITLE.finditer(title))
    if not marks or source is None:
        return title
    behind = fold(title[marks[-1].end() :])
    return (
        title[: marks[-1].start()]
        if (behind and behind in fold(source.value)) or fold(source.value) in behind
        else title
    )
