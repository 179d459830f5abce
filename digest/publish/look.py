"""A look at the output folder: what of it is as the last build left it. Taken beside other work where there is much to look at."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import msgspec

from digest.engine.beside import Beside
from digest.engine.work import Work
from digest.publish.manifest import LEFT_ALONE, Manifest, Standing, Touched, recalled, remembered, standing_of, touched

_LARGE = 1 << 18  # bytes of a manifest, some 1,500 files: looking at them takes longer than making a child


class Look:
    """A look at `folder` that begins at once and only looks; used in a `with` block. What it finds is asked for when it is needed.

    `apart` are names at the top of the folder that are left alone.
    """

    def __init__(self, folder: Path, work: Work, apart: AbstractSet[str] = LEFT_ALONE) -> None:
        self._folder = folder
        self._apart = apart
        self._work = work
        self._before = remembered(work)
        self._beside = Beside(self._look, wanted=len(self._before or b"") > _LARGE)
        self._seen: _Seen | None = None
        self._standing: Standing | None = None

    def __enter__(self) -> Look:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._beside.__exit__(kind, error, trace)

    def is_whole(self) -> bool:
        """Whether all that was published stands, and nothing else: as `standing` says, which is not needed where nothing was touched."""
        seen = self._found()
        return (seen.whole and not any(seen.touched)) or self.standing().whole

    def standing(self) -> Standing:
        """What stands there; what was touched is read, and remembered where it is as it was after all."""
        if self._standing is None:
            touched = self._found().touched
            self._standing = standing_of(self._folder, self._manifest, touched, self._work, self._apart)
        return self._standing

    def expected(self) -> Mapping[str, str]:
        """The keys of what `standing` tells where nobody has touched the folder, without a look at it."""
        return {path: row.key for path, row in self._manifest.files.items()}

    @cached_property
    def _manifest(self) -> Manifest:
        return recalled(self._before, self._work)

    def _look(self) -> bytes:
        manifest = self._manifest
        seen = _Seen(bool(manifest.files and manifest.folders), touched(self._folder, manifest))
        return msgspec.msgpack.encode(seen)

    def _found(self) -> _Seen:
        if self._seen is None:
            self._seen = msgspec.msgpack.decode(self._beside.answer(), type=_Seen)
        return self._seen


class _Seen(NamedTuple):
    """What was seen: whether the last build could publish all that it wanted to, and what isn't as that left it."""

    whole: bool
    touched: Touched


def standing(folder: Path, work: Work, apart: AbstractSet[str] = LEFT_ALONE) -> Standing:
    """What stands in `folder`, for whoever has nothing else to do meanwhile."""
    with Look(folder, work, apart) as look:
        return look.standing()
