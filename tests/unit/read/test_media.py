"""Pictures tell their size, and a damaged one harms nobody."""

from __future__ import annotations

import struct
from io import BytesIO

import pytest

from digest.model import Media
from digest.read.media import measure

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 640, 480, 8, 2, 0, 0, 0) + b"\0\0\0\0"


def test_a_picture_has_its_size_in_pixels() -> None:
    assert measure("a.PNG", BytesIO(PNG)) == Media(path="a.PNG", width=640, height=480)


@pytest.mark.parametrize(
    "data", [b"", b"not a picture", PNG[:20], b"\xff\xd8\xff\xe0\x00", b"GIF89a", b"<svg><", b"RIFF\0\0\0\0WEBP"]
)
@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.svg"])
def test_a_damaged_picture_has_no_size(name: str, data: bytes) -> None:
    assert measure(name, BytesIO(data)) == Media(path=name)
