"""Stage 1, convert: what the rules for plain text propose for a seed of another format, whose body they have no part in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from digest.config import Config
from digest.convert.plain.drafting import draft
from digest.ground.text import squeeze
from digest.model import Draft


def propose(known: Mapping[str, str], body: Sequence[str], path: str, config: Config) -> Draft:
    """The draft of a plain text whose header lines say what is `known` (`Title: …`), over the lines of `body`.

    Only its header fields are of use. A line number n in it is line n - `above(known)` of `body`.
    """
    header = [f"{key}: {squeeze(value)}" for key, value in known.items() if squeeze(value)]
    return draft("\n".join((*header, "", *body)), path, config)


def above(known: Mapping[str, str]) -> int:
    """How many lines `propose` puts above the body."""
    return sum(bool(squeeze(value)) for value in known.values()) + 1
