"""Stage 6: one bundle a year. A bundle is made again only when what it is made from has changed: its key lies in it.

Bundles are not the same byte for byte when they are made again, so they stand outside the promise that all other output
keeps. What a reader finds is the same.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from digest.ground import fingerprint
from digest.ground.diagnostics import Diagnostic, error
from digest.ground.ticks import Tick, silent
from digest.search import pagefind
from digest.search.records import Volume, page

FOLDER = "pagefind"
"""Where the bundles lie in the output folder, each in a folder named after its year."""

_KEY = "search.key"
_AT_ONCE = 2  # each takes some 300 MB for two thousand stories


def search(
    volumes: Sequence[Volume], output: Path, state: Path, language: str, *, tick: Tick = silent
) -> tuple[int, list[Diagnostic]]:
    """Makes the bundles in `output` those of the `volumes`, none where there are none; says how many had to be made.

    `language` is the site's, whose rules join the forms of a word. `state` is a folder for what is needed meanwhile. An index that
    can't be made leaves the one that stands.
    """
    folder = output / FOLDER
    wanted = {volume.year: _key(volume, language) for volume in volumes}
    _clear(folder, wanted.keys())
    stale = [volume for volume in volumes if _read(folder / volume.year / _KEY) != wanted[volume.year]]
    if not stale:
        return 0, []
    problems: list[Diagnostic] = []
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        running = [pool.submit(_make, each, wanted[each.year], folder, state, language) for each in stale]
        for done, future in enumerate(running, start=1):
            try:
                future.result()
            except (pagefind.Failed, OSError) as problem:
                problems.append(_failed(stale[done - 1].year, problem))
            tick(done, len(stale))
    return len(stale) - len(problems), problems


def _key(volume: Volume, language: str) -> str:
    return fingerprint.of_value([volume.digest, language, pagefind.known_as()])


def _make(volume: Volume, key: str, folder: Path, state: Path, language: str) -> None:
    """Makes one bundle beside its place, and puts it there in one step. Raises pagefind.Failed and OSError."""
    pages, fresh, place = state / f"search-{volume.year}", folder / f".{volume.year}.new", folder / volume.year
    shutil.rmtree(pages, ignore_errors=True)
    shutil.rmtree(fresh, ignore_errors=True)
    pages.mkdir(parents=True)
    try:
        for number, record in enumerate(volume.records()):
            (pages / f"{number}.html").write_text(page(record), encoding="utf-8")
        pagefind.index(pages, fresh, language)
        (fresh / _KEY).write_text(key, encoding="ascii")
        old = folder / f".{volume.year}.old"
        with suppress(FileNotFoundError):
            place.rename(old)
        fresh.rename(place)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(pages, ignore_errors=True)


def _clear(folder: Path, years: Collection[str]) -> None:
    """Takes away what is no bundle of these years, and the folder when nothing is left of it."""
    for path in _inside(folder):
        if path.name not in years:
            _remove(path)
    if not years:
        with suppress(OSError):
            folder.rmdir()


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink()


def _inside(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(folder.iterdir())
    except OSError:
        return


def _read(file: Path) -> str | None:
    try:
        return file.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return None


def _failed(year: str, problem: Exception) -> Diagnostic:
    return error(
        "search-failed",
        f"the search index of {year} can't be made",
        note=str(problem),
        hint="set `search: false` to build without a search, or install digest anew: `pip install --force-reinstall pagefind_bin`",
    )
