"""Stage 1, convert: a seed's bytes become text, and how sure that is.

The only module that imports charset-normalizer, and only for texts that are neither Unicode nor Western European.
"""

from __future__ import annotations

import codecs
import re

from digest.convert.mojibake import mend
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
_RETURNS = re.compile("\r\n?")
_DECLARED = re.compile(
    rb"""<(?:meta\s[^>]{0,300}?charset|\?xml\s[^>]{0,100}?encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{1,40})""",
    re.IGNORECASE,
)
_HEAD = 4096  # bytes of a page in which it may declare its encoding; the HTML standard asks for 1,024
_LABELS = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "iso-8859-9": "cp1254"}
_LABELS |= {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
}
_LABELS |= {"tis-620": "cp874", "windows-874": "cp874", "iso-8859-11": "cp874", "iso-8859-8-i": "iso8859-8"}
"""What browsers read under names of narrower encodings (https://encoding.spec.whatwg.org/#names-and-labels)."""
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
_NOT_MEANT = ("utf-16", "utf-32", "utf-7", "idna", "punycode", "raw", "undefined", "unicode")
"""Codecs of Python's that no page which declares its encoding in ASCII can be written in."""


class Decoded(Struct, kw_only=True):
    """A seed's text, its line ends line feeds; the encoding; how sure that is (0 to 1).

    `mended` are the stretches, with their lines, that were read in the wrong code page once before, as they stood (`mojibake`).
    """

    text: str
    encoding: str
    confidence: float
    mended: tuple[tuple[int, str], ...] = ()


def decode(data: bytes, *, verbatim: bool = False) -> Decoded | None:
    """The text that `data` says, or None where no encoding makes sense of it.

    In this order: a byte order mark; strict UTF-8; UTF-8 in which single bytes are Windows-1252; Windows-1252 where the
    outcome looks like Western text (Windows-1254 where it looks like Turkish); else what charset-normalizer holds for likely.
    Form feeds and the like count as line ends, and control characters become spaces, unless it is to be `verbatim`.
    """
    found = _decode(data)
    return None if found is None else _clean(found, verbatim=verbatim)


def decode_page(data: bytes) -> Decoded | None:
    """The markup of a web page: by its byte order mark; as UTF-8; as the encoding that it declares; else as any other text."""
    declared = _DECLARED.search(data[:_HEAD])
    if declared is not None and not data.startswith(tuple(mark for mark, _ in _BOMS)):
        text = _in_declared(data, declared[1].decode("ascii").lower())
        if text is not None and (data.isascii() or _strictly(data, "utf-8") is None):
            return _clean(
                Decoded(text=text, encoding=declared[1].decode("ascii").lower(), confidence=1.0), verbatim=False
            )
    return decode(data)


def _in_declared(data: bytes, label: str) -> str | None:
    """The text in the encoding that a page declares; None where it is none, or one that can't be meant."""
    name = _LABELS.get(label, label)
    try:
        return None if codecs.lookup(name).name.startswith(_NOT_MEANT) else data.decode(name)
    except (LookupError, ValueError):  # an unknown name, one of Python's that are no text encodings, other bytes
        return None


def _decode(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], encoding)
            if text is not None:
                return Decoded(text=text, encoding=encoding, confidence=1.0)
            data = data[len(mark) :] if encoding == "utf-8" else data
            break
    text = _strictly(data, "utf-8")
    if text is not None:
        return Decoded(text=text, encoding="utf-8", confidence=1.0)
    return _mixed(data) or _western(data) or _guessed(data)


def _clean(found: Decoded, *, verbatim: bool) -> Decoded:
    mended = mend(found.text)
    text = _RETURNS.sub("\n", mended.text) if verbatim else spaced(_BREAKS.sub("\n", mended.text))
    return Decoded(text=text, encoding=found.encoding, confidence=found.confidence, mended=mended.before)


def _decoded(text: str, encoding: str, confidence: float) -> Decoded:
    return Decoded(text=text, encoding=encoding, confidence=confidence)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _mixed(data: bytes) -> Decoded | None:
    """UTF-8 into which bytes of Windows-1252 were pasted: a few of them, or whole lines."""
    rest = _UTF8_CHARACTER.sub(b"", data)
    evidence = sum(1 if len(character) == 2 else 4 for character in _UTF8_CHARACTER.findall(data))
    few = evidence >= 4 * len(_HIGH.findall(rest))
    if not evidence or _strictly(rest, "cp1252") is None or not (few or _by_line(data)):
        return None
    parts: list[str] = []
    done = 0
    for match in _UTF8_CHARACTER.finditer(data):
        parts += (data[done : match.start()].decode("cp1252"), match[0].decode("utf-8"))
        done = match.end()
    parts.append(data[done:].decode("cp1252"))
    return _decoded("".join(parts), "utf-8 with windows-1252", 0.7)


def _by_line(data: bytes) -> bool:
    """Whether every line with letters beyond ASCII is either UTF-8 or Western text in Windows-1252, and some are the one, some the other."""
    lines = [line for line in data.splitlines() if _HIGH.search(line)]
    others = [line for line in lines if _strictly(line, "utf-8") is None]
    western = _western(b"\n".join(others)) if 0 < len(others) < len(lines) else None
    return western is not None and western.encoding == "windows-1252"


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
