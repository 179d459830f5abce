"""The version of the code: what an answer depends on beside its input.

A hash over the files of a package and the versions of the libraries that shape the output, the same for a checkout and
for an installed wheel. Files are compared by their stamps, and libraries looked up only after a folder that Python imports
from has changed, so that asking again costs a millisecond.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from digest.engine import stamps
from digest.engine.stamps import Table
from digest.ground import fingerprint
from digest.ground.files import walk

_YOUNG = 2_000_000_000  # ns: a folder as young as this may change once more without showing it


class Remembered(msgspec.Struct, frozen=True, kw_only=True):
    """What need not be found out again: the package's stamps; the libraries' versions, and where they were seen."""

    files: Table = {}
    libraries: dict[str, str] = {}
    seen: str = ""


_DECODER = msgspec.msgpack.Decoder(Remembered)


def encode(remembered: Remembered) -> bytes:
    """What is remembered, as bytes."""
    return msgspec.msgpack.encode(remembered)


def decode(data: bytes | None) -> Remembered:
    """What `encode` made bytes of; nothing for None and for what isn't that."""
    try:
        return _DECODER.decode(data) if data is not None else Remembered()
    except msgspec.MsgspecError:
        return Remembered()


def version(package: Path, libraries: Sequence[str], remembered: Remembered, *, now: int) -> tuple[str, Remembered]:
    """The fingerprint of the code in the folder `package`, of `libraries` and of Python; and what to remember.

    `libraries` are names of distributions, such as `Markdown`; one that isn't installed counts as such. Compiled files
    (`__pycache__`) don't count. `now` is `stamps.clock()` from before this call. A package in an archive counts as the archive.
    """
    while not package.exists():
        package = package.parent
    if package.is_dir():
        paths = [path for path in walk(package) if "__pycache__" not in path]
        digests, _, files = stamps.digests(package, paths, remembered.files, now=now)
    else:
        digests, _, files = stamps.digests(package.parent, [package.name], remembered.files, now=now)
    seen = _seen(libraries, now)
    known = remembered.libraries if seen and seen == remembered.seen else _versions(libraries)
    python = (sys.implementation.name, *sys.version_info[:3])
    return fingerprint.of_value([digests, known, python]), Remembered(files=files, libraries=known, seen=seen)


def _seen(libraries: Sequence[str], now: int) -> str:
    """The state of all folders that Python imports from: each install and removal changes one. Empty: too young to tell."""
    state: list[tuple[str, int, int]] = []
    for folder in sys.path:
        try:
            facts = os.stat(folder or ".")  # noqa: PTH116 - as in sys.path
        except OSError:
            continue
        newest = max(facts.st_mtime_ns, facts.st_ctime_ns)
        if newest >= now - _YOUNG:
            return ""
        state.append((folder, newest, facts.st_ino & 0xFFFF_FFFF_FFFF_FFFF))
    return fingerprint.of_value([list(libraries), sys.prefix, state])


def _versions(libraries: Sequence[str]) -> dict[str, str]:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - costs as much as all the rest of a build

    def of(name: str) -> str:
        try:
            return version(name)
        except PackageNotFoundError:
            return "not installed"

    return {name: of(name) for name in sorted(libraries)}
