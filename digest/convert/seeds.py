"""Stage 1, convert: what lies in `seeds/`. A file that can't be a seed is a finding; it never stops the others.

The bytes of a seed that an earlier run has taken for one are not looked at again while the file system says that they are the
same. What was refused is looked at by every run, so that it is told of again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec

from digest.convert import parts
from digest.engine import decoding, stamps
from digest.engine.stamps import Stamp, Table
from digest.engine.work import Work
from digest.ground.characters import printable
from digest.ground.diagnostics import Diagnostic, Place, error, warning
from digest.ground.files import walk
from digest.model import Seed, Struct

LARGEST = 20 * 1024 * 1024
"""Bytes that a seed may have: some 400 times a long article."""

TABLE = "seeds"
"""The table of the cache that remembers the stamps of all seeds."""

PARTS = "parts"
"""The table of the cache that remembers, for each file by its digest, those of the articles in it where it holds several."""

_PAGES = (".html", ".htm", ".HTML", ".HTM")
_OF_PAGE = re.compile(
    r"(.+?)(?:_files|_file|-Dateien|_fichiers|_archivos|_ficheiros|_arquivos|_bestanden|_pliki|_soubory|-filer|_dosyalar)"
)
_DECODER = msgspec.msgpack.Decoder(dict[str, list[str]])
_CONTROL_SHARE = 0.05
_CONTROL = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32)) + b"\x7f"
_UNICODE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


class Refused(Struct, kw_only=True):
    """A file or folder in `seeds/` that gives no seed, by its path there, and why."""

    path: str
    finding: Diagnostic


class Found(Struct, kw_only=True):
    """What lies in `seeds/`: the SHA-256 of each seed by its path, in the order of the paths, and all that is none."""

    digests: dict[str, str]
    refused: tuple[Refused, ...] = ()


def scan(root: Path, folder: str, extensions: Collection[str], work: Work, *, split: bool = False) -> Found:
    """The seeds below `root/folder`, sub-folders included, hidden files passed over. Holds one of them in memory at a time.

    A file's name must end in one of `extensions`, in letters of either case. With `split` a file may hold several seeds. The
    folder with pictures and scripts that a browser saves beside a page is passed over.
    """
    unreadable: list[tuple[str, str]] = []
    named: list[str] = []
    refused: list[Refused] = []
    others: dict[str, list[str]] = defaultdict(list)
    for path in _without_belongings(list(walk(root / folder, unreadable=unreadable))):
        if shown(path) != path:
            refused.append(Refused(path=path, finding=_misnamed(folder, path)))
        elif (suffix := ending(path)) in extensions:
            named.append(path)
        else:
            others[suffix].append(path)
    refused += (
        Refused(path=paths[0], finding=_unknown(folder, suffix, paths, extensions)) for suffix, paths in others.items()
    )
    for path, reason in unreadable:
        message = f"this can't be read: {reason}"
        refused.append(Refused(path=path, finding=error("seed-unreadable", message, _place(folder, path))))
    remembered = decoding.one(work.cache, TABLE, work.code, stamps.decode) or {}
    certain, doubtful = stamps.compare(root / folder, named, remembered)
    fresh: Table = {}
    for path in doubtful:
        seen = _look(root, folder, path)
        if isinstance(seen, Refused):
            refused.append(seen)
        else:
            fresh[path] = seen[1]
    work.tally["seeds hashed"] += len(doubtful)
    if fresh or len(certain) < len(remembered):
        table = {path: remembered[path] for path in certain} | stamps.settle(fresh, work.clock)
        decoding.put(work.cache, TABLE, work.code, table, stamps.encode)
    digests = dict(_digests(named, remembered, fresh, set(doubtful)))
    if split:
        digests = _parted(root, folder, digests, work)
    return Found(digests=digests, refused=tuple(refused))


def _parted(root: Path, folder: str, digests: dict[str, str], work: Work) -> dict[str, str]:
    """The digests of all seeds, where files may hold several. A file is read only where it isn't known what it holds."""
    remembered = _remembered_parts(work)
    known: dict[str, list[str]] = {}
    found: dict[str, str] = {}
    for file, digest in digests.items():
        if ending(file) not in parts.SPLIT:
            found[file] = digest
            continue
        if digest not in known:
            known[digest] = remembered[digest] if digest in remembered else _parts_of(root, folder, file)
        several = known[digest]
        found |= {parts.name(file, number): each for number, each in enumerate(several, 1)} or {file: digest}
    if known != remembered:
        work.cache.put(PARTS, work.code, msgspec.msgpack.encode(known))
    return found


def _parts_of(root: Path, folder: str, file: str) -> list[str]:
    """The digests of the articles in a file; none where it holds but one, or can't be read (who drafts it will say so)."""
    seen = _look(root, folder, file)
    several = () if isinstance(seen, Refused) else parts.split(seen[0], file)
    return [part.digest for part in several] if len(several) > 1 else []


def _remembered_parts(work: Work) -> dict[str, list[str]]:
    data = work.cache.get(PARTS, work.code)
    try:
        return _DECODER.decode(data) if data is not None else {}
    except msgspec.MsgspecError:
        return {}


def read(root: Path, folder: str, path: str, *, split: bool = False) -> Seed | Refused:
    """The seed at `path` below `root/folder` as it is now, which need not be as `scan` found it."""
    file = parts.file_of(path) if split else path
    seen = _look(root, folder, file)
    if isinstance(seen, Refused):
        return Refused(path=path, finding=seen.finding)
    data, stamp = seen
    several = parts.split(data, file) if split and ending(file) in parts.SPLIT else ()
    if len(several) < 2 and file == path:
        return Seed(path=path, data=data, digest=stamp.digest)
    if parts.number_of(path) > len(several):
        message = "this seed's file changed while it was read"
        return Refused(path=path, finding=error("seed-unreadable", message, _place(folder, file), hint="convert again"))
    part = several[parts.number_of(path) - 1]
    return Seed(path=path, data=part.data, digest=part.digest, line=part.line)


def empty(where: Place) -> Diagnostic:
    """The finding for a seed without a single word."""
    return error("seed-empty", "this seed is empty", where, hint="paste the article into it, or delete it")


def shown(path: str) -> str:
    """A path as it can be printed: what is no character, or would break the line, as an escape."""
    return printable(path)


def place_of(folder: str, path: str) -> Place:
    """Where a seed stands, for findings: its file. `folder` is that of all seeds, relative to the site's."""
    return _place(folder, parts.file_of(path))


def ending(path: str) -> str:
    """The ending by which a seed's format is told, in lower case and with its dot: `.txt`; empty where there is none."""
    name = path[path.rfind("/") + 1 :]
    dot = name.rfind(".")
    return name[dot:].lower() if 0 < dot < len(name) - 1 else ""


def _place(folder: str, path: str) -> Place:
    return Place(file=f"{folder}/{shown(path)}" if path else folder)


def _without_belongings(paths: list[str]) -> Iterator[str]:
    """The paths but for those in a folder that belongs to a saved page: `Ozone_files/` beside `Ozone.html`."""
    pages = {path[: path.rfind(".")] for path in paths if path.endswith(_PAGES)}
    for path in paths:
        if not pages or not any(_belongs_to(path[:at]) in pages for at, sign in enumerate(path) if sign == "/"):
            yield path


def _belongs_to(folder: str) -> str:
    """The name of the page, without its ending, beside which a browser saves such a folder; empty for other folders."""
    match = _OF_PAGE.fullmatch(folder)
    return match[1] if match is not None else ""


def _misnamed(folder: str, path: str) -> Diagnostic:
    message = "this file's name holds a character that can't be written down"
    return error("seed-name", message, _place(folder, path), hint="rename the file")


def _unknown(folder: str, suffix: str, paths: list[str], extensions: Collection[str]) -> Diagnostic:
    """The warning for all files of a kind that is not converted, at the first of them."""
    known = ", ".join(f"`{extension}`" for extension in sorted(extensions))
    message = f"files ending in `{suffix}` are not converted" if suffix else "files without an ending are not converted"
    if len(paths) > 1:
        message += f" (there are {len(paths)})"
    return warning("seed-format", message, _place(folder, paths[0]), hint=f"known: {known}")


def _look(root: Path, folder: str, path: str) -> tuple[bytes, Stamp] | Refused:
    """The bytes of a seed with their stamp, or why they are none."""
    where = _place(folder, path)
    file = root / folder / path
    try:
        if file.is_symlink() and not _is_within(file, root, root / folder):
            message = "this is a link to a file outside the site's folder, and is not read"
            hint = "copy the file into the folder, or link the folder of all seeds"
            return Refused(path=path, finding=error("seed-outside", message, where, hint=hint))
        if (size := file.stat().st_size) > LARGEST:
            message = (
                f"this seed is too large: {size / 1024 / 1024:.0f} MB, at most {LARGEST // 1024 // 1024} MB are read"
            )
            finding = error("seed-too-large", message, where, hint="a seed is one article of plain text")
            return Refused(path=path, finding=finding)
        data, stamp = stamps.read(file)
    except OSError as problem:
        message = f"this seed can't be read: {problem.strerror or type(problem).__name__}"
        return Refused(path=path, finding=error("seed-unreadable", message, where))
    if not data or data.isspace():
        return Refused(path=path, finding=empty(where))
    if _is_binary(data):
        hint = "save the article as plain text (UTF-8)"
        return Refused(path=path, finding=error("seed-binary", "this seed is not text", where, hint=hint))
    return data, stamp


def _is_within(file: Path, *tops: Path) -> bool:
    """Whether a link leads into one of the folders, which may be links too."""
    real = file.resolve()
    return any(real.is_relative_to(top.resolve()) for top in tops)


def _digests(
    paths: Collection[str], remembered: Table, fresh: Table, doubtful: Collection[str]
) -> Iterator[tuple[str, str]]:
    for path in paths:
        stamp = fresh.get(path) if path in doubtful else remembered[path]
        if stamp is not None:
            yield path, stamp.digest


def _is_binary(data: bytes) -> bool:
    if data.startswith(_UNICODE_MARKS):
        return False
    head = data[:65536]
    return b"\0" in data or len(head) - len(head.translate(None, _CONTROL)) > _CONTROL_SHARE * len(head)
