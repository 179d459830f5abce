"""Stage 1, convert: what is remembered of the seeds of which no article can be made: why, until seed, settings or code change."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from digest.config import Config
from digest.engine.work import Work
from digest.ground import fingerprint
from digest.ground.diagnostics import Diagnostic

TABLE = "unfit"
"""The table of the cache that remembers the findings."""

_DECODER = msgspec.msgpack.Decoder(list[Diagnostic])


class Unfit:
    """The memory for seeds that were drafted in vain, with these settings and this code."""

    def __init__(self, rules: Config, work: Work) -> None:
        self._work = work
        self._before = fingerprint.of_value([work.code, rules])

    def recall(self, path: str, digest: str) -> list[Diagnostic] | None:
        """What was found wrong with the seed at `path` with the bytes of `digest`; None where nothing is remembered."""
        answer = self._work.cache.get(TABLE, self._key(path, digest))
        try:
            return _DECODER.decode(answer) if answer is not None else None
        except msgspec.MsgspecError:
            return None

    def remember(self, path: str, digest: str, findings: Iterable[Diagnostic]) -> None:
        """Keeps what is wrong with a seed."""
        self._work.cache.put(TABLE, self._key(path, digest), msgspec.msgpack.encode(list(findings)))

    def _key(self, path: str, digest: str) -> str:
        return fingerprint.of_bytes(f"{self._before}{digest}{path}".encode())
