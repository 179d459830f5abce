"""Answers of the memory as values: decoded when they are asked for, unless this process has done it for the build before.

What an answer means does not depend on who decoded it, so that the same comes out with `kept` values as without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TypeVar

import msgspec

from digest.engine.cache import Cache

T = TypeVar("T")


def one(cache: Cache, table: str, key: str, decode: Callable[[bytes], T]) -> T | None:
    """What `decode` makes of the answer remembered under `key`, None where there is none; it may raise."""
    answer = cache.get(table, key)
    return None if answer is None else of(cache, table, key, answer, decode)


def of(cache: Cache, table: str, key: str, answer: bytes, decode: Callable[[bytes], T]) -> T:
    """What `decode` makes of an answer that the memory has given; it may raise."""
    if cache.kept is None:
        return decode(answer)
    known = cache.kept.find(table, key)
    value: T = known[1] if known is not None and known[0] == answer else decode(answer)
    cache.kept.keep(table, {key: (answer, value)})
    return value


def put(cache: Cache, table: str, key: str, value: T, encode: Callable[[T], bytes]) -> None:
    """Remembers a value, of which `decode` of what `encode` makes is the like, in place of what was there."""
    answer = encode(value)
    cache.put(table, key, answer)
    if cache.kept is not None:
        cache.kept.keep(table, {key: (answer, value)})


def made(cache: Cache, table: str, key: str, make: Callable[[], T]) -> T:
    """What `make` makes of things whose fingerprint is `key`. It lasts as long as this process, under a `table` of its own."""
    known = cache.kept.find(table, key) if cache.kept is not None else None
    value: T = known[1] if known is not None else make()
    if cache.kept is not None:
        cache.kept.keep(table, {key: (b"", value)})
    return value


def several(cache: Cache, table: str, keys: Iterable[str], decode: Callable[[bytes], T]) -> dict[str, T]:
    """What `decode` makes of the answers of those of `keys` that have one, without those that it refuses with a MsgspecError.

    Each of the keys must be the fingerprint of all that its answer depends on, so that no key ever has another answer: then
    what is kept of it is good without its bytes.
    """
    wanted = dict.fromkeys(keys)
    if cache.kept is None:
        return {key: value for key, (_, value) in _decoded(cache, table, wanted, decode).items()}
    before = cache.kept.known(table)
    there = cache.keep(table, wanted.keys() & before.keys())
    every = {key: before[key] for key in wanted if key in there}
    if len(every) < len(wanted):
        every |= _decoded(cache, table, [key for key in wanted if key not in there], decode)
    cache.kept.keep(table, every)
    return {key: value for key, (_, value) in every.items()}


def _decoded(cache: Cache, table: str, keys: Iterable[str], decode: Callable[[bytes], T]) -> dict[str, tuple[bytes, T]]:
    found = {}
    for key, answer in cache.several(table, keys).items():
        with suppress(msgspec.MsgspecError):  # whole, and yet not what was put
            found[key] = (b"", decode(answer))
    return found
