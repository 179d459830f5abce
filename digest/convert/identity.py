"""Stage 1, convert: ids, and when two seeds say the same.

An id is minted once, from the first-seen bytes of a seed and its path, so that two machines mint the same; the record of
the conversion keeps it through every rename and change.
"""

from __future__ import annotations

import re
from collections.abc import Container

from digest.ground import fingerprint
from digest.ground.text import squeeze

_LENGTH = 10
_MINTED = re.compile(r"[a-z][a-z2-7]{9,51}")
_LETTER_FOR = str.maketrans("234567", "uvwxyz")


def mint(data: bytes, path: str, taken: Container[str], *, wished: str | None = None) -> str:
    """A letter and nine base32 characters (RFC 4648, lower case) for a seed; longer where `taken` has that already.

    What a seed has `wished` for, in its front matter, is its id if it has that form and nobody has it.
    """
    if wished is not None and _MINTED.fullmatch(wished) and wished not in taken:
        return wished
    name = fingerprint.short(path.encode() + b"\0" + data, 51)
    whole = name[0].translate(_LETTER_FOR) + name[1:]
    length = _LENGTH
    while whole[:length] in taken:
        if length == len(whole):
            whole += fingerprint.short(whole.encode(), 51)
        length += 1
    return whole[:length]


def wording_digest(text: str) -> str:
    """SHA-256 of a text whose white space is folded: equal for two seeds that say the same in the same words."""
    return fingerprint.of_bytes(squeeze(text).encode())
