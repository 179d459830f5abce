"""A site under the hands of an editor, who edits and builds; each build is compared with a clean one."""

from __future__ import annotations

from collections import Counter

from digest.model import Report
from tests.properties import sites
from tests.properties.edits.appearance import APPEARANCE
from tests.properties.edits.choices import DOOR, SETTINGS
from tests.properties.edits.curation import CURATION, SEEDS
from tests.properties.edits.desk import Desk, Edits
from tests.properties.edits.harm import MEMORY, MISTAKES, OUTPUTS
from tests.properties.edits.stories import STORIES, TOUCHES
from tests.properties.folders import remove
from tests.properties.twins import Twins

GROUPS: dict[str, Edits] = {
    "stories": STORIES,
    "curation": CURATION,
    "seeds": SEEDS,
    "settings": SETTINGS,
    "appearance": APPEARANCE,
    "nothing in the files": {**TOUCHES, **DOOR},
    "mistakes": MISTAKES,
    "outputs": OUTPUTS,
    "memory": MEMORY,
}
"""Everything that can happen to a site."""

_EVERY = {name: edit for edits in GROUPS.values() for name, edit in edits.items()}


class Newsroom:
    """A site of `count` articles made from `number`, built once; `theme` is `paper`, `night` or `dusk`.

    `jobs` and `trusting` are as in `Twins`; `counted` counts builds, and each edit by its name.
    """

    def __init__(
        self,
        number: int = 0,
        count: int = sites.LEAST,
        theme: str = "paper",
        *,
        jobs: int = 1,
        trusting: bool = True,
        counted: Counter[str] | None = None,
    ) -> None:
        self.counted: Counter[str] = Counter() if counted is None else counted
        self.twins = Twins(sites.first(number, count), jobs=jobs, trusting=trusting, counted=self.counted)
        self.desk = Desk(self.twins.root)
        self.edited = True
        self.desk.chosen["theme"]["name"] = theme
        self.desk.settle()
        if theme == "dusk":
            remove(self.desk.root / "overrides")  # they extend a template of `paper`
        self.desk.how = self.desk.how._replace(convert=True)
        self.build()

    def close(self) -> None:
        """Removes all."""
        self.twins.close()

    def edit(self, name: str, pick: int) -> None:
        """Does the edit of that name."""
        _EVERY[name](self.desk, pick)
        self.counted[name] += 1
        self.edited = True

    def build(self, *, anew: bool = False) -> Report | None:
        """Builds and compares; gives the report. `anew` builds by the command line, which gives none."""
        desk, twins = self.desk, self.twins
        twins.root, twins.output = desk.root, desk.output
        if desk.forgotten:
            twins.forget()
        report = twins.build(desk.how, anew=anew)
        desk.how = desk.how._replace(convert=False, strict=False)
        desk.forgotten = False
        self.edited = False
        return report

    def rest(self) -> None:
        """Lets the site settle, if nothing was edited since: the next build finds files that are old enough to be trusted."""
        if not self.edited and not self.twins.failed:
            self.twins.rest(self.desk.how)

    def mend(self, failures: int) -> None:
        """Where so many builds in a row had errors: mends the mistakes, or else undoes all since the last sound build."""
        if self.twins.failed < failures:
            return
        self.edited = True
        if self.desk.broken:
            self.desk.put_back()
        else:
            self.twins.undo()
            self.desk.chosen = sites.said((self.desk.root / "config.yaml").read_bytes())
