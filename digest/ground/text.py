"""Text: folding, slugs, white space, nearest words. Deterministic; no locale of the machine takes part."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from digest.ground import fingerprint
from digest.ground.diagnostics import Diagnostic, Place, error

_DASHES = re.compile(r"[\u2010-\u2015]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_SILENT = re.compile(r"[\ufe00-\ufe0f'\u2018\u2019\u02bc\u200b-\u200f\u2060\ufeff\u00ad]")
_INVISIBLE = re.compile(r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
_INITIALS = re.compile(r"(?<![^\W_])((?:[^\W\d_]\.){2,})")
_SPELT = {
    "+": " plus ",
    "#": " sharp ",
    "&": " and ",
    "%": " percent ",
    "@": " at ",
    "$": " dollar ",
    "€": " euro ",
    "£": " pound ",
    "¥": " yen ",
    "¢": " cent ",
    "₹": " rupee ",
    "₺": " lira ",
    "₽": " rouble ",
    "₩": " won ",
    "₪": " shekel ",
    "₴": " hryvnia ",
    "₿": " bitcoin ",
}
_LATIN = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ı": "i",
        "ħ": "h",
        "ŋ": "n",
        "ŧ": "t",
    }
)
_NAMING = frozenset({"Mn", "Mc", "Sm", "Sc", "So"})  # vowel signs and symbols: `Canal+` is not `Canal`
_SLUG_LETTERS = 80
_SLUG_BYTES = 180


def squeeze(text: str) -> str:
    """White space of every kind (no-break, thin, tabs, line ends) as single spaces, none at the ends."""
    return " ".join(text.split())


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The form in which two spellings of one label are equal: case, accents, spacing, hyphens and apostrophes folded.

    Marks that are accents are dropped (canonical combining classes 200 and more, and the vowel points of Arabic and
    Hebrew, 10 to 35); vowel signs of Indic scripts and voicing marks of Japanese stay, since words differ by them.
    What was folded last is remembered: the parts of a converter ask for the same line one after another.
    """
    lower = text.lower().replace("'", "")
    if not lower.isascii():
        lower = _NOT_ASCII.sub(lambda run: _fold_run(run[0]), lower)
    return " ".join(lower.replace("_", " ").replace("/", " ").replace("-", " ").split())


def same_name(name: str) -> str:
    """The form in which two spellings of one source's name are equal: folded, without spaces, punctuation and what can't be seen."""
    bare = "".join(c for c in fold(name) if c.isalnum() or unicodedata.category(c) in _NAMING)
    return bare or fold(name)


@lru_cache(maxsize=8192)
def _fold_run(run: str) -> str:
    """A run of characters of which none is ASCII, folded: what stands beside it changes nothing in it."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFD", run).casefold())
    bare = "".join(c for c in decomposed if not _is_accent(c))
    spoken = _SILENT.sub("", bare.casefold().translate(_LATIN))
    return _DASHES.sub(" ", unicodedata.normalize("NFKD", spoken))


def _is_accent(character: str) -> bool:
    rank = unicodedata.combining(character)
    return rank >= 200 or 10 <= rank <= 35


def _is_sign(character: str) -> bool:
    """Whether a character is a mark that belongs to the letter before it: a vowel sign, not a selector of emoji forms."""
    return unicodedata.category(character) in {"Mn", "Mc"} and _INVISIBLE.match(character) is None


def slugify(text: str, *, fallback: str = "untitled") -> str:
    """A URL segment for `text`: letters, their vowel signs and digits of any script in lower case (NFC), joined by hyphens.

    Never empty (a text without letters becomes `fallback` and a hash of it), at most 80 characters and 180 bytes, the
    same on file systems that ignore case. Distinct texts may still share a slug: whoever hands out URLs resolves that.
    """
    spelt = "".join(_SPELT.get(c, c) for c in _INITIALS.sub(lambda m: m[0].replace(".", ""), fold(text)))
    composed = unicodedata.normalize("NFC", spelt)
    words = "".join(c if c.isalnum() or _is_sign(c) else " " for c in composed).split()
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else _cut(word)
        if len(longer) > _SLUG_LETTERS or len(longer.encode()) > _SLUG_BYTES:
            break
        slug = longer
    return slug or f"{fallback}-{fingerprint.short(text.encode('utf-8', 'surrogatepass'), 6)}"


def check_slug(slug: str | None, place: Place | None, *, name: str = "") -> list[Diagnostic]:
    """An error for a slug that is not one segment of an address in its one safe form; the hint makes one of `name` if it is empty."""
    if slug is None or slug == slugify(slug):
        return []
    hint = f"write `slug: {slugify(slug or name)}`"
    return [error("slug-invalid", f"`{slug}` can't be a part of an address", place, hint=hint)]


def _cut(word: str) -> str:
    cut = word[:_SLUG_LETTERS]
    while len(cut.encode()) > _SLUG_BYTES:
        cut = cut[:-1]
    return cut


def nearest(word: str, known: Iterable[str], *, likeness: float = 0.6) -> str | None:
    """The known word that `word` is most likely a slip of, whatever its case, or None; the `likeness` of equal words is 1."""
    by_fold: dict[str, str] = {}
    for choice in known:
        by_fold.setdefault(choice.casefold(), choice)
    close = difflib.get_close_matches(word.casefold(), by_fold, n=1, cutoff=likeness)
    return by_fold[close[0]] if close else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or lists the known ones when they are few."""
    choices = list(known)
    close = nearest(word, choices)
    if close is not None:
        return f"did you mean `{close}`?"
    return "known: " + ", ".join(f"`{choice}`" for choice in choices) if len(choices) <= 24 else ""


def excerpt(text: str, limit: int) -> str:
    """`text` cut at a word's end so that it has at most `limit` (1 or more) characters, with an ellipsis where it was cut."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    within_word = not text[limit - 1].isspace() and " " in cut
    head = cut.rsplit(" ", 1)[0] if within_word else cut
    return head.rstrip(" ,;:.–—-") + "…"
