"""Lays out the contestants' sites on a RAM disk: the set-up of each, and the stories in its dialect; and clears away what builds leave."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from benchmarks.contestants import HERE, Contestant
from benchmarks.corpus import Story
from benchmarks.dialects import DIALECTS, Dialect


@dataclass(frozen=True)
class Site:
    """A contestant's site: its folder, with the stories in `content/`."""

    contestant: Contestant
    folder: Path

    @property
    def dialect(self) -> Dialect:
        """How its stories are written down."""
        return DIALECTS[self.contestant.dialect]

    @property
    def output(self) -> Path:
        """Where its pages come to lie."""
        return self.folder / self.contestant.output

    def write(self, story: Story) -> None:
        """Puts a story into the content folder, in place of the one of that slug."""
        file = self.folder / "content" / self.dialect.path(story)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(self.dialect.text(story), encoding="utf-8")

    def forget(self) -> None:
        """Removes all that builds left: the output, caches, locks."""
        for name in (self.contestant.output, *self.contestant.memory):
            place = self.folder / name
            if place.is_dir():
                shutil.rmtree(place)
            else:
                place.unlink(missing_ok=True)


def lay_out(contestants: Iterable[Contestant], stories: Sequence[Story], work: Path) -> list[Site]:
    """A new site for each, in folders of their names within `work`; what lay there is removed."""
    sites = []
    for contestant in contestants:
        site = Site(contestant, work / contestant.name)
        if site.folder.exists():
            shutil.rmtree(site.folder)
        for setup in contestant.setup:
            shutil.copytree(HERE / "setups" / setup, site.folder, dirs_exist_ok=True)
        for story in stories:
            site.write(story)
        if contestant.dialect == "hugo":
            _title_sections(site.folder / "content", stories)
        sites.append(site)
    return sites


def _title_sections(content: Path, stories: Sequence[Story]) -> None:
    """Hugo makes pages for years and months of folders that have an `_index.md`."""
    for month, _ in groupby(stories, key=lambda story: f"{story.date:%Y/%m}"):
        for place in (month[:4], month):
            title = place.replace("/", "-")
            (content / place / "_index.md").write_text(f'---\ntitle: "{title}"\n---\n', encoding="utf-8")
