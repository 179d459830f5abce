"""Fingerprints: short names for bytes and for values, the same on every machine."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

import msgspec

_ENCODER = msgspec.msgpack.Encoder()


def of_bytes(data: bytes) -> str:
    """SHA-256 of bytes, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def of_value(value: Any) -> str:
    """SHA-256 of a value's msgpack form, 64 hexadecimal digits. Keys count in their order, since pages may show them in it.

    A value with a set in it has no such form.
    """
    return hashlib.sha256(_ENCODER.encode(value)).hexdigest()


def short(data: bytes, length: int) -> str:
    """The first `length` (up to 51) lower-case base32 letters and digits (RFC 4648) of the SHA-256 of bytes."""
    return base64.b32encode(hashlib.sha256(data).digest()).decode("ascii").lower()[:length]
