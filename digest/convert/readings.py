"""Stage 1, convert: a seed's bytes become what its format drafts from, and the text that a reader sees of it.

For most formats these two are one. A saved page is markup, of which a reader sees a part.
"""

from __future__ import annotations

from digest.convert.encoding import Decoded, decode, decode_page
from digest.model import Struct

PAGES = frozenset({".html", ".htm"})
MARKED = frozenset({".md"})


class Reading(Struct, kw_only=True):
    """What a seed says: the `text` to draft from, and what is `said` in it to a reader, which is what must not get lost.

    `marked`: its body stands in the article as it is, and is Markdown of its author's.
    """

    text: str
    said: str
    decoded: Decoded
    marked: bool = False


def read(data: bytes, ending: str) -> Reading | None:
    """What the bytes of a seed say whose name ends in `ending` (`.txt`), or None where no encoding makes sense of them."""
    if ending in PAGES:
        return _page(data)
    marked = ending in MARKED
    decoded = decode(data, verbatim=marked)
    return None if decoded is None else Reading(text=decoded.text, said=decoded.text, decoded=decoded, marked=marked)


def _page(data: bytes) -> Reading | None:
    from digest.convert.web.page import read_page  # noqa: PLC0415 - few sites have such seeds

    decoded = decode_page(data)
    return None if decoded is None else Reading(text=decoded.text, said=read_page(decoded.text).said, decoded=decoded)
