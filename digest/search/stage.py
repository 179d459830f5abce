"""Stage 6: one bundle a year. A bundle is made again only when what it is made from has changed.

Bundles are not the same byte for byte when they are made again, so they stand outside the promise that all other output
keeps. What a reader finds is the same.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from digest.ground.diagnostics import Diagnostic, error
from digest.ground.ticks import Tick, silent
from digest.model import Volume
from digest.search import pagefind
from digest.search.bundles import FOLDER, KEY, read
from digest.search.records import page

_AT_ONCE = 1  # one takes some 300 MB for a thousand stories; the pages of the next are written meanwhile


def search(
    volumes: Sequence[Volume],
    wanted: Mapping[str, str],
    output: Path,
    state: Path,
    language: str,
    *,
    tick: Tick = silent,
) -> tuple[int, list[Diagnostic]]:
    """Makes the bundles in `output` those of the `volumes`, none where there are none; says how many had to be made.

    `wanted` are their keys by year (`bundles.keys`). `language` is the site's, whose rules join the forms of a word. `state` is a folder
    for what is needed meanwhile. An index that can't be made leaves the one that stands.
    """
    folder = output / FOLDER
    _clear(folder, wanted.keys())
    stale = [volume for volume in volumes if read(folder / volume.year) != wanted[volume.year]]
    if not stale:
        return 0, []
    problems: list[Diagnostic] = []
    pages = state / "search"
    shutil.rmtree(pages, ignore_errors=True)
    try:
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            running = [pool.submit(_make, _written(each, pages), wanted[each.year], folder, language) for each in stale]
            for done, future in enumerate(running, start=1):
                try:
                    future.result()
                except (pagefind.Failed, OSError) as problem:
                    problems.append(_failed(stale[done - 1].year, str(problem)))
                tick(done, len(stale))
    except OSError as problem:
        return 0, [_failed(stale[0].year, str(problem))]
    finally:
        shutil.rmtree(pages, ignore_errors=True)
    return len(stale) - len(problems), problems


def _written(volume: Volume, folder: Path) -> Path:
    """The folder of the year with the pages that the indexer reads. Raises OSError, and whatever asking for a record raises."""
    pages = folder / volume.year
    pages.mkdir(parents=True)
    for number, record in enumerate(volume.records()):
        (pages / f"{number}.html").write_text(page(record), encoding="utf-8")
    return pages


def _make(pages: Path, key: str, folder: Path, language: str) -> None:
    """Makes one bundle beside its place, and puts it there in one step. Raises pagefind.Failed and OSError."""
    year = pages.name
    fresh, old, place = folder / f".{year}.new", folder / f".{year}.old", folder / year
    try:
        pagefind.index(pages, fresh, language)
        (fresh / KEY).write_text(key, encoding="ascii")
        with suppress(FileNotFoundError):
            place.rename(old)
        fresh.rename(place)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
        shutil.rmtree(pages, ignore_errors=True)


def _clear(folder: Path, years: Collection[str]) -> None:
    """Takes away what is no bundle of these years, and the folder when nothing is left of it."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    for path in _inside(folder):
        if path.name not in years or path.is_symlink() or not path.is_dir():
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


def _failed(year: str, why: str) -> Diagnostic:
    return error(
        "search-failed",
        f"the search index of {year} can't be made",
        note=why,
        hint="set `search: false` to build without a search, or install digest anew: `pip install --force-reinstall pagefind_bin`",
    )
