"""Buttons: lines above a story that are there for the reader of the page: share rows, players, calls to subscribe."""

from __future__ import annotations

from functools import cache, lru_cache

from digest.convert.plain import trade, wording
from digest.ground import text

_KINDS = ("sharing", "player", "account", "consent", "comments", "newsletter", "advertisement", "related")
_CALLS = ("share", "promo-start", "newsletter-start", "advertisement")


@lru_cache(maxsize=256)
def is_of_the_page(said: str) -> bool:
    """Whether a good part of a line are words of the page, or it opens with a call of two words and more, `Share this story: …`."""
    folded = text.fold(said)
    if folded.startswith(_openings()):
        return True
    kinds = wording.kinds_said(folded)
    return sum(kinds.get(kind, 0) for kind in _KINDS) >= 0.3 * len(said.split())


@cache
def _openings() -> tuple[str, ...]:
    return tuple(phrase for section in _CALLS for phrase in trade.phrases(section) if " " in phrase)
