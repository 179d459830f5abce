"""A theme as a value: the templates and assets of the site's overrides, of the theme, and of the themes that it extends.

Read once, before the render stage, which then touches no file. A theme is a folder with `theme.yaml`, `templates/` and
`assets/`; it is looked for in the site's `themes/`, then inside the package. What a theme lacks, the one that it extends has.
The site's `overrides/` comes before all: `overrides/templates/article.html` or `overrides/article.html` replaces the theme's
`article.html`, `overrides/assets/style.css` or `overrides/style.css` its `style.css`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

import digest
from digest import pages
from digest.config import Config
from digest.ground import files, located
from digest.ground.diagnostics import Diagnostic, Place, error, has_errors, warning
from digest.ground.filenames import short_enough
from digest.ground.text import did_you_mean
from digest.model import Struct
from digest.render import manifest as manifests
from digest.render import options
from digest.render.colors import Color, Surfaces
from digest.render.manifest import Manifest

ASSETS = "assets"
"""The folder of the output into which assets go."""

TEMPLATES = "templates"
"""The folder of a theme in which its templates are."""

_MANIFEST = "theme.yaml"


class Source(Struct, kw_only=True):
    """A template's text, and the file that messages name."""

    file: str
    text: str


class Layer(Struct, kw_only=True):
    """The overrides (named `""`), or one theme of the chain: its templates and assets by name."""

    name: str
    templates: dict[str, Source] = msgspec.field(default_factory=dict)
    assets: dict[str, bytes] = msgspec.field(default_factory=dict)


class Theme(Struct, kw_only=True):
    """Everything that rendering needs of the looks.

    The first of the `layers` that has a template or asset wins; `options` have their defaults filled in. `palette` and
    `surfaces` are the colours that every template sees.
    """

    name: str
    layers: tuple[Layer, ...]
    options: dict[str, Any] = msgspec.field(default_factory=dict)
    palette: dict[str, Color] = msgspec.field(default_factory=dict)
    surfaces: Surfaces

    @property
    def templates(self) -> dict[str, Source]:
        """The templates by name, as the site sees them."""
        return {name: source for layer in reversed(self.layers) for name, source in layer.templates.items()}

    @property
    def assets(self) -> dict[str, str]:
        """The assets' names (`style.css`) with their paths in the output (`assets/style.css`), sorted."""
        return {name: f"{ASSETS}/{name}" for name in sorted(self.asset_bytes())}

    def asset_bytes(self) -> dict[str, bytes]:
        """The assets by name, as the site sees them."""
        return {name: data for layer in reversed(self.layers) for name, data in layer.assets.items()}


def load(root: Path, config: Config, settings: located.Node | None = None) -> tuple[Theme | None, list[Diagnostic]]:
    """The theme that `config` names, with the site's overrides on top; None where it has an error.

    `settings` is `config.yaml` as written, for the texts of options and for the places of what is wrong.
    """
    chain, diagnostics = _chain(root, config, settings)
    if not chain:
        return None, diagnostics
    themes = tuple(_layer(step, diagnostics) for step in chain)
    overrides = _overrides(root, config.paths.overrides, themes, diagnostics)
    merged, places = _merge(chain)
    chosen = manifests.entries(settings, "theme", "options")
    values, problems = options.settle(merged, places, config.theme.options, chosen)
    theme = Theme(
        name=chain[0].name,
        layers=(overrides, *themes),
        options=values,
        palette=merged.palette,
        surfaces=options.surfaces_of(merged),
    )
    diagnostics += problems
    diagnostics += options.check_palette(merged, places)
    diagnostics += options.check_topics(config.topics, merged, settings)
    diagnostics += _missing_templates(theme, chain[0].shown)
    return (None if has_errors(diagnostics) else theme), diagnostics


class _Step(Struct, kw_only=True):
    """One theme of a chain: its folder's name, the folder, the folder as messages show it, its `theme.yaml`."""

    name: str
    folder: Path
    shown: str
    manifest: Manifest
    places: dict[str, Place]


def _chain(root: Path, config: Config, settings: located.Node | None) -> tuple[list[_Step], list[Diagnostic]]:
    """The site's theme, the one that it extends, and so on to the last; empty where one of them has an error."""
    chain: list[_Step] = []
    diagnostics: list[Diagnostic] = []
    name: str | None = config.theme.name
    node = manifests.entries(settings, "theme").get("name")
    asked = node.place if node is not None else None
    while name is not None:
        names = [step.name for step in chain]
        if name in names:
            round_trip = " → ".join([*names[names.index(name) :], name])
            message = f"themes extend each other in a circle: {round_trip}"
            diagnostics.append(error("theme-cycle", message, asked, hint="take one `extends` out"))
            return [], diagnostics
        known = _known(root, config.paths.themes)
        if name not in known:
            bare = short_enough(name) and (root / config.paths.themes / name).is_dir()
            hint = f"`{config.paths.themes}/{name}` has no {_MANIFEST}" if bare else did_you_mean(name, known)
            diagnostics.append(error("theme-missing", f"there is no theme `{name}`", asked, hint=hint))
            return [], diagnostics
        folder, shown = known[name]
        manifest, places, problems = _read_manifest(folder, shown)
        diagnostics += problems
        if manifest is None:
            return [], diagnostics
        chain.append(_Step(name=name, folder=folder, shown=shown, manifest=manifest, places=places))
        name, asked = manifest.extends, places.get("extends")
    return chain, diagnostics


def _known(root: Path, themes: str) -> dict[str, tuple[Path, str]]:
    """Each theme's name with its folder and how messages show it; the site's own come before the package's."""
    package = Path(digest.__file__).parent
    shipped = package / "_themes"
    if not shipped.is_dir():
        shipped = package.parent / "themes"
    known: dict[str, tuple[Path, str]] = {}
    for parent, shown in ((root / themes, themes), (shipped, "digest/_themes")):
        if parent.is_dir():
            for folder in sorted(parent.iterdir()):
                if (folder / _MANIFEST).is_file():
                    known.setdefault(folder.name, (folder, f"{shown}/{folder.name}"))
    return known


def _read_manifest(folder: Path, shown: str) -> tuple[Manifest | None, dict[str, Place], list[Diagnostic]]:
    file = f"{shown}/{_MANIFEST}"
    try:
        data = (folder / _MANIFEST).read_bytes()
    except OSError as problem:
        return None, {}, [_unreadable(file, problem)]
    return manifests.read(data, file)


def _unreadable(file: str, problem: OSError | str) -> Diagnostic:
    reason = problem if isinstance(problem, str) else problem.strerror or str(problem)
    return error("theme-unreadable", f"`{file}` can't be read: {reason}", Place(file=file))


def _merge(chain: Sequence[_Step]) -> tuple[Manifest, dict[str, Place]]:
    """One manifest of a chain, in which a child's option or colour replaces its parent's of the same name; its places."""
    merged, places = chain[-1].manifest, chain[-1].places
    for step in reversed(chain[:-1]):
        child = step.manifest
        merged = msgspec.structs.replace(
            child,
            options=merged.options | child.options,
            palette=merged.palette | child.palette,
            surfaces=child.surfaces or merged.surfaces,
        )
        places = places | step.places
    return merged, places


def _layer(step: _Step, diagnostics: list[Diagnostic]) -> Layer:
    """The templates and assets of one theme."""
    found: dict[tuple[str, str], tuple[Path, str]] = {}
    for kind in (TEMPLATES, ASSETS):
        for path in _walk(step.folder / kind, f"{step.shown}/{kind}", diagnostics):
            found[kind, path] = (step.folder / kind / path, f"{step.shown}/{kind}/{path}")
    return _read_layer(step.name, found, diagnostics)


def _walk(folder: Path, shown: str, diagnostics: list[Diagnostic]) -> list[str]:
    """The files below a folder, which messages name `shown`; a finding for each that can't be listed."""
    refused: list[tuple[str, str]] = []
    paths = list(files.walk(folder, unreadable=refused))
    diagnostics += [_unreadable(f"{shown}/{path}".rstrip("/"), reason) for path, reason in refused]
    return paths


def _overrides(root: Path, folder: str, themes: tuple[Layer, ...], diagnostics: list[Diagnostic]) -> Layer:
    """The site's own templates and assets; a finding for each that replaces nothing and that nothing mentions."""
    found: dict[tuple[str, str], tuple[Path, str]] = {}
    for path in _walk(root / folder, folder, diagnostics):
        kind, name = _override(path)
        shown = f"{folder}/{path}"
        first = found.setdefault((kind, name), (root / folder / path, shown))[1]
        if first != shown:
            message = f"`{first}` and `{shown}` both replace `{name}`"
            diagnostics.append(error("override-twice", message, Place(file=shown), hint="keep one of the two"))
    layer = _read_layer("", found, diagnostics)
    for (kind, name), (_, shown) in found.items():
        known = {other for theme in themes for other in (theme.templates if kind == TEMPLATES else theme.assets)}
        if name not in known and not any(name in source.text for source in layer.templates.values()):
            message = f"`{shown}` replaces nothing: the theme has no {kind.removesuffix('s')} `{name}`"
            hint = did_you_mean(name, sorted(known)) or "a file to be copied as it is belongs into `static/`"
            diagnostics.append(warning("override-unused", message, Place(file=shown), hint=hint))
    return layer


def _read_layer(name: str, found: dict[tuple[str, str], tuple[Path, str]], diagnostics: list[Diagnostic]) -> Layer:
    """The layer of the files `found`: (kind, name) → (file, the file as messages show it)."""
    templates: dict[str, Source] = {}
    assets: dict[str, bytes] = {}
    for (kind, key), (path, shown) in found.items():
        try:
            data = path.read_bytes()
            if kind == TEMPLATES:
                templates[key] = Source(file=shown, text=data.decode("utf-8-sig"))
            else:
                assets[key] = data
        except OSError as problem:
            diagnostics.append(_unreadable(shown, problem))
        except UnicodeDecodeError:
            diagnostics.append(error("template-encoding", f"`{shown}` is not UTF-8 text", Place(file=shown)))
    return Layer(name=name, templates=templates, assets=assets)


def _override(path: str) -> tuple[str, str]:
    """Whether a file in `overrides/` is of `templates` or of `assets`, and its name there."""
    head, _, rest = path.partition("/")
    if rest and head in {TEMPLATES, ASSETS}:
        return head, rest
    return (TEMPLATES if path.endswith(".html") else ASSETS), path


def _missing_templates(theme: Theme, folder: str) -> list[Diagnostic]:
    templates = theme.templates
    return [
        error(
            "template-missing",
            f"the theme `{theme.name}` has no template `{name}`",
            Place(file=f"{folder}/{_MANIFEST}"),
            hint="add `extends: default` to its theme.yaml, or write the template",
        )
        for name in pages.TEMPLATES
        if name not in templates
    ]
