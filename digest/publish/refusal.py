"""May a folder become the output folder? Asked before anything is written into it."""

from __future__ import annotations

import errno
import stat
from collections.abc import Sequence
from pathlib import Path

from digest.ground import filenames
from digest.ground.diagnostics import Diagnostic, Place, error

MARKER = filenames.MARKER
"""The file that says: this folder is digest's, and all that stands in it may be replaced or pruned."""


def refusal(root: Path, folder: Path, inputs: Sequence[Path], *, state: Path | None = None) -> Diagnostic | None:
    """Why `folder` may not become the output of the site in `root`, or None when it may. Writes nothing.

    Refused: a folder that contains the site, the home folder or an input; one that lies within an input; one that contains
    `state` (it may lie within that); something that is no folder; a non-empty folder without the marker.
    """
    place = Place(file=shown(folder, root))
    for held, what in ((root, "the site's own folder"), (Path.home(), "your home folder")):
        if _within(held, folder):
            return _unsafe(place, f"it is, or contains, {what}")
    for held in (*inputs, *([state] if state else [])):
        if _within(held, folder):
            return _unsafe(place, f"it is, or contains, `{shown(held, root)}`")
    for holder in inputs:
        if _within(folder, holder):
            return _unsafe(place, f"it lies within `{shown(holder, root)}`")
    return _foreign(folder, place)


def _foreign(folder: Path, place: Place) -> Diagnostic | None:
    try:
        names = {entry.name for entry in folder.iterdir()}
    except FileNotFoundError:
        if folder.is_symlink():
            return _unsafe(place, "it is a link that leads nowhere")
        return None
    except NotADirectoryError:
        return _unsafe(place, "it is not a folder")
    except OSError as problem:
        return not_written(place, problem)
    if not names or (MARKER in names and stat.S_ISREG((folder / MARKER).lstat().st_mode)):
        return None
    return error(
        "output-foreign",
        f"`{place.file}/` holds files that digest didn't make; nothing was written",
        place,
        hint=f"empty it or set another `paths.output`; if all in it may be deleted, put an empty file `{MARKER}` there",
    )


def _unsafe(place: Place, why: str) -> Diagnostic:
    return error(
        "output-unsafe",
        f"`{place.file}` can't be the output folder: {why}",
        place,
        hint="set `paths.output` to a folder of its own, such as `public`",
    )


def _within(inner: Path, outer: Path) -> bool:
    """Whether `inner` is `outer` or lies below it, through links and on file systems that ignore case."""
    inner, outer = inner.resolve(), outer.resolve()
    if inner.is_relative_to(outer):
        return True
    return outer.exists() and any(step.exists() and step.samefile(outer) for step in (inner, *inner.parents))


# --- in the words of messages -----------------------------------------------------------------------------------------


def shown(path: Path, root: Path) -> str:
    """The path as the editor knows it: from the site's folder, or as it is where it lies elsewhere."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def not_written(place: Place, problem: OSError) -> Diagnostic:
    """The finding that a file or folder of the output can't be written."""
    hint = (
        "free some space" if problem.errno in {errno.ENOSPC, errno.EDQUOT} else "check the rights of the output folder"
    )
    return error(
        "output-not-written", f"`{place.file}` can't be written: {problem.strerror or problem}", place, hint=hint
    )
