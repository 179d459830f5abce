"""Photo credits: lines that say who took the picture, and nothing else."""

from __future__ import annotations

import re

from digest.convert.plain import trade
from digest.ground import text
from digest.model import Struct

_LABELLED = re.compile(r"\(?\s*(?P<label>[^\W\d_][^:©()]{0,30}?)\s*(?P<mark>[:：©])\s*(?P<who>[^()]{2,80})\)?")
_SIGN = re.compile(r"\(?\s*(?:©|\(c\))\s*(?:(?:19|20)\d\d\s+)?(?P<who>[^()]{2,80})\)?", re.IGNORECASE)
_BY = re.compile(r"\s+(?:by|von|par|por|di|av|af|door)$", re.IGNORECASE)


class Credit(Struct, kw_only=True):
    """Whom the picture is owed to."""

    who: str


def read_credit(line: str) -> Credit | None:
    """The credit that a line is there for, or None: `Photo by: AP`, `Image credit: NASA`, `(Foto: dpa)`, `© AFP`."""
    sign = _SIGN.fullmatch(line)
    if sign is not None:
        return Credit(who=sign["who"].strip(" ./"))
    labelled = _LABELLED.fullmatch(line)
    if labelled is None:
        return _by_phrase(line)
    label = text.fold(labelled["label"])
    known = trade.words("credit")
    if label not in known and _BY.sub("", label) not in known:
        return None
    who = labelled["who"].strip(" .")
    return Credit(who=who) if len(who.split()) <= 12 and not who.endswith(("?", "!")) else None


def _by_phrase(line: str) -> Credit | None:
    """`Photo by Jane Doe`, `Photograph by Jane Doe/Agency`: a label that ends in by, without a colon."""
    words = line.strip("()").split(" ")
    for length in (3, 2):
        label = text.fold(" ".join(words[:length]))
        if label in trade.words("credit") and " " in label and len(words) - length <= 8 and words[length:]:
            return Credit(who=" ".join(words[length:]).strip(" ."))
    return None
