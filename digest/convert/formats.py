"""Stage 1, convert: which kinds of file are seeds, and what drafts an article of each.

A new format is one module with a function of `Drafting`'s form, a function here that imports it, and one line in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from digest.config import Config, Paths, Site
from digest.model import Draft

Drafting = Callable[[str, str, Config], Draft]
"""(text, path under `seeds/`, config) → draft. Pure: what it returns follows from its arguments alone."""


def plain_text(text: str, path: str, config: Config) -> Draft:
    """The draft of a text without any markup, as it comes out of a web page or a mail."""
    from digest.convert.plain.drafting import draft  # noqa: PLC0415 - most runs have nothing to draft

    return draft(text, path, config)


def markdown(text: str, path: str, config: Config) -> Draft:
    """The draft of an article that somebody wrote in Markdown, with or without front matter."""
    from digest.convert.marked import draft  # noqa: PLC0415

    return draft(text, path, config)


def web_page(text: str, path: str, config: Config) -> Draft:
    """The draft of a web page as a browser saves it."""
    from digest.convert.web.drafting import draft  # noqa: PLC0415

    return draft(text, path, config)


FORMATS: Mapping[str, Drafting] = {".txt": plain_text, ".md": markdown, ".html": web_page, ".htm": web_page}
"""File endings in lower case, with what reads them: functions that stand in a module, so that other processes find them."""


def needed(config: Config) -> Config:
    """The settings that a draft may depend on, with defaults in place of all others."""
    return Config(
        site=Site(title="", url=""),
        paths=Paths(seeds=config.paths.seeds),
        convert=config.convert,
        topics=config.topics,
        tags=config.tags,
    )
