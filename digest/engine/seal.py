"""A seal under what may be run: only what this person's own runs have remembered is taken for code.

A site's folder travels, and its memory may travel with it: cloned, unpacked, restored. Data from there is checked and used;
code from there would run with the rights of whoever builds the site. So code is remembered with a keyed hash (BLAKE2b,
RFC 7693) under a key that lies in the person's own cache folder and never in a site.
"""

from __future__ import annotations

import hmac
import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from digest.ground.files import writing

_KEY_BYTES = 32
_SEAL_BYTES = 32


def key() -> bytes | None:
    """This person's key, made when it is asked for first; None where there is nowhere to keep one."""
    try:
        path = _folder() / "digest" / "seal.key"
        if not path.exists():
            with suppress(FileExistsError), writing(path, mode=0o600, new=True) as stream:
                stream.write(os.urandom(_KEY_BYTES))
        found = path.read_bytes()
    except (OSError, RuntimeError):
        return None
    return found if len(found) == _KEY_BYTES else None


def sealed(data: bytes, secret: bytes) -> bytes:
    """`data` behind its seal."""
    return blake2b(data, key=secret, digest_size=_SEAL_BYTES).digest() + data


def opened(data: bytes | None, secret: bytes) -> bytes | None:
    """What `sealed` was given; None where the seal is another's, or broken."""
    if data is None or len(data) < _SEAL_BYTES:
        return None
    seal, inside = data[:_SEAL_BYTES], data[_SEAL_BYTES:]
    return inside if hmac.compare_digest(seal, blake2b(inside, key=secret, digest_size=_SEAL_BYTES).digest()) else None


def _folder() -> Path:
    """Where programs keep what can be made again (XDG Base Directory Specification)."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    return Path(named) if Path(named).is_absolute() else Path.home() / ".cache"
