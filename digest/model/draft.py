"""Stage 1, convert: a seed, and what became of it."""

from __future__ import annotations

import msgspec

from digest.ground.diagnostics import Diagnostic
from digest.ground.struct import Struct
from digest.model.header import FrontMatter


class Seed(Struct, kw_only=True):
    """What someone dropped into `seeds/`: its path there, its bytes, and their SHA-256.

    `line` is where it begins in its file, which may hold several seeds; the path of the second one is `file.txt#2`.
    """

    path: str
    data: bytes
    digest: str
    line: int = 1


class Origin(Struct, kw_only=True):
    """Where a field's value comes from: the rule that set it, its place in the seed, how sure the rule is (0 to 1).

    `line` counts from 1 and is 0 where the value stands nowhere in the seed (a file name, a default); `start` and `end`
    are columns counted from 0, `end` excluded. `words` are those that spoke for the value, where words decided.
    """

    rule: str
    line: int = 0
    start: int = 0
    end: int = 0
    confidence: float = 1.0
    words: tuple[str, ...] = ()


class Removed(Struct, kw_only=True):
    """A stretch of the seed that stands no longer in the article as it stood in the seed, and the rule that took it out."""

    rule: str
    text: str
    line: int


class RunnerUp(Struct, kw_only=True):
    """A topic that was nearly chosen, its share of the evidence (0 to 1) and the words that spoke for it."""

    topic: str
    share: float
    words: tuple[str, ...] = ()


class Draft(Struct, kw_only=True):
    """What a seed became: a header without `id` and `seed`, a Markdown body, and where each part of it comes from.

    `shares` are what each topic has of the evidence in the text, empty where nobody needed to weigh it.
    """

    front: FrontMatter
    body: str
    origins: dict[str, Origin]
    removed: tuple[Removed, ...]
    runners_up: tuple[RunnerUp, ...] = ()
    shares: dict[str, float] = msgspec.field(default_factory=dict)
    encoding: str = "utf-8"
    diagnostics: tuple[Diagnostic, ...] = ()
