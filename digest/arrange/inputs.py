"""Stage 3: what a page looks at, and the digest of it.

A page is laid out by a function of explicit inputs, when someone asks for it. Its digest is taken of these same inputs, so
that there is nothing that a page shows and its digest doesn't know.
"""

from __future__ import annotations

from hashlib import sha256
from operator import attrgetter
from typing import Any, Generic, TypeVar

import msgspec

T = TypeVar("T")


class Known(Generic[T]):
    """A value that digests know by its mark alone: where the marks are equal, the values are."""

    __slots__ = ("mark", "value")

    def __init__(self, value: T, mark: Any) -> None:
        self.value = value
        self.mark = mark

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Known) and self.mark == other.mark

    def __hash__(self) -> int:
        return hash(self.mark)

    def __repr__(self) -> str:
        return f"Known({self.mark!r})"


_ENCODER = msgspec.msgpack.Encoder(enc_hook=attrgetter("mark"))  # what is no plain value is Known


def mark_of(value: Any) -> bytes:
    """16 bytes of the SHA-256 of a value's msgpack form. Keys stay in their order, since pages may show them in it."""
    return sha256(_packed(value)).digest()[:16]


def digest_of(value: Any) -> str:
    """The same as 32 hexadecimal digits."""
    return sha256(_packed(value)).hexdigest()[:32]


def _packed(value: Any) -> bytes:
    try:
        return _ENCODER.encode(value)
    except (OverflowError, UnicodeEncodeError):  # a number beyond 64 bits, half of a character
        return repr(value).encode("utf-8", "surrogatepass")


def known(value: T) -> Known[T]:
    """A value that several pages look at, its mark taken once."""
    return Known(value, mark_of(value))
