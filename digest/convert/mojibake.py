"""Stage 1, convert: UTF-8 that somebody read as Windows-1252 and saved again (`donâ€™t`, `cafÃ©`) is put right where that is certain.

Certain is what no language writes: the signs of general punctuation in their three bytes, pictographs in their four, accented
Latin letters in their two within words and beside figures unless a capital stands before them, and any run of three characters
and more. Everything else stays as it stands.
"""

from __future__ import annotations

import re

from digest.model import Struct

_HIGH = "".join(bytes((byte,)).decode("cp1252", "replace") for byte in range(0x80, 0xC0))
_BYTES = {character: byte for byte, character in enumerate(_HIGH, 0x80) if character != "\ufffd"}
_BYTES |= {chr(byte): byte for byte in range(0x80, 0x100)}  # what Windows-1252 leaves open, and the letters
_REST = "[" + re.escape("".join(character for character, byte in _BYTES.items() if byte < 0xC0)) + "]"
_ANY = f"(?:[\\xc2-\\xdf]{_REST}|[\\xe0-\\xef]{_REST}{{2}}|[\\xf0-\\xf4]{_REST}{{3}})"
_CERTAIN = re.compile(
    f"{_ANY}{{3,}}"
    f"|\\xe2[€\\x80‚\\x82„\\x84]{_REST}"  # U+2000 to U+20BF, U+2100 to U+213F: quotes, dashes, currencies, ™
    f"|\\xf0[Ÿ\\x9f]{_REST}{{2}}"  # U+1F000 and up: pictographs
    "|\\xef[»\\xbb][¿\\xbf]"  # a byte order mark
    f"|(?<![A-ZÀ-ÖØ-Þ])[\\xc2\\xc3]{_REST}(?=[a-zà-ÿ0-9\\xc3])|(?<=[a-zà-ÿ0-9,.;:])[\\xc2\\xc3]{_REST}"
    "|(?<![A-ZÀ-ÖØ-Þ])\\xc2[°£§©®]"
)
_PERHAPS = re.compile(f"[\xc2-\xf4]{_REST}")
"""What all of these begin with: few texts have it, and it is looked for quickly."""

_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_MOST = 3  # texts have been through this twice


class Mended(Struct, kw_only=True):
    """A text put right, and each stretch of it as it stood before, up to white space, with its line from 1."""

    text: str
    before: tuple[tuple[int, str], ...] = ()


def mend(text: str) -> Mended:
    """`text` with what is certainly a character in the wrong code page put right; takes time linear in its length."""
    if text.isascii() or _PERHAPS.search(text) is None or _CERTAIN.search(text) is None:
        return Mended(text=text)
    mended = text
    for _ in range(_MOST):
        again = _CERTAIN.sub(lambda found: _read_again(found[0]), mended)
        if again == mended:
            break
        mended = again
    return Mended(text=mended, before=_stretches(text) if mended != text else ())


def _read_again(letters: str) -> str:
    """The characters that `letters` were before they were misread, or themselves where their bytes are no UTF-8."""
    try:
        return bytes(map(_BYTES.__getitem__, letters)).decode("utf-8")
    except UnicodeDecodeError:
        return letters


def _stretches(text: str) -> tuple[tuple[int, str], ...]:
    found: list[tuple[int, str]] = []
    line, counted = 1, 0
    for chunk in re.finditer(r"[^ \t\n\r]+", text):
        if not chunk[0].isascii() and any(_read_again(each[0]) != each[0] for each in _CERTAIN.finditer(chunk[0])):
            line += len(_LINE_END.findall(text, counted, chunk.start()))
            counted = chunk.start()
            found.append((line, chunk[0]))
    return tuple(found)
