"""Several articles pasted into one text: where the next one begins, as far as its head shows it."""

from __future__ import annotations

from collections.abc import Sequence

from digest.convert.plain import headline, roles
from digest.convert.plain.roles import Part

_BEFORE, _BEHIND = 2, 2


def begins(body: Sequence[Part]) -> Part | None:
    """The first part of a story that is the headline of another article, or None.

    A byline with its By and a stamp stand right below it, in either order, and paragraphs before and behind.
    """
    prose = [roles.is_prose(part) for part in body]
    for index in range(_BEFORE, len(body) - _BEHIND - 1):
        below = body[index + 1 : index + 3]
        signed = any(part.byline is not None and part.byline.marked and part.byline.authors for part in below)
        dated = any(part.stamp is not None for part in below)
        enough = sum(prose[:index]) >= _BEFORE and sum(prose[index + 1 :]) >= _BEHIND
        if signed and dated and enough and not prose[index] and headline.reads_like_one(body[index].text):
            return body[index]
    return None
