"""Reading `config.yaml`: from bytes to a checked Config, with every problem at its place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from digest.config.blocks import FILE, Config
from digest.config.topics import default_topics
from digest.ground import fingerprint
from digest.ground.diagnostics import Diagnostic, Place, error, has_errors
from digest.ground.struct import Struct

if TYPE_CHECKING:
    from digest.ground import located

_SOME_URL = "https://example.org/"
_MINIMUM = "write `site: {title: My Digest, url: https://example.org/}` into it"


class Loaded(Struct, kw_only=True):
    """What came of reading `config.yaml`: the settings, or None when there is an error.

    `sound` has defaults in place of what is wrong, good for finding more problems in the same run and for nothing else; None
    where the file is no mapping at all, or where a path is in doubt. `wrong` names the top-level keys whose settings `sound`
    has by default. `written` is the file as it stands, for whoever checks what only a theme knows of.
    """

    config: Config | None = None
    sound: Config | None = None
    wrong: frozenset[str] = frozenset()
    written: located.Node | None = None
    places: dict[str, Place] = msgspec.field(default_factory=dict)
    """Where each setting's value stands: `markdown.engine`, `topics.0.color`."""
    diagnostics: tuple[Diagnostic, ...] = ()
    digest: str = ""
    """The fingerprint of the file's bytes."""


def load(root: Path, *, url: str | None = None) -> tuple[Config | None, list[Diagnostic]]:
    """The settings of the site in folder `root`, with `url` in place of `site.url` when given; None when there is an error.

    What comes back is ready for use: topics are never empty, `site.url` is absolute and ends with a slash, paths are
    relative, inside the site and apart from one another. Nothing but the one file is read.
    """
    loaded = load_all(root, url=url)
    return loaded.config, list(loaded.diagnostics)


def load_all(root: Path, *, url: str | None = None) -> Loaded:
    """The same, and what is sound of settings that have errors."""
    from digest.config import checks  # noqa: PLC0415 - settings are remembered; whoever knows them needs none of this
    from digest.ground import located, schema  # noqa: PLC0415

    try:
        data = (root / FILE).read_bytes()
    except FileNotFoundError:
        missing = error("config-missing", f"there is no `{FILE}` here", Place(file=FILE), hint=_MINIMUM)
        return Loaded(diagnostics=(missing,))
    except OSError as problem:
        reason = problem.strerror or "it can't be read"
        return Loaded(diagnostics=(error("file-unreadable", f"`{FILE}` can't be read", Place(file=FILE), note=reason),))
    node, diagnostics = located.parse(data, FILE)
    if node is None:
        return Loaded(diagnostics=tuple(diagnostics))
    checked = schema.check(node, Config, what=FILE)
    diagnostics += checked.diagnostics
    config = checked.sound or schema.check(_with_some_site(node), Config, what=FILE).sound
    if config is None:
        return Loaded(written=node, diagnostics=tuple(diagnostics))
    if "topics" not in checked.places or (checked.value is None and not config.topics):
        config = msgspec.structs.replace(config, topics=default_topics(config.site.language))
    places = checked.places
    if url is not None:
        config = _with_url(config, url)
        places = {key: place for key, place in places.items() if key != "site.url"}
    diagnostics += checks.check(config, places)
    address = checks.normal_url(config.site.url)
    config = _with_url(config, address or _SOME_URL)
    wrong = _wrong(node, diagnostics)
    return Loaded(
        places=places,
        config=None if has_errors(diagnostics) else config,
        sound=None if "paths" in wrong else _bounded(config, wrong),
        wrong=wrong,
        written=node,
        diagnostics=tuple(diagnostics),
        digest=fingerprint.of_bytes(data),
    )


def _with_some_site(node: located.Node) -> located.Node:
    """The file with a title and an address that will do for finding more problems."""
    from digest.ground import located  # noqa: PLC0415

    if not isinstance(node, located.Mapping):
        return node

    def text(value: str) -> located.Scalar:
        return located.Scalar(value, plain=False, place=node.place)

    site = located.Mapping(((text("title"), text("?")), (text("url"), text(_SOME_URL))), node.place)
    others = [(key, value) for key, value in node.entries if key.value != "site"]
    return located.Mapping(((text("site"), site), *others), node.place)


def _wrong(node: located.Node, diagnostics: Iterable[Diagnostic]) -> frozenset[str]:
    """The top-level keys in which errors stand; for one that is unknown, the key that it is most likely a slip of."""
    from digest.ground import located  # noqa: PLC0415
    from digest.ground.text import nearest  # noqa: PLC0415

    known = [field.encode_name for field in msgspec.structs.fields(Config)]
    keys = [key for key, _ in node.entries] if isinstance(node, located.Mapping) else []
    found: set[str] = set()
    for finding in diagnostics:
        place = finding.place
        if finding.severity != "error" or place is None:
            continue
        before = [key for key in keys if (key.place.line, key.place.column) <= (place.line, place.column)]
        if before:
            name = before[-1].value
            found.add(name if name in known else nearest(name, known) or name)
    return frozenset(found)


def _bounded(config: Config, wrong: Iterable[str]) -> Config:
    """The settings with the defaults of those blocks whose values may make no sense."""
    replaced: dict[str, object] = {
        name: type(getattr(config, name))()
        for name in ("archive", "build", "feeds", "pages", "search", "sources", "tags")
        if name in set(wrong)
    }
    if not config.topics:
        replaced["topics"] = default_topics(config.site.language)
    return msgspec.structs.replace(config, **replaced)


def _with_url(config: Config, url: str) -> Config:
    return msgspec.structs.replace(config, site=msgspec.structs.replace(config.site, url=url))
