"""A theme as a value: the templates and assets of the site's overrides, of the theme, and of the themes that it extends.

A theme is a folder with `theme.yaml`, `templates/`, `assets/` and, for words of its own, `languages/`; it is looked for in the site's `themes/`, then inside the
package. What a theme lacks, the one that it extends has. The site's `overrides/` comes before all.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import msgspec

import digest
from digest.ground.wording import Wording
from digest.model import Struct
from digest.render.assets import named
from digest.render.colors import Color, Surfaces

ASSETS = "assets"
"""The folder of a theme in which its assets are, and the one of the output into which they go."""

TEMPLATES = "templates"
"""The folder of a theme in which its templates are."""

LANGUAGES = "languages"
"""The folder of a theme, and of the overrides, in which the words of the interface are, a file a language: `tr.yaml`."""

MANIFEST = "theme.yaml"
"""The file that makes a theme of a folder."""

_SHIPPED = "digest/_themes"


class Source(Struct, kw_only=True):
    """A template's text, and the file that messages name."""

    file: str
    text: str


class Asset(Struct, kw_only=True):
    """A file that pages load beside them: its name for messages, the SHA-256 of its bytes, whether the package brings it."""

    file: str
    digest: str
    shipped: bool = False


class Layer(Struct, kw_only=True):
    """The overrides (named `""`), or one theme of the chain: its templates and assets by name."""

    name: str
    templates: dict[str, Source] = msgspec.field(default_factory=dict)
    assets: dict[str, Asset] = msgspec.field(default_factory=dict)


class Theme(Struct, kw_only=True):
    """Everything that rendering needs of the looks, but for the bytes of assets.

    The first of the `layers` that has a template or asset wins; `options` have their defaults filled in. `palette` and
    `surfaces` are the colours that every template sees, `wording` has the words of the interface.
    """

    name: str
    layers: tuple[Layer, ...]
    options: dict[str, Any] = msgspec.field(default_factory=dict)
    palette: dict[str, Color] = msgspec.field(default_factory=dict)
    surfaces: Surfaces
    wording: Wording = Wording()

    @property
    def templates(self) -> dict[str, Source]:
        """The templates by name, as the site sees them."""
        return {name: source for layer in reversed(self.layers) for name, source in layer.templates.items()}

    @property
    def assets(self) -> dict[str, str]:
        """The assets' names (`style.css`) with their paths in the output (`assets/style.0a1b2c3d4e.css`), sorted."""
        return {name: f"{ASSETS}/{outside}" for name, outside in sorted(self.asset_names().items())}

    def asset_names(self) -> dict[str, str]:
        """The assets' names with those under which they go out."""
        return named({name: asset.digest for name, asset in self.asset_files().items()})

    def asset_files(self) -> dict[str, Asset]:
        """The assets by name, as the site sees them."""
        return {name: asset for layer in reversed(self.layers) for name, asset in layer.assets.items()}

    def find(self, name: str) -> Source | None:
        """The template that another one means by `name`: as the site sees it, or with `THEME:` before it as that theme has it."""
        owner, colon, rest = name.partition(":")
        layers = self.layers
        if colon:
            names = [layer.name for layer in layers]
            layers = layers[names.index(owner) :] if owner and owner in names else ()
            name = rest
        return next((layer.templates[name] for layer in layers if name in layer.templates), None)


# --- where themes lie -------------------------------------------------------------------------------------------------


class Home(NamedTuple):
    """A theme's folder, the folder as messages show it, and whether it is one of the package's."""

    folder: Path
    shown: str
    shipped: bool


def homes(root: Path, themes: str) -> dict[str, Home]:
    """Each theme's name with its folder; the site's own, below the folder `themes`, come before the package's."""
    known: dict[str, Home] = {}
    for parent, shown, shipped in ((root / themes, themes, False), (_shipped(), _SHIPPED, True)):
        if parent.is_dir():
            for folder in sorted(parent.iterdir()):
                if (folder / MANIFEST).is_file():
                    known.setdefault(folder.name, Home(folder, f"{shown}/{folder.name}", shipped))
    return known


def path(root: Path, asset: Asset) -> Path:
    """Where an asset of the site in `root` lies."""
    return _shipped() / asset.file.removeprefix(f"{_SHIPPED}/") if asset.shipped else root / asset.file


def _shipped() -> Path:
    package = Path(digest.__file__).parent
    shipped = package / "_themes"
    return shipped if shipped.is_dir() else package.parent / "themes"
