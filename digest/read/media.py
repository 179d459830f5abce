"""Stage 2: the files beside the articles, and the sizes of the pictures among them."""

from __future__ import annotations

from typing import BinaryIO

from digest.model import Media

_LARGEST = 100_000


def measure(path: str, data: BinaryIO) -> Media:
    """The picture at `path` with its size in pixels as a browser shows it (turned by EXIF), by its bytes.

    One that is damaged has no size.
    """
    import imagesize  # type: ignore[import-untyped]  # noqa: PLC0415 - brings half of the web along, which an article doesn't need

    try:
        width, height = imagesize.get(data)
    except Exception:  # noqa: BLE001 - a damaged picture may trip its reader anywhere; a missing size harms nobody
        return Media(path=path)
    if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
        return Media(path=path)
    return Media(path=path, width=int(width), height=int(height))
