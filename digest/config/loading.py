"""Reading `config.yaml`: from bytes to a checked Config, with every problem at its place."""

from __future__ import annotations

from pathlib import Path

import msgspec

from digest.config import checks
from digest.config.blocks import Config
from digest.config.topics import DEFAULT_TOPICS
from digest.ground import located, schema
from digest.ground.diagnostics import Diagnostic, Place, error, has_errors

FILE = "config.yaml"
"""The name of the settings' file; its folder is the site's folder."""

_MINIMUM = "write `site: {title: My Digest, url: https://example.org/}` into it"


def load(root: Path, *, url: str | None = None) -> tuple[Config | None, list[Diagnostic]]:
    """The settings of the site in folder `root`, with `url` in place of `site.url` when given; None when there is an error.

    What comes back is ready for use: topics are never empty, `site.url` is absolute and ends with a slash, paths are
    relative, inside the site and apart from one another. Nothing but the one file is read.
    """
    try:
        data = (root / FILE).read_bytes()
    except FileNotFoundError:
        return None, [error("config-missing", f"there is no `{FILE}` here", Place(file=FILE), hint=_MINIMUM)]
    except OSError as problem:
        reason = problem.strerror or "it can't be read"
        return None, [error("file-unreadable", f"`{FILE}` can't be read", Place(file=FILE), note=reason)]
    node, diagnostics = located.parse(data, FILE)
    if node is None:
        return None, diagnostics
    checked = schema.check(node, Config, what=FILE)
    diagnostics += checked.diagnostics
    if checked.sound is None:
        return None, diagnostics
    config = checked.sound
    if "topics" not in checked.places or (checked.value is None and not config.topics):
        config = msgspec.structs.replace(config, topics=DEFAULT_TOPICS)
    places = checked.places
    if url is not None:
        config = _with_url(config, url)
        places = {key: place for key, place in places.items() if key != "site.url"}
    diagnostics += checks.check(config, places)
    if has_errors(diagnostics):
        return None, diagnostics
    return _with_url(config, checks.normal_url(config.site.url) or config.site.url), diagnostics


def _with_url(config: Config, url: str) -> Config:
    return msgspec.structs.replace(config, site=msgspec.structs.replace(config.site, url=url))
