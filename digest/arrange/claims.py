"""Stage 3: who wants which file of the output; two that want the same one are an error.

Names are compared as the most forgiving file system does (`digest.ground.filenames.alike`).
"""

from __future__ import annotations

from collections.abc import Callable

from digest.ground.diagnostics import Diagnostic, Place, error
from digest.ground.filenames import alike, composed, placeable
from digest.model import Struct

_HINTS = {
    "article": "give one of the two another `slug`",
    "page": "give the page another `slug`",
    "alias": "remove the alias",
    "static": "remove the static file, or turn the page off in config.yaml",
    "media": "rename the file",
}


class Claim(Struct, kw_only=True):
    """Something that wants an output path: `origin` names it for people, `kind` decides what can be done about a clash.

    `place` tells where someone wrote down that he wants it; it is asked for when there is a clash.
    """

    path: str
    origin: str
    kind: str = ""
    place: Callable[[], Place] | None = None


class Claims:
    """Gathers claims; the first on a path has it."""

    def __init__(self) -> None:
        self._files: dict[str, Claim] = {}
        self._folders: dict[str, Claim] = {}
        self.diagnostics: list[Diagnostic] = []

    def take(self, claim: Claim) -> bool:
        """Whether the path was free and is one that can be published; if not, the reason is noted."""
        path = claim.path
        if not placeable(path):
            self.diagnostics.append(_reserved(claim))
            return False
        files, known = self._files, self._folders
        key = alike(path)
        key = path if key == path else key
        other = files.get(key) or known.get(key)
        folders = []
        folder = key.rpartition("/")[0]
        while other is None and folder and folder not in known:  # what holds a known folder is no file
            folders.append(folder)
            other = files.get(folder)
            folder = folder.rpartition("/")[0]
        if other is not None:
            self.diagnostics.append(_clash(claim, other))
            return False
        files[key] = claim
        for folder in folders:
            known[folder] = claim
        return True

    def has(self, path: str) -> bool:
        """Whether exactly this path is taken by someone, with the same case."""
        claim = self._files.get(alike(path))
        return claim is not None and composed(claim.path) == composed(path)


def _reserved(claim: Claim) -> Diagnostic:
    hint = _HINTS.get(claim.kind, "rename it")
    message = f"{claim.origin} wants the address `/{claim.path}`, which no page and no file can have"
    return error("path-reserved", message, _place(claim), hint=hint)


def _clash(claim: Claim, other: Claim) -> Diagnostic:
    hint = _HINTS.get(claim.kind) or _HINTS.get(other.kind) or "rename one of the two"
    shown = claim.path.removesuffix("index.html")
    message = f"two things want the address `/{shown}`: {other.origin} and {claim.origin}"
    if other.path != claim.path:
        message += f" (`/{other.path}` and `/{claim.path}` can't stand side by side)"
    return error("url-clash", message, _place(claim) or _place(other), hint=hint)


def _place(claim: Claim) -> Place | None:
    return claim.place() if claim.place is not None else None
