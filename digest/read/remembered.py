"""Stage 2: what every file of the content folder says. Only those are parsed of which it isn't remembered."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path

from digest.engine import decoding, stamps
from digest.engine.stamps import Table
from digest.engine.work import Work
from digest.ground import fingerprint
from digest.ground.ticks import Tick
from digest.model import Media
from digest.read import extensions
from digest.read.answers import BODIES, TABLE, Settings, Told, decode, key, kind
from digest.read.bodies import Changed
from digest.read.look import Look, keep

_PASSING = frozenset({"markdown-failed"})
"""Findings that may not be the file's fault, but that of an extension or of the machine; so they are not remembered."""


class Reading:
    """The reading of one content folder: what each file says (`told`), and under which `keys` that is remembered.

    `unreadable` has the paths of what can't be read, with reasons; all else that is wrong stands in `told`.
    """

    def __init__(self, folder: Path, settings: Settings, work: Work) -> None:
        self.told: dict[str, Told] = {}
        self.keys: dict[str, str] = {}
        self.unreadable: list[tuple[str, str]] = []
        self._folder = folder
        self._settings = settings
        self._work = work
        self._before = fingerprint.of_value([work.code, settings, extensions.version(settings.markdown.extensions)])

    def read(self, seen: Look, tick: Tick) -> Look:
        """Reads the files that were seen, and gives how they were when they were read; `tick` is told how many are done."""
        paths = seen.paths
        if len(seen.opened) < len(paths):
            self.told |= {path: Told(media=Media(path=path)) for path in paths if kind(path) == "file"}
        self._recall(seen.table)
        missing = [path for path in seen.opened if path not in self.told]
        done = len(paths) - len(missing)
        tick(done, len(paths))
        fresh = self._parse(missing, lambda parsed, _: tick(done + parsed, len(paths))) if missing else {}
        keep(seen, fresh, self._work)
        return seen._replace(table=seen.table | fresh)

    def again(self, path: str) -> bytes:
        """The bytes of the body of an article that was read, made once more. Raises Changed where the file is another by now."""
        from digest.read.files import parse  # noqa: PLC0415

        try:
            data, stamp = stamps.read(self._folder / path)
        except OSError as problem:
            raise Changed(path) from problem
        if key(self._before, path, stamp.digest) != self.keys[path]:
            raise Changed(path)
        self._work.tally["parsed"] += 1
        _, body = parse(self._settings, (path, data))
        self._work.cache.put(BODIES, self.keys[path], body)
        return body

    def _recall(self, table: Table) -> None:
        """Takes over what is remembered of the files with these stamps."""
        paths = {key(self._before, path, stamp.digest): path for path, stamp in table.items()}
        bodies = self._work.cache.keep(BODIES, paths)
        for name, told in decoding.several(self._work.cache, TABLE, paths, decode).items():
            if told.article is None or name in bodies:
                self.told[paths[name]] = told
                self.keys[paths[name]] = name

    # --- what isn't ---------------------------------------------------------------------------------------------------

    def _parse(self, paths: Sequence[str], tick: Tick) -> Table:
        """Reads and parses the files at `paths`, few of them in memory at a time; gives their stamps, not settled yet."""
        from digest.engine.pool import map_stream  # noqa: PLC0415 - what parsing takes is imported for parsing alone
        from digest.read.files import parse  # noqa: PLC0415

        work, fresh = self._work, Table()
        taken: deque[str] = deque()
        answers = map_stream(
            parse,
            self._bytes(paths, fresh, taken),
            len(paths),
            shared=self._settings,
            executor=work.executor,
            alone=work.alone,
            name=lambda file: f"{self._settings.content}/{file[0]}",
            tick=tick,
        )
        for answer, body in answers:
            path = taken.popleft()
            name = key(self._before, path, fresh[path].digest)
            told = decode(answer)
            if not any(finding.code in _PASSING for finding in told.findings):
                work.cache.put(TABLE, name, answer)
            if body:
                work.cache.put(BODIES, name, body)
            self.told[path] = told
            self.keys[path] = name
            work.tally["parsed"] += 1
        return fresh

    def _bytes(self, paths: Sequence[str], fresh: Table, taken: deque[str]) -> Iterator[tuple[str, bytes]]:
        """The bytes of each file that can be read; notes its stamp, and in which order they are taken."""
        for path in paths:
            try:
                data, stamp = stamps.read(self._folder / path)
            except OSError as problem:
                if kind(path) == "picture":  # a missing size harms nobody
                    self.told[path] = Told(media=Media(path=path))
                else:
                    self.unreadable.append((path, problem.strerror or str(problem)))
                continue
            fresh[path] = stamp
            taken.append(path)
            yield path, data
