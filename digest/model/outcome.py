"""Stage 5, publish, and the end of a run: what was put out, and what happened."""

from __future__ import annotations

import msgspec

from digest.ground.diagnostics import Diagnostic
from digest.ground.struct import Struct
from digest.model.plan import Held


class Output(Struct, kw_only=True):
    """One thing that belongs into the output folder: its path there, and the key that tells whether it is made again.

    Where it was made in this build, `digest` is the SHA-256 of its bytes, which were put aside: `size` of them from `start` on.
    Where it stands already, as it was made under the same key, `digest` is empty.
    """

    path: str
    key: str
    digest: str = ""
    start: int = 0
    size: int = 0


class Published(Struct, kw_only=True):
    """What publishing did: files written, left alone because their bytes were the same, and pruned."""

    written: int = 0
    unchanged: int = 0
    pruned: int = 0


class Converted(Struct, kw_only=True):
    """What conversion did, in numbers; `review` counts the articles that wait for a person."""

    converted: int = 0
    unchanged: int = 0
    merged: int = 0
    review: int = 0
    failed: int = 0


class Report(Struct, kw_only=True):
    """What happened: counts, seconds by stage, findings in order.

    `lifted` are articles that were shown by request, as in a Plan. `tally` counts the work: files `hashed` and `parsed`, pages `laid out` and `rendered`; `hits` and `misses` the questions
    to the memory by its tables.
    """

    converted: Converted | None = None
    articles: int = 0
    held: tuple[Held, ...] = ()
    lifted: dict[str, Held] = msgspec.field(default_factory=dict)
    pages: int = 0
    feeds: int = 0
    published: Published | None = None
    output: str = ""
    url: str = ""
    seconds: dict[str, float] = msgspec.field(default_factory=dict)
    tally: dict[str, int] = msgspec.field(default_factory=dict)
    hits: dict[str, int] = msgspec.field(default_factory=dict)
    misses: dict[str, int] = msgspec.field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
