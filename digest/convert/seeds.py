"""Stage 1, convert: what lies in `seeds/`. A file that can't be a seed is a finding; it never stops the others."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from digest.ground import fingerprint
from digest.ground.characters import printable
from digest.ground.diagnostics import Diagnostic, Place, error, warning
from digest.ground.files import walk
from digest.model import Seed, Struct

LARGEST = 20 * 1024 * 1024
"""Bytes that a seed may have: some 400 times a long article."""

_CONTROL_SHARE = 0.05
_CONTROL = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32)) + b"\x7f"
_UNICODE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


class Refused(Struct, kw_only=True):
    """A file or folder in `seeds/` that gives no seed, by its path there, and why."""

    path: str
    finding: Diagnostic


def scan(root: Path, folder: str, extensions: Collection[str]) -> Iterator[Seed | Refused]:
    """The seeds below `root/folder` in the order of their paths, sub-folders included, hidden files passed over.

    Each is read when its turn comes, so that a caller who keeps only what has changed needs little memory.
    """
    unreadable: list[tuple[str, str]] = []
    paths = list(walk(root / folder, unreadable=unreadable))
    for path, reason in sorted(unreadable):
        message = f"this can't be read: {reason}"
        yield Refused(path=path, finding=error("seed-unreadable", message, _place(folder, path)))
    for path in paths:
        yield _seed(root, folder, path, extensions)


def _seed(root: Path, folder: str, path: str, extensions: Collection[str]) -> Seed | Refused:
    place = _place(folder, path)
    if shown(path) != path:
        message = "this file's name holds a character that can't be written down"
        return _refused(path, error("seed-name", message, place, hint="rename the file"))
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in extensions:
        known = ", ".join(f"`{extension}`" for extension in sorted(extensions))
        message = (
            f"files ending in `{suffix}` are not converted" if suffix else "files without an ending are not converted"
        )
        return _refused(path, warning("seed-format", message, place, hint=f"known: {known}"))
    file = root / folder / path
    try:
        if (size := file.stat().st_size) > LARGEST:
            message = (
                f"this seed is too large: {size / 1024 / 1024:.0f} MB, at most {LARGEST // 1024 // 1024} MB are read"
            )
            return _refused(path, error("seed-too-large", message, place, hint="a seed is one article of plain text"))
        data = file.read_bytes()
    except OSError as problem:
        message = f"this seed can't be read: {problem.strerror or type(problem).__name__}"
        return _refused(path, error("seed-unreadable", message, place))
    if not data or data.isspace():
        return _refused(path, empty(place))
    if _is_binary(data):
        hint = "save the article as plain text (UTF-8)"
        return _refused(path, error("seed-binary", "this seed is not text", place, hint=hint))
    return Seed(path=path, data=data, digest=fingerprint.of_bytes(data))


def empty(place: Place) -> Diagnostic:
    """The finding for a seed without a single word."""
    return error("seed-empty", "this seed is empty", place, hint="paste the article into it, or delete it")


def shown(path: str) -> str:
    """A path as it can be printed: what is no character, or would break the line, as an escape."""
    return printable(path)


def _place(folder: str, path: str) -> Place:
    return Place(file=f"{folder}/{shown(path)}" if path else folder)


def _refused(path: str, finding: Diagnostic) -> Refused:
    return Refused(path=path, finding=finding)


def _is_binary(data: bytes) -> bool:
    if data.startswith(_UNICODE_MARKS):
        return False
    head = data[:65536]
    return b"\0" in data or len(head) - len(head.translate(None, _CONTROL)) > _CONTROL_SHARE * len(head)
