"""Stage 1, convert: a seed's bytes become text, and how sure that is.

The only module that imports charset-normalizer, and only for texts that are neither Unicode nor Western European.
"""

from __future__ import annotations

import codecs
import re

from digest.ground.characters import spaced
from digest.model import Struct

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_HIGH = re.compile(rb"[\x80-\xff]")
_UTF8_CHARACTER = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)

# What Western text in Windows-1252 doesn't look like: a sign within a word, capitals after small letters, many accented
# letters in a row, Czech letters under their Western names. Each is how another code page looks when it is read as that one.
_SIGN_IN_WORD = re.compile("[a-zà-ÿ][¡-©«¬®-¶¸¹»-¿†‡‰‹›€˜ˆ×÷][a-zà-ÿ]")
_CAPITAL_IN_WORD = re.compile("[a-zà-ÿ][À-ÖØ-ÞŠŽŒŸ][a-zà-ÿ]|[a-z][À-ÖØ-ÞŠŽŒŸ]\\b")
_ACCENTED_RUN = re.compile("[À-ÖØ-öø-ÿ]{4}")
_CZECH = re.compile("[ìòùèø]")
_CARON = re.compile("[šžŠŽ]")
_TURKISH = re.compile("[ðýþÐÝÞ]")
_NORDIC = re.compile("[áíóúæåøÁÍÓÚÆÅØ]")
_ACCENTED_SHARE = 0.25

_CODE_PAGES = [
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874", "koi8_r", "koi8_u"),
    *("gb18030", "big5", "cp932", "euc_jp", "cp949", "mac_roman", "mac_cyrillic", "iso8859_2"),
]
_SAMPLE = 64 * 1024


class Decoded(Struct, kw_only=True):
    """A seed's text with line feeds as its only line ends, without control characters; the encoding; how sure that is (0 to 1)."""

    text: str
    encoding: str
    confidence: float


def decode(data: bytes) -> Decoded | None:
    """The text that `data` says, or None where no encoding makes sense of it.

    In this order: a byte order mark; strict UTF-8; UTF-8 in which single bytes are Windows-1252; Windows-1252 where the
    outcome looks like Western text (Windows-1254 where it looks like Turkish); else what charset-normalizer holds for likely.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], encoding)
            if text is not None:
                return _decoded(text, encoding, 1.0)
            data = data[len(mark) :] if encoding == "utf-8" else data
            break
    text = _strictly(data, "utf-8")
    if text is not None:
        return _decoded(text, "utf-8", 1.0)
    return _mixed(data) or _western(data) or _guessed(data)


def _decoded(text: str, encoding: str, confidence: float) -> Decoded:
    return Decoded(text=spaced(_BREAKS.sub("\n", text)), encoding=encoding, confidence=confidence)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _mixed(data: bytes) -> Decoded | None:
    """UTF-8 into which a few bytes of Windows-1252 were pasted."""
    characters = len(_UTF8_CHARACTER.findall(data))
    rest = _UTF8_CHARACTER.sub(b"", data)
    strays = len(_HIGH.findall(rest))
    if characters < 4 * strays or _strictly(rest, "cp1252") is None:
        return None
    parts: list[str] = []
    done = 0
    for match in _UTF8_CHARACTER.finditer(data):
        parts += (data[done : match.start()].decode("cp1252"), match[0].decode("utf-8"))
        done = match.end()
    parts.append(data[done:].decode("cp1252"))
    return _decoded("".join(parts), "utf-8 with windows-1252", 0.7)


def _western(data: bytes) -> Decoded | None:
    text = _strictly(data, "cp1252")
    if text is None:
        return None
    letters = sum(map(str.isalpha, text))
    accented = len(re.findall("[À-ÖØ-öø-ÿ]", text))
    if accented > _ACCENTED_SHARE * letters or _ACCENTED_RUN.search(text):
        return None
    if _SIGN_IN_WORD.search(text) or _CAPITAL_IN_WORD.search(text) or (_CZECH.search(text) and _CARON.search(text)):
        return None
    if _TURKISH.search(text) and not _NORDIC.search(text):
        turkish = _strictly(data, "cp1254")
        return None if turkish is None else _decoded(turkish, "windows-1254", 0.8)
    return _decoded(text, "windows-1252", 0.9)


def _guessed(data: bytes) -> Decoded | None:
    import charset_normalizer  # noqa: PLC0415 - slow to load, and few seeds need it

    best = charset_normalizer.from_bytes(_sample(data), cp_isolation=_CODE_PAGES).best()
    if best is not None:
        text = _strictly(data, best.encoding)
        if text is not None:
            name = re.sub(r"^cp(?=125\d$)", "windows-", best.encoding).replace("_", "-")
            return _decoded(text, name, round(0.4 + 0.3 * best.coherence * (1 - best.chaos), 2))
    text = _strictly(data, "cp1252")
    return None if text is None else _decoded(text, "windows-1252", 0.3)


def _sample(data: bytes) -> bytes:
    """The lines that hold something else than ASCII, up to 64 KB: what the guess has to go by."""
    if len(data) <= _SAMPLE:
        return data
    telling = b"\n".join(line for line in data.splitlines() if _HIGH.search(line))
    return telling[:_SAMPLE] if len(telling) > _SAMPLE else telling
