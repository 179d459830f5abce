"""What a site is made from, as far as it is known without reading articles: how its content looks, its theme, its static files."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from digest import config as settings
from digest.ground import filenames, files, fingerprint
from digest.ground.diagnostics import Diagnostic, Place, error, warning
from digest.publish.manifest import LEFT_ALONE
from digest.run import Run, timed

if TYPE_CHECKING:
    from digest.ground import located
    from digest.read.look import Look
    from digest.render.theme import Theme

_UNPUBLISHED = filenames.RESERVED | {".DS_Store"}
"""Names below the static folder that are no part of the site."""


class Inputs(NamedTuple):
    """The inputs of a build and all that is wrong with them; no theme where that has an error."""

    content: Look
    theme: Theme | None
    static: list[str]
    findings: list[Diagnostic]


def look(run: Run) -> Inputs:
    """Looks at everything that a site is made from. Each step is done even after an error in another, so that all problems show."""
    from digest.read import look as looking
    from digest.render import themes

    root, config = run.root, run.config
    with timed("look", run.seconds):
        content = looking.look(root / config.paths.content, run.work)
    with timed("theme", run.seconds):
        written = themes.Written(run.loaded.digest, partial(_written, run))
        theme, findings = themes.load(root, config, written, run.work)
    static, found = _static(root, config.paths.static)
    return Inputs(content, theme, static, [*findings, *found])


def digest(run: Run, inputs: Inputs, content: str | None) -> str | None:
    """The fingerprint of all that the site is made from but the clock and the bytes of files that are copied.

    `content` is that of the content folder, None where it isn't known; then nothing is.
    """
    from digest.read import extensions

    if content is None or inputs.theme is None:
        return None
    code = [run.work.code, extensions.version(run.config.markdown.extensions)]
    options = run.options
    asked = [options.url, options.origin, options.drafts, options.future, options.strict, run.loaded.digest]
    return fingerprint.of_value([code, asked, content, inputs.theme, inputs.static, inputs.findings])


def places(run: Run) -> list[Path]:
    """Where the inputs stand: none of these may lie in the output folder, nor it in them."""
    paths = run.config.paths
    names = (settings.FILE, paths.seeds, paths.content, paths.themes, paths.overrides, paths.static)
    return [run.root / name for name in names]


def apart(config: settings.Config) -> frozenset[str]:
    """The names at the top of the output folder that publishing leaves alone: the search index is made by another stage."""
    return LEFT_ALONE | {filenames.INDEX} if config.search else LEFT_ALONE


def _written(run: Run) -> located.Node | None:
    """The settings as they stand in their file; remembered ones are read once more."""
    return run.loaded.written or settings.load_all(run.root, url=run.options.url).written


def _static(root: Path, static: str) -> tuple[list[str], list[Diagnostic]]:
    """The files that are copied as they are, hidden ones too (`.nojekyll`, `.well-known/`), but for a machine's own."""
    unreadable: list[tuple[str, str]] = []
    paths = list(files.walk(root / static, unreadable=unreadable, passed_over=_UNPUBLISHED.__contains__))
    problems = []
    for path, reason in unreadable:
        shown = f"{static}/{path}".rstrip("/")
        problems.append(error("static-unreadable", f"`{shown}` can't be read: {reason}", Place(file=shown)))
    return paths, problems + [_led_out(f"{static}/{path}") for path in paths if _leads_out(root, f"{static}/{path}")]


def _leads_out(root: Path, shown: str) -> bool:
    """Whether a file of the site is a link, and what it leads to is none of the site's."""
    path = root / shown
    return path.is_symlink() and not path.resolve().is_relative_to(root.resolve())


def _led_out(shown: str) -> Diagnostic:
    hint = "put a copy in its place if everybody may read it; else take the link away"
    message = f"`{shown}` is a link to a file outside of the site, which is published as it stands there"
    return warning("static-outside", message, Place(file=shown), hint=hint)
