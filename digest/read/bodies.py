"""Stage 2: the bodies of the articles, decoded one at a time from what is remembered, so that memory never holds them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import msgspec

from digest.engine.cache import Cache
from digest.model import Body
from digest.read.answers import BODIES, decode_body


class Changed(Exception):  # noqa: N818 - not an error of the site, nor of ours
    """A body was lost with a damaged cache, and the file at this path is not the one any longer that was read."""


class Bodies(Mapping[str, Body]):
    """Bodies by their articles' paths, out of a cache that stays open meanwhile; `keys` says where they are in it.

    `again` makes one that turns out to be damaged; it may raise Changed.
    """

    def __init__(self, cache: Cache, keys: Mapping[str, str], again: Callable[[str], bytes]) -> None:
        self._cache = cache
        self._keys = keys
        self._again = again

    def __getitem__(self, path: str) -> Body:
        data = self._cache.get(BODIES, self._keys[path])
        if data is not None:
            try:
                return decode_body(data)
            except msgspec.MsgspecError:  # whole, and yet not what `parse` wrote
                pass
        return decode_body(self._again(path))

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
