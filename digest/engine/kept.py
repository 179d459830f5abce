"""What a process that builds again and again need not decode each time: values beside what they were decoded from.

It is handed from build to build by whoever lives that long, and holds what the last build asked for and no more. It decides nothing: a
value is taken from here only where the memory (`digest.engine.cache`) has the very answer that it was decoded from, or where all that
it was made of is as it was (`digest.engine.decoding.made`, `digest.arrange.again`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from digest.engine.rows import Row

Index = dict[str, dict[str, Row]]


class Kept:
    """Decoded answers, by table and key; and the index of the memory's file under the header that points at it. For one thread."""

    def __init__(self) -> None:
        self.header = b""
        self.index: Index = {}
        self._before: dict[str, dict[str, tuple[bytes, Any]]] = {}
        self._now: dict[str, dict[str, tuple[bytes, Any]]] = {}

    def turn(self) -> None:
        """A build begins. Of each table that the last one has asked for only what it asked for stays."""
        self._before |= self._now
        self._now = {}

    def find(self, table: str, key: str) -> tuple[bytes, Any] | None:
        """An answer, and what it was decoded to: the newest that was kept."""
        return self._now.get(table, {}).get(key) or self._before.get(table, {}).get(key)

    def known(self, table: str) -> Mapping[str, tuple[bytes, Any]]:
        """All of a table that the build before has left."""
        return self._before.get(table, {})

    def keep(self, table: str, values: Mapping[str, tuple[bytes, Any]]) -> None:
        """These answers with their values were asked for, or found out."""
        self._now.setdefault(table, {}).update(values)
