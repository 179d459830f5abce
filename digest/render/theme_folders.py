"""A theme read from its folders: found, inherited, overridden, and checked with the site's choices, all problems at once.

`overrides/templates/article.html` or `overrides/article.html` replaces the theme's `article.html`, `overrides/assets/style.css` or
`overrides/style.css` its `style.css`, a
text of `overrides/languages/fr.yaml` that of the same key. Reads YAML; `digest.render.themes` remembers what comes of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from digest import pages
from digest.config import Config
from digest.ground import files, fingerprint, located
from digest.ground.diagnostics import Diagnostic, Place, error, has_errors, warning
from digest.ground.filenames import short_enough
from digest.ground.text import did_you_mean
from digest.ground.wording import Wording
from digest.model import Struct
from digest.render import manifest as manifests
from digest.render import options, wordings
from digest.render.manifest import Manifest
from digest.render.theme import ASSETS, LANGUAGES, MANIFEST, TEMPLATES, Asset, Home, Layer, Source, Theme, homes
from digest.render.wordings import LanguageFile

_OF_SEARCH = frozenset({"search.html"})


def read(root: Path, config: Config, settings: located.Node | None = None) -> tuple[Theme | None, list[Diagnostic]]:
    """The theme that `config` names, with the site's overrides on top; None where it has an error.

    `settings` is `config.yaml` as written, for the texts of options and for the places of what is wrong.
    """
    chain, diagnostics = _chain(root, config, settings)
    if not chain:
        return None, diagnostics
    themes = tuple(_layer(step, diagnostics) for step in chain)
    overrides = _overrides(root, config, themes, diagnostics)
    merged, places = _merge(chain)
    wording, found = _wording(root, config, chain, overrides, diagnostics)
    chosen = manifests.entries(settings, "theme", "options")
    assets = {name for layer in (overrides, *themes) for name in layer.assets}
    values, problems = options.settle(merged, places, config.theme.options, chosen, assets)
    theme = Theme(
        name=chain[0].name,
        layers=(overrides, *themes),
        options=values,
        palette=merged.palette,
        surfaces=options.surfaces_of(merged),
        wording=wording,
    )
    diagnostics += found
    diagnostics += problems
    diagnostics += options.check_palette(merged, places)
    diagnostics += options.check_topics(config.topics, merged, settings)
    diagnostics += _missing_templates(theme, chain[0].home.shown, unneeded=frozenset() if config.search else _OF_SEARCH)
    return (None if has_errors(diagnostics) else theme), diagnostics


class _Step(Struct, kw_only=True):
    """One theme of a chain: its folder's name, where that lies, its `theme.yaml`."""

    name: str
    home: Home
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
        known = homes(root, config.paths.themes)
        if name not in known:
            bare = short_enough(name) and (root / config.paths.themes / name).is_dir()
            hint = f"`{config.paths.themes}/{name}` has no {MANIFEST}" if bare else did_you_mean(name, known)
            diagnostics.append(error("theme-missing", f"there is no theme `{name}`", asked, hint=hint))
            return [], diagnostics
        manifest, places, problems = _read_manifest(known[name])
        diagnostics += problems
        if manifest is None:
            return [], diagnostics
        chain.append(_Step(name=name, home=known[name], manifest=manifest, places=places))
        name, asked = manifest.extends, places.get("extends")
    return chain, diagnostics


def _read_manifest(home: Home) -> tuple[Manifest | None, dict[str, Place], list[Diagnostic]]:
    file = f"{home.shown}/{MANIFEST}"
    try:
        data = (home.folder / MANIFEST).read_bytes()
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
        for path in _walk(step.home.folder / kind, f"{step.home.shown}/{kind}", diagnostics):
            found[kind, path] = (step.home.folder / kind / path, f"{step.home.shown}/{kind}/{path}")
    return _read_layer(step.name, found, diagnostics, shipped=step.home.shipped)


def _walk(folder: Path, shown: str, diagnostics: list[Diagnostic]) -> list[str]:
    """The files below a folder, which messages name `shown`; a finding for each that can't be listed."""
    refused: list[tuple[str, str]] = []
    paths = list(files.walk(folder, unreadable=refused))
    diagnostics += [_unreadable(f"{shown}/{path}".rstrip("/"), reason) for path, reason in refused]
    return paths


def _overrides(root: Path, config: Config, themes: tuple[Layer, ...], diagnostics: list[Diagnostic]) -> Layer:
    """The site's own templates and assets; a finding for each that replaces nothing and that no template or option mentions."""
    folder, mentioned = config.paths.overrides, config.theme.options.values()
    found: dict[tuple[str, str], tuple[Path, str]] = {}
    for path in _walk(root / folder, folder, diagnostics):
        kind, name = _override(path)
        shown = f"{folder}/{path}"
        if kind == LANGUAGES:
            continue
        first = found.setdefault((kind, name), (root / folder / path, shown))[1]
        if first != shown:
            message = f"`{first}` and `{shown}` both replace `{name}`"
            diagnostics.append(error("override-twice", message, Place(file=shown), hint="keep one of the two"))
    layer = _read_layer("", found, diagnostics)
    for (kind, name), (_, shown) in found.items():
        known = {other for theme in themes for other in (theme.templates if kind == TEMPLATES else theme.assets)}
        if (
            name not in known
            and name not in mentioned
            and not any(name in source.text for source in layer.templates.values())
        ):
            message = f"`{shown}` replaces nothing: the theme has no {kind.removesuffix('s')} `{name}`"
            hint = did_you_mean(name, sorted(known)) or "a file to be copied as it is belongs into `static/`"
            diagnostics.append(warning("override-unused", message, Place(file=shown), hint=hint))
    return layer


def _read_layer(
    name: str, found: dict[tuple[str, str], tuple[Path, str]], diagnostics: list[Diagnostic], *, shipped: bool = False
) -> Layer:
    """The layer of the files `found`: (kind, name) → (file, the file as messages show it)."""
    templates: dict[str, Source] = {}
    assets: dict[str, Asset] = {}
    for (kind, key), (path, shown) in found.items():
        try:
            data = path.read_bytes()
            if kind == TEMPLATES:
                templates[key] = Source(file=shown, text=data.decode("utf-8-sig"))
            else:
                assets[key] = Asset(file=shown, digest=fingerprint.of_bytes(data), shipped=shipped)
        except OSError as problem:
            diagnostics.append(_unreadable(shown, problem))
        except UnicodeDecodeError:
            diagnostics.append(error("template-encoding", f"`{shown}` is not UTF-8 text", Place(file=shown)))
    return Layer(name=name, templates=templates, assets=assets)


def _override(path: str) -> tuple[str, str]:
    """Whether a file in `overrides/` is of `templates`, of `assets` or of `languages`, and its name there."""
    head, _, rest = path.partition("/")
    if head == LANGUAGES and rest.endswith(wordings.SUFFIX) and "/" not in rest:
        return head, rest
    if rest and head in {TEMPLATES, ASSETS}:
        return head, rest
    return (TEMPLATES if path.endswith(".html") else ASSETS), path


def _wording(
    root: Path, config: Config, chain: Sequence[_Step], overrides: Layer, diagnostics: list[Diagnostic]
) -> tuple[Wording, list[Diagnostic]]:
    """The words of the interface, from the themes' language files and the site's own."""
    themes = [
        _language_files(step.home.folder / LANGUAGES, f"{step.home.shown}/{LANGUAGES}", diagnostics) for step in chain
    ]
    folder = config.paths.overrides
    own = _language_files(root / folder / LANGUAGES, f"{folder}/{LANGUAGES}", diagnostics)
    mentioned = [source.text for source in overrides.templates.values()]
    return wordings.settle(config.site.language, themes, own, mentioned)


def _language_files(folder: Path, shown: str, diagnostics: list[Diagnostic]) -> list[LanguageFile]:
    found: list[LanguageFile] = []
    for path in _walk(folder, shown, diagnostics):
        if path.endswith(wordings.SUFFIX) and "/" not in path:
            try:
                found.append(LanguageFile(f"{shown}/{path}", (folder / path).read_bytes()))
            except OSError as problem:
                diagnostics.append(_unreadable(f"{shown}/{path}", problem))
    return found


def _missing_templates(theme: Theme, folder: str, *, unneeded: frozenset[str]) -> list[Diagnostic]:
    templates = theme.templates.keys() | unneeded
    return [
        error(
            "template-missing",
            f"the theme `{theme.name}` has no template `{name}`",
            Place(file=f"{folder}/{MANIFEST}"),
            hint="add `extends: default` to its theme.yaml, or write the template",
        )
        for name in pages.TEMPLATES
        if name not in templates
    ]
