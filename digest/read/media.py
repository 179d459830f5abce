"""Stage 2: the files beside the articles, and the sizes of the pictures among them."""

from __future__ import annotations

from pathlib import Path

import imagesize  # type: ignore[import-untyped]

from digest.model import Media

_PICTURES = frozenset(
    {".avif", ".bmp", ".gif", ".heic", ".heif", ".jp2", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp"}
)
_LARGEST = 100_000


def measure(content: Path, path: str) -> Media:
    """The file at `path` below the folder `content`, with its size in pixels as a browser shows it (turned by EXIF).

    A file that is no picture, is damaged or can't be read has no size.
    """
    if Path(path).suffix.lower() not in _PICTURES:
        return Media(path=path)
    try:
        with (content / path).open("rb") as stream:
            width, height = imagesize.get(stream)
    except Exception:  # noqa: BLE001 - a damaged picture may trip its reader anywhere; a missing size harms nobody
        return Media(path=path)
    if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
        return Media(path=path)
    return Media(path=path, width=int(width), height=int(height))
