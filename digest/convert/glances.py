"""Stage 1, convert: what the headers of content files tell at a glance: which article each is, and which address it has.

A header that is broken elsewhere still tells its id. A file is looked at again when it has changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import tzinfo
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import msgspec

from digest.engine import decoding, stamps
from digest.engine.stamps import Stamp
from digest.engine.work import Work
from digest.ground.moment import Moment, parse_moment

TABLE = "glances"
"""The table of the cache that remembers what a glance at every content file told."""

UNDATED = "undated"
_HEADER_BYTES = 65536
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_ID = re.compile(r"^id:[ \t]*[\"']?([a-z][a-z2-7]{9,})\b", re.MULTILINE)
_FIELD = r"^%s:[ \t]*(\S.*?)[ \t]*(?:[ \t]#.*)?$"
_SEED = re.compile(_FIELD % "seed", re.MULTILINE)
_SLUG = re.compile(_FIELD % "slug", re.MULTILINE)
_DATE = re.compile(_FIELD % "date", re.MULTILINE)
_ALIASES = re.compile(r"^aliases:(?:.*\n)(?:(?:[ \t#-].*)?\n)*", re.MULTILINE)
_FORMER = re.compile(r"/(\d{4}/\d\d/\d\d/[^\s,/\"'\[\]]+)")


class Standing(NamedTuple):
    """An article that stands under `content/`: its path, its id where it has one, its file's digest, and its place among all by date."""

    path: str
    id: str | None
    digest: str
    order: str


class Glance(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An article's id, its seed as the header writes it, and the path that its address stands for where it tells its day.

    `former` are such paths of the addresses that lead to it.
    """

    id: str | None = None
    seed: str | None = None
    address: str | None = None
    former: tuple[str, ...] = ()


class _Seen(msgspec.Struct, frozen=True, array_like=True, gc=False):
    stamp: Stamp
    glance: Glance


class _Memory(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What was seen of each file, by its path, and in which time zone its day was told."""

    zone: str
    seen: dict[str, _Seen]


_DECODER = msgspec.msgpack.Decoder(_Memory)


def folder(date: Moment | None, zone: tzinfo) -> str:
    """The folder of an article under `content/`: `2015/07/28`, its day in the site's zone, or `undated`."""
    return date.local_day(zone).isoformat().replace("-", "/") if date is not None else UNDATED


def address_in(text: str, path: str, zone: tzinfo) -> str | None:
    """The path that the address of the article at `path` stands for, `2015/07/28/slug.md`; None where its header tells no day."""
    return _address(_head(text.encode()), path, zone)


def identity_in(data: bytes) -> str | None:
    """The id that the header of a content file with these bytes names."""
    found = _ID.search(_head(data))
    return found[1] if found else None


class Glances:
    """What the files below `content` tell, days by the calendar of `zone`; remembered from one run to the next."""

    def __init__(self, content: Path, zone: tzinfo, work: Work) -> None:
        self._content = content
        self._zone = zone
        self._work = work
        self._seen = _remembered(work, str(zone))

    def look(self, paths: Sequence[str]) -> dict[str, Glance]:
        """What each of the files at `paths` tells, in their order, but for those that can't be read. No others are remembered."""
        stood = {path: seen.stamp for path, seen in self._seen.items()}
        certain, doubtful = stamps.compare(self._content, paths, stood)
        seen = {path: self._seen[path] for path in certain} | self._look(doubtful, self._work.clock)
        if seen != self._seen:
            self._seen = seen
            self._put()
        return {path: seen[path].glance for path in paths if path in seen}

    def digest(self, path: str) -> str:
        """The SHA-256 of a file that was looked at."""
        return self._seen[path].stamp.digest

    def remember(self, paths: Sequence[str], state: Path) -> None:
        """Looks at files that this run has written, so that the next need not; `state` is the state folder."""
        if paths and self._work.clock:
            self._seen = self._seen | self._look(paths, stamps.clock(state))
            self._put()

    def _look(self, paths: Sequence[str], now: int) -> dict[str, _Seen]:
        told: dict[str, Glance] = {}
        fresh: dict[str, Stamp] = {}
        for path in paths:
            try:
                data, stamp = stamps.read(self._content / path)
            except OSError:
                continue
            fresh[path] = stamp
            told[path] = _glance(data, path, self._zone)
        self._work.tally["glances"] += len(paths)
        return {path: _Seen(stamp, told[path]) for path, stamp in stamps.settle(fresh, now).items()}

    def _put(self) -> None:
        memory = _Memory(str(self._zone), self._seen)
        decoding.put(self._work.cache, TABLE, self._work.code, memory, msgspec.msgpack.encode)


def _remembered(work: Work, zone: str) -> dict[str, _Seen]:
    try:
        memory = decoding.one(work.cache, TABLE, work.code, _DECODER.decode)
    except msgspec.MsgspecError:
        return {}
    return memory.seen if memory is not None and memory.zone == zone else {}


def _head(data: bytes) -> str:
    """The header, or the whole text where there is none."""
    text = data[:_HEADER_BYTES].decode("utf-8", "replace").replace("\r\n", "\n")
    head = _FENCE.split(text, maxsplit=2)
    return head[1] if len(head) == 3 else text


def _glance(data: bytes, path: str, zone: tzinfo) -> Glance:
    text = _head(data)
    found, seed = _ID.search(text), _SEED.search(text)
    aliases = _ALIASES.search(text)
    former = tuple(f"{each}.md" for each in _FORMER.findall(aliases[0])) if aliases else ()
    return Glance(found and found[1], seed and seed[1], _address(text, path, zone), former)


def _address(text: str, path: str, zone: tzinfo) -> str | None:
    date = _DATE.search(text)
    moment = parse_moment(date[1].strip("\"'")) if date else None
    if not isinstance(moment, Moment):
        return None
    slug = _SLUG.search(text)
    stem = slug[1].strip("\"'") if slug else PurePosixPath(path).stem
    return f"{folder(moment, zone)}/{stem}.md"
