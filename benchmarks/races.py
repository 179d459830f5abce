"""The runs themselves: each part has the contestants run in turn (A B C A B C …), round by round, and looks at what they made."""

from __future__ import annotations

import os
import shutil
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.checks import WrongOutputError, check_listed, check_same, check_story, check_whole, snapshot
from benchmarks.contestants import environment
from benchmarks.corpus import Story
from benchmarks.edits import EDITS
from benchmarks.machine import pulse
from benchmarks.processes import said, timed, weighed
from benchmarks.results import Part, Volume
from benchmarks.sites import Site

_MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Race:
    """The sites, laid out anew for each part; their stories; a home for the programs; the number of rounds. Volumes are filled in."""

    sites: Sequence[Site]
    stories: Sequence[Story]
    home: Path
    rounds: int
    volumes: dict[str, Volume] = field(default_factory=dict)

    def setting(self, site: Site) -> tuple[Path, Mapping[str, str]]:
        """Where a command of the site runs, and with which environment."""
        return site.folder, environment(site.contestant, self.home)

    def turns(self, part: Part, tasks: Sequence[str] = ("cold",)) -> Iterator[tuple[int, Site, str]]:
        """Round by round and task by task, each site in its turn; the machine's pulse is felt before each round."""
        for number in range(self.rounds):
            part.pulse.append(round(pulse(), 4))
            for task in tasks:
                for site in self.sites:
                    yield number, site, task

    def note(self, part: Part, site: Site, task: str, *numbers: float) -> None:
        """Keeps what a run took, and says so."""
        name = f"{site.contestant.name} {task}"
        part.runs.setdefault(name, []).append([round(number, 4) for number in numbers])
        sys.stdout.write(f"{len(self.stories):>7,}  {name:<28} {numbers[0]:10.3f}\n")
        sys.stdout.flush()


def cold(race: Race) -> Part:
    """Builds from nothing: no output, no cache. One build before the first round isn't timed; it warms the disk's cache."""
    for site in race.sites:
        _cold_build(race, site)
        race.volumes[site.contestant.name] = check_whole(site, race.stories)
    part = _part()
    for _, site, task in race.turns(part):
        site.forget()
        spent = timed(site.contestant.command, *race.setting(site))
        check_whole(site, race.stories)
        race.note(part, site, task, spent.seconds, spent.cpu)
    return part


def memory(race: Race) -> Part:
    """The peak of cold builds, and for digest of the build after a body was edited."""
    part = _part()
    stories = defaultdict[str, list[Story]](lambda: list(race.stories))
    for number, site, task in race.turns(part):
        name = site.contestant.name
        site.forget()
        peak = weighed(site.contestant.command, *race.setting(site))
        check_whole(site, stories[name])
        race.note(part, site, task, peak / _MEBIBYTE)
        if site.contestant.dialect == "digest":
            stories[name], place = _edited(site, stories[name], "body", number)
            peak = weighed(site.contestant.command, *race.setting(site))
            _check_edit(site, stories[name], "body", place)
            race.note(part, site, "body", peak / _MEBIBYTE)
    return part


def edits(race: Race) -> Part:
    """Builds of a site that was built before, in a new process, after each kind of edit.

    At the end digest's output is compared with a clean build's, byte by byte.
    """
    for site in race.sites:
        site.forget()
        timed(site.contestant.again or site.contestant.command, *race.setting(site))
    part = _part()
    stories = defaultdict[str, list[Story]](lambda: list(race.stories))
    for number, site, kind in race.turns(part, tuple(EDITS)):
        name = site.contestant.name
        if kind in site.contestant.edits:
            stories[name], place = _edited(site, stories[name], kind, number)
            before = snapshot(site.output) if kind == "nothing" and site.contestant.dialect == "digest" else None
            spent = timed(site.contestant.again or site.contestant.command, *race.setting(site))
            _check_edit(site, stories[name], kind, place)
            if before is not None and snapshot(site.output) != before:
                raise WrongOutputError(f"{name}: files were written although nothing had changed")
            race.note(part, site, kind, spent.seconds, spent.cpu)
    for site in race.sites:
        check_whole(site, stories[site.contestant.name])
        if site.contestant.dialect == "digest":
            _check_clean(race, site)
    return part


def profile(race: Race) -> Part:
    """What `digest build` says of its own time: of a cold build, and after a body was edited."""
    part = _part()
    for site in race.sites:
        contestant = site.contestant
        if contestant.dialect != "digest":
            continue
        command = (*contestant.command, "--profile")
        site.forget()
        part.words[f"{contestant.name} cold"] = said(command, *race.setting(site))
        stories, place = _edited(site, race.stories, "body", 0)
        part.words[f"{contestant.name} body"] = said(command, *race.setting(site))
        _check_edit(site, stories, "body", place)
    return part


PARTS: Mapping[str, Callable[[Race], Part]] = {"cold": cold, "memory": memory, "edits": edits, "profile": profile}


def _part() -> Part:
    return Part(taken=datetime.now(UTC).date().isoformat(), load=round(os.getloadavg()[0], 2))


def _cold_build(race: Race, site: Site) -> None:
    site.forget()
    timed(site.contestant.command, *race.setting(site))


def _edited(site: Site, stories: Sequence[Story], kind: str, number: int) -> tuple[list[Story], int | None]:
    changed, place = EDITS[kind](stories, number)
    if place is not None:
        site.write(changed[place])
    return changed, place


def _check_edit(site: Site, stories: Sequence[Story], kind: str, place: int | None) -> None:
    if place is None:
        check_whole(site, stories)
    elif kind == "body":
        check_story(site, stories[place])
    else:
        check_listed(site, stories[place], [*stories[place - 1 : place], *stories[place + 1 : place + 2]])


def _check_clean(race: Race, site: Site) -> None:
    kept = site.folder / "kept"
    shutil.rmtree(kept, ignore_errors=True)
    site.output.rename(kept)
    _cold_build(race, site)
    check_same(kept, site.output)
    shutil.rmtree(kept)
