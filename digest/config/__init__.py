"""The site's settings: `config.yaml` as frozen values, its checks, its default topics, its JSON Schema.

Every stage's entry gets a Config; the modules below it get only the blocks that they need.
"""

from __future__ import annotations

from typing import Any

from digest.config.blocks import (
    FILE,
    Archive,
    Build,
    Config,
    Convert,
    Feeds,
    Markdown,
    Pages,
    Paths,
    Site,
    Tags,
    Theme,
    Topic,
)
from digest.config.checks import normal_url
from digest.config.loading import Loaded, load, load_all
from digest.config.topics import DEFAULT_TOPICS
from digest.ground import schema

__all__ = [
    "DEFAULT_TOPICS",
    "FILE",
    "Archive",
    "Build",
    "Config",
    "Convert",
    "Feeds",
    "Loaded",
    "Markdown",
    "Pages",
    "Paths",
    "Site",
    "Tags",
    "Theme",
    "Topic",
    "json_schema",
    "load",
    "load_all",
    "normal_url",
]


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `config.yaml`, for editors that check and complete while one types."""
    return schema.json_schema(Config, title="config.yaml of digest")
