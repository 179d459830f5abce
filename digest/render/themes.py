"""The site's theme, remembered: read and checked anew only when a file of its folders, or a setting, has changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from digest.config import Config
from digest.engine import stamps
from digest.engine.stamps import Table
from digest.engine.work import Work
from digest.ground import files, fingerprint
from digest.ground.diagnostics import Diagnostic
from digest.model import Struct
from digest.render.theme import ASSETS, LANGUAGES, MANIFEST, TEMPLATES, Home, Theme, homes

if TYPE_CHECKING:
    from digest.ground import located

_TABLE = "theme"
_OF_SEARCH = "search."  # begins the names of assets that the search page alone needs


class Written(NamedTuple):
    """`config.yaml` as it is written: the fingerprint of its bytes, and what parses them."""

    digest: str
    node: Callable[[], located.Node | None]


class _Remembered(Struct, kw_only=True):
    """A theme without an error, and what else is to be said of it."""

    theme: Theme
    diagnostics: tuple[Diagnostic, ...] = ()


def load(root: Path, config: Config, written: Written | None, work: Work) -> tuple[Theme | None, list[Diagnostic]]:
    """The theme that `config` names, with the site's overrides on top; None where it has an error.

    Where the site has no search, it lacks the assets that only the search page needs: those whose names begin with `search.`.

    `written` is for the texts of options and for the places of what is wrong; it is parsed only where the theme isn't remembered,
    and so is YAML imported.
    """
    before = _stand(root, config, work)
    settings = [config.theme, config.topics, config.paths, config.site.language, written.digest if written else None]
    settings.append(bool(config.search))  # without a search its template isn't missed
    key = fingerprint.of_value([settings, before, work.code])
    remembered = _remembered(work.cache.get(_TABLE, key))
    if remembered is not None:
        return _fitting(remembered.theme, config), list(remembered.diagnostics)
    from digest.render import theme_folders  # noqa: PLC0415 - brings YAML and the schema, which a warm build doesn't need

    theme, found = theme_folders.read(root, config, written.node() if written else None)
    if theme is not None and _stand(root, config, work) == before:  # else a file has changed while it was read
        remembered = _Remembered(theme=theme, diagnostics=tuple(found))
        work.cache.put(_TABLE, key, msgspec.msgpack.encode(remembered))
    return _fitting(theme, config) if theme is not None else None, found


def _fitting(theme: Theme, config: Config) -> Theme:
    if config.search:
        return theme
    layers = tuple(
        msgspec.structs.replace(
            layer, assets={name: asset for name, asset in layer.assets.items() if not name.startswith(_OF_SEARCH)}
        )
        for layer in theme.layers
    )
    return msgspec.structs.replace(theme, layers=layers)


def _remembered(answer: bytes | None) -> _Remembered | None:
    try:
        return None if answer is None else msgspec.msgpack.decode(answer, type=_Remembered)
    except msgspec.MsgspecError:
        return None


# --- how the folders stand --------------------------------------------------------------------------------------------


def _stand(root: Path, config: Config, work: Work) -> list[object]:
    """The files of all themes and of the overrides with their digests, and what can't be read of them."""
    tables = _decode(work.cache.get("stamps", _TABLE))
    state: list[object] = []
    seen: dict[str, Table] = {}
    overrides = Home(root / config.paths.overrides, config.paths.overrides, shipped=False)
    for home in (*homes(root, config.paths.themes).values(), overrides):
        refused: list[tuple[str, str]] = []
        paths = _paths(home.folder, refused) if home is not overrides else list(_below(home.folder, "", refused))
        digests, read, seen[home.shown] = stamps.digests(home.folder, paths, tables.get(home.shown, {}), now=work.clock)
        if read:
            work.tally["hashed"] += read
        state.append((home.shown, home.shipped, sorted(digests.items()), len(paths), refused))
    if seen != tables:
        work.cache.put("stamps", _TABLE, msgspec.msgpack.encode(seen))
    return state


def _paths(folder: Path, refused: list[tuple[str, str]]) -> list[str]:
    """The files that make a theme; its own folder, and each of those in it, may be a link."""
    return [MANIFEST, *(path for name in (TEMPLATES, ASSETS, LANGUAGES) for path in _below(folder, name, refused))]


def _below(folder: Path, name: str, refused: list[tuple[str, str]]) -> list[str]:
    found = files.walk(folder / name, unreadable=refused)
    return [f"{name}/{path}" if name else path for path in found]


def _decode(data: bytes | None) -> dict[str, Table]:
    try:
        return {} if data is None else msgspec.msgpack.decode(data, type=dict[str, Table])
    except msgspec.MsgspecError:
        return {}
