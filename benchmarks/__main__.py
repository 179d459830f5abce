"""The command line: `python -m benchmarks` measures, keeps the results, and writes the tables of docs/performance.md."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import corpus, machine, results, tables
from benchmarks.budgets import SIZES
from benchmarks.checks import WrongOutputError
from benchmarks.contestants import HERE, Contestant, contestants
from benchmarks.processes import CommandFailedError
from benchmarks.races import PARTS, Race
from benchmarks.results import Part, Results, Volume
from benchmarks.sites import lay_out

RESULTS, DOCUMENT = HERE / "results", HERE.parent / "docs" / "performance.md"
RAM_DISK = Path("/dev/shm/digest-bench")  # noqa: S108 - it is made anew, and nothing in it is trusted
_QUIET = 0.5


def main() -> int:
    """Does what the arguments ask; 1 when a build failed or made something wrong, 2 when the bench can't run here."""
    wanted = _arguments()
    if wanted.tables:
        write_tables()
        return 0
    work: Path = wanted.work
    if not machine.is_ram_disk(work):
        return _refuse(
            f"{work} isn't a RAM disk (tmpfs), and a disk's own speed says nothing about a generator: name one with --work",
            2,
        )
    work.mkdir(parents=True, exist_ok=True)
    machine.install_peers()
    if os.getloadavg()[0] > _QUIET:
        _say(f"the machine is busy (load {os.getloadavg()[0]:.2f}): figures will be noisy")
    known = contestants(wanted.tree)
    chosen = [each for name, each in known.items() if name in wanted.contestants]
    for count in wanted.stories:
        try:
            _measure(count, chosen, wanted)
        except (CommandFailedError, WrongOutputError) as wrong:
            return _refuse(str(wrong), 1)
    if wanted.results == RESULTS:
        write_tables()
    return 0


def write_tables() -> None:
    """Brings the tables of the document up to date with the results that are kept."""
    kept = {size: found for size in SIZES if (found := results.load(RESULTS, size)) is not None}
    DOCUMENT.write_text(tables.written(DOCUMENT.read_text("utf-8"), kept), encoding="utf-8")
    _say(f"written: {DOCUMENT}")


def _measure(count: int, chosen: Sequence[Contestant], wanted: argparse.Namespace) -> None:
    """All parts that are wanted, on one number of stories; each is kept as soon as it is there."""
    work, stories = wanted.work / str(count), corpus.stories(count)
    digest = contestants(wanted.tree)["digest"]
    versions = machine.versions(digest.command[:3], {**os.environ, **digest.environment})
    for name in wanted.only:
        volumes: dict[str, Volume] = {}
        race = Race(
            sites=lay_out(chosen, stories, work), stories=stories, home=work, rounds=wanted.rounds, volumes=volumes
        )
        part: Part = PARTS[name](race)
        new = Results(
            stories=count, machine=machine.description(), versions=versions, volumes=volumes, parts={name: part}
        )
        results.save(wanted.results, results.merged(results.load(wanted.results, count), new))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Times digest beside Hugo and Pelican; keeps the results and writes the tables of docs/performance.md.",
    )
    names = tuple(contestants(None))
    parser.add_argument(
        "--stories",
        type=int,
        nargs="+",
        default=[1_000, 10_000],
        metavar="N",
        help="numbers of stories (default: 1000 10000)",
    )
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="rounds of each part (default: 5)")
    parser.add_argument(
        "--only", nargs="+", choices=PARTS, default=list(PARTS), help="parts to take; the others stay as they are"
    )
    parser.add_argument("--contestants", nargs="+", choices=names, default=list(names), help="who runs (default: all)")
    parser.add_argument("--tree", type=Path, metavar="DIR", help="another checkout of digest to measure")
    parser.add_argument(
        "--work", type=Path, default=RAM_DISK, metavar="DIR", help="a folder on a RAM disk (default: %(default)s)"
    )
    parser.add_argument(
        "--results", type=Path, default=RESULTS, metavar="DIR", help="where results are kept (default: %(default)s)"
    )
    parser.add_argument(
        "--tables", action="store_true", help="measure nothing: write the tables from the results that are kept"
    )
    return parser.parse_args()


def _refuse(words: str, status: int) -> int:
    sys.stderr.write(f"{words}\n")
    return status


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
