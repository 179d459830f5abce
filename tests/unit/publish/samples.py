"""Small builds for the tests of publishing: what is made is what differs from what stands, as the render stage does it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from digest.engine import cache, stamps
from digest.engine.aside import Aside
from digest.engine.work import Work, forgetful
from digest.ground import fingerprint
from digest.ground.diagnostics import Diagnostic
from digest.model import Copy, Output, Published
from digest.publish.folder import MARKER, Standing, publish, standing

HOUR = 3_600_000_000_000


def put_out(
    site: Path,
    files: Mapping[str, bytes],
    copies: Mapping[str, str] | None = None,
    work: Work | None = None,
    *,
    stale: Collection[str] = (),
) -> tuple[Published, list[Diagnostic]]:
    """A site published into its `public/`; what stands there already under its key (here: its digest) isn't made again.

    But what is `stale` is, though with the same bytes.
    """
    means = work or forgetful()
    folder = site / "public"
    there = standing(folder, means)
    there = there._replace(keys={path: key for path, key in there.keys.items() if path not in stale})
    with Aside(site / ".digest") as aside:
        outputs = [_output(path, data, there, aside, means) for path, data in files.items()]
        copied = [Copy(path=path, source=source) for path, source in (copies or {}).items()]
        return publish(outputs, copied, site, folder, means, standing=there, aside=aside)


def _output(path: str, data: bytes, there: Standing, aside: Aside, work: Work) -> Output:
    digest = fingerprint.of_bytes(data)
    if there.keys.get(path) == digest:
        return Output(path=path, key=digest)
    work.tally["rendered"] += 1
    return Output(path=path, key=digest, digest=digest, start=aside.put(data), size=len(data))


@contextmanager
def remembering(site: Path, *, later: int = HOUR) -> Iterator[Work]:
    """The means of a process of its own that remembers the ones before.

    It runs `later` nanoseconds after all that stands there was written: an hour, and nothing is too young to be trusted.
    """
    state = site / ".digest"
    memory, _ = cache.load(state / "cache")
    with memory:
        yield Work(cache=memory, code="", clock=stamps.clock(state) + later, tally=Counter())
        assert memory.save() == []


def build(
    site: Path, files: Mapping[str, bytes], copies: Mapping[str, str] | None = None, *, later: int = HOUR
) -> tuple[Published, Counter[str]]:
    """A build that remembers: what it did, and how many files it read (`hashed`) and made (`rendered`)."""
    with remembering(site, later=later) as work:
        published, problems = put_out(site, files, copies, work)
    assert problems == []
    return published, work.tally


def is_whole(site: Path, *, later: int = HOUR) -> bool:
    """Whether all that the last build published stands, and nothing else; looks without leaving a trace."""
    memory, _ = cache.load(site / ".digest/cache")
    with memory:
        clock = stamps.clock(site / ".digest") + later
        return standing(site / "public", Work(cache=memory, code="", clock=clock, tally=Counter())).whole


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder with their bytes, but for the marker."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARKER
    }
