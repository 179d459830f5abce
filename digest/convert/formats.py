"""Stage 1, convert: which kinds of file are seeds, and what drafts an article of each.

A new format is one module with a function of `Drafting`'s form, and one line here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from digest.config import Config
from digest.convert.plain import drafting
from digest.model import Draft

Drafting = Callable[[str, str, Config], Draft]
"""(text, path under `seeds/`, config) → draft. Pure: what it returns follows from its arguments alone."""


FORMATS: Mapping[str, Drafting] = {".txt": drafting.draft}
"""File endings in lower case, with what reads them."""
