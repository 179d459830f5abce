"""The only module that imports Trafilatura, which tells a page's article from all that stands around it (`digest-news[html]`)."""

from __future__ import annotations

import logging
from typing import Any

from trafilatura.core import bare_extraction

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # it tells of pages without text, and so do we


def article(markup: str) -> Any | None:
    """The body of the article as an element tree of Trafilatura's few tags, or None where it finds none."""
    found = bare_extraction(markup, include_comments=False, with_metadata=False)
    return getattr(found, "body", None)
