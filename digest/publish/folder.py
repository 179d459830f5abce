"""Stage 5, publish: bytes → folder. Writes what changed, each file whole, and prunes what is not planned.

The folder carries a marker. Only a marked folder is ever pruned, so nothing that digest didn't make is lost by it.
"""

from __future__ import annotations

import errno
import shutil
import stat
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from digest.ground import filenames
from digest.ground.diagnostics import Diagnostic, Place, error
from digest.ground.files import copy_if_changed, write_if_changed
from digest.model import Copy, Output, Published

MARKER = filenames.MARKER
"""The file that says: this folder is digest's, and all that stands in it may be replaced or pruned."""

_MARKER_TEXT = b"digest makes this folder: whatever else is put here is removed by the next build.\n"
_HOPELESS = frozenset({errno.ENOSPC, errno.EROFS, errno.EDQUOT})  # the next file would fail in the same way


# --- may it be written? -----------------------------------------------------------------------------------------------


def refusal(root: Path, folder: Path, inputs: Sequence[Path], *, state: Path | None = None) -> Diagnostic | None:
    """Why `folder` may not become the output of the site in `root`, or None when it may. Writes nothing.

    Refused: a folder that contains the site, the home folder or an input; one that lies within an input; one that contains
    `state` (it may lie within that); something that is no folder; a non-empty folder without the marker.
    """
    place = Place(file=_shown(folder, root))
    for held, what in ((root, "the site's own folder"), (Path.home(), "your home folder")):
        if _within(held, folder):
            return _unsafe(place, f"it is, or contains, {what}")
    for held in (*inputs, *([state] if state else [])):
        if _within(held, folder):
            return _unsafe(place, f"it is, or contains, `{_shown(held, root)}`")
    for holder in inputs:
        if _within(folder, holder):
            return _unsafe(place, f"it lies within `{_shown(holder, root)}`")
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
        return _failed(place, problem)
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


# --- write, then prune ------------------------------------------------------------------------------------------------


def publish(
    outputs: Sequence[Output], copies: Sequence[Copy], root: Path, folder: Path
) -> tuple[Published, list[Diagnostic]]:
    """Makes `folder` hold exactly `outputs` and `copies` (whose sources lie in `root`), touching only what differs.

    Paths are POSIX, relative, each planned once; a caller that breaks this gets a ValueError. Links in the folder are
    replaced, never written through or followed. When a file can't be written or copied nothing is pruned.
    """
    items: tuple[Output | Copy, ...] = (*outputs, *copies)
    planned = _checked(item.path for item in items)
    written = done = 0
    problems: list[Diagnostic] = []
    ready = {folder}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _make_way(folder / MARKER, ready)
        write_if_changed(folder / MARKER, _MARKER_TEXT)
    except OSError as problem:
        return Published(), [_failed(Place(file=_shown(folder, root)), problem)]
    for item in items:
        target = folder / item.path
        try:
            _make_way(target, ready)
            if isinstance(item, Output):
                written += write_if_changed(target, item.data)
            else:
                written += copy_if_changed(root / item.source, target)
            done += 1
        except OSError as problem:
            problems.append(_not_placed(item, target, root, problem))
            if problem.errno in _HOPELESS:
                break
    pruned = 0 if problems else _prune(folder, planned, root, problems)
    return Published(written=written, unchanged=done - written, pruned=pruned), problems


def _checked(paths: Iterable[str]) -> dict[str, str]:
    """The planned paths by the name that a file system may confuse them with: case folded, composed (NFC)."""
    planned: dict[str, str] = {}
    seen: set[str] = set()
    for path in paths:
        if not filenames.placeable(path) or path in seen:
            raise ValueError(f"not a path to publish: {path!r}")
        seen.add(path)
        planned[filenames.alike(path)] = path
    return planned


def _make_way(target: Path, ready: set[Path]) -> None:
    """Makes the folders above `target`; what stands in their place or its own goes: files, links, and folders."""
    _make_folder(target.parent, ready)
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)


def _make_folder(folder: Path, ready: set[Path]) -> None:
    if folder in ready:
        return
    _make_folder(folder.parent, ready)
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        folder.unlink()
    folder.mkdir(exist_ok=True)
    ready.add(folder)


def _prune(folder: Path, planned: Mapping[str, str], root: Path, problems: list[Diagnostic]) -> int:
    """Removes every file that isn't planned, and every folder that is left empty; says how many files went."""
    names = frozenset(planned.values())

    def stays(path: str) -> bool:
        alike = planned.get(
            filenames.alike(path)
        )  # `Logo.png` is the planned `logo.png` where the file system ignores case
        return path in names or (alike is not None and (folder / path).samefile(folder / alike))

    def clear(inside: str) -> int:
        gone = 0
        for entry in sorted((folder / inside).iterdir()):
            path = f"{inside}{entry.name}"
            try:
                if path in filenames.RESERVED:
                    continue
                if entry.is_dir() and not entry.is_symlink():
                    gone += clear(f"{path}/")
                    if not any(entry.iterdir()):
                        entry.rmdir()
                elif not stays(path):
                    entry.unlink()
                    gone += 1
            except OSError as problem:
                problems.append(_stale(Place(file=_shown(entry, root)), problem))
        return gone

    return clear("")


# --- what went wrong --------------------------------------------------------------------------------------------------


def _shown(path: Path, root: Path) -> str:
    """The path as the editor knows it: from the site's folder, or as it is where it lies elsewhere."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _not_placed(item: Output | Copy, target: Path, root: Path, problem: OSError) -> Diagnostic:
    if isinstance(item, Copy) and problem.filename == str(root / item.source):
        reason = problem.strerror or str(problem)
        return error(
            "copy-unreadable",
            f"`{item.source}` can't be copied: {reason}",
            Place(file=item.source),
            hint="check that the file exists and that you may read it",
        )
    return _failed(Place(file=_shown(target, root)), problem)


def _failed(place: Place, problem: OSError) -> Diagnostic:
    hint = (
        "free some space" if problem.errno in {errno.ENOSPC, errno.EDQUOT} else "check the rights of the output folder"
    )
    return error(
        "output-not-written", f"`{place.file}` can't be written: {problem.strerror or problem}", place, hint=hint
    )


def _stale(place: Place, problem: OSError) -> Diagnostic:
    return error(
        "output-not-pruned",
        f"`{place.file}` is no longer part of the site but can't be removed: {problem.strerror or problem}",
        place,
        hint="remove it by hand, or check the rights of the output folder",
    )
