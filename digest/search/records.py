"""What the search knows of one story, and the page on which the indexer reads it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from digest.model import Struct


class Record(Struct, kw_only=True):
    """One story. `way` leads to its page from the site's home page; `date` is as a reader sees it, `iso` as machines sort it.

    `topics` are names, the main one first; `text` is as much of the plain text as may be found and shown.
    """

    way: str
    title: str
    summary: str
    topics: tuple[str, ...]
    tags: tuple[str, ...]
    source: str
    date: str
    iso: str
    language: str
    text: str


class Volume(Struct, kw_only=True):
    """The stories of one year. `digest` is that of all that `records` gives when it is called."""

    year: str
    digest: str
    records: Callable[[], Sequence[Record]]


def page(record: Record) -> str:
    """The record as the HTML that Pagefind indexes: https://pagefind.app/docs/indexing/ tells of the attributes.

    A headline's words weigh most, then those of the standfirst and the tags. What is shown of a result apart from the
    matching words stands in attributes, so that it doesn't turn up among these.
    """
    known = {"href": record.way, "topic": record.topics[0] if record.topics else "", "date": record.date}
    known |= {"source": record.source, "lang": record.language}
    meta = "".join(
        f'<meta data-pagefind-meta="{key}[content]" content="{escape(value)}">' for key, value in known.items() if value
    )
    found = " · ".join((*record.topics, *record.tags, record.source)).strip(" ·")
    return (
        f'<!doctype html><html lang="{escape(record.language)}"><meta charset="utf-8">{meta}'
        f'<meta data-pagefind-sort="date[content]" content="{escape(record.iso)}">'
        f'<body data-pagefind-body><h1 data-pagefind-weight="8">{escape(record.title)}</h1>'
        f'<p data-pagefind-weight="3">{escape(record.summary)}</p>'
        f'<p>{escape(record.text)}</p><p data-pagefind-weight="3">{escape(found)}</p>'
    )
