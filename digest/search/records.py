"""The page on which the indexer reads what the search knows of a story."""

from __future__ import annotations

from html import escape

from digest.model import Record


def page(record: Record) -> str:
    """The record as the HTML that Pagefind indexes: https://pagefind.app/docs/indexing/ tells of the attributes.

    A headline's words weigh most, then those of the standfirst and the tags. What is shown of a result apart from the
    matching words stands in attributes, so that it doesn't turn up among these. The last words, as many as `last` says, are topics, tags
    and source.
    """
    known = {"href": record.way, "topic": record.topics[0] if record.topics else "", "date": record.date}
    found = " · ".join((*record.topics, *record.tags, record.source)).strip(" ·")
    known |= {"source": record.source, "lang": record.language, "last": str(len(found.split()))}
    meta = "".join(
        f'<meta data-pagefind-meta="{key}[content]" content="{escape(value)}">' for key, value in known.items() if value
    )
    return (
        f'<!doctype html><html lang="{escape(record.language)}"><meta charset="utf-8">{meta}'
        f'<meta data-pagefind-sort="date[content]" content="{escape(record.iso)}">'
        f'<body data-pagefind-body><h1 data-pagefind-weight="8">{escape(record.title)}</h1>'
        f'<p data-pagefind-weight="3">{escape(record.summary)}</p>'
        f'<p>{escape(record.text)}</p><p data-pagefind-weight="3">{escape(found)}</p>'
    )
