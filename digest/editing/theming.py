"""`digest theme`: a theme of the site's own is begun, or one file of the theme in use is copied for the site to change.

A new theme is made of the files in `digest/editing/starter_theme/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from digest.config import Config
from digest.ground.characters import printable
from digest.ground.diagnostics import Diagnostic, Place, error, has_errors, in_order
from digest.ground.files import create, walk
from digest.ground.located import quote
from digest.ground.text import did_you_mean, slugify
from digest.render import manifest as manifests
from digest.render.theme import ASSETS, MANIFEST, TEMPLATES, Home, homes
from digest.run import BuildOptions, begun

_STARTER = Path(__file__).parent / "starter_theme"
_BLANK = re.compile(r"@(HEADING|EXTENDS|STYLE)@")


class Part(NamedTuple):
    """A file of the theme in use: `templates` or `assets`, its name there, the theme that it comes from, and where it lies."""

    kind: str
    name: str
    theme: str
    file: Path


class Ejected(NamedTuple):
    """The files made, relative to the site's folder, and the part that they were made of where it was one."""

    files: tuple[str, ...] = ()
    part: Part | None = None


def begin(root: Path, options: BuildOptions, name: str, extends: str) -> tuple[Ejected, list[Diagnostic]]:
    """Makes the theme `name`, which extends another; it can be chosen at once. Nothing is overwritten."""
    with begun(root, options) as (run, findings):
        if run is None or has_errors(findings):
            return Ejected(), in_order(findings)
        themes, known = run.config.paths.themes, homes(run.root, run.config.paths.themes)
        found = _doubts(run.root / themes, name, extends, known)
        if found:
            return Ejected(), in_order([*findings, *found])
        folder, style = f"{themes}/{name}", f"{name}.css"
        values = {"HEADING": quote(name.replace("-", " ").capitalize(), flow=False), "EXTENDS": extends, "STYLE": style}
        made = {
            f"{folder}/{TEMPLATES}/base.html": "base.html",
            f"{folder}/{ASSETS}/{style}": "style.css",
            f"{folder}/{MANIFEST}": MANIFEST,  # last: with it the folder is a theme
        }
        files = {path: _BLANK.sub(lambda blank: values[blank[1]], _starter(source)) for path, source in made.items()}
        found = _write(run.root, {path: text.encode() for path, text in files.items()})
        return Ejected() if found else Ejected(tuple(sorted(files))), in_order([*findings, *found])


def parts(root: Path, options: BuildOptions) -> tuple[list[Part], list[Diagnostic]]:
    """All templates and assets of the theme in use with those that it extends, sorted; without the site's overrides."""
    with begun(root, options) as (run, findings):
        if run is None or has_errors(findings):
            return [], in_order(findings)
        made, found = _parts(run.root, run.config)
        return made, in_order([*findings, *found])


def eject(root: Path, options: BuildOptions, name: str) -> tuple[Ejected, list[Diagnostic]]:
    """Copies the theme's template or asset `name` into the overrides, from where it replaces the theme's. Nothing is overwritten."""
    with begun(root, options) as (run, findings):
        if run is None or has_errors(findings):
            return Ejected(), in_order(findings)
        made, found = _parts(run.root, run.config)
        wanted = re.sub(rf"^({TEMPLATES}|{ASSETS})/", "", name)
        part = next((part for part in made if part.name == wanted), None)
        if part is None:
            known = [part.name for part in made]
            hint = did_you_mean(wanted, known) or "`digest theme eject --list` names all files of the theme"
            found = found or [error("theme-part-unknown", f"the theme has no file `{printable(name)}`", hint=hint)]
            return Ejected(), in_order([*findings, *found])
        folder = run.config.paths.overrides
        places = [f"{folder}/{part.name}", f"{folder}/{part.kind}/{part.name}"]
        there = next((place for place in places if (run.root / place).exists()), None)
        if there is not None:
            taken = error(
                "override-exists", "this file replaces the theme's already", Place(file=there), hint="change it"
            )
            return Ejected(), in_order([*findings, taken])
        place = places[0] if _is_plain(part) else places[1]
        found = _write(run.root, {place: part.file.read_bytes()})
        return Ejected() if found else Ejected((place,), part), in_order([*findings, *found])


def _starter(name: str) -> str:
    return (_STARTER / name).read_text(encoding="utf-8")


def _doubts(themes: Path, name: str, extends: str, known: dict[str, Home]) -> list[Diagnostic]:
    if not name.isascii() or slugify(name) != name:
        hint = f"try `{slugify(name)}`" if slugify(name).isascii() else "use small letters, digits and hyphens"
        return [error("theme-name", f"`{printable(name)}` can't be a theme's name", hint=hint)]
    if name in known or (themes / name).exists():
        where = known[name].shown if name in known else f"{themes.name}/{name}"
        return [error("theme-exists", f"there is a theme `{name}` already: {where}", hint="choose another name")]
    if extends not in known:
        return [error("theme-missing", f"there is no theme `{printable(extends)}`", hint=did_you_mean(extends, known))]
    return []


def _parts(root: Path, config: Config) -> tuple[list[Part], list[Diagnostic]]:
    """The files of the theme in use, those of a child before its parent's of the same name."""
    known = homes(root, config.paths.themes)
    found: dict[tuple[str, str], Part] = {}
    seen: list[str] = []
    name: str | None = config.theme.name
    while name is not None and name not in seen:
        if name not in known:
            return [], [
                error("theme-missing", f"there is no theme `{printable(name)}`", hint=did_you_mean(name, known))
            ]
        home = known[name]
        for part in _files(name, home):
            found.setdefault((part.kind, part.name), part)
        seen.append(name)
        manifest, _, problems = manifests.read((home.folder / MANIFEST).read_bytes(), f"{home.shown}/{MANIFEST}")
        if manifest is None:
            return [], problems
        name = manifest.extends
    return sorted(found.values(), key=lambda part: (part.kind != TEMPLATES, part.name)), []


def _files(name: str, home: Home) -> Iterable[Part]:
    for kind in (TEMPLATES, ASSETS):
        for path in walk(home.folder / kind):
            yield Part(kind, path, name, home.folder / kind / path)


def _is_plain(part: Part) -> bool:
    """Whether a file with the part's name, right in the overrides, is taken for a part of its kind."""
    usual = TEMPLATES if part.name.endswith(".html") else ASSETS
    return part.kind == usual and part.name.split("/")[0] not in {TEMPLATES, ASSETS}


def _write(root: Path, files: dict[str, bytes]) -> list[Diagnostic]:
    """Writes new files, all of them or none."""
    written: list[Path] = []
    try:
        for path, data in files.items():
            if not create(root / path, data):
                raise FileExistsError(17, "a file has appeared there", path)
            written.append(root / path)
    except OSError as problem:
        for file in written:
            file.unlink(missing_ok=True)
        place = Place(file=next(iter(files)))
        message = f"this file can't be written: {problem.strerror or type(problem).__name__}"
        return [error("theme-unwritable", message, place, hint="check rights and free space")]
    return []
