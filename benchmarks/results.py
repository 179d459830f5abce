"""What was measured, as values and as JSON files, one for each number of stories: `results/10000.json`.

A part (cold builds, edits, memory …) can be taken anew without the others, as long as machine and versions are the same.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from pathlib import Path

_NUMBERS = re.compile(r"\[\s+([\d.,\s]+?)\s+\]")


@dataclass(frozen=True, kw_only=True)
class Volume:
    """What a build left: HTML pages, all files, millions of bytes."""

    pages: int
    files: int
    megabytes: float


@dataclass(frozen=True, kw_only=True)
class Part:
    """Measurements taken in turn on one day.

    `runs` has a list for each contestant and task (`hugo cold`), one entry a round, in order: seconds on the clock, seconds of all
    processors; in the part `memory` the peak in MiB. `load` is the machine's load average just before; `pulse` the seconds that a fixed
    piece of work took before each round; `words` what a build said of itself.
    """

    taken: str
    load: float
    pulse: list[float] = field(default_factory=list)
    runs: dict[str, list[list[float]]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def column(self, name: str, index: int = 0) -> list[float]:
        """One kind of number of all rounds; empty where it wasn't taken."""
        return [run[index] for run in self.runs.get(name, [])]


@dataclass(kw_only=True)
class Results:
    """All that is known of one number of stories."""

    stories: int
    machine: dict[str, str]
    versions: dict[str, str]
    volumes: dict[str, Volume] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)

    def column(self, part: str, name: str, index: int = 0) -> list[float]:
        """As `Part.column`; empty where the part wasn't taken either."""
        return self.parts[part].column(name, index) if part in self.parts else []


def load(folder: Path, stories: int) -> Results | None:
    """The results of so many stories; None where there are none."""
    file = folder / f"{stories}.json"
    if not file.exists():
        return None
    raw = json.loads(file.read_text("utf-8"))
    raw["volumes"] = {name: Volume(**volume) for name, volume in raw["volumes"].items()}
    raw["parts"] = {name: Part(**part) for name, part in raw["parts"].items()}
    return Results(**raw)


def save(folder: Path, results: Results) -> None:
    """Writes them, the numbers of a run in one line."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(results), indent=1, ensure_ascii=False)
    text = _NUMBERS.sub(lambda match: f"[{' '.join(match[1].split())}]", text)
    (folder / f"{results.stories}.json").write_text(text + "\n", encoding="utf-8")


def merged(old: Results | None, new: Results) -> Results:
    """The new ones with the old ones' other parts; without them when they come from another machine or other versions."""
    if old is None or (old.machine, old.versions) != (new.machine, new.versions):
        return new
    return Results(
        stories=new.stories,
        machine=new.machine,
        versions=new.versions,
        volumes=old.volumes | new.volumes,
        parts=old.parts | new.parts,
    )
