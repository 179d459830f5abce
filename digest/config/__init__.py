"""The site's settings: `config.yaml` as frozen values, its checks, its default topics, its JSON Schema.

Every stage's entry gets a Config; the modules below it get only the blocks that they need.
"""

from __future__ import annotations

from typing import Any

from digest.config.blocks import (
    FILE,
    Archive,
    Build,
    Check,
    Config,
    Convert,
    Deploy,
    Feeds,
    Markdown,
    NavigationLink,
    Pages,
    Paths,
    Search,
    Site,
    SourcePolicy,
    Tags,
    Theme,
    Topic,
)
from digest.config.loading import Loaded, load, load_all
from digest.config.topics import DEFAULT_TOPICS

__all__ = [
    "DEFAULT_TOPICS",
    "FILE",
    "Archive",
    "Build",
    "Check",
    "Config",
    "Convert",
    "Deploy",
    "Feeds",
    "Loaded",
    "Markdown",
    "NavigationLink",
    "Pages",
    "Paths",
    "Search",
    "Site",
    "SourcePolicy",
    "Tags",
    "Theme",
    "Topic",
    "json_schema",
    "load",
    "load_all",
    "normal_url",
]


def normal_url(url: str) -> str | None:
    """`checks.normal_url`, imported when it is asked for."""
    from digest.config import checks  # noqa: PLC0415 - brings time zones along, which a remembered config doesn't need

    return checks.normal_url(url)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `config.yaml`, for editors that check and complete while one types."""
    from digest.ground import schema  # noqa: PLC0415 - brings YAML's door along

    return schema.json_schema(Config, title="config.yaml of digest")
