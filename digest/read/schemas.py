"""Stage 2: JSON Schemas of the headers in `content/`, for editors that check and complete them while one writes."""

from __future__ import annotations

from typing import Any

from digest.ground.schema import json_schema
from digest.model import FrontMatter
from digest.read.editions import EditionHeader
from digest.read.plain_pages import PageHeader


def json_schemas() -> dict[str, dict[str, Any]]:
    """The schema of each kind of header: `article`, `edition` and `page`."""
    return {
        "article": json_schema(FrontMatter, title="Front matter of an article"),
        "edition": json_schema(EditionHeader, title="Front matter of an edition note"),
        "page": json_schema(PageHeader, title="Front matter of a page"),
    }
