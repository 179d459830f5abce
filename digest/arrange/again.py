"""Stage 3: what this process has worked out for the build before is taken again where it would come out the same.

Where the inputs are equal the outcome is, since it is worked out by functions of values. Most of what is compared is the very object of
the build before, so that comparing takes next to no time. Equal must mean the same: 1 and True are equal, so that what people wrote
freely is among the inputs by a fingerprint, as an article's is by its digest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

from digest.engine.kept import Kept
from digest.model import Body

T = TypeVar("T")
Inputs = tuple[object, ...]

_KEY = "arranged"


def again(kept: Kept | None, name: str, inputs: Inputs, make: Callable[[], T]) -> T:
    """What `make` makes of `inputs`, or made of equal ones for the build before, under the same `name`."""
    return Each[T](kept, name).of("", inputs, make)


class Each(Generic[T]):
    """The same for each of many things, that all go by one `name`."""

    def __init__(self, kept: Kept | None, name: str) -> None:
        self._before: dict[str, tuple[Inputs, T]] = {}
        self._now: dict[str, tuple[Inputs, T]] = {}
        if kept is not None:
            known = kept.find(name, _KEY)
            self._before = known[1] if known is not None else {}
            kept.keep(name, {_KEY: (b"", self._now)})

    def of(self, key: str, inputs: Inputs, make: Callable[[], T]) -> T:
        """What `make` makes of `inputs`, or made of equal ones for the build before, under the same `key`."""
        known = self._before.get(key)
        if known is None or known[0] != inputs:
            known = (inputs, make())
        self._now[key] = known
        return known[1]


def lent(kept: Kept | None, bodies: Mapping[str, Body]) -> Mapping[str, Body]:
    """The same bodies. What was worked out for the build before has others, which are closed by now: it gets these."""
    if kept is None:
        return bodies
    found = again(kept, "bodies", (), _Lent)
    found.bodies = bodies
    return found


class _Lent(Mapping[str, Body]):
    """The bodies of the build under way."""

    bodies: Mapping[str, Body]

    def __getitem__(self, path: str) -> Body:
        return self.bodies[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.bodies)

    def __len__(self) -> int:
        return len(self.bodies)
