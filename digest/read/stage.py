"""Stage 2, read: everything in `content/` → Content, with all problems of all files in one run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from digest.config import Config, Markdown
from digest.engine.work import Work
from digest.ground import fingerprint
from digest.ground.diagnostics import Diagnostic, Place, error, has_errors
from digest.ground.ticks import Tick, silent
from digest.model import Article, Content
from digest.read import across, extensions
from digest.read.answers import MARKDOWN, Settings, Told, kind
from digest.read.bodies import Bodies
from digest.read.look import Look, look
from digest.read.remembered import Reading

_SOUND = "markdown"
"""The table of the cache that remembers Markdown settings with which nothing is wrong."""


def read(
    root: Path,
    config: Config,
    work: Work,
    *,
    seen: Look | None = None,
    places: Mapping[str, Place] = MappingProxyType({}),
    tick: Tick = silent,
) -> tuple[Content, list[Diagnostic]]:
    """All that stands in the content folder of the site at `root`, sorted by path; a missing folder is an empty one.

    What is remembered isn't read again, and its findings are the same. `seen` is how the folder looks, for whoever has looked already. `places` tells where settings stand in config.yaml,
    `tick` is told how many of how many files are read. Files with errors are named in the Content's `broken`; articles among
    them are in `mended`. Hidden files, the records of conversions among them, are passed over. Bodies are there as long as
    `work.cache` is open.
    """
    settings = Settings.of(config)
    folder = root / settings.content
    seen = seen or look(folder, work)
    reading = Reading(folder, settings, work)
    seen = reading.read(seen, tick)
    found = _check(settings.markdown, places, work)
    for path, why in (*seen.unreadable, *reading.unreadable):
        found.append(_unreadable(f"{settings.content}/{path}".rstrip("/"), why))
    content, more = _content(seen, reading, work)
    return content, [*found, *more, *across.check(content, settings.content)]


def _content(seen: Look, reading: Reading, work: Work) -> tuple[Content, list[Diagnostic]]:
    """All that was told, by kind, and all that is wrong with it."""
    sound: list[Told] = []
    broken: list[str] = []
    mended: list[Article] = []
    found: list[Diagnostic] = []
    keys: dict[str, str] = {}
    for path in seen.paths:
        told = reading.told.get(path)
        if told is not None and told.article is not None:
            keys[path] = reading.keys[path]
        if told is not None and told.findings:
            found += told.findings
        if told is None or (told.findings and has_errors(told.findings)):
            broken += [path] if kind(path) in MARKDOWN else []
            mended += [told.article] if told is not None and told.article is not None else []
        else:
            sound.append(told)
    content = Content(
        articles=tuple([told.article for told in sound if told.article is not None]),
        bodies=Bodies(work.cache, keys, reading.again),
        editions=tuple([told.edition for told in sound if told.edition is not None]),
        pages=tuple([told.page for told in sound if told.page is not None]),
        media=tuple([told.media for told in sound if told.media is not None]),
        broken=tuple(broken),
        mended=tuple(mended),
        digest=seen.digest(),
    )
    return content, found


def _check(options: Markdown, places: Mapping[str, Place], work: Work) -> list[Diagnostic]:
    """What is wrong with the settings themselves; asking imports the Markdown engine, so a good answer is remembered."""
    key = fingerprint.of_value([work.code, options, extensions.version(options.extensions)])
    if work.cache.has(_SOUND, key):
        return []
    from digest.read import markup  # noqa: PLC0415

    found = markup.check(options, places)
    if not found:
        work.cache.put(_SOUND, key, b"")
    return found


def _unreadable(file: str, why: str) -> Diagnostic:
    return error(
        "file-unreadable",
        "it can't be read",
        Place(file=file),
        note=why,
        hint="check its name, where it leads, and who may read it",
    )
