"""`digest schema`."""

from __future__ import annotations

from typing import Any

import click

from digest.cli.command import command
from digest.cli.printing import GOOD, say


@command(
    click.argument("what", type=click.Choice(["config", "article", "edition", "page", "front-matter"])),
    example="digest schema config",
)
def schema(what: str) -> int:
    """Print the JSON Schema of config.yaml, or of the front matter of articles, edition notes or pages.

    Editors check and complete YAML with it while one types. front-matter is another name for article.
    """
    import json

    say(json.dumps(_schema(what), indent=2, ensure_ascii=False))
    return GOOD


def _schema(what: str) -> dict[str, Any]:
    if what == "config":
        from digest import config

        return config.json_schema()
    from digest.read import schemas

    return schemas.json_schemas()["article" if what == "front-matter" else what]
