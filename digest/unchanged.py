"""Whether a run has anything to do: what the last build was made from and what it said, remembered whole.

A build is a function of its inputs and of the moment that decides what is public. Where the inputs are those of the last build, no
article has come or gone since by the clock, and the output stands as it was left, the answer is the last one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import msgspec

from digest.engine import stamps
from digest.engine.stamps import Table
from digest.engine.work import Work
from digest.ground.diagnostics import Diagnostic
from digest.model import Article, Copy, Report, Struct

_TABLE = "last build"


class Built(Struct, kw_only=True):
    """A build that was published: the fingerprint of its inputs, between which instants (the second excluded) it says the same.

    `sources` are the stamps of the files that were copied, `bundles` the keys of the search index by year, `files` is the number of
    all that were published.
    """

    inputs: str
    since: datetime
    until: datetime | None
    sources: Table
    bundles: dict[str, str]
    files: int
    report: Report
    findings: tuple[Diagnostic, ...]


_DECODER = msgspec.msgpack.Decoder(Built)


def recall(inputs: str, now: datetime, root: Path, work: Work, *, thorough: bool = False) -> Built | None:
    """The last build, where one with these `inputs` at the instant `now` would say the same; else None.

    A copied file of which its stamp tells nothing, since it was too young or was touched, counts as changed, or is read where one
    is `thorough`.
    """
    answer = work.cache.get(_TABLE, "")
    try:
        built = _DECODER.decode(answer) if answer is not None else None
    except msgspec.MsgspecError:
        return None
    if built is None or built.inputs != inputs or now < built.since or (built.until and now >= built.until):
        return None
    _, doubtful = stamps.compare(root, built.sources, built.sources)
    if doubtful and thorough:
        digests, _, _ = stamps.digests(root, doubtful, {}, now=0)
        doubtful = [path for path in doubtful if digests.get(path) != built.sources[path].digest]
    return None if doubtful else built


def keep(built: Built, work: Work) -> None:
    """Remembers a build as the last one."""
    work.cache.put(_TABLE, "", msgspec.msgpack.encode(built))


def sources(copies: Sequence[Copy], known: Table) -> Table | None:
    """The stamps of the files that are copied, where all of them are `known`."""
    found = {copy.source: known[copy.source] for copy in copies if copy.source in known}
    return found if len(found) == len({copy.source for copy in copies}) else None


def until(articles: Iterable[Article], now: datetime, zone: tzinfo) -> datetime | None:
    """The first instant after `now` at which an article comes or goes, as far as its dates say."""
    near = (now - timedelta(days=2)).date().isoformat()  # what is long gone need not be made an instant
    moments = [
        moment
        for article in articles
        for moment in (article.front.date, article.front.expires)
        if moment is not None and moment.text >= near
    ]
    instants = [moment.instant(zone) for moment in moments]
    return min((instant for instant in instants if instant > now), default=None)
